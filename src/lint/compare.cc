// New versus existing: the findings of two trees as sets of fingerprints.
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/lint.h"

namespace modgate {

void compare_with_base(LintRun& head, const LintRun& base,
                       const std::vector<std::pair<std::string, std::string>>& renames, bool all_count) {
  std::unordered_map<std::string, std::string> new_names(renames.begin(), renames.end());
  std::vector<Diagnostic> before = base.report.findings;
  set_fingerprints(before, *base.files, [&](std::string_view path) {
    const auto renamed = new_names.find(std::string(path));
    return renamed == new_names.end() ? std::string(path) : renamed->second;
  });
  std::unordered_set<std::string> known;
  for (const Diagnostic& finding : before) known.insert(finding.fingerprint);
  for (Diagnostic& finding : head.report.findings) {
    if (finding.status == Diagnostic::Status::fresh && known.contains(finding.fingerprint) && !all_count) {
      finding.status = Diagnostic::Status::existing;
    }
  }
  head.report.against = base.report.view.revision;
  // What the base could not look at cannot be told to be new: the comparison is as incomplete as the base.
  if (!base.report.complete) {
    head.report.complete = false;
    for (const std::string& reason : base.report.incomplete_because) {
      head.report.incomplete_because.push_back("in the base: " + reason);
    }
  }
  count_findings(head.report);
}

}  // namespace modgate
