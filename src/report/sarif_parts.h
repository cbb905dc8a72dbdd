// The parts of a SARIF log that need no run: the rules, a place, a fix. Each gives the object of the standard's name.
#pragma once

#include <string>
#include <string_view>

#include "report/json_values.h"
#include "report/printed.h"

namespace modgate {

/// `reportingDescriptor` of every rule, in the order of all_rules(): the same whatever was found.
Json sarif_rules();

/// "error", "warning" or "note".
std::string_view sarif_level(Severity severity);

/// `message` of plain text, in which nothing is a link.
Json sarif_message(std::string text);

/// `artifactLocation` of a path.
Json sarif_artifact(std::string_view path);

/// `physicalLocation` of a place in a file: one line of it, with the line itself where that can be quoted whole.
/// `label`: what is to be said of the region, may be empty.
Json sarif_place(const PrintedPlace& at, std::string_view label = {});

/// `fix`: what its edits delete and insert, file by file.
Json sarif_fix(const PrintedFix& fix);

}  // namespace modgate
