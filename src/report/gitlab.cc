#include "report/formats.h"

namespace modgate {
std::string render_gitlab(const PrintedReport& /*report*/, const RenderOptions& /*options*/) { return {}; }
}  // namespace modgate
