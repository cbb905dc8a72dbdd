// Ranked findings by file and module. A group with findings of one rule alone stays as it is, so that texts are read
// only where there is something to decide.
#include "lint/one_cause.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/line_index.h"
#include "modgate/limits.h"
#include "modgate/rule.h"

namespace modgate {
namespace {

/// Findings of this rank only say that a module is named. Where a stronger finding says that the file uses it, the
/// names go with the use.
constexpr int kNamingRank = 6;

class Group {
 public:
  Group(std::vector<Diagnostic>& findings, std::vector<std::size_t> members, std::string_view text)
      : findings_(findings), members_(std::move(members)), lines_(text) {}

  /// Marks what goes in `gone`.
  void settle(std::vector<bool>& gone) {
    std::stable_sort(members_.begin(), members_.end(),
                     [&](std::size_t a, std::size_t b) { return key(findings_[a]) < key(findings_[b]); });
    std::vector<std::size_t> kept;
    for (const std::size_t member : members_) {
      Diagnostic& finding = findings_[member];
      forget_taken(finding);
      if (is_taken(finding, finding.at.span) && !move(finding)) {
        gone[member] = true;
        continue;
      }
      taken_.try_emplace(line(finding.at.span), finding.rule->line_rank);
      kept.push_back(member);
    }
    join_names(kept, gone);
  }

 private:
  static std::tuple<int, std::string_view, Span> key(const Diagnostic& finding) {
    return {finding.rule->line_rank, finding.rule->id, finding.at.span};
  }

  std::uint32_t line(Span span) const { return lines_.position(span.begin).line; }

  /// Whether a stronger rule has the line.
  bool is_taken(const Diagnostic& finding, Span span) const {
    const auto found = taken_.find(line(span));
    return found != taken_.end() && found->second != finding.rule->line_rank;
  }

  /// Related places on lines that a stronger finding reports say nothing new.
  void forget_taken(Diagnostic& finding) const {
    std::erase_if(finding.related, [&](const Related& related) {
      return related.at.file == finding.at.file && is_taken(finding, related.at.span);
    });
  }

  static bool move(Diagnostic& finding) {
    const auto free = std::find_if(finding.related.begin(), finding.related.end(),
                                   [&](const Related& related) { return related.at.file == finding.at.file; });
    if (free == finding.related.end()) return false;
    finding.at = free->at;
    finding.related.erase(free);
    return true;
  }

  void join_names(const std::vector<std::size_t>& kept, std::vector<bool>& gone) {
    if (kept.empty()) return;
    Diagnostic& strongest = findings_[kept.front()];
    if (strongest.rule->line_rank >= kNamingRank) return;
    for (const std::size_t member : kept) {
      if (findings_[member].rule->line_rank < kNamingRank) continue;
      join(findings_[member], strongest);
      gone[member] = true;
    }
  }

  /// A line that the finding shows already says nothing new.
  void join(const Diagnostic& names, Diagnostic& into) const {
    std::set<std::uint32_t> known{line(into.at.span)};
    for (const Related& related : into.related) {
      if (related.at.file == into.at.file) known.insert(line(related.at.span));
    }
    std::vector<Location> places;
    if (known.insert(line(names.at.span)).second) places.push_back(names.at);
    for (const Related& related : names.related) {
      if (related.at.file == names.at.file && known.insert(line(related.at.span)).second) places.push_back(related.at);
    }
    const std::size_t shown = std::min(places.size(), limits::kRelatedPlaces);
    for (std::size_t i = 0; i < shown; ++i) {
      into.related.push_back({places[i], fmt::format("`{}` is named here, too", names.module)});
    }
    if (shown < places.size()) {
      const std::size_t more = places.size() - shown;
      into.notes.push_back(
          fmt::format("`{}` is named in {} more place{} of this file", names.module, more, more == 1 ? "" : "s"));
    }
    // What the names did not show themselves stays said.
    into.notes.insert(into.notes.end(), names.notes.begin(), names.notes.end());
  }

  std::vector<Diagnostic>& findings_;
  std::vector<std::size_t> members_;
  LineIndex lines_;
  std::map<std::uint32_t, int> taken_;  ///< line to the rank that has it
};

}  // namespace

void keep_one_cause(std::vector<Diagnostic>& findings, SourceTexts& texts) {
  std::map<std::pair<FileId, std::string_view>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Diagnostic& finding = findings[i];
    if (finding.rule->line_rank > 0 && !finding.module.empty()) {
      groups[{finding.at.file, finding.module}].push_back(i);
    }
  }
  std::vector<bool> gone(findings.size(), false);
  for (auto& [key, members] : groups) {
    const Rule* first = findings[members.front()].rule;
    const bool mixed =
        std::any_of(members.begin(), members.end(), [&](std::size_t member) { return findings[member].rule != first; });
    if (mixed) Group(findings, members, texts.text(key.first)).settle(gone);
  }
  std::size_t next = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (gone[i]) continue;
    if (next != i) findings[next] = std::move(findings[i]);
    ++next;
  }
  findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(next), findings.end());
}

}  // namespace modgate
