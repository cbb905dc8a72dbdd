// One function a format: a whole report comes in, the text to write goes out. `render` in modgate/report.h chooses.
// None of them decides anything: what is listed, counted and in which order was settled before.
#pragma once

#include <string>
#include <string_view>

#include "modgate/report.h"
#include "report/location.h"

namespace modgate {

/// Code frames, notes, help and a footer, for people.
std::string render_full(const LintReport& report, Sources& sources, const RenderOptions& options);
/// One line a finding and a footer, for people and for editors that jump to `path:line:column`.
std::string render_concise(const LintReport& report, Sources& sources, const RenderOptions& options);
/// The object that schemas/report.schema.json describes. Takes no options: machines get everything.
std::string render_json(const LintReport& report, Sources& sources);

/// "error", "warning", "info" or "off".
std::string_view severity_name(Severity severity);

/// Whether the formats for people show the finding: the new ones, with `--all` the existing ones as well.
bool is_shown(const Diagnostic& finding, const RenderOptions& options);

}  // namespace modgate
