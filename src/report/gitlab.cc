// GitLab's Code Quality report: an array with an object for each finding that is shown. The widget of a merge request
// shows description, severity and place alone, so the description names the rule and says what to do. An empty array
// reads as "nothing is wrong" there: a run that is not complete adds a blocker, open questions an info.
#include <fmt/core.h>

#include <unordered_map>

#include "base/text_hash.h"
#include "report/foreign.h"
#include "report/formats.h"
#include "report/json_values.h"

namespace modgate {
namespace {

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "major";
    case Severity::warning:
      return "minor";
    case Severity::info:
    case Severity::off:
      break;
  }
  return "info";
}

/// GitLab shows the first of equal fingerprints and drops the others without a word.
class Fingerprints {
 public:
  /// The finding's own in front, so that it can be looked up, and a second half that tells repeats apart.
  std::string of(const std::string& own, std::string_view rule, std::string_view path) {
    const std::string first = own.size() == 16 ? own : TextHash().add(own).add(rule).add(path).hex();
    const std::string ordinal = std::to_string(seen_[first]++);
    return first + TextHash().add(own).add(rule).add(ordinal).hex();
  }

 private:
  std::unordered_map<std::string, unsigned> seen_;
};

class Issues {
 public:
  void add(std::string_view check, std::string_view severity, const std::string& text, const std::string& fingerprint,
           const PrintedPlace& at) {
    // The format has no entry without a path; the folder of the repository stands for a tree without files.
    const std::string path = at.path.empty() ? "." : at.path;
    Json lines{{"begin", at.begin.line}};
    if (at.end.line > at.begin.line) lines["end"] = at.end.line;
    list_.push_back({{"description", fmt::format("{}: {}", check, text)},
                     {"check_name", check},
                     {"fingerprint", fingerprints_.of(fingerprint, check, path)},
                     {"severity", severity},
                     {"location", {{"path", path}, {"lines", std::move(lines)}}}});
  }

  Json take() { return std::move(list_); }

 private:
  Json list_ = Json::array();
  Fingerprints fingerprints_;
};

}  // namespace

std::string render_gitlab(const PrintedReport& report, const RenderOptions& options) {
  Issues issues;
  for (const PrintedFinding& finding : report.findings) {
    if (!is_shown(finding, options)) continue;
    issues.add(finding.rule->id, level_of(finding.severity), told(finding), finding.fingerprint,
               place_in_tree(report, finding));
  }
  PrintedPlace anchor;
  anchor.path = report.anchor;
  for (const std::string& reason : report.incomplete_because) {
    issues.add("incomplete", "blocker", closed(reason), reason, anchor);
  }
  if (const std::string open = told_undecided(report); !open.empty()) {
    issues.add("undecided", "info", open, "undecided", anchor);
  }
  return json_text(issues.take(), 2);
}

}  // namespace modgate
