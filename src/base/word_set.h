// Finds whether any of many words occurs in a text, faster than reading it word by word: a filter names the few places
// where one may begin, and those are compared.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_filter.h"

namespace modgate {

class WordSet {
 public:
  /// Empty words are ignored.
  explicit WordSet(std::vector<std::string> words, WordFilter::Means means = WordFilter::Means::best);
  /// Whether some word occurs with no identifier character directly before or after it.
  bool found_in(std::string_view text) const;
  /// Calls `visit(begin, index into words())` for every such occurrence, overlapping ones too: by place, and at one
  /// place the longest word first.
  template <class Visit>
  void for_each(std::string_view text, const Visit& visit) const {
    for_each_place(text, [&](std::size_t begin) {
      for (std::uint32_t word = longest_at(text, begin); word != kNone; word = shorter_at(text, begin, word)) {
        visit(begin, static_cast<std::size_t>(word));
      }
      return true;
    });
  }
  bool empty() const { return words_.empty(); }
  const std::vector<std::string>& words() const { return words_; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  /// Calls `visit(begin)` for each place where a word may begin until it answers false.
  template <class Visit>
  void for_each_place(std::string_view text, const Visit& visit) const {
    if (words_.empty()) return;
    for (auto block = filter_.next(text, 0); block.places != 0;
         block = filter_.next(text, block.begin + WordFilter::kBlock)) {
      for (std::uint32_t rest = block.places; rest != 0; rest &= rest - 1) {
        if (!visit(block.begin + static_cast<std::size_t>(std::countr_zero(rest)))) return;
      }
    }
  }
  std::uint32_t longest_at(std::string_view text, std::size_t begin) const;
  std::uint32_t shorter_at(std::string_view text, std::size_t begin, std::uint32_t word) const;
  std::uint32_t matching_from(std::string_view text, std::size_t begin, std::uint32_t word) const;

  std::vector<std::string> words_;     ///< sorted, distinct
  std::vector<std::uint32_t> prefix_;  ///< per word: the longest other word that it begins with
  WordFilter filter_;
};

}  // namespace modgate
