#include "report/formats.h"

namespace modgate {
std::string render_junit(const PrintedReport& /*report*/, const RenderOptions& /*options*/) { return {}; }
}  // namespace modgate
