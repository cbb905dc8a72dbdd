// Words in, then a text; the places where one of them may begin out. It may name a place in vain, about one in a
// thousand, and never leaves one out. Thirty-two places are judged at once by their first three bytes where the
// processor has AVX2, one after the other elsewhere; what is left is looked up by a hash of up to eight bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modgate {

class WordFilter {
 public:
  enum class Means : std::uint8_t { best, portable };

  /// `words`: sorted and not empty each. `means`: tests compare both.
  WordFilter(const std::vector<std::string>& words, Means means);

  static constexpr std::size_t kBlock = 32;
  struct Block {
    std::size_t begin = 0;
    std::uint32_t places = 0;  ///< bit i: a word may begin at begin + i
  };
  /// The first block from `begin` on with such a place; its `places` are 0 when there is none.
  Block next(std::string_view text, std::size_t begin) const;

 private:
  /// For each value of a half byte the groups of words that have it, in one byte of their beginning.
  struct HalfBytes {
    alignas(16) std::array<std::uint8_t, 16> low{};
    alignas(16) std::array<std::uint8_t, 16> high{};
  };
  static constexpr std::size_t kJudged = 3;  ///< bytes that are judged before the hash

  void judge(const std::vector<std::string>& words);
  void note(std::string_view word);
  Block next_by_vectors(std::string_view text, std::size_t begin) const;
  Block next_by_bytes(std::string_view text, std::size_t begin) const;
  std::uint32_t known(std::string_view text, std::size_t begin, std::uint32_t places) const;
  bool known(std::string_view text, std::size_t begin) const;
  bool holds(std::uint64_t gram) const;

  std::array<HalfBytes, kJudged> judged_{};
  std::array<bool, 256> first_{};     ///< bytes with which a word begins
  std::vector<std::uint64_t> grams_;  ///< a Bloom filter of beginnings, two bits of one element for each
  std::vector<std::uint64_t> pairs_;  ///< one bit for each two bytes with which a word of less than four may begin
  bool long_ = false;                 ///< some word has eight bytes or more
  bool middling_ = false;             ///< some word has four to seven
  bool vectors_ = false;
};

}  // namespace modgate
