// What stands below the findings in every format for people: what is pending, what was not judged, why the run is not
// complete, what was checked and how much of it. "ok" is only ever said of a complete run without findings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/page.h"
#include "report/printed.h"

namespace modgate {

/// Said of a run that looked at what a change touches and at nothing else.
inline constexpr std::string_view kTouchedAlone =
    "nothing outside the touched files can be new; existing findings were not counted, --all looks everywhere";

/// "1 module", "4 629 files": a plain space every three digits.
std::string amount(std::uint64_t n, std::string_view noun);

/// "12 modules, 4 629 files checked (3 skipped)".
std::string scope(const PrintedReport& report);

/// "relax: 4 endorsements: 1 confirmed, 2 linked, 1 claimed", a line for each module that lists somebody.
std::vector<std::string> people_lines(const PrintedReport& report);

/// Writes the lines below the findings. With `quiet` only those that must not be missed: why a run is incomplete, and
/// the statistics when they were asked for.
void write_footer(Page& page, const PrintedReport& report, const RenderOptions& options);

}  // namespace modgate
