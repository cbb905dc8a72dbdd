// One function a format: a whole report comes in, the text to write goes out. `render` in report/render.h chooses.
// None of them decides anything: what is listed, counted and in which order was settled before.
#pragma once

#include <string>
#include <string_view>

#include "report/printed.h"
#include "report/render.h"

namespace modgate {

/// Code frames, notes, help and a footer, for people.
std::string render_full(const PrintedReport& report, const RenderOptions& options);
/// One line a finding and a footer, for people and for editors that jump to `path:line:column`.
std::string render_concise(const PrintedReport& report, const RenderOptions& options);
/// The object that schemas/report.schema.json describes. Machines get everything: no option changes it.
std::string render_json(const PrintedReport& report, const RenderOptions& options);

/// The same, one object a line.
std::string render_jsonl(const PrintedReport& report, const RenderOptions& options);

/// SARIF 2.1.0 (OASIS) within the limits of GitHub's code scanning.
std::string render_sarif(const PrintedReport& report, const RenderOptions& options);
/// The log of a job on GitHub: the full report, which can start no command, then workflow commands that annotate files.
std::string render_github(const PrintedReport& report, const RenderOptions& options);
/// GitLab's Code Quality report, a JSON array.
std::string render_gitlab(const PrintedReport& report, const RenderOptions& options);
/// JUnit XML: a test case for each module and group of rules.
std::string render_junit(const PrintedReport& report, const RenderOptions& options);
/// reviewdog's DiagnosticResult as JSON.
std::string render_rdjson(const PrintedReport& report, const RenderOptions& options);
/// GitHub-flavoured Markdown for a summary or a comment; at most limits::kMarkdownBytes long, what is left out counted.
std::string render_markdown(const PrintedReport& report, const RenderOptions& options);

/// "error", "warning", "info" or "off".
std::string_view severity_name(Severity severity);

/// Whether formats list the finding that do not tell its status: the new ones, with `--all` the existing ones as well.
bool is_shown(const PrintedFinding& finding, const RenderOptions& options);

}  // namespace modgate
