#include "base/utf8.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace modgate::utf8 {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

struct Range {
  char32_t first, last;
};

/// East Asian wide and emoji blocks, coarse: enough to place a caret.
constexpr std::array<Range, 12> kWide{{{0x1100, 0x115f},
                                       {0x2e80, 0x303e},
                                       {0x3041, 0x33ff},
                                       {0x3400, 0x4dbf},
                                       {0x4e00, 0x9fff},
                                       {0xa000, 0xa4cf},
                                       {0xac00, 0xd7a3},
                                       {0xf900, 0xfaff},
                                       {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},
                                       {0x1f300, 0x1faff},
                                       {0x20000, 0x3fffd}}};
constexpr std::array<Range, 5> kCombining{
    {{0x300, 0x36f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}}};

template <std::size_t n>
bool in(const std::array<Range, n>& ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const Range& range) { return range.first <= point && point <= range.last; });
}

/// CI runners read commands from logs: GitHub `##[` and Azure `##vso[` anywhere, `::` at the start of a line.
std::string without_commands(std::string_view line) {
  std::string safe;
  safe.reserve(line.size());
  const std::size_t first = line.find_first_not_of(' ');
  for (std::size_t i = 0; i < line.size(); ++i) {
    safe += line[i];
    const std::string_view rest = line.substr(i);
    const bool command = rest.starts_with("##[") || rest.starts_with("##vso[");
    if (command || (i == first && rest.starts_with("::"))) safe += ' ';
  }
  return safe;
}

}  // namespace

std::optional<Decoded> decode(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size()) return std::nullopt;
  const unsigned lead = byte_at(bytes, at);
  if (lead < 0x80) return Decoded{lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || bytes.size() - at < length) return std::nullopt;
  char32_t point = lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte_at(bytes, at + i);
    if ((next & 0xc0U) != 0x80) return std::nullopt;
    point = (point << 6U) | (next & 0x3fU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (overlong || surrogate || point > 0x10ffff) return std::nullopt;
  return Decoded{point, length};
}

std::optional<std::size_t> first_invalid(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto decoded = decode(bytes, at);
    if (!decoded) return at;
    at += decoded->bytes;
  }
  return std::nullopt;
}

bool is_hidden(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0xad || point == 0x61c ||
         (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x2069) || point == 0xfeff || (point >= 0xfff9 && point <= 0xfffb) ||
         (point >= 0xe0000 && point <= 0xe007f);
}

std::string visible(std::string_view bytes) {
  std::string shown;
  shown.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const auto decoded = decode(bytes, at);
    if (!decoded) {
      shown += fmt::format("\\x{:02x}", byte_at(bytes, at++));
      continue;
    }
    if (!is_hidden(decoded->point)) {
      shown.append(bytes.substr(at, decoded->bytes));
    } else if (decoded->point < 0x80) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned>(decoded->point));
    } else {
      shown += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(decoded->point));
    }
    at += decoded->bytes;
  }
  return without_commands(shown);
}

std::string well_formed(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const auto decoded = decode(bytes, at);
    result.append(decoded ? bytes.substr(at, decoded->bytes) : std::string_view("\xef\xbf\xbd"));
    at += decoded ? decoded->bytes : 1;
  }
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    if (!decoded) {
      ++at;
      ++width;
      continue;
    }
    at += decoded->bytes;
    if (in(kCombining, decoded->point)) continue;
    width += in(kWide, decoded->point) ? 2 : 1;
  }
  return width;
}

}  // namespace modgate::utf8
