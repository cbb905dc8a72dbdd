// From raw findings to the list that is reported: severities, selection, order, counts.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/lint.h"
#include "modgate/diagnostic.h"
#include "modgate/policy.h"
#include "modgate/report.h"

namespace modgate {

/// A manifest that cannot be read judges nothing: the finding that says so (MG101) is always made, always an error, and
/// never an existing one.
bool is_always_judged(const Rule& rule);

/// Which rules run, and how severe their findings are.
class RuleSettings {
 public:
  RuleSettings(const Policy& policy, const LintOptions& options) : policy_(policy), options_(options) {}
  bool runs(const Rule& rule) const;
  /// What remains of a finding's own severity: the rule's default may be moved, and a finding that was milder than its
  /// rule's default never becomes more severe by that.
  Severity severity(const Rule& rule, Severity own) const;

 private:
  std::optional<Severity> override_of(const Rule& rule) const;

  const Policy& policy_;
  const LintOptions& options_;
};

/// Total order: path, begin, end, rule id, message.
void sort_findings(std::vector<Diagnostic>& findings, const Files& files);

/// Keeps what lies at or below one of the paths; files from outside the view always stay.
void keep_paths(std::vector<Diagnostic>& findings, const Files& files, const std::vector<std::string>& paths);

/// Fills the counts that come from the findings. Existing ones are counted apart; `all_count`: by severity, too.
void count_findings(LintReport& report, bool all_count = false);

}  // namespace modgate
