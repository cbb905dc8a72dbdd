// The tokenizer of python_lexer.h. One pass, no backtracking, no recursion: nested f-strings live on a stack of frames,
// so time is linear in the file and memory in its nesting.
#include "scan/python_lexer.h"

#include <array>

#include "base/text.h"

namespace modgate {
namespace {

enum class Class : std::uint8_t { other, blank, line_end, name, digit, quote, comment, backslash };

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  for (std::size_t i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    if (text::is_identifier_start(c)) classes[i] = Class::name;
    if (text::is_digit(c)) classes[i] = Class::digit;
  }
  for (const char c : {' ', '\t', '\f'}) classes[static_cast<unsigned char>(c)] = Class::blank;
  for (const char c : {'\n', '\r'}) classes[static_cast<unsigned char>(c)] = Class::line_end;
  for (const char c : {'"', '\''}) classes[static_cast<unsigned char>(c)] = Class::quote;
  classes['#'] = Class::comment;
  classes['\\'] = Class::backslash;
  return classes;
}
constexpr std::array<Class, 256> kClasses = make_classes();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }
bool is_word(char c) { return class_of(c) == Class::name || class_of(c) == Class::digit; }

/// Up to two letters of `rbuft` in any order and case: more than Python allows, and nothing else may stand there.
bool is_string_prefix(std::string_view word) {
  if (word.size() > 2) return false;
  for (const char c : word) {
    if (std::string_view("rRbBuUfFtT").find(c) == std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

PythonLexer::PythonLexer(std::string_view bytes, std::uint32_t begin)
    : bytes_(bytes), size_(static_cast<std::uint32_t>(bytes.size())), at_(begin) {}

PythonToken PythonLexer::make(Kind kind, std::uint32_t begin, std::uint32_t line) {
  PythonToken token;
  token.kind = kind;
  token.first_on_line = code_line_ != line;
  token.begin = begin;
  token.end = at_;
  token.line = line;
  token.depth = depth_;
  code_line_ = line_;
  return token;
}

void PythonLexer::consume_line_end() {
  at_ += bytes_[at_] == '\r' && peek(1) == '\n' ? 2 : 1;
  ++line_;
}

PythonToken PythonLexer::next() {
  if (!frames_.empty() && frames_.back().mode != Frame::Mode::field) return lex_fstring_text();
  while (at_ < size_) {
    const std::uint32_t begin = at_;
    switch (class_of(bytes_[at_])) {
      case Class::blank:
        ++at_;
        break;
      case Class::line_end: {
        if (depth_ > 0) {
          consume_line_end();
          break;
        }
        const std::uint32_t line = line_;
        const std::uint32_t code_line = code_line_;
        consume_line_end();
        PythonToken token = make(Kind::newline, begin, line);
        code_line_ = code_line;
        return token;
      }
      case Class::name:
        return lex_name();
      case Class::digit:
        return lex_number();
      case Class::quote:
        return lex_string(begin, {});
      case Class::comment:
        while (at_ < size_ && class_of(bytes_[at_]) != Class::line_end) ++at_;
        return make(Kind::comment, begin, line_);
      case Class::backslash:
        ++at_;
        // A backslash elsewhere is an error in Python and nothing here.
        if (at_ < size_ && class_of(bytes_[at_]) == Class::line_end) consume_line_end();
        break;
      case Class::other:
        return lex_operator();
    }
  }
  return lex_end();
}

PythonToken PythonLexer::lex_name() {
  const std::uint32_t begin = at_;
  while (at_ < size_ && is_word(bytes_[at_])) ++at_;
  if (at_ < size_ && class_of(bytes_[at_]) == Class::quote) {
    const std::string_view prefix = bytes_.substr(begin, at_ - begin);
    if (is_string_prefix(prefix)) return lex_string(begin, prefix);
  }
  return make(Kind::name, begin, line_);
}

PythonToken PythonLexer::lex_number() {
  // Digits, letters, points: `1e-5` gives two tokens around an operator, and `0or x` swallows a keyword; neither
  // matters.
  const std::uint32_t begin = at_;
  while (at_ < size_ && (is_word(bytes_[at_]) || bytes_[at_] == '.')) ++at_;
  return make(Kind::number, begin, line_);
}

PythonToken PythonLexer::lex_string(std::uint32_t begin, std::string_view prefix) {
  const std::uint32_t line = line_;
  const char quote = bytes_[at_];
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  if (prefix.find_first_of("fFtT") != std::string_view::npos) {
    const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
    frames_.push_back({Frame::Mode::text, quote, triple, raw, depth_, begin, line});
    if (triple) ++triple_texts_;
    return make(Kind::fstring_begin, begin, line);
  }
  skip_string_body(quote, triple, begin, line);
  return make(Kind::string, begin, line);
}

void PythonLexer::skip_string_body(char quote, bool triple, std::uint32_t begin, std::uint32_t line) {
  while (at_ < size_) {
    const char c = bytes_[at_];
    switch (class_of(c)) {
      case Class::backslash:
        ++at_;
        if (at_ < size_ && class_of(bytes_[at_]) == Class::line_end) {
          consume_line_end();
        } else if (at_ < size_) {
          ++at_;
        }
        break;
      case Class::line_end:
        if (!triple) return unwind_broken_fstrings();
        consume_line_end();
        break;
      case Class::quote:
        if (c != quote || (triple && (peek(1) != quote || peek(2) != quote))) {
          ++at_;
          break;
        }
        at_ += triple ? 3 : 1;
        return;
      default:
        ++at_;
    }
  }
  if (!triple) return unwind_broken_fstrings();
  troubles_.push_back({"unterminated triple-quoted string", {begin, begin + 3}, line});
}

/// A one-line string ended with its line. If it stood in a field of a one-line f-string, that one has ended, too: the
/// quote that seemed to open a string was the f-string's own.
void PythonLexer::unwind_broken_fstrings() {
  while (!frames_.empty() && !frames_.back().triple) {
    if (frames_.back().mode == Frame::Mode::text) depth_ = frames_.back().depth;
    frames_.pop_back();
  }
}

PythonToken PythonLexer::lex_fstring_text() {
  const Frame frame = frames_.back();
  const bool spec = frame.mode == Frame::Mode::spec;
  while (at_ < size_) {
    const char c = bytes_[at_];
    if (c == '{') {
      if (spec || peek(1) != '{') return open_bracket();
      at_ += 2;
    } else if (c == '}') {
      if (spec) return close_bracket();
      at_ += peek(1) == '}' ? 2 : 1;
    } else if (c == '\\') {
      skip_fstring_escape(frame.raw);
    } else if (class_of(c) == Class::line_end) {
      if (!frame.triple) return end_fstring(at_, 0);
      consume_line_end();
    } else if (c == frame.quote && (!frame.triple || (peek(1) == c && peek(2) == c))) {
      return end_fstring(at_, frame.triple ? 3 : 1);
    } else {
      ++at_;
    }
  }
  if (!frame.triple) return end_fstring(at_, 0);
  return lex_end();
}

/// `\N{BULLET}` is one character, not a field; a backslash before a brace hides nothing; any other hides one byte.
void PythonLexer::skip_fstring_escape(bool raw) {
  ++at_;
  const char c = peek();
  if (c == '{' || c == '}' || at_ >= size_) return;
  if (class_of(c) == Class::line_end) return consume_line_end();
  ++at_;
  if (raw || c != 'N' || peek() != '{') return;
  std::uint32_t ahead = 1;
  while (is_word(peek(ahead)) || peek(ahead) == ' ' || peek(ahead) == '-') ++ahead;
  if (peek(ahead) == '}') at_ += ahead + 1;
}

/// Leaves the innermost f-string, with the field and spec that a missing brace may have left open in it.
PythonToken PythonLexer::end_fstring(std::uint32_t begin, std::uint32_t length) {
  while (frames_.back().mode != Frame::Mode::text) frames_.pop_back();
  depth_ = frames_.back().depth;
  if (frames_.back().triple) --triple_texts_;
  frames_.pop_back();
  if (length == 0) unwind_broken_fstrings();
  at_ += length;
  return make(Kind::fstring_end, begin, line_);
}

PythonToken PythonLexer::open_bracket() {
  const std::uint32_t begin = at_;
  if (depth_ == 0) {
    opened_at_ = begin;
    opened_line_ = line_;
  }
  ++depth_;
  if (!frames_.empty() && frames_.back().mode != Frame::Mode::field) {
    Frame field = frames_.back();
    field.mode = Frame::Mode::field;
    field.depth = depth_;
    frames_.push_back(field);
  }
  ++at_;
  PythonToken token = make(Kind::op, begin, line_);
  token.op = bytes_[begin];
  return token;
}

PythonToken PythonLexer::close_bracket() {
  const std::uint32_t begin = at_++;
  const char c = bytes_[begin];
  if (!frames_.empty() && frames_.back().mode == Frame::Mode::spec) frames_.pop_back();
  if (in_field() && depth_ == frames_.back().depth) {
    // Only a brace ends a field; `)` and `]` have no partner here.
    if (c == '}') close_field();
  } else if (depth_ > 0) {
    --depth_;
  }
  PythonToken token = make(Kind::op, begin, line_);
  token.op = c;
  return token;
}

void PythonLexer::close_field() {
  frames_.pop_back();
  --depth_;
}

PythonToken PythonLexer::lex_operator() {
  const std::uint32_t begin = at_;
  const char c = bytes_[at_];
  if (c == '(' || c == '[' || c == '{') return open_bracket();
  if (c == ')' || c == ']' || c == '}') return close_bracket();
  ++at_;
  if (c == '.' && peek() == '.' && peek(1) == '.') {
    at_ += 2;
    return make(Kind::number, begin, line_);
  }
  if (c == ':' && in_field() && depth_ == frames_.back().depth) {
    Frame spec = frames_.back();
    spec.mode = Frame::Mode::spec;
    frames_.push_back(spec);
  } else if (peek() == '=' && (c == '=' || c == '!' || c == '<' || c == '>' || c == ':')) {
    ++at_;
    return make(c == ':' ? Kind::walrus : Kind::op, begin, line_);
  } else if (c == '=') {
    return make(Kind::assign, begin, line_);
  }
  PythonToken token = make(Kind::op, begin, line_);
  token.op = c;
  return token;
}

PythonToken PythonLexer::lex_end() {
  if (!ended_) {
    ended_ = true;
    if (!frames_.empty()) {
      const Frame& outer = frames_.front();
      troubles_.push_back({"unterminated f-string", {outer.begin, outer.begin + 1}, outer.line});
    } else if (depth_ > 0) {
      troubles_.push_back({"unterminated bracket", {opened_at_, opened_at_ + 1}, opened_line_});
    }
  }
  frames_.clear();
  depth_ = 0;
  return make(Kind::end, size_, line_);
}

bool PythonLexer::abandon_brackets() {
  if (triple_texts_ > 0) return false;
  troubles_.push_back({"unterminated bracket", {opened_at_, opened_at_ + 1}, opened_line_});
  frames_.clear();
  depth_ = 0;
  return true;
}

}  // namespace modgate
