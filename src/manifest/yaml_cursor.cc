// Moves over YAML text: see the header. Every fault is placed where a person has to look, which for an unclosed quote
// is its opening and not the line on which the reader noticed.
#include "manifest/yaml_cursor.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "manifest/yaml_bytes.h"

namespace modgate {
namespace {

constexpr bool is_break(char c) { return c == '\n' || c == '\r'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_flow_indicator(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

/// How many hexadecimal digits follow an escape's letter; -1: no such escape.
int escape_digits(char letter) {
  constexpr std::string_view kSimple = "0abt\tnvfre \"/\\N_LP";
  if (kSimple.find(letter) != std::string_view::npos) return 0;
  if (letter == 'x') return 2;
  if (letter == 'u') return 4;
  if (letter == 'U') return 8;
  return -1;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

bool YamlCursor::blank(std::size_t ahead) const {
  if (at_ + ahead >= text_.size()) return true;
  return is_blank(text_[at_ + ahead]) || is_break(text_[at_ + ahead]);
}

bool YamlCursor::first_on_line() const {
  return text_.substr(line_start_, at_ - line_start_).find_first_not_of(' ') == std::string_view::npos;
}

bool YamlCursor::at_marker() const {
  if (at_ != line_start_) return false;
  const std::string_view three = text_.substr(at_, 3);
  return (three == "---" || three == "...") && blank(3);
}

void YamlCursor::skip_blanks() {
  while (!done() && is_blank(text_[at_])) ++at_;
}

void YamlCursor::next_line(std::size_t start_of_next) {
  at_ = std::min(start_of_next, text_.size());
  line_start_ = at_;
}

bool YamlCursor::refuse(std::size_t begin, std::size_t length, std::string message, std::string help) {
  if (!fault_) fault_ = syntax_fault(span_at(text_, begin, length), std::move(message), std::move(help));
  return false;
}

bool YamlCursor::skip_to_content() {
  while (!done()) {
    const bool fresh_line = at_ == line_start_;
    const std::size_t before = at_;
    skip_blanks();
    if (fresh_line) {
      const std::size_t tab = text_.substr(before, at_ - before).find('\t');
      if (tab != std::string_view::npos) {
        return refuse(before + tab, 1, "a tab in the indentation", "indent with blanks");
      }
    }
    if (done()) return true;
    if (text_[at_] == '#') {
      if (at_ > 0 && !is_blank(text_[at_ - 1]) && !is_break(text_[at_ - 1])) {
        return refuse(at_, 1, "a comment needs a blank before `#`", "put a blank before `#`, or quote the value");
      }
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
    if (done()) return true;
    if (!is_break(text_[at_])) return true;
    const std::size_t feed = text_.find('\n', at_);
    next_line(feed == std::string_view::npos ? text_.size() : feed + 1);
  }
  return true;
}

std::size_t YamlCursor::plain_end(bool flow) const {
  std::size_t end = at_;  // after the last byte that is not a blank
  for (std::size_t i = at_; i < text_.size(); ++i) {
    const char c = text_[i];
    if (is_break(c)) break;
    if (flow && is_flow_indicator(c)) break;
    if (c == '#' && i > at_ && is_blank(text_[i - 1])) break;
    if (c == ':') {
      const char next = i + 1 < text_.size() ? text_[i + 1] : '\n';
      if (is_blank(next) || is_break(next) || (flow && is_flow_indicator(next))) break;
    }
    if (!is_blank(c)) end = i + 1;
  }
  return end;
}

bool YamlCursor::skip_escape() {
  const char letter = peek(1);
  const int digits = escape_digits(letter);
  if (digits < 0) {
    const auto decoded = utf8::decode(text_, at_ + 1);
    const std::size_t bytes = decoded ? decoded->bytes : 1;
    return refuse(at_, 1 + bytes,
                  fmt::format("unknown escape `{}` in a double-quoted text", text_.substr(at_, 1 + bytes)),
                  "write `\\\\` for a backslash, or use single quotes");
  }
  char32_t point = 0;
  for (int i = 0; i < digits; ++i) {
    const char c = peek(2 + static_cast<std::size_t>(i));
    if (!is_hex(c)) {
      return refuse(at_, 2, fmt::format("`\\{}` needs {} hexadecimal digits", letter, digits),
                    "write all digits, with leading zeros");
    }
    const int value = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    point = point * 16 + static_cast<char32_t>(value);
  }
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
    return refuse(at_, 2 + static_cast<std::size_t>(digits), "the escape is no Unicode character",
                  "write the character itself");
  }
  advance(2 + static_cast<std::size_t>(digits));
  return true;
}

/// At a line end inside quotes: to the first byte of the next line with text.
bool YamlCursor::skip_line_in_quotes(std::size_t opening, int parent) {
  while (!done() && is_break(text_[at_])) {
    const std::size_t feed = text_.find('\n', at_);
    next_line(feed == std::string_view::npos ? text_.size() : feed + 1);
    while (peek() == ' ') advance(1);
    if (peek() == '\t') return refuse(at_, 1, "a tab in the indentation", "indent with blanks");
    if (done() || is_break(text_[at_])) continue;
    if (column() <= parent || at_marker()) {
      return refuse(opening, 1, "this quoted text is not closed",
                    "close the quote, or indent the lines that continue the text");
    }
  }
  return true;
}

bool YamlCursor::skip_quoted(int parent) {
  const std::size_t opening = at_;
  const char quote = peek();
  advance(1);
  while (!done()) {
    const char c = text_[at_];
    if (is_break(c)) {
      if (!skip_line_in_quotes(opening, parent)) return false;
    } else if (quote == '"' && c == '\\') {
      // A backslash before the line end joins the lines.
      if (is_break(peek(1))) {
        advance(1);
      } else if (at_ + 1 < text_.size()) {
        if (!skip_escape()) return false;
      } else {
        advance(1);
      }
    } else if (c == quote) {
      if (quote == '\'' && peek(1) == '\'') {
        advance(2);
        continue;
      }
      advance(1);
      return true;
    } else {
      advance(1);
    }
  }
  return refuse(opening, 1, "this quoted text is not closed", fmt::format("close it with {}", quote));
}

bool YamlCursor::block_header(int& explicit_indent) {
  const std::size_t begin = at_;
  advance(1);
  bool chomping = false;
  while (!blank(0) && at_ - begin < 3) {
    const char c = peek();
    if ((c == '+' || c == '-') && !chomping) {
      chomping = true;
    } else if (c >= '1' && c <= '9' && explicit_indent == 0) {
      explicit_indent = c - '0';
    } else {
      break;
    }
    advance(1);
  }
  const bool glued = !blank(0);
  skip_blanks();
  if (!glued && (done() || is_break(peek()) || peek() == '#')) return true;
  return refuse(begin, at_ - begin + 1, fmt::format("text after `{}`", text_[begin]),
                "start the text on the next line, or quote the value");
}

std::optional<std::size_t> YamlCursor::skip_block_scalar(int parent) {
  int indent = 0;
  if (!block_header(indent)) return std::nullopt;
  std::size_t end = at_;
  if (indent > 0) indent += std::max(parent, 0);
  int deepest_blank_line = 0;
  while (!done()) {
    const std::size_t feed = text_.find('\n', at_);
    next_line(feed == std::string_view::npos ? text_.size() : feed + 1);
    while (peek() == ' ' && (indent == 0 || column() < indent)) advance(1);
    if (done()) break;
    if (is_break(peek())) {
      deepest_blank_line = std::max(deepest_blank_line, column());
      continue;
    }
    if (indent == 0) {
      if (column() <= parent) break;
      indent = column();
      if (deepest_blank_line > indent) {
        refuse(at_, 1, "a blank line before this text is indented deeper than the text",
               "remove the blanks from the empty lines above");
        return std::nullopt;
      }
    }
    if (column() < indent) break;
    const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
    end = line_end > 0 && text_[line_end - 1] == '\r' ? line_end - 1 : line_end;
    at_ = end;
  }
  // Back to the start of the line that is not the text's any more.
  at_ = line_start_;
  return end;
}

}  // namespace modgate
