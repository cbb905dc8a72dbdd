// Finds whether any of many words occurs in a text, faster than reading it word by word: Wu and Manber, "A fast
// algorithm for multi-pattern searching" (1994), with blocks of two bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modgate {

class WordSet {
 public:
  /// Words shorter than two bytes are found, too, only more slowly. Empty words are ignored.
  explicit WordSet(std::vector<std::string> words);
  /// Whether some word occurs with no identifier character directly before or after it.
  bool found_in(std::string_view text) const;
  /// Calls `visit(begin, index into words())` for every such occurrence, overlapping ones too: by place, and at one
  /// place the longest word first. Words shorter than two bytes must not be among them.
  template <class Visit>
  void for_each(std::string_view text, const Visit& visit) const {
    if (words_.empty() || shortest_ < 2) return;
    for (std::size_t end = shortest_; end <= text.size();) {
      if (const std::size_t shift = shift_at(text, end); shift > 0) {
        end += shift;
        continue;
      }
      for (std::uint32_t word = longest_at(text, end); word != kNone; word = shorter_at(text, end, word)) {
        visit(end - shortest_, static_cast<std::size_t>(word));
      }
      ++end;
    }
  }
  bool empty() const { return words_.empty(); }
  const std::vector<std::string>& words() const { return words_; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  /// The two bytes before `end`, as the tables number them.
  static std::size_t block_at(std::string_view text, std::size_t end) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[end - 2])) << 8U |
           static_cast<unsigned char>(text[end - 1]);
  }
  std::size_t shift_at(std::string_view text, std::size_t end) const { return shift_[block_at(text, end)]; }
  std::uint32_t longest_at(std::string_view text, std::size_t end) const;
  std::uint32_t shorter_at(std::string_view text, std::size_t end, std::uint32_t word) const;
  std::uint32_t matching_from(std::string_view text, std::size_t end, std::uint32_t word) const;

  std::vector<std::string> words_;          ///< sorted, distinct
  std::vector<std::uint8_t> shift_;         ///< 65 536 entries by block
  std::vector<std::uint32_t> by_block_;     ///< indices of words, ordered by the block that ends at shortest_
  std::vector<std::uint32_t> block_start_;  ///< 65 537 entries: where a block's words begin in by_block_
  std::vector<std::uint32_t> prefix_;       ///< per word: the longest other word that it begins with
  std::size_t shortest_ = 0;
};

}  // namespace modgate
