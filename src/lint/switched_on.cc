// Reads the few bytes around a flag's name.
#include "lint/switched_on.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace modgate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_quote(char c) { return c == '"' || c == '\''; }

bool means_on(std::string_view value) {
  constexpr std::array<std::string_view, 6> kOn = {"ON", "1", "TRUE", "YES", "Y", "M"};
  return std::any_of(kOn.begin(), kOn.end(),
                     [&](std::string_view word) { return text::equal_ignoring_case(word, value); });
}

bool is_comment_line(std::string_view bytes, std::size_t at) {
  constexpr std::size_t kLongest = 4096;  // a longer line is data, and is not searched again for each name in it
  const std::size_t begin = at - std::min(at, kLongest);
  const std::size_t end = bytes.substr(begin, at - begin).rfind('\n');
  std::size_t first = end == std::string_view::npos ? begin : begin + end + 1;
  while (first < at && is_blank(bytes[first])) ++first;
  return bytes[first] == '#' || bytes.substr(first).starts_with("//") || bytes.substr(first).starts_with("rem ");
}

/// `set(` right before, perhaps with the backslash of a shell.
bool follows_set(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_blank(bytes[at - 1])) --at;
  if (at == 0 || bytes[at - 1] != '(') return false;
  --at;
  if (at > 0 && bytes[at - 1] == '\\') --at;
  while (at > 0 && is_blank(bytes[at - 1])) --at;
  return at >= 3 && text::equal_ignoring_case(bytes.substr(at - 3, 3), "set") &&
         (at == 3 || !text::is_identifier(bytes[at - 4]));
}

std::size_t skip(std::string_view bytes, std::size_t at, bool (*skipped)(char)) {
  while (at < bytes.size() && skipped(bytes[at])) ++at;
  return at;
}

/// CMake's presets may give a variable its type: `{"type": "BOOL", "value": "ON"}`. Where the value begins; the end of
/// the text when there is none.
std::size_t value_in_braces(std::string_view bytes, std::size_t open) {
  constexpr std::size_t kLongest = 256;  // more than a type and a value is something else
  std::string_view inside = bytes.substr(open, kLongest);
  inside = inside.substr(0, inside.find('}'));
  constexpr std::string_view kKey = "\"value\"";
  const std::size_t key = inside.find(kKey);
  if (key == std::string_view::npos) return bytes.size();
  const auto is_between = [](char c) { return is_blank(c) || is_quote(c) || c == ':' || c == '\n' || c == '\r'; };
  return skip(bytes, open + key + kKey.size(), is_between);
}

}  // namespace

bool is_switched_on(std::string_view bytes, std::size_t begin, std::size_t end) {
  const bool define = begin >= 2 && bytes.substr(begin - 2, 2) == "-D";
  if (is_comment_line(bytes, begin)) return false;
  std::size_t at = end;
  // A compiler's `-DX` alone defines X; the type of CMake's `-DX:BOOL=ON` stands between the name and the value.
  if (define) {
    if (at < bytes.size() && bytes[at] == ':') at = skip(bytes, at + 1, text::is_identifier);
    const bool alone = at == end && (at >= bytes.size() || is_blank(bytes[at]) || is_quote(bytes[at]) ||
                                     bytes[at] == '\n' || bytes[at] == '\r');
    if (alone) return true;
    if (at >= bytes.size() || bytes[at] != '=') return false;
    at = skip(bytes, at + 1, is_quote);
  } else if (follows_set(bytes, begin)) {
    at = skip(bytes, skip(bytes, at, is_blank), is_quote);
    if (at == end) return false;
  } else {
    at = skip(bytes, skip(bytes, at, is_quote), is_blank);
    if (at >= bytes.size() || (bytes[at] != '=' && bytes[at] != ':')) return false;
    at = skip(bytes, skip(bytes, at + 1, is_blank), is_quote);
  }
  if (!define && at < bytes.size() && bytes[at] == '{') at = value_in_braces(bytes, at);
  const std::size_t last = skip(bytes, at, text::is_identifier);
  return last > at && means_on(bytes.substr(at, last - at));
}

}  // namespace modgate
