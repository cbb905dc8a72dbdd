// Tokens of rust_lexer.h, by the rules of The Rust Reference for editions 2015 to 2024.
#include "scan/rust_lexer.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace modgate {
namespace {

/// Lifetimes, characters, numbers.
constexpr std::string_view kOther = "0";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }

/// Bytes of the code point that begins with this byte.
std::size_t point_size(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

RustLexer::RustLexer(std::string_view bytes, std::uint32_t begin) : bytes_(bytes), pos_(begin) {
  if (!bytes_.substr(pos_).starts_with("#!")) return;
  const std::size_t next = bytes_.find_first_not_of(" \t\r\n", pos_ + 2);
  if (at(next) != '[') pos_ = std::min(bytes_.find('\n', pos_), bytes_.size());
}

RustToken RustLexer::make(RustToken::Kind kind, std::size_t begin, std::uint32_t line, std::string_view text) {
  suppressions_.code(line);
  code_line_ = line_;
  return {kind, false, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(pos_), line, text};
}

void RustLexer::skip_block_comment() {
  const std::size_t begin = pos_;
  const std::uint32_t line = line_;
  std::size_t depth = 0;
  for (; pos_ < bytes_.size(); ++pos_) {
    const char c = bytes_[pos_];
    if (c == '\n') ++line_;
    if (c == '/' && at(pos_ + 1) == '*') {
      ++depth;
      ++pos_;
    } else if (c == '*' && at(pos_ + 1) == '/') {
      ++pos_;
      if (--depth == 0) break;
    }
  }
  pos_ = std::min(pos_ + 1, bytes_.size());
  const auto offset = static_cast<std::uint32_t>(begin);
  if (depth > 0) troubles_.push_back({"unterminated comment", {offset, offset + 2}, line});
  suppressions_.comment(bytes_.substr(begin, pos_ - begin), offset, line, code_line_ == line);
}

void RustLexer::skip_blanks_and_comments() {
  while (pos_ < bytes_.size()) {
    const char c = bytes_[pos_];
    if (c == '\n') {
      ++line_;
      ++pos_;
    } else if (is_blank(c)) {
      ++pos_;
    } else if (c == '/' && at(pos_ + 1) == '/') {
      const std::size_t begin = pos_;
      pos_ = std::min(bytes_.find('\n', pos_), bytes_.size());
      suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line_,
                            code_line_ == line_);
    } else if (c == '/' && at(pos_ + 1) == '*') {
      skip_block_comment();
    } else {
      return;
    }
  }
}

RustToken RustLexer::next() {
  skip_blanks_and_comments();
  const std::size_t begin = pos_;
  if (begin >= bytes_.size()) return {RustToken::Kind::end, false, static_cast<std::uint32_t>(begin), 0, line_, {}};
  const char c = bytes_[begin];
  if (text::is_identifier_start(c)) return lex_word();
  if (c == '"') return lex_string(begin);
  if (text::is_digit(c)) {
    while (text::is_identifier(at(pos_))) ++pos_;
    return make(RustToken::Kind::mark, begin, line_, kOther);
  }
  if (c == '\'') {
    skip_character_or_lifetime();
    return make(RustToken::Kind::mark, begin, line_, kOther);
  }
  pos_ += c == ':' && at(begin + 1) == ':' ? 2 : 1;
  return make(RustToken::Kind::mark, begin, line_, bytes_.substr(begin, pos_ - begin));
}

/// A word, or the prefix of a literal: `r#name`, `b'x'`, `b"x"`, `c"x"`, `r"x"`, `br##"x"##`.
RustToken RustLexer::lex_word() {
  const std::size_t begin = pos_;
  while (text::is_identifier(at(pos_))) ++pos_;
  std::string_view word = bytes_.substr(begin, pos_ - begin);
  if (word == "b" && at(pos_) == '\'') {
    skip_character_or_lifetime();
    return make(RustToken::Kind::mark, begin, line_, kOther);
  }
  if ((word == "b" || word == "c") && at(pos_) == '"') return lex_string(begin);
  if (word == "r" || word == "br" || word == "cr") {
    const std::size_t quote = std::min(bytes_.find_first_not_of('#', pos_), bytes_.size());
    if (at(quote) == '"') return lex_raw_string(begin, quote - pos_);
    if (word == "r" && quote == pos_ + 1 && text::is_identifier_start(at(quote))) {
      pos_ = quote;
      while (text::is_identifier(at(pos_))) ++pos_;
      RustToken token = make(RustToken::Kind::word, begin, line_, bytes_.substr(quote, pos_ - quote));
      token.raw = true;
      return token;
    }
  }
  return make(RustToken::Kind::word, begin, line_, word);
}

/// A string may span lines. `begin` is that of its prefix.
RustToken RustLexer::lex_string(std::size_t begin) {
  const std::uint32_t line = line_;
  const std::size_t from = ++pos_;
  for (; pos_ < bytes_.size() && bytes_[pos_] != '"'; ++pos_) {
    if (bytes_[pos_] == '\\' && pos_ + 1 < bytes_.size()) ++pos_;
    if (bytes_[pos_] == '\n') ++line_;
  }
  const std::string_view body = bytes_.substr(from, std::min(pos_, bytes_.size()) - from);
  const auto offset = static_cast<std::uint32_t>(begin);
  if (pos_ >= bytes_.size()) troubles_.push_back({"unterminated string", {offset, offset + 1}, line});
  pos_ = std::min(pos_ + 1, bytes_.size());
  return make(RustToken::Kind::string, begin, line, body);
}

RustToken RustLexer::lex_raw_string(std::size_t begin, std::size_t hashes) {
  const std::uint32_t line = line_;
  const std::size_t from = pos_ + hashes + 1;
  std::size_t quote = bytes_.find('"', from);
  for (; quote != std::string_view::npos; quote = bytes_.find('"', quote + 1)) {
    const std::size_t behind = std::min(bytes_.find_first_not_of('#', quote + 1), bytes_.size());
    if (behind - quote - 1 >= hashes) break;
    quote = behind - 1;
  }
  const std::size_t end = std::min(quote, bytes_.size());
  const std::string_view body = bytes_.substr(from, end - from);
  const auto offset = static_cast<std::uint32_t>(begin);
  if (end == bytes_.size()) troubles_.push_back({"unterminated raw string", {offset, offset + 1}, line});
  line_ += static_cast<std::uint32_t>(std::count(body.begin(), body.end(), '\n'));
  pos_ = std::min(end + 1 + hashes, bytes_.size());
  RustToken token = make(RustToken::Kind::string, begin, line, body);
  token.raw = true;
  return token;
}

/// `'a` without a quote behind the letter is a lifetime.
void RustLexer::skip_character_or_lifetime() {
  const std::size_t first = pos_ + 1;
  if (at(first) == '\\') {
    // `'\''`, `'\x41'`, `'\u{1F600}'`: never as long as the line.
    pos_ = first + 2;
    while (pos_ < bytes_.size() && bytes_[pos_] != '\'' && bytes_[pos_] != '\n') ++pos_;
    if (at(pos_) == '\'') ++pos_;
  } else if (at(first + point_size(at(first))) == '\'') {
    if (at(first) == '\n') ++line_;
    pos_ = first + point_size(at(first)) + 1;
  } else {
    pos_ = first;
    while (text::is_identifier(at(pos_))) ++pos_;
  }
  pos_ = std::min(pos_, bytes_.size());
}

void RustLexer::finish(FileFacts& facts) {
  facts.suppressions = suppressions_.finish();
  facts.troubles.insert(facts.troubles.end(), troubles_.begin(), troubles_.end());
}

}  // namespace modgate
