// PEP 263 and CPython's tokenizer decide what counts as an encoding line; the list below decides what can be read.
#include "scan/python_encoding.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace modgate {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }
bool is_codec_character(char c) {
  return c == '-' || c == '_' || c == '.' || (text::is_identifier(c) && static_cast<unsigned char>(c) < 0x80);
}

/// The name in `coding: NAME` or `coding=NAME` of a comment line.
std::string_view name_in_comment(std::string_view line) {
  for (std::size_t at = line.find("coding"); at != std::string_view::npos; at = line.find("coding", at + 6)) {
    std::size_t begin = at + 6;
    if (begin == line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
    do {
      ++begin;
    } while (begin < line.size() && (line[begin] == ' ' || line[begin] == '\t'));
    std::size_t end = begin;
    while (end < line.size() && is_codec_character(line[end])) ++end;
    if (end > begin) return line.substr(begin, end - begin);
  }
  return {};
}

struct Declared {
  std::string_view name;  ///< points into the file; empty if there is none
  std::uint32_t line = 0;
};

/// The second line counts only if the first is blank or a comment.
Declared declared_encoding(std::string_view text) {
  for (std::uint32_t line = 1; line <= 2; ++line) {
    const auto end = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_line_end) - text.begin());
    const std::string_view current = text.substr(0, end);
    const auto first = static_cast<std::size_t>(
        std::find_if(current.begin(), current.end(), [](char c) { return !is_blank(c); }) - current.begin());
    if (first < current.size() && current[first] != '#') break;
    if (const std::string_view name = name_in_comment(current); !name.empty()) return {name, line};
    if (end == text.size()) break;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return {};
}

/// As Python compares codec names: small letters, `-` for `_`. `utf-8-unix` and the like are utf-8.
std::string normalised(std::string_view name) {
  std::string result = text::lower(name);
  std::replace(result.begin(), result.end(), '_', '-');
  if (result.starts_with("utf-8-")) return "utf-8";
  for (const std::string_view latin : {"latin-1-", "iso-8859-1-", "iso-latin-1-"}) {
    if (result.starts_with(latin)) return "latin-1";
  }
  return result;
}

bool is_utf8(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"utf-8", "utf8", "u8", "utf", "cp65001", "utf-8-sig"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// Every byte below 0x80 is the ASCII character, wherever it stands. Not so for Shift JIS, GBK and Big5, whose second
/// bytes may be a backslash.
bool is_ascii_compatible(std::string_view name) {
  constexpr std::array<std::string_view, 6> kPrefixes = {"iso-8859-", "iso8859-", "windows-125",
                                                         "cp125",     "koi8-",    "mac-"};
  constexpr std::array<std::string_view, 30> kNames = {
      "ascii",  "us-ascii", "646",   "latin-1", "latin1", "latin",  "l1",    "iso-latin-1", "iso8859", "8859",
      "cp819",  "cp437",    "cp850", "cp852",   "cp855",  "cp858",  "cp866", "cp874",       "tis-620", "latin2",
      "latin9", "latin-9",  "l9",    "euc-jp",  "eucjp",  "euc-kr", "euckr", "gb2312",      "euc-cn",  "ptcp154"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](std::string_view p) { return name.starts_with(p); });
}

/// Eight bytes at a time: most files are plain ASCII, and then nothing needs decoding.
bool is_ascii(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  for (; bytes.size() >= sizeof(std::uint64_t); bytes.remove_prefix(sizeof(std::uint64_t))) {
    std::uint64_t block = 0;
    std::memcpy(&block, bytes.data(), sizeof(block));
    if ((block & kHighBits) != 0) return false;
  }
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::uint32_t line_of(std::string_view bytes, std::size_t offset) {
  std::uint32_t line = 1;
  for (std::size_t i = 0; i < offset; ++i) {
    if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'))) ++line;
  }
  return line;
}

}  // namespace

PythonEncoding python_encoding(std::string_view bytes) {
  PythonEncoding result;
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    result.readable = false;
    result.trouble = ScanTrouble{"not UTF-8: UTF-16 byte order mark", {0, 2}, 1};
    return result;
  }
  const bool marked = bytes.starts_with("\xef\xbb\xbf");
  if (marked) result.begin = 3;
  const Declared declared = declared_encoding(bytes.substr(result.begin));
  if (!declared.name.empty()) {
    const auto at = static_cast<std::uint32_t>(declared.name.data() - bytes.data());
    const Span span{at, at + static_cast<std::uint32_t>(declared.name.size())};
    const std::string name = normalised(declared.name);
    if (!is_utf8(name)) {
      result.readable = is_ascii_compatible(name);
      if (!result.readable) {
        result.trouble = ScanTrouble{"not UTF-8: encoding " + std::string(declared.name), span, declared.line};
      } else if (marked) {
        result.trouble =
            ScanTrouble{"UTF-8 byte order mark and encoding " + std::string(declared.name) + " contradict each other",
                        span, declared.line};
      }
      return result;
    }
  }
  if (is_ascii(bytes)) return result;
  if (const auto invalid = utf8::first_invalid(bytes)) {
    const auto at = static_cast<std::uint32_t>(*invalid);
    result.trouble = ScanTrouble{"not UTF-8: no such sequence of bytes", {at, at + 1}, line_of(bytes, *invalid)};
  }
  return result;
}

}  // namespace modgate
