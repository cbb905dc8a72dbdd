// Small helpers over strings: ASCII only, no locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modgate::text {

constexpr bool is_identifier_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_identifier(char c) { return is_identifier_start(c) || is_digit(c); }

std::string lower(std::string_view text);  ///< ASCII letters only
std::string upper(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);  ///< blanks, tabs and line ends on both sides
std::vector<std::string_view> split(std::string_view text, std::string_view separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// "a", "a and b", "a, b and c".
std::string listing(const std::vector<std::string>& parts);
/// "1 file", "2 files": `plural` defaults to the noun with an s.
std::string counted(std::size_t n, std::string_view noun, std::string_view plural = {});

}  // namespace modgate::text
