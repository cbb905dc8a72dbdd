#include "report/formats.h"

namespace modgate {
std::string render_markdown(const PrintedReport& /*report*/, const RenderOptions& /*options*/) { return {}; }
}  // namespace modgate
