// UTF-8: validation and what a terminal may be shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modgate::utf8 {

/// One decoded code point and how many bytes it took; nothing for an ill-formed sequence (overlong forms and
/// surrogates included, Unicode 15 table 3-7).
struct Decoded {
  char32_t point = 0;
  std::size_t bytes = 0;
};
std::optional<Decoded> decode(std::string_view bytes, std::size_t at);

/// Offset of the first ill-formed byte, or nothing when all is well-formed.
std::optional<std::size_t> first_invalid(std::string_view bytes);

/// Control characters (C0, tab included; DEL; C1), zero-width and bidirectional marks, U+2028/2029, BOM.
bool is_hidden(char32_t point);

/// For people: hidden characters become `\x1b` or `\u{202e}`, ill-formed bytes `\xff`. The result is well-formed, has
/// no control character, and cannot start a command of a CI runner (`##[`, `##vso[`, a leading `::`).
std::string visible(std::string_view bytes);

/// Ill-formed bytes become U+FFFD; everything else stays. For JSON, which must be UTF-8.
std::string well_formed(std::string_view bytes);

/// Columns that a terminal needs for well-formed text (wide characters take two).
std::size_t display_width(std::string_view text);

}  // namespace modgate::utf8
