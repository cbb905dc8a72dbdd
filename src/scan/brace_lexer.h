// The words, strings and marks of a language with `//` and `/* */` comments: Java, Kotlin, Scala, Go, Protobuf. Bytes
// and a dialect in, tokens out; comments go to the suppressions. Numbers are words that begin with a digit. The code
// inside a string template is read as code. Not understood: XML literals of Scala, whose text is read as code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "scan/suppression.h"

namespace modgate {

/// Where the languages differ.
struct BraceDialect {
  bool nested_comments = false;
  enum class Triple : std::uint8_t { none, escaped, raw } triple = Triple::none;  ///< `"""text"""`
  enum class Single : std::uint8_t { character, symbol, string } single = Single::character;
  enum class Backtick : std::uint8_t { none, word, string } backtick = Backtick::none;
  /// `"${code}"`: in every string, or in those with a word directly before the quote.
  enum class Template : std::uint8_t { none, always, prefixed } templates = Template::none;
  bool dollar_in_words = false;
};

struct BraceToken {
  enum class Kind : std::uint8_t { end, word, string, mark };
  Kind kind = Kind::end;
  bool first_on_line = false;  ///< nothing but blanks and comments stands before it on its line
  bool quoted = false;         ///< a word in backticks; `text` is without them
  bool plain = true;           ///< a string without escapes and templates: its text is its value
  std::uint32_t line = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;  ///< of a string: without its quotes; a mark is one byte
  Span at() const { return {begin, end}; }
  bool is(char mark) const { return kind == Kind::mark && text.front() == mark; }
  /// A keyword: words in backticks are none.
  bool is_word(std::string_view word) const { return kind == Kind::word && !quoted && text == word; }
  bool is_name() const { return kind == Kind::word && (quoted || text.front() < '0' || text.front() > '9'); }
};

class BraceLexer {
 public:
  /// `bytes` must outlive this. A byte order mark and a first line that starts with `#!` are passed over.
  BraceLexer(std::string_view bytes, BraceDialect dialect);

  BraceToken next();
  /// Braces, brackets and parentheses that are open after the last token; those inside string templates count.
  std::uint32_t depth() const { return depth_; }
  /// The comments directly above or before the last token, without a blank line between them; empty when there are
  /// none.
  Span comment_before() const { return comment_; }
  std::uint32_t comment_first_line() const { return comment_first_line_; }
  /// After the last token: suppressions and troubles of the file.
  void finish(FileFacts& facts);

 private:
  struct Template {
    bool triple = false;
    std::uint32_t depth = 0;  ///< depth_ outside of it
    std::size_t begin = 0;
    std::uint32_t line = 0;
  };

  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }
  bool starts(std::string_view text) const { return bytes_.substr(pos_).starts_with(text); }
  bool is_word_byte(char c) const;
  void skip_blanks_and_comments();
  void line_comment();
  void block_comment();
  void note_comment(std::size_t begin, std::uint32_t line);
  void word(BraceToken& token);
  void mark(BraceToken& token);
  bool quote(BraceToken& token);
  void backtick(BraceToken& token);
  void single(BraceToken& token);
  void simple_string(BraceToken& token, char quote, bool escapes, bool lines);
  void double_quoted(BraceToken& token);
  void string_body(BraceToken& token, bool triple, bool template_allowed);
  void open_template(BraceToken& token, bool triple);
  void trouble(std::string what, std::size_t begin, std::uint32_t line);

  std::string_view bytes_;
  BraceDialect dialect_;
  std::size_t pos_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t token_line_ = 0;  ///< the line of the last token's end
  std::uint32_t depth_ = 0;
  std::size_t word_end_ = static_cast<std::size_t>(-1);  ///< where the last token ended, if it was a word
  Span comment_;
  std::uint32_t comment_line_ = 0;  ///< of the comment's end
  std::uint32_t comment_first_line_ = 0;
  std::vector<Template> templates_;
  SuppressionList suppressions_;
  std::vector<ScanTrouble> troubles_;
};

/// Adds a reference; nullptr, and a trouble, when the file has more than limits::kFacts. One longer than
/// limits::kPathBytes becomes import_computed.
Reference* add_reference(FileFacts& facts, Reference::Kind kind, std::string spelled, Span at, std::uint32_t line);
/// The same for a package, and limits::kPackages.
void add_package(FileFacts& facts, std::string name, Span at, std::uint32_t line);

}  // namespace modgate
