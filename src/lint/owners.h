// What an audit reads besides the roster to see where lists of people disagree.
#pragma once

#include "lint/lint.h"
#include "modgate/owners.h"

namespace modgate {

/// Reads CODEOWNERS wherever GitHub looks for it, and the list of people that is not the roster. What was not read, or
/// not compared with the view, is named in the report.
RosterSources read_roster_sources(const Files& files, const Registry& registry, BlobReader& reader, LintReport& report);

}  // namespace modgate
