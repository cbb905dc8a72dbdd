// Takes the suppression comments after they were applied and reports every rule of a valid one that silenced no
// finding. Invalid ones are MG902's.
#include <cstddef>

#include "modgate/rule.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const SuppressionState& state : context.suppressions) {
    const Suppression& comment = *state.comment;
    if (comment.malformed || comment.reason.empty()) continue;
    for (std::size_t i = 0; i < comment.rules.size() && i < state.used.size(); ++i) {
      const Suppression::Item& item = comment.rules[i];
      const RuleEntry* entry = find_rule(item.rule);
      if (state.used[i] || entry == nullptr || !may_be_suppressed(*entry->rule)) continue;
      Diagnostic& finding =
          findings.add({state.file, item.at},
                       fmt::format("suppression of `{}` silences nothing on line {}", item.rule, comment.applies_to));
      finding.label = "not needed";
      finding.target = entry->rule->id;
      finding.spelling = item.rule;
      finding.help = "drop it";
    }
  }
}

}  // namespace

extern const Rule unused_suppression_rule{
    .id = "MG901",
    .name = "unused-suppression",
    .summary = "a suppression that silences nothing",
    .severity = Severity::warning,
    .runs = RunsIn::after_checks,
    .check = check,
};

}  // namespace modgate
