// Tokens of js_lexer.h. One pass, no going back but over a `/` that opens no regular expression; what is open is kept
// in a list, so that nothing recurses.
#include "scan/js_lexer.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// Marks, regular expressions and numbers that nobody asks about.
constexpr std::string_view kOther = "0";

bool is_word_byte(char c) { return text::is_identifier(c) || c == '$' || c == '\\'; }

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Words behind which an operand begins.
bool expects_operand(std::string_view word) {
  constexpr std::array<std::string_view, 16> kWords = {"return", "typeof", "instanceof", "in",     "of", "new",
                                                       "delete", "void",   "throw",      "case",   "do", "else",
                                                       "yield",  "await",  "default",    "extends"};
  return holds(kWords, word);
}

bool heads_condition(std::string_view word) {
  constexpr std::array<std::string_view, 4> kWords = {"if", "while", "for", "with"};
  return holds(kWords, word);
}

/// Bytes of the blank at `i` (no line end), 0 where there is none: also the ones beyond ASCII that editors write.
std::size_t blank_at(std::string_view bytes, std::size_t i) {
  const char c = i < bytes.size() ? bytes[i] : 'x';
  if (c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r') return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  const std::string_view rest = bytes.substr(i, 3);
  if (rest.starts_with("\xC2\xA0")) return 2;
  return rest == "\xEF\xBB\xBF" || rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9" ? 3 : 0;
}

/// The end of the word that begins at `i`.
std::size_t word_end(std::string_view bytes, std::size_t i) {
  while (i < bytes.size() && is_word_byte(bytes[i]) && blank_at(bytes, i) == 0) ++i;
  return i;
}

/// The end of an element's name: `a`, `My.Part`, `svg:path`, `my-part`.
std::size_t element_name_end(std::string_view bytes, std::size_t i) {
  const auto belongs = [](char c) { return is_word_byte(c) || c == '.' || c == ':' || c == '-'; };
  while (i < bytes.size() && belongs(bytes[i])) ++i;
  return i;
}

std::size_t skip_white(std::string_view bytes, std::size_t i) {
  while (i < bytes.size() && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r')) ++i;
  return i;
}

}  // namespace

JsLexer::JsLexer(std::string_view bytes, std::uint32_t begin) : bytes_(bytes), pos_(begin) {
  if (bytes_.substr(pos_).starts_with("#!")) pos_ = std::min(bytes_.find('\n', pos_), bytes_.size());
}

JsToken JsLexer::make(JsToken::Kind kind, std::size_t begin, std::uint32_t line, std::string_view text) {
  suppressions_.code(line);
  code_line_ = line_;
  return {kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(pos_), line, text};
}

void JsLexer::trouble(std::string_view what, std::uint32_t begin, std::uint32_t line) {
  // What a file ends with may begin at its end.
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(begin + 1, bytes_.size()));
  troubles_.push_back({std::string(what), {begin, end}, line});
}

void JsLexer::count_lines(std::size_t from, std::size_t to) {
  const std::string_view passed = bytes_.substr(from, to - from);
  line_ += static_cast<std::uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
}

void JsLexer::push(Open open) {
  if (frames_.size() == limits::kScriptDepth) {
    trouble(fmt::format("brackets deeper than {}: the rest is not read", limits::kScriptDepth),
            static_cast<std::uint32_t>(pos_), line_);
    frames_.clear();
    braces_ = 0;
    pos_ = bytes_.size();
    return;
  }
  if (open == Open::block || open == Open::value || open == Open::template_code || open == Open::text_code) ++braces_;
  frames_.push_back({open, static_cast<std::uint32_t>(pos_), line_});
}

void JsLexer::skip_line_comment() {
  const std::size_t begin = pos_;
  while (pos_ < bytes_.size() && bytes_[pos_] != '\n' && bytes_[pos_] != '\r') {
    // Unicode's line separators end a comment as well.
    if (bytes_[pos_] == '\xE2' && blank_at(bytes_, pos_) == 3) break;
    ++pos_;
  }
  suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line_,
                        code_line_ == line_);
}

void JsLexer::skip_block_comment() {
  const std::size_t begin = pos_;
  const std::uint32_t line = line_;
  const std::size_t end = bytes_.find("*/", pos_ + 2);
  if (end == std::string_view::npos) {
    trouble("unterminated comment", static_cast<std::uint32_t>(begin), line);
    pos_ = bytes_.size();
    return;
  }
  pos_ = end + 2;
  count_lines(begin, pos_);
  suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line,
                        code_line_ == line);
}

void JsLexer::skip_blanks_and_comments() {
  while (pos_ < bytes_.size()) {
    if (bytes_[pos_] == '\n') {
      ++line_;
      ++pos_;
    } else if (const std::size_t blank = blank_at(bytes_, pos_); blank > 0) {
      pos_ += blank;
    } else if (bytes_[pos_] == '/' && at(pos_ + 1) == '/') {
      skip_line_comment();
    } else if (bytes_[pos_] == '/' && at(pos_ + 1) == '*') {
      skip_block_comment();
    } else {
      return;
    }
  }
}

JsToken JsLexer::next() {
  while (in(Open::tag) || in(Open::text)) {
    if (pos_ >= bytes_.size()) break;
    if (in(Open::text)) {
      lex_text();
    } else {
      lex_tag();
    }
  }
  skip_blanks_and_comments();
  const std::size_t begin = pos_;
  if (begin >= bytes_.size()) return {JsToken::Kind::end, static_cast<std::uint32_t>(begin), 0, line_, {}};
  const char c = bytes_[begin];
  if (text::is_digit(c) || (c == '.' && text::is_digit(at(begin + 1)))) {
    while (pos_ < bytes_.size() && (text::is_identifier(bytes_[pos_]) || bytes_[pos_] == '.')) ++pos_;
    value_before_ = true;
    return make(JsToken::Kind::mark, begin, line_, kOther);
  }
  if (is_word_byte(c)) return lex_word();
  if (c == '"' || c == '\'') return lex_string(c);
  if (c == '`') {
    ++pos_;
    return lex_template(begin, line_);
  }
  if (c == '<' && !value_before_ && opens_element()) {
    ++pos_;
    open_tag();
    return make(JsToken::Kind::mark, begin, line_, kOther);
  }
  return lex_mark();
}

JsToken JsLexer::lex_word() {
  const std::size_t begin = pos_;
  pos_ = word_end(bytes_, pos_);
  const std::string_view word = bytes_.substr(begin, pos_ - begin);
  const bool property = begin > 0 && bytes_[begin - 1] == '.' && (begin < 3 || bytes_[begin - 3] != '.');
  value_before_ = property || !expects_operand(word);
  value_brace_ = !value_before_ && word != "do" && word != "else";
  // `for await (` heads a condition, too.
  heads_condition_ = !property && (heads_condition(word) || (heads_condition_ && word == "await"));
  return make(JsToken::Kind::word, begin, line_, word);
}

/// A string that its line does not close ends there.
JsToken JsLexer::lex_string(char quote) {
  const std::size_t begin = pos_;
  const std::uint32_t line = line_;
  for (++pos_; pos_ < bytes_.size() && bytes_[pos_] != quote && bytes_[pos_] != '\n'; ++pos_) {
    if (bytes_[pos_] != '\\' || pos_ + 1 >= bytes_.size()) continue;
    ++pos_;
    if (bytes_[pos_] == '\r' && at(pos_ + 1) == '\n') ++pos_;
    if (bytes_[pos_] == '\n') ++line_;
  }
  const bool closed = pos_ < bytes_.size() && bytes_[pos_] == quote;
  const std::string_view body = bytes_.substr(begin + 1, pos_ - begin - 1);
  if (closed) ++pos_;
  value_before_ = true;
  return make(closed ? JsToken::Kind::string : JsToken::Kind::mark, begin, line, closed ? body : kOther);
}

/// From behind the opening backtick, or from behind the `}` of a field.
JsToken JsLexer::lex_template(std::size_t begin, std::uint32_t line) {
  const std::size_t from = pos_;
  for (; pos_ < bytes_.size(); ++pos_) {
    if (bytes_[pos_] == '\\') {
      ++pos_;
    } else if (bytes_[pos_] == '`') {
      ++pos_;
      count_lines(from, pos_);
      value_before_ = true;
      const bool whole = bytes_[begin] == '`';
      return make(whole ? JsToken::Kind::string : JsToken::Kind::mark, begin, line,
                  whole ? bytes_.substr(from, pos_ - from - 1) : kOther);
    } else if (bytes_[pos_] == '$' && at(pos_ + 1) == '{') {
      pos_ += 2;
      count_lines(from, pos_);
      push(Open::template_code);
      value_before_ = false;
      value_brace_ = true;
      return make(JsToken::Kind::mark, begin, line, kOther);
    }
  }
  pos_ = bytes_.size();
  trouble("unterminated template", static_cast<std::uint32_t>(begin), line);
  return make(JsToken::Kind::mark, begin, line, kOther);
}

JsToken JsLexer::lex_mark() {
  const std::size_t begin = pos_;
  const std::uint32_t line = line_;
  const char c = bytes_[begin];
  const bool condition = heads_condition_;
  heads_condition_ = false;
  if (c == '/' && !value_before_ && lex_regex()) return make(JsToken::Kind::mark, begin, line, kOther);
  ++pos_;
  switch (c) {
    case '(':
      push(condition ? Open::condition : Open::paren);
      break;
    case '[':
      push(Open::bracket);
      break;
    case '{':
      push(value_brace_ ? Open::value : Open::block);
      break;
    case ')':
    case ']':
    case '}':
      if (close(c)) return lex_template(begin, line);
      return make(JsToken::Kind::mark, begin, line, bytes_.substr(begin, 1));
    case '+':
    case '-':
      // `++` and `--` stand behind an operand or before one: what was true stays so.
      if (at(pos_) == c) {
        ++pos_;
        return make(JsToken::Kind::mark, begin, line, kOther);
      }
      break;
    case '!':
      // TypeScript's `a!` is an operand still, unless a new line begins with it.
      if (value_before_ && at(pos_) != '=' && code_line_ == line) {
        return make(JsToken::Kind::mark, begin, line, kOther);
      }
      break;
    default:
      break;
  }
  const bool arrow = c == '>' && begin > 0 && bytes_[begin - 1] == '=';
  value_before_ = false;
  value_brace_ = std::string_view("(,=[?&|+-*!~<>:").find(c) != std::string_view::npos && !arrow;
  return make(JsToken::Kind::mark, begin, line, bytes_.substr(begin, 1));
}

/// Whether the mark goes back into a template.
bool JsLexer::close(char mark) {
  value_before_ = true;
  value_brace_ = false;
  if (mark != '}') {
    const bool condition = in(Open::condition);
    if (mark == ')' ? condition || in(Open::paren) : in(Open::bracket)) frames_.pop_back();
    value_before_ = mark == ']' || !condition;
    return false;
  }
  if (braces_ == 0) return false;
  // A brace closes the parentheses that broken source left open in it.
  while (in(Open::paren) || in(Open::condition) || in(Open::bracket)) frames_.pop_back();
  const Open opened = frames_.back().open;
  frames_.pop_back();
  --braces_;
  value_before_ = opened != Open::block;
  return opened == Open::template_code;
}

/// At a `/` where an operand begins. False where the line does not close it: then it is a mark.
bool JsLexer::lex_regex() {
  if (pos_ < no_regex_before_) return false;
  bool in_class = false;
  std::size_t i = pos_ + 1;
  for (; i < bytes_.size() && bytes_[i] != '\n' && bytes_[i] != '\r'; ++i) {
    const char c = bytes_[i];
    if (c == '\\') {
      if (at(i + 1) != '\n' && at(i + 1) != '\r') ++i;  // a line end cannot be escaped
    } else if (c == '[') {
      in_class = true;
    } else if (c == ']') {
      in_class = false;
    } else if (c == '/' && !in_class) {
      pos_ = word_end(bytes_, i + 1);
      value_before_ = true;
      return true;
    }
  }
  no_regex_before_ = i;  // else each `/` of a broken line would be looked at to its end
  return false;
}

void JsLexer::finish(FileFacts& facts) {
  const auto unclosed = std::find_if(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.open == Open::tag || frame.open == Open::text || frame.open == Open::template_code;
  });
  if (unclosed != frames_.end()) {
    trouble(unclosed->open == Open::template_code ? "unterminated template" : "unterminated element", unclosed->begin,
            unclosed->line);
  }
  facts.suppressions = suppressions_.finish();
  facts.troubles.insert(facts.troubles.end(), troubles_.begin(), troubles_.end());
}

// Elements of JSX.

void JsLexer::collect_closing_names() {
  closing_names_known_ = true;
  for (std::size_t found = bytes_.find("</"); found != std::string_view::npos; found = bytes_.find("</", found + 2)) {
    const std::size_t begin = skip_white(bytes_, found + 2);
    closing_names_.insert(bytes_.substr(begin, element_name_end(bytes_, begin) - begin));
  }
}

/// At a `<` where an operand begins: an element is closed by `/>` or by `</name`; a type assertion or the parameters
/// of a generic arrow function are not.
bool JsLexer::opens_element() {
  if (!closing_names_known_) collect_closing_names();
  const std::size_t begin = pos_ + 1;
  const std::size_t end = element_name_end(bytes_, begin);
  const std::string_view name = bytes_.substr(begin, end - begin);
  const std::size_t next = skip_white(bytes_, end);
  if (name.empty()) return at(next) == '>' && closing_names_.contains(name);
  const char c = at(next);
  if (c == '>' || c == '<') return closing_names_.contains(name);
  if (c == '/' || c == '{') return true;
  const std::size_t attribute_end = element_name_end(bytes_, next);
  if (attribute_end == next || bytes_.substr(next, attribute_end - next) == "extends") return false;
  const char behind = at(skip_white(bytes_, attribute_end));
  return behind == '=' || behind == '/' || behind == '{' || closing_names_.contains(name);
}

/// Behind the `<` of an opening tag: its name, and type arguments if there are any.
void JsLexer::open_tag() {
  push(Open::tag);
  pos_ = std::max(pos_, element_name_end(bytes_, pos_));
  if (at(pos_) != '<') return;
  const std::size_t from = pos_;
  std::size_t depth = 0;
  for (; pos_ < bytes_.size(); ++pos_) {
    if (bytes_[pos_] == '<') ++depth;
    if (bytes_[pos_] == '>' && bytes_[pos_ - 1] != '=' && --depth == 0) break;
  }
  if (pos_ < bytes_.size()) ++pos_;
  count_lines(from, pos_);
}

/// One step within an opening tag.
void JsLexer::lex_tag() {
  skip_blanks_and_comments();
  const char c = at(pos_);
  ++pos_;
  if (c == '>') {
    frames_.back().open = Open::text;
  } else if (c == '/' && at(pos_) == '>') {
    ++pos_;
    frames_.pop_back();
    value_before_ = true;
  } else if (c == '"' || c == '\'') {
    const std::size_t end = std::min(bytes_.find(c, pos_), bytes_.size());
    count_lines(pos_, end);
    pos_ = std::min(end + 1, bytes_.size());
  } else if (c == '{') {
    push(Open::text_code);
    value_before_ = false;
    value_brace_ = true;
  } else if (c == '<') {
    open_tag();
  }
  pos_ = std::min(pos_, bytes_.size());
}

/// Text up to and with the next mark in it.
void JsLexer::lex_text() {
  const std::size_t mark = std::min(bytes_.find_first_of("<{", pos_), bytes_.size());
  count_lines(pos_, mark);
  pos_ = std::min(mark + 1, bytes_.size());
  if (mark == bytes_.size()) return;
  if (bytes_[mark] == '{') {
    push(Open::text_code);
    value_before_ = false;
    value_brace_ = true;
  } else if (at(skip_white(bytes_, pos_)) == '/') {
    const std::size_t end = std::min(bytes_.find('>', pos_), bytes_.size());
    count_lines(pos_, end);
    pos_ = std::min(end + 1, bytes_.size());
    frames_.pop_back();
    value_before_ = true;
  } else {
    open_tag();
  }
}

}  // namespace modgate
