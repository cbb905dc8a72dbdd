#include "base/nearest.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace modgate {
namespace {

/// Words longer than this are no typing slips, and the distance costs the product of the lengths.
constexpr std::size_t kLongestWord = 64;

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost one each.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

/// One edit more than a slip may have.
std::size_t reach_of(std::string_view word) { return std::clamp<std::size_t>(word.size() / 3, 1, 3) + 1; }

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  const std::string wanted = text::lower(word);
  std::size_t best = reach_of(word);
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t d = distance(wanted, text::lower(candidate));
    if (d < best) {
      best = d;
      found = &candidate;
    }
  }
  if (found == nullptr) return std::nullopt;
  return *found;
}

std::optional<std::string> only_near(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  const std::string wanted = text::lower(word);
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestWord || distance(wanted, text::lower(candidate)) >= reach_of(word)) continue;
    if (found != nullptr) return std::nullopt;
    found = &candidate;
  }
  if (found == nullptr) return std::nullopt;
  return *found;
}

}  // namespace modgate
