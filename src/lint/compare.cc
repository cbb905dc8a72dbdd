// New versus existing: the findings of two trees as sets of fingerprints.
#include <string>
#include <unordered_map>

#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/lint.h"

namespace modgate {

void compare_with_base(LintRun& head, const Comparison& against, bool all_count) {
  const LintRun& base = *against.base;
  std::unordered_map<std::string, std::string> new_names;
  for (const PathChange& path : against.paths) {
    if (!path.copied && !path.before.empty() && !path.after.empty()) new_names.emplace(path.before, path.after);
  }
  std::vector<Diagnostic> before = base.report.findings;
  set_fingerprints(before, *base.files, [&](std::string_view path) {
    const auto renamed = new_names.find(std::string(path));
    return renamed == new_names.end() ? std::string(path) : renamed->second;
  });
  std::unordered_map<std::string, const Diagnostic*> known;
  for (const Diagnostic& finding : before) known.emplace(finding.fingerprint, &finding);
  for (Diagnostic& finding : head.report.findings) {
    if (finding.status != Diagnostic::Status::fresh || is_always_judged(*finding.rule)) continue;
    // What was silenced or milder before is new in its present form.
    const auto found = known.find(finding.fingerprint);
    if (found == known.end() || found->second->status != Diagnostic::Status::fresh) continue;
    if (found->second->severity >= finding.severity) finding.status = Diagnostic::Status::existing;
  }
  head.report.against = base.report.view.revision;
  // What the base could not look at cannot be told to be new: the comparison is as incomplete as the base.
  if (!base.report.complete) {
    head.report.complete = false;
    for (const std::string& reason : base.report.incomplete_because) {
      head.report.incomplete_because.push_back("in the base: " + reason);
    }
  }
  count_findings(head.report, all_count);
}

}  // namespace modgate
