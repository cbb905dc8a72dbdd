// The JSON Schema (draft-07) of the machine report: the text of schemas/report.schema.json, compiled in.
#pragma once

#include <string_view>

namespace modgate {

/// The schema's text, as published.
std::string_view report_schema();

}  // namespace modgate
