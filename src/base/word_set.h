// Finds whether any of many words occurs in a text, faster than reading it word by word: Wu and Manber, "A fast
// algorithm for multi-pattern searching" (1994), with blocks of two bytes.
#pragma once

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
  bool empty() const { return words_.empty(); }
  const std::vector<std::string>& words() const { return words_; }

 private:
  bool matches_at(std::string_view text, std::size_t end) const;

  std::vector<std::string> words_;          ///< sorted, distinct
  std::vector<std::uint8_t> shift_;         ///< 65 536 entries by block
  std::vector<std::uint32_t> by_block_;     ///< indices of words, ordered by the block that ends at shortest_
  std::vector<std::uint32_t> block_start_;  ///< 65 537 entries: where a block's words begin in by_block_
  std::size_t shortest_ = 0;
};

}  // namespace modgate
