// Takes the suppression comments after they were applied and reports every rule of a valid one that silenced no
// finding. Invalid ones are MG902's.
#include <cstddef>

#include "modgate/rule.h"

namespace modgate {
namespace {

/// Of a known rule that a comment may silence and that silenced nothing.
bool is_unused(const SuppressionState& state, std::size_t item) {
  if (item >= state.used.size() || state.used[item]) return false;
  const RuleEntry* entry = find_rule(state.comment->rules[item].rule);
  return entry != nullptr && may_be_suppressed(*entry->rule);
}

/// The rule of a comment with the comma that parts it from the others. Rules before the first one that stays take the
/// comma behind them, later ones the comma before them: no two cuts of one list touch each other.
Span with_comma(const SuppressionState& state, std::size_t item) {
  const std::vector<Suppression::Item>& rules = state.comment->rules;
  std::size_t stays = 0;
  while (stays < rules.size() && is_unused(state, stays)) ++stays;
  if (item < stays) return {rules[item].at.begin, rules[item + 1].at.begin};
  return {rules[item - 1].at.end, rules[item].at.end};
}

void add_fix(const SuppressionState& state, std::size_t item, Diagnostic& finding) {
  if (state.removal) {
    finding.fixes.push_back({"remove the comment", {*state.removal}});
  } else if (state.listed) {
    finding.fixes.push_back({fmt::format("take `{}` from the list", state.comment->rules[item].rule),
                             {{{state.file, with_comma(state, item)}, {}}}});
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const SuppressionState& state : context.suppressions) {
    const Suppression& comment = *state.comment;
    if (comment.malformed || comment.reason.empty()) continue;
    for (std::size_t i = 0; i < comment.rules.size(); ++i) {
      if (!is_unused(state, i)) continue;
      const Suppression::Item& item = comment.rules[i];
      Diagnostic& finding =
          findings.add({state.file, item.at},
                       fmt::format("suppression of `{}` silences nothing on line {}", item.rule, comment.applies_to));
      finding.label = "not needed";
      finding.target = find_rule(item.rule)->rule->id;
      finding.spelling = item.rule;
      finding.help = "drop it";
      add_fix(state, i, finding);
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
