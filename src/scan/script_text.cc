// Escapes and encodings of script_text.h. An escape that no language reads stays as its characters.
#include "scan/script_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace modgate {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_point(std::string& out, std::uint32_t point) {
  const auto tail = [&](std::uint32_t shift) { out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6);
    tail(0);
  } else if (point < 0x110000) {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Reads \xHH, \uHHHH or \u{...}; `at` is behind the letter. Half of a surrogate pair is kept as it is: no path holds
/// one.
void append_code(std::string_view body, std::size_t& at, std::size_t digits, std::string& out) {
  const bool braces = digits == 4 && at < body.size() && body[at] == '{';
  if (braces) {
    ++at;
    digits = 6;
  }
  std::uint32_t point = 0;
  for (std::size_t n = 0; n < digits && at < body.size() && hex_digit(body[at]) >= 0; ++n, ++at) {
    point = point * 16 + static_cast<std::uint32_t>(hex_digit(body[at]));
  }
  if (braces && at < body.size() && body[at] == '}') ++at;
  append_point(out, point);
}

}  // namespace

std::optional<ScanTrouble> not_text(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
    return ScanTrouble{"not UTF-8: UTF-32 byte order mark", {0, 4}, 1};
  }
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) {
    return ScanTrouble{"not UTF-8: UTF-16 byte order mark", {0, 2}, 1};
  }
  constexpr std::size_t kHead = 512;  // UTF-16 without a mark, and binaries, have a NUL early
  if (const std::size_t nul = bytes.substr(0, kHead).find('\0'); nul != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    const auto lines_before = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    return ScanTrouble{"not text: NUL bytes", {at, at + 1}, static_cast<std::uint32_t>(lines_before) + 1};
  }
  return std::nullopt;
}

std::uint32_t after_mark(std::string_view bytes) { return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

std::string unescaped(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] != '\\' || at + 1 == body.size()) {
      out += body[at++];
      continue;
    }
    const char c = body[at + 1];
    at += 2;
    constexpr std::string_view kLetters = "nrtbfv0";
    constexpr std::string_view kValues("\n\r\t\b\f\v\0", 7);
    if (const std::size_t known = kLetters.find(c); known != std::string_view::npos) {
      out += kValues[known];
    } else if (c == 'x') {
      append_code(body, at, 2, out);
    } else if (c == 'u') {
      append_code(body, at, 4, out);
    } else if (c == '\r' || c == '\n') {
      if (c == '\r' && at < body.size() && body[at] == '\n') ++at;
    } else {
      out += c;
    }
  }
  return out;
}

void add_reference(FileFacts& facts, Reference::Kind kind, std::uint32_t line, Span at, std::string spelled) {
  if (facts.references.size() == limits::kFacts) return;
  Reference& reference = facts.references.emplace_back();
  reference.kind = kind;
  reference.line = line;
  reference.at = at;
  reference.spelled = std::move(spelled);
  if (facts.references.size() == limits::kFacts) {
    facts.troubles.push_back({fmt::format("more than {} imports", limits::kFacts), at, line});
  }
}

}  // namespace modgate
