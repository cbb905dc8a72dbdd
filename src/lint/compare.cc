// New versus existing: the findings of two trees as sets of fingerprints.
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/lint.h"

namespace modgate {
namespace {

/// A module whose manifest is gone while its files are still there is judged by nobody.
void note_lost_modules(LintRun& head, const LintRun& base,
                       const std::unordered_map<std::string, std::string>& new_names) {
  for (const Module& module : base.registry.modules) {
    const bool kept = std::any_of(head.registry.modules.begin(), head.registry.modules.end(),
                                  [&](const Module& each) { return each.name == module.name; });
    if (kept) continue;
    std::size_t left = 0;
    for (const FileId file : module.files) {
      if (base.registry.part[index(file)] == Part::manifest) continue;
      const std::string path(base.files->path(file));
      const auto renamed = new_names.find(path);
      left += head.files->find(renamed == new_names.end() ? path : renamed->second) ? 1 : 0;
    }
    if (left == 0) continue;
    head.report.complete = false;
    head.report.incomplete_because.push_back(
        fmt::format("the manifest of `{}` is gone while {} of the module remain, so nothing judges them; keep it, "
                    "with `stage: removed` once they are gone",
                    module.name, text::counted(left, "file")));
  }
}

}  // namespace

void compare_with_base(LintRun& head, const LintRun& base,
                       const std::vector<std::pair<std::string, std::string>>& renames, bool all_count) {
  const std::unordered_map<std::string, std::string> new_names(renames.begin(), renames.end());
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
  note_lost_modules(head, base, new_names);
  count_findings(head.report, all_count);
}

}  // namespace modgate
