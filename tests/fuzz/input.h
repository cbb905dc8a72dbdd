// A fuzzer's bytes taken apart: numbers, lines, texts, and small trees. Every input means something, so that no
// mutation is wasted; whatever is missing at the end is zero or empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modgate::fuzz {

class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte();
  /// Below `limit`, which is not 0.
  std::size_t below(std::size_t limit) { return byte() % limit; }
  /// Up to a line feed, which is dropped.
  std::string_view line() { return until('\n'); }
  /// Up to a byte that no UTF-8 has, which is dropped: any text, ill-formed ones too.
  std::string_view text() { return until('\xfe'); }
  std::string_view rest() { return std::exchange(rest_, {}); }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view until(char end);

  std::string_view rest_;
};

/// A file of a tree written as text: a line `### PATH` begins each. `<` before the path: the base has it, `>`: the head
/// has it, `@`: a symbolic link to its text, `=`: a trailer of the change, `+`: a commit by that address, with its
/// paths.
struct TreeFile {
  std::string path;
  std::string text;
  char mark = ' ';
};

/// At most kTreeFiles; what stands before the first `###` is dropped. Of equal paths each is listed.
std::vector<TreeFile> tree_of(std::string_view text);
/// Enough for a parallel run to have work for two threads.
inline constexpr std::size_t kTreeFiles = 40;

}  // namespace modgate::fuzz
