// Bytes of a C-family file to preprocessing tokens. Where compilers differ clang's reading is taken; every such place
// says so. Offsets are bytes of the file, a byte order mark included.
#include "scan/cxx_lexer.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace modgate::cxx {
namespace {

enum Class : std::uint8_t { other, blank, line_end, letter, digit, quote };

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  for (const char c : {' ', '\t', '\v', '\f', '\0'}) classes[static_cast<unsigned char>(c)] = blank;
  classes['\n'] = classes['\r'] = line_end;
  for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<std::size_t>(c)] = letter;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<std::size_t>(c)] = letter;
  for (std::size_t c = 0x80; c < 0x100; ++c) classes[c] = letter;
  classes['_'] = classes['$'] = letter;
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<std::size_t>(c)] = digit;
  classes['"'] = classes['\''] = quote;
  return classes;
}
constexpr std::array<Class, 256> kClasses = make_classes();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }
bool is_word(char c) { return class_of(c) == letter || class_of(c) == digit; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_horizontal_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }

/// Longest delimiter that the standard gives a raw string.
constexpr std::size_t kRawDelimiter = 16;

std::size_t find_line_end(std::string_view bytes, std::size_t from) {
  if (from >= bytes.size()) return bytes.size();
  const char* const begin = bytes.data() + from;
  const std::size_t rest = bytes.size() - from;
  const auto* line_feed = static_cast<const char*>(std::memchr(begin, '\n', rest));
  const std::size_t length = line_feed != nullptr ? static_cast<std::size_t>(line_feed - begin) : rest;
  const auto* carriage = static_cast<const char*>(std::memchr(begin, '\r', length));
  return from + (carriage != nullptr ? static_cast<std::size_t>(carriage - begin) : length);
}

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
  } else {
    if (point < 0x10000) {
      out += static_cast<char>(0xE0U | (point >> 12U));
    } else {
      out += static_cast<char>(0xF0U | (point >> 18U));
      out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
    }
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
  }
  out += static_cast<char>(0x80U | (point & 0x3FU));
}

}  // namespace

Lexer::Lexer(std::string_view bytes, std::size_t begin) : bytes_(bytes), pos_(begin) {}

/// Length of the splice at `at`: a backslash, blanks that compilers forgive, and a line end; 0 when there is none.
std::size_t Lexer::splice(std::size_t from) const {
  std::size_t i = from + 1;
  while (is_horizontal_blank(at(i))) ++i;
  if (i >= bytes_.size() || !is_line_end(bytes_[i])) return 0;
  const char first = bytes_[i++];
  // As in clang, both orders of the two are one line end.
  if (i < bytes_.size() && is_line_end(bytes_[i]) && bytes_[i] != first) ++i;
  return i - from;
}

std::size_t Lexer::skip_splices(std::size_t from) const {
  while (at(from) == '\\') {
    const std::size_t length = splice(from);
    if (length == 0) break;
    from += length;
  }
  return from;
}

/// Whether the character after position `from` is `second`, seen through splices; `after` is then the place behind it.
bool Lexer::starts_with(std::size_t from, char second, std::size_t& after) const {
  const std::size_t i = skip_splices(from + 1);
  if (i >= bytes_.size() || bytes_[i] != second) return false;
  after = i + 1;
  return true;
}

/// Skips blanks and comments. True when a line end was met that is a token here; it is consumed.
bool Lexer::skip_blanks() {
  while (pos_ < bytes_.size()) {
    const char c = bytes_[pos_];
    switch (class_of(c)) {
      case blank:
        do ++pos_;
        while (pos_ < bytes_.size() && bytes_[pos_] == ' ');
        continue;
      case line_end:
        ++pos_;
        line_start_ = true;
        if (in_directive_) return true;
        continue;
      default:
        break;
    }
    if (c == '\\') {
      const std::size_t length = splice(pos_);
      if (length == 0) return false;
      pos_ += length;
    } else if (c == '/') {
      std::size_t after = 0;
      if (starts_with(pos_, '/', after)) {
        line_comment();
      } else if (starts_with(pos_, '*', after)) {
        block_comment();
      } else {
        return false;
      }
    } else {
      return false;
    }
  }
  return false;
}

void Lexer::line_comment() {
  const std::size_t begin = pos_;
  std::size_t stop = begin;
  while (true) {
    stop = find_line_end(bytes_, stop);
    std::size_t last = stop;
    while (last > begin && is_horizontal_blank(bytes_[last - 1])) --last;
    if (stop >= bytes_.size() || bytes_[last - 1] != '\\') break;
    stop = last - 1 + splice(last - 1);
  }
  pos_ = stop;
  comment_ended(begin, stop);
}

void Lexer::block_comment() {
  const std::size_t begin = pos_;
  std::size_t after = 0;
  starts_with(begin, '*', after);
  while (true) {
    const auto* star = after < bytes_.size()
                           ? static_cast<const char*>(std::memchr(bytes_.data() + after, '*', bytes_.size() - after))
                           : nullptr;
    if (star == nullptr) {
      pos_ = bytes_.size();
      const auto at_begin = static_cast<std::uint32_t>(begin);
      troubles_.push_back({"unterminated comment", {at_begin, at_begin + 2}, 0});
      return;
    }
    const auto place = static_cast<std::size_t>(star - bytes_.data());
    if (starts_with(place, '/', after)) break;
    after = place + 1;
  }
  pos_ = after;
  comment_ended(begin, after);
}

void Lexer::comment_ended(std::size_t begin, std::size_t end) {
  if (!keep_comments_) return;
  // Almost every comment is refused here, by its first letter.
  std::size_t first = begin + 2;
  while (first < end && (class_of(bytes_[first]) == blank || is_line_end(bytes_[first]))) ++first;
  if (first >= end || bytes_[first] != 'm') return;
  const auto offset = static_cast<std::uint32_t>(begin);
  suppressions_.comment(bytes_.substr(begin, end - begin), offset, offset, !line_start_);
}

Token Lexer::next() {
  Token token;
  if (skip_blanks()) {
    token.kind = TokenKind::newline;
    token.begin = token.end = static_cast<std::uint32_t>(pos_ - 1);
    return token;
  }
  token.begin = token.end = static_cast<std::uint32_t>(pos_);
  token.first_on_line = line_start_;
  if (pos_ >= bytes_.size()) return token;
  line_start_ = false;
  suppressions_.code(token.begin);
  const char c = bytes_[pos_];
  switch (class_of(c)) {
    case letter:
      identifier(token);
      break;
    case digit:
      token.kind = TokenKind::number;
      number();
      break;
    case quote:
      token.kind = c == '"' ? TokenKind::string : TokenKind::character;
      quoted(c);
      break;
    default:
      if (c == '.' && class_of(at(skip_splices(pos_ + 1))) == digit) {
        token.kind = TokenKind::number;
        number();
      } else if (std::string escape; c == '\\' && universal_character(pos_, escape) != 0) {
        spliced_identifier(token);
      } else {
        punctuator(token);
      }
  }
  token.end = static_cast<std::uint32_t>(pos_);
  if (token.kind == TokenKind::number) token.text = bytes_.substr(token.begin, token.end - token.begin);
  return token;
}

void Lexer::identifier(Token& token) {
  const std::size_t begin = pos_;
  std::size_t i = begin + 1;
  while (i < bytes_.size() && is_word(bytes_[i])) ++i;
  pos_ = i;
  token.kind = TokenKind::identifier;
  token.text = bytes_.substr(begin, i - begin);
  if (i < bytes_.size()) {
    if (bytes_[i] == '\\') spliced_identifier(token);
    if (pos_ < bytes_.size()) literal_after_prefix(token);
  }
}

/// An identifier with splices or \u escapes in it: its text has to be put together.
void Lexer::spliced_identifier(Token& token) {
  std::string text(token.text);
  std::size_t i = pos_;
  while (i < bytes_.size()) {
    if (is_word(bytes_[i])) {
      text += bytes_[i++];
    } else if (bytes_[i] == '\\') {
      const std::size_t past = skip_splices(i);
      const bool goes_on = past != i && (is_word(at(past)) || at(past) == '\\');
      const std::size_t escaped = past == i ? universal_character(i, text) : 0;
      if (!goes_on && escaped == 0) break;
      i = goes_on ? past : i + escaped;
    } else {
      break;
    }
  }
  token.kind = TokenKind::identifier;
  if (i != pos_) {
    pos_ = i;
    token.text = keep(std::move(text));
  }
}

/// Length of the \uXXXX or \UXXXXXXXX at `from`, its character appended; 0 when it cannot stand in an identifier.
std::size_t Lexer::universal_character(std::size_t from, std::string& out) const {
  const std::size_t digits = at(from + 1) == 'u' ? 4 : at(from + 1) == 'U' ? 8 : 0;
  if (digits == 0) return 0;
  std::uint32_t point = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = at(from + 2 + i);
    const char low = static_cast<char>(c | 0x20);
    const bool hex_letter = low >= 'a' && low <= 'f';
    if (class_of(c) != digit && !hex_letter) return 0;
    point = point * 16 + static_cast<std::uint32_t>(hex_letter ? low - 'a' + 10 : c - '0');
  }
  if (point < 0xA0 || point > 0x10FFFF) return 0;
  append_utf8(out, point);
  return digits + 2;
}

/// `u8"..."`, `LR"(...)"`: the identifier just read was a literal's prefix, and the token becomes that literal.
bool Lexer::literal_after_prefix(Token& token) {
  if (token.text.size() > 3) return false;
  const std::size_t i = skip_splices(pos_);
  const char c = at(i);
  if (c != '"' && c != '\'') return false;
  std::string_view prefix = token.text;
  const bool raw = prefix.back() == 'R';
  if (raw) prefix.remove_suffix(1);
  if (!prefix.empty() && prefix != "u8" && prefix != "u" && prefix != "U" && prefix != "L") return false;
  if (raw && c != '"') return false;
  pos_ = i;
  token.kind = c == '"' ? TokenKind::string : TokenKind::character;
  if (raw) {
    raw_string(token.begin);
  } else {
    quoted(c);
  }
  return true;
}

void Lexer::number() {
  std::size_t i = pos_ + 1;
  while (i < bytes_.size()) {
    const char c = bytes_[i];
    if (is_word(c) || c == '.') {
      ++i;
      const bool exponent = c == 'e' || c == 'E' || c == 'p' || c == 'P';
      if (exponent && (at(i) == '+' || at(i) == '-')) ++i;
    } else if (c == '\'' && is_word(at(i + 1))) {
      i += 2;
    } else if (c == '\\' && splice(i) != 0 && (is_word(at(skip_splices(i))) || at(skip_splices(i)) == '.')) {
      i = skip_splices(i);
    } else {
      break;
    }
  }
  pos_ = i;
}

/// A literal that is not closed ends with its line.
void Lexer::quoted(char end_quote) {
  std::size_t i = pos_ + 1;
  while (i < bytes_.size()) {
    const char c = bytes_[i];
    if (c == end_quote) {
      ++i;
      break;
    }
    if (is_line_end(c)) break;
    if (c != '\\') {
      ++i;
    } else if (const std::size_t length = splice(i); length != 0) {
      i += length;
    } else {
      const std::size_t escaped = skip_splices(i + 1);
      i = escaped < bytes_.size() && !is_line_end(bytes_[escaped]) ? escaped + 1 : escaped;
    }
  }
  pos_ = i;
}

void Lexer::raw_string(std::size_t begin) {
  const std::size_t start = pos_ + 1;
  std::size_t i = start;
  while (i < bytes_.size() && i - start < kRawDelimiter && class_of(bytes_[i]) != blank && !is_line_end(bytes_[i]) &&
         std::string_view("()\\").find(bytes_[i]) == std::string_view::npos) {
    ++i;
  }
  if (at(i) != '(') {
    // Not a raw string. clang goes on behind the next quote, whatever stands between.
    const std::size_t end = bytes_.find('"', start);
    pos_ = end == std::string_view::npos ? bytes_.size() : end + 1;
    return;
  }
  const std::string closing = ")" + std::string(bytes_.substr(start, i - start)) + "\"";
  const std::size_t end = bytes_.find(closing, i);
  if (end == std::string_view::npos) {
    pos_ = bytes_.size();
    const auto from = static_cast<std::uint32_t>(begin);
    troubles_.push_back({"unterminated raw string", {from, static_cast<std::uint32_t>(i + 1)}, 0});
    return;
  }
  pos_ = end + closing.size();
}

void Lexer::punctuator(Token& token) {
  token.kind = TokenKind::punctuator;
  const char c = bytes_[pos_];
  token.punct = c;
  std::size_t after = pos_ + 1;
  switch (c) {
    case ':':
      if (starts_with(pos_, ':', after)) {
        token.punct = kScope;
      } else if (starts_with(pos_, '>', after)) {
        token.punct = ']';
      }
      break;
    case '-':
      if (starts_with(pos_, '>', after)) token.punct = kArrow;
      break;
    case '.': {
      std::size_t second = 0;
      if (starts_with(pos_, '.', second) && starts_with(second - 1, '.', after)) token.punct = kEllipsis;
      break;
    }
    case '<':
      if (starts_with(pos_, '%', after)) {
        token.punct = '{';
      } else if (std::size_t second = 0; starts_with(pos_, ':', second)) {
        // `<::` is a `<` and a `::` unless `:` or `>` follows.
        const std::size_t third = skip_splices(second);
        const char fourth = at(third) == ':' ? at(skip_splices(third + 1)) : '\0';
        if (at(third) != ':' || fourth == ':' || fourth == '>') {
          token.punct = '[';
          after = second;
        }
      }
      break;
    case '%':
      if (starts_with(pos_, '>', after)) {
        token.punct = '}';
      } else if (starts_with(pos_, ':', after)) {
        token.punct = '#';
        std::size_t second = 0;
        const std::size_t more = skip_splices(after);
        if (at(more) == '%' && starts_with(more, ':', second)) {
          token.punct = kPaste;
          after = second;
        }
      }
      break;
    case '#':
      if (starts_with(pos_, '#', after)) token.punct = kPaste;
      break;
    default:
      break;
  }
  pos_ = after;
  if (token.punct == '#' && token.first_on_line && !in_directive_) token.kind = TokenKind::directive;
}

HeaderName Lexer::header_name() {
  HeaderName header;
  const bool kept = line_start_;
  // A line end stays for next(): it closes the directive.
  if (skip_blanks()) {
    --pos_;
    line_start_ = kept;
    return header;
  }
  const std::size_t begin = pos_;
  const char open = at(begin);
  if (open != '"' && open != '<') return header;
  header.angled = open == '<';
  if (header.angled) {
    std::size_t i = begin + 1;
    while (i < bytes_.size() && bytes_[i] != '>' && (!is_line_end(bytes_[i]))) {
      const std::size_t length = bytes_[i] == '\\' ? splice(i) : 0;
      i += length != 0 ? length : 1;
    }
    if (at(i) != '>') return header;  // a lone `<`
    pos_ = i + 1;
  } else {
    quoted('"');
  }
  line_start_ = false;
  const char close = header.angled ? '>' : '"';
  header.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(pos_)};
  if (pos_ - begin < 3 || bytes_[pos_ - 1] != close) return header;
  const std::string_view inner = bytes_.substr(begin + 1, pos_ - begin - 2);
  header.text = inner.find('\\') == std::string_view::npos ? inner : keep(without_splices(inner));
  return header;
}

bool Lexer::touches_parenthesis() { return at(skip_splices(pos_)) == '('; }

void Lexer::skip_raw_line() {
  while (true) {
    pos_ = find_line_end(bytes_, pos_);
    std::size_t last = pos_;
    while (last > 0 && is_horizontal_blank(bytes_[last - 1])) --last;
    if (pos_ >= bytes_.size() || last == 0 || bytes_[last - 1] != '\\') return;
    pos_ = last - 1 + splice(last - 1);
  }
}

std::string_view Lexer::keep(std::string text) { return spelled_.emplace_back(std::move(text)); }

std::string without_splices(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      std::size_t j = i + 1;
      while (j < text.size() && is_horizontal_blank(text[j])) ++j;
      if (j < text.size() && is_line_end(text[j])) {
        if (j + 1 < text.size() && is_line_end(text[j + 1]) && text[j + 1] != text[j]) ++j;
        i = j;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace modgate::cxx
