#include "base/word_set.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace modgate {
WordSet::WordSet(std::vector<std::string> words) : words_(std::move(words)) {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  if (!words_.empty() && words_.front().empty()) words_.erase(words_.begin());
  if (words_.empty()) return;
  shortest_ = std::min_element(words_.begin(), words_.end(), [](const auto& a, const auto& b) {
                return a.size() < b.size();
              })->size();
  if (shortest_ < 2) return;
  // The shift of a block says how far the window may move when the block stands at its end.
  const std::size_t furthest = std::min<std::size_t>(shortest_ - 1, 255);
  shift_.assign(65536, static_cast<std::uint8_t>(furthest));
  block_start_.assign(65537, 0);
  for (const std::string& word : words_) {
    for (std::size_t end = 2; end <= shortest_; ++end) {
      std::uint8_t& shift = shift_[block_at(word, end)];
      shift = std::min(shift, static_cast<std::uint8_t>(std::min<std::size_t>(shortest_ - end, 255)));
    }
    ++block_start_[block_at(word, shortest_) + 1];
  }
  std::partial_sum(block_start_.begin(), block_start_.end(), block_start_.begin());
  by_block_.resize(words_.size());
  std::vector<std::uint32_t> next(block_start_.begin(), block_start_.end() - 1);
  for (std::uint32_t i = 0; i < words_.size(); ++i) by_block_[next[block_at(words_[i], shortest_)]++] = i;
  // Sorted, a word comes right after its prefixes and what begins with them.
  prefix_.assign(words_.size(), kNone);
  for (std::uint32_t i = 1; i < words_.size(); ++i) {
    std::uint32_t above = i - 1;
    while (above != kNone && !words_[i].starts_with(words_[above])) above = prefix_[above];
    prefix_[i] = above;
  }
}

/// The longest word that begins at `end - shortest_` and stands alone there. The greatest word that is not greater than
/// the text begins with every word that the text begins with, so one binary search and a walk over its own prefixes
/// find them all, however many words share a beginning.
std::uint32_t WordSet::longest_at(std::string_view text, std::size_t end) const {
  const std::size_t begin = end - shortest_;
  if (begin > 0 && text::is_identifier(text[begin - 1]) && text::is_identifier(text[begin])) return kNone;
  const std::size_t block = block_at(text, end);
  const auto first = by_block_.begin() + block_start_[block];
  const auto last = by_block_.begin() + block_start_[block + 1];
  const auto after = std::upper_bound(first, last, text.substr(begin), [&](std::string_view rest, std::uint32_t word) {
    return rest.compare(words_[word]) < 0;
  });
  return after == first ? kNone : matching_from(text, end, *(after - 1));
}

std::uint32_t WordSet::shorter_at(std::string_view text, std::size_t end, std::uint32_t word) const {
  return matching_from(text, end, prefix_[word]);
}

/// `word`, or the longest of its prefixes that stands there alone.
std::uint32_t WordSet::matching_from(std::string_view text, std::size_t end, std::uint32_t word) const {
  const std::size_t begin = end - shortest_;
  for (; word != kNone; word = prefix_[word]) {
    const std::string& candidate = words_[word];
    if (text.compare(begin, candidate.size(), candidate) != 0) continue;
    const std::size_t after = begin + candidate.size();
    if (after >= text.size() || !text::is_identifier(text[after]) || !text::is_identifier(candidate.back())) break;
  }
  return word;
}

bool WordSet::found_in(std::string_view text) const {
  if (words_.empty()) return false;
  if (shortest_ < 2) {
    return std::any_of(words_.begin(), words_.end(), [&](const std::string& word) {
      for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t after = at + word.size();
        const bool open_before = at > 0 && text::is_identifier(text[at - 1]) && text::is_identifier(word.front());
        const bool open_after =
            after < text.size() && text::is_identifier(text[after]) && text::is_identifier(word.back());
        if (!open_before && !open_after) return true;
      }
      return false;
    });
  }
  for (std::size_t end = shortest_; end <= text.size();) {
    const std::size_t shift = shift_at(text, end);
    if (shift > 0) {
      end += shift;
      continue;
    }
    if (longest_at(text, end) != kNone) return true;
    ++end;
  }
  return false;
}

}  // namespace modgate
