// Bytes of JavaScript or TypeScript in, with or without JSX; words, strings and marks out, comments to the
// suppressions. Whether `/` divides or opens a regular expression, and whether `<` compares or opens an element,
// follows from the token before it; an element must also be closed somewhere, else `<` is a type's. Text of elements
// and regular expressions gives no tokens, code within `${}` and `{}` does. Not told apart: keywords from names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "modgate/facts.h"
#include "scan/suppression.h"

namespace modgate {

struct JsToken {
  enum class Kind : std::uint8_t {
    end,
    word,
    string,  ///< also a template without `${}`
    mark,    ///< one byte of an operator or bracket; a template with `${}`, a number or a regular expression is `0`
  };
  Kind kind = Kind::end;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t line = 0;  ///< of `begin`
  std::string_view text;   ///< of a string: without its quotes, escapes as written
  bool is(char mark) const { return kind == Kind::mark && text.front() == mark; }
  bool is(std::string_view word) const { return kind == Kind::word && text == word; }
  Span at() const { return {begin, end}; }
};

class JsLexer {
 public:
  /// Reads from `begin` on; `bytes` must outlive the lexer. A first line that starts with `#!` is passed over.
  JsLexer(std::string_view bytes, std::uint32_t begin);
  JsToken next();
  /// After the last token: suppressions and troubles of the file.
  void finish(FileFacts& facts);

 private:
  /// What is open.
  enum class Open : std::uint8_t {
    paren,
    condition,  ///< the parenthesis of if, while, for, with: behind it an expression begins
    bracket,
    block,
    value,          ///< braces of an object
    template_code,  ///< `${` in a template
    tag,            ///< within `<a `
    text,           ///< between `<a>` and `</a>`
    text_code,      ///< braces in a tag or in a text
  };
  struct Frame {
    Open open = Open::block;
    std::uint32_t begin = 0;
    std::uint32_t line = 0;
  };

  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }
  bool in(Open open) const { return !frames_.empty() && frames_.back().open == open; }
  void skip_blanks_and_comments();
  void skip_line_comment();
  void skip_block_comment();
  void count_lines(std::size_t from, std::size_t to);
  void lex_tag();
  void lex_text();
  bool opens_element();
  void open_tag();
  void collect_closing_names();
  JsToken lex_word();
  JsToken lex_string(char quote);
  JsToken lex_template(std::size_t begin, std::uint32_t line);
  JsToken lex_mark();
  bool lex_regex();
  bool close(char mark);
  void push(Open open);
  JsToken make(JsToken::Kind kind, std::size_t begin, std::uint32_t line, std::string_view text);
  void trouble(std::string_view what, std::uint32_t begin, std::uint32_t line);

  std::string_view bytes_;
  std::size_t pos_;
  std::uint32_t line_ = 1;
  std::uint32_t code_line_ = 0;  ///< the line on which the last token ended
  bool value_before_ = false;    ///< the token before ends an operand
  bool heads_condition_ = false;
  std::size_t no_regex_before_ = 0;
  bool value_brace_ = false;  ///< a brace here opens an object
  std::vector<Frame> frames_;
  std::size_t braces_ = 0;                              ///< frames that `}` closes
  std::unordered_set<std::string_view> closing_names_;  ///< names of `</name`; "" for `</>`
  bool closing_names_known_ = false;
  SuppressionList suppressions_;
  std::vector<ScanTrouble> troubles_;
};

}  // namespace modgate
