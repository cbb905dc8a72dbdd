#include "report/formats.h"

namespace modgate {
std::string render_github(const PrintedReport& /*report*/, const RenderOptions& /*options*/) { return {}; }
}  // namespace modgate
