// Bytes of Rust in; words, strings and marks out, comments to the suppressions. Bodies of macros are tokens like any
// others. Lifetimes, characters and numbers give a mark that nobody asks about. Doc comments are comments; the code in
// them is not read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "scan/suppression.h"

namespace modgate {

struct RustToken {
  enum class Kind : std::uint8_t { end, word, string, mark };
  Kind kind = Kind::end;
  bool raw = false;  ///< `r#name`, which is no keyword; a string without escapes
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t line = 0;
  std::string_view text;  ///< a word without `r#`; a string without prefix and quotes; one byte of a mark, `::` whole
  bool is(char mark) const { return kind == Kind::mark && text.size() == 1 && text.front() == mark; }
  bool is(std::string_view keyword) const { return kind == Kind::word && !raw && text == keyword; }
  bool is_path_mark() const { return kind == Kind::mark && text.size() == 2; }
  Span at() const { return {begin, end}; }
};

class RustLexer {
 public:
  /// Reads from `begin` on; `bytes` must outlive the lexer. A first line that starts with `#!` and no `[` is passed
  /// over.
  RustLexer(std::string_view bytes, std::uint32_t begin);
  RustToken next();
  /// After the last token: suppressions and troubles of the file.
  void finish(FileFacts& facts);

 private:
  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }
  void skip_blanks_and_comments();
  void skip_block_comment();
  RustToken lex_word();
  RustToken lex_string(std::size_t begin);
  RustToken lex_raw_string(std::size_t begin, std::size_t hashes);
  void skip_character_or_lifetime();
  RustToken make(RustToken::Kind kind, std::size_t begin, std::uint32_t line, std::string_view text);

  std::string_view bytes_;
  std::size_t pos_;
  std::uint32_t line_ = 1;
  std::uint32_t code_line_ = 0;  ///< the line on which the last token ended
  SuppressionList suppressions_;
  std::vector<ScanTrouble> troubles_;
};

}  // namespace modgate
