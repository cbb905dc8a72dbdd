#include "lint/suppress.h"

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "base/line_index.h"

namespace modgate {

std::vector<SuppressionState> suppressions_of(const FactsTable& facts) {
  std::vector<SuppressionState> states;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (const Suppression& comment : facts[i].suppressions) {
      SuppressionState& state = states.emplace_back();
      state.file = static_cast<FileId>(i);
      state.comment = &comment;
      state.used.resize(comment.rules.size());
    }
  }
  return states;
}

void apply_suppressions(std::vector<Diagnostic>& findings, std::vector<SuppressionState>& suppressions,
                        SourceTexts& texts) {
  std::multimap<std::pair<FileId, std::uint32_t>, SuppressionState*> by_line;
  std::set<FileId> files;
  for (SuppressionState& state : suppressions) {
    if (state.comment->malformed || state.comment->reason.empty()) continue;
    by_line.emplace(std::pair(state.file, state.comment->applies_to), &state);
    files.insert(state.file);
  }
  std::map<FileId, LineIndex> lines;
  for (Diagnostic& finding : findings) {
    if (!may_be_suppressed(*finding.rule) || !files.contains(finding.at.file)) continue;
    const LineIndex& index = lines.try_emplace(finding.at.file, texts.text(finding.at.file)).first->second;
    const std::uint32_t line = index.position(finding.at.span.begin).line;
    const auto [first, last] = by_line.equal_range(std::pair(finding.at.file, line));
    for (auto at = first; at != last; ++at) {
      SuppressionState& state = *at->second;
      for (std::size_t i = 0; i < state.comment->rules.size(); ++i) {
        const RuleEntry* named = find_rule(state.comment->rules[i].rule);
        if (named == nullptr || named->rule != finding.rule) continue;
        state.used[i] = true;
        finding.status = Diagnostic::Status::suppressed;
        finding.justification = state.comment->reason;
      }
    }
  }
}

}  // namespace modgate
