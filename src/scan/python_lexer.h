// Bytes of a Python file in, tokens out, one at a time: 3.8 to 3.14 source, CPython's own rules for lines, brackets,
// continuations and strings. Code inside the fields of f-strings (PEP 701) comes as ordinary tokens within brackets.
// Not told apart: keywords from names, and operators that no scanner asks about. Blocks (indentation) are not known.
// Broken source never stops it: what no Python can read is passed over up to the next line where reading makes sense.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "modgate/facts.h"

namespace modgate {

struct PythonToken {
  enum class Kind : std::uint8_t {
    end,            ///< after the last byte, for ever
    newline,        ///< end of a logical line; never inside brackets
    comment,        ///< from `#` to before the line end
    name,           ///< identifier or keyword
    number,         ///< also `...`
    string,         ///< with prefix and quotes; not f-strings
    fstring_begin,  ///< prefix and opening quotes; the tokens of the fields follow
    fstring_end,    ///< closing quotes; empty where they are missing
    assign,         ///< `=`, also the one of `+=`
    walrus,         ///< `:=`
    op,             ///< anything else
  };
  Kind kind = Kind::end;
  char op = 0;                 ///< the byte of a one-byte operator, else 0
  bool first_on_line = false;  ///< no token before it on its physical line
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t line = 0;   ///< 1-based, of `begin`
  std::uint32_t depth = 0;  ///< brackets open after this token

  bool is_op(char byte) const { return kind == Kind::op && op == byte; }
  bool opens() const { return kind == Kind::op && (op == '(' || op == '[' || op == '{'); }
  bool closes() const { return kind == Kind::op && (op == ')' || op == ']' || op == '}'); }
};

class PythonLexer {
 public:
  /// Reads from `begin` on; offsets count from the first byte of `bytes`, which must outlive the lexer.
  explicit PythonLexer(std::string_view bytes, std::uint32_t begin = 0);
  PythonToken next();
  /// The caller has seen a statement where a bracket is still open: forgets the open brackets and reports the first.
  /// Refuses (false) inside a triple-quoted f-string, whose end is still to come.
  bool abandon_brackets();
  /// What could not be read, complete once `end` was given.
  const std::vector<ScanTrouble>& troubles() const { return troubles_; }
  std::string_view text(const PythonToken& token) const { return bytes_.substr(token.begin, token.end - token.begin); }

 private:
  using Kind = PythonToken::Kind;
  /// Where the lexer is inside an f-string. A field's format spec is text again, in which fields may nest.
  struct Frame {
    enum class Mode : std::uint8_t { text, field, spec };
    Mode mode;
    char quote;
    bool triple;
    bool raw;
    std::uint32_t depth;  ///< field: brackets open inside it; text: those open before it
    std::uint32_t begin;
    std::uint32_t line;
  };

  PythonToken lex_name();
  PythonToken lex_number();
  PythonToken lex_string(std::uint32_t begin, std::string_view prefix);
  void skip_string_body(char quote, bool triple, std::uint32_t begin, std::uint32_t line);
  PythonToken lex_fstring_text();
  PythonToken end_fstring(std::uint32_t begin, std::uint32_t length);
  void skip_fstring_escape(bool raw);
  PythonToken lex_operator();
  PythonToken lex_end();
  PythonToken open_bracket();
  PythonToken close_bracket();
  void close_field();
  void unwind_broken_fstrings();
  void consume_line_end();
  PythonToken make(Kind kind, std::uint32_t begin, std::uint32_t line);
  bool in_field() const { return !frames_.empty() && frames_.back().mode == Frame::Mode::field; }
  char peek(std::uint32_t ahead = 0) const { return at_ + ahead < size_ ? bytes_[at_ + ahead] : '\0'; }

  std::string_view bytes_;
  std::uint32_t size_;
  std::uint32_t at_;
  std::uint32_t line_ = 1;
  std::uint32_t code_line_ = 0;  ///< the physical line on which the last token ended
  std::uint32_t depth_ = 0;
  std::uint32_t opened_at_ = 0;  ///< of the outermost open bracket
  std::uint32_t opened_line_ = 0;
  std::uint32_t triple_texts_ = 0;  ///< triple-quoted f-strings among the frames
  bool ended_ = false;
  std::vector<Frame> frames_;
  std::vector<ScanTrouble> troubles_;
};

}  // namespace modgate
