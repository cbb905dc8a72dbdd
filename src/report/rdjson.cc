// The DiagnosticResult of reviewdog: an object for each finding that is shown, lines and columns as they are here
// (UTF-8 bytes from 1, the end exclusive). A suggestion of reviewdog is one replacement in the diagnostic's own file,
// and several are alternatives: only a fix of a single edit there can be told. A run that is not complete is an error.
#include <algorithm>

#include "base/utf8.h"
#include "report/foreign.h"
#include "report/formats.h"
#include "report/json_values.h"

namespace modgate {
namespace {

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "ERROR";
    case Severity::warning:
      return "WARNING";
    case Severity::info:
    case Severity::off:
      break;
  }
  return "INFO";
}

Json range_of(const PrintedPlace& at) {
  return {{"start", {{"line", at.begin.line}, {"column", at.begin.column}}},
          {"end", {{"line", at.end.line}, {"column", at.end.column}}}};
}

Json location_of(const PrintedPlace& at) { return {{"path", at.path}, {"range", range_of(at)}}; }

/// What every diagnostic has. A tree without files gives it no location.
Json diagnostic_of(const std::string& message, std::string_view severity, const PrintedPlace& at) {
  Json out{{"message", message}, {"severity", severity}};
  if (!at.path.empty()) out["location"] = location_of(at);
  return out;
}

Json suggestions_of(const PrintedFinding& finding) {
  Json out = Json::array();
  for (const PrintedFix& fix : finding.fixes) {
    if (fix.edits.size() != 1 || fix.edits.front().at.path != finding.at.path || finding.at.outside) continue;
    out.push_back({{"range", range_of(fix.edits.front().at)}, {"text", fix.edits.front().text}});
  }
  return out;
}

Json related_of(const PrintedFinding& finding) {
  Json out = Json::array();
  for (const PrintedRelated& related : finding.related) {
    if (related.at.outside || related.at.path.empty()) continue;  // the message tells it
    out.push_back({{"message", utf8::visible(related.message)}, {"location", location_of(related.at)}});
  }
  return out;
}

Json finding_of(const PrintedReport& report, const PrintedFinding& finding) {
  Json out = diagnostic_of(told(finding), level_of(finding.severity), place_in_tree(report, finding));
  out["code"] = {{"value", finding.rule->id}, {"url", rule_url(*finding.rule)}};
  if (Json suggestions = suggestions_of(finding); !suggestions.empty()) out["suggestions"] = std::move(suggestions);
  if (Json related = related_of(finding); !related.empty()) out["related_locations"] = std::move(related);
  return out;
}

}  // namespace

std::string render_rdjson(const PrintedReport& report, const RenderOptions& options) {
  Severity worst = report.complete ? Severity::info : Severity::error;
  Json list = Json::array();
  for (const PrintedFinding& finding : report.findings) {
    if (!is_shown(finding, options)) continue;
    worst = std::max(worst, finding.severity);
    list.push_back(finding_of(report, finding));
  }
  PrintedPlace anchor;
  anchor.path = report.anchor;
  for (const std::string& reason : report.incomplete_because) {
    list.push_back(diagnostic_of(closed(reason), "ERROR", anchor));
  }
  if (const std::string open = told_undecided(report); !open.empty()) {
    list.push_back(diagnostic_of(open, "INFO", anchor));
  }
  return json_text({{"source", {{"name", "modgate"}, {"url", kProjectUrl}}},
                    {"severity", level_of(worst)},
                    {"diagnostics", std::move(list)}},
                   2);
}

}  // namespace modgate
