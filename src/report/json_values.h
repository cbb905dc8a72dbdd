// The parts of a report as JSON values, for the formats that are our own JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/printed.h"

namespace modgate {

using Json = nlohmann::ordered_json;

/// All of a run but its lists of findings, skipped files and unresolved references.
Json run_json(const PrintedReport& report);
Json finding_json(const PrintedFinding& finding);
Json skip_json(const PrintedSkip& skip);
Json unresolved_json(const PrintedUnresolved& unresolved);

/// The value as text. Bytes that are not UTF-8 become U+FFFD; all else beyond ASCII is escaped, and so is one of two
/// adjacent `#`, so that a report that is printed can neither steer a terminal nor start a command of a CI runner.
/// `indent` < 0: one line.
std::string json_text(const Json& json, int indent);

}  // namespace modgate
