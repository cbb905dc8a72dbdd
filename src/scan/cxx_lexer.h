// Bytes of a C-family file to preprocessing tokens, as clang reads them: splices, comments, strings, raw strings,
// digraphs and line ends are resolved here. Comments that begin with `modgate:` are kept for the caller.
// Trigraphs are not replaced; an ill-formed literal ends where clang's own recovery ends it.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "scan/suppression.h"

namespace modgate::cxx {

enum class TokenKind : std::uint8_t {
  end,
  identifier,
  number,
  string,
  character,
  punctuator,
  directive,  ///< the `#` that opens a directive
  newline,    ///< the end of a directive
};

/// Punctuators of one character stand for themselves, digraphs for what they spell; these have more than one.
inline constexpr char kScope = '\x01';     ///< `::`
inline constexpr char kArrow = '\x02';     ///< `->`
inline constexpr char kEllipsis = '\x03';  ///< `...`
inline constexpr char kPaste = '\x04';     ///< `##`

struct Token {
  TokenKind kind = TokenKind::end;
  char punct = 0;              ///< for punctuators
  bool first_on_line = false;  ///< no token stands before it on its line
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;  ///< of identifiers, splices removed and \u escapes as UTF-8, and of numbers; lives as long
                          ///< as the lexer and the bytes

  bool is(char c) const { return kind == TokenKind::punctuator && punct == c; }
  bool is_identifier(std::string_view word) const { return kind == TokenKind::identifier && text == word; }
};

/// The operand of an include: between quotes or angles. `text` is empty when there is none, or none that is closed;
/// `at` is what was consumed as one.
struct HeaderName {
  std::string_view text;
  Span at;
  bool angled = false;
};

class Lexer {
 public:
  explicit Lexer(std::string_view bytes, std::size_t begin = 0);

  Token next();
  /// After the name of an include directive: the header name, if the operand is plainly one. Otherwise nothing is
  /// consumed but blanks.
  HeaderName header_name();
  /// The token after the newest one is a `(` that touches it: what makes a macro function-like.
  bool touches_parenthesis();
  /// Skips to the end of the line without looking at comments or literals, as `#error` does.
  void skip_raw_line();
  /// Offset of the first byte that was not read.
  std::size_t position() const { return pos_; }
  /// Between enter and leave a line's end is a token.
  void enter_directive() { in_directive_ = true; }
  void leave_directive() { in_directive_ = false; }
  /// Comments in groups that the preprocessor drops are nobody's.
  void keep_comments(bool keep) { keep_comments_ = keep; }

  /// The suppression comments; their `line` and `applies_to` hold offsets of the comment and of the code it is about.
  std::vector<Suppression> finish_suppressions() { return suppressions_.finish(); }
  std::vector<ScanTrouble>& troubles() { return troubles_; }

 private:
  std::size_t splice(std::size_t at) const;
  std::size_t skip_splices(std::size_t at) const;
  bool starts_with(std::size_t at, char second, std::size_t& after) const;
  bool skip_blanks();
  void line_comment();
  void block_comment();
  void comment_ended(std::size_t begin, std::size_t end);
  void identifier(Token& token);
  void spliced_identifier(Token& token);
  std::size_t universal_character(std::size_t at, std::string& out) const;
  bool literal_after_prefix(Token& token);
  void number();
  void quoted(char quote);
  void raw_string(std::size_t begin);
  void punctuator(Token& token);
  std::string_view keep(std::string text);
  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }

  std::string_view bytes_;
  std::size_t pos_ = 0;
  bool in_directive_ = false;
  bool line_start_ = true;
  bool keep_comments_ = true;
  std::deque<std::string> spelled_;
  SuppressionList suppressions_;
  std::vector<ScanTrouble> troubles_;
};

/// The text of one token as written, without splices; for operands that are not evaluated.
std::string without_splices(std::string_view text);

}  // namespace modgate::cxx
