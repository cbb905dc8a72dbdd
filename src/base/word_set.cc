#include "base/word_set.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace modgate {
namespace {

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (!words.empty() && words.front().empty()) words.erase(words.begin());
  return words;
}

}  // namespace

WordSet::WordSet(std::vector<std::string> words, WordFilter::Means means)
    : words_(sorted(std::move(words))), filter_(words_, means) {
  // Sorted, a word comes right after its prefixes and what begins with them.
  prefix_.assign(words_.size(), kNone);
  for (std::uint32_t i = 1; i < words_.size(); ++i) {
    std::uint32_t above = i - 1;
    while (above != kNone && !words_[i].starts_with(words_[above])) above = prefix_[above];
    prefix_[i] = above;
  }
}

/// The longest word that begins at `begin` and stands alone there. The greatest word that is not greater than the text
/// begins with every word that the text begins with, so one binary search and a walk over its own prefixes find them
/// all, however many words share a beginning.
std::uint32_t WordSet::longest_at(std::string_view text, std::size_t begin) const {
  if (begin > 0 && text::is_identifier(text[begin - 1]) && text::is_identifier(text[begin])) return kNone;
  const auto after = std::upper_bound(words_.begin(), words_.end(), text.substr(begin));
  return after == words_.begin() ? kNone
                                 : matching_from(text, begin, static_cast<std::uint32_t>(after - words_.begin() - 1));
}

std::uint32_t WordSet::shorter_at(std::string_view text, std::size_t begin, std::uint32_t word) const {
  return matching_from(text, begin, prefix_[word]);
}

/// `word`, or the longest of its prefixes that stands there alone.
std::uint32_t WordSet::matching_from(std::string_view text, std::size_t begin, std::uint32_t word) const {
  for (; word != kNone; word = prefix_[word]) {
    const std::string& candidate = words_[word];
    if (text.compare(begin, candidate.size(), candidate) != 0) continue;
    const std::size_t after = begin + candidate.size();
    if (after >= text.size() || !text::is_identifier(text[after]) || !text::is_identifier(candidate.back())) break;
  }
  return word;
}

bool WordSet::found_in(std::string_view text) const {
  bool found = false;
  for_each_place(text, [&](std::size_t begin) {
    found = longest_at(text, begin) != kNone;
    return !found;
  });
  return found;
}

}  // namespace modgate
