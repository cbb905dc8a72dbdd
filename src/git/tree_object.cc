// Octal mode, blank, name, NUL, 20 bytes of id: again and again.
#include "git/tree_object.h"

#include <algorithm>

namespace modgate::git {

std::optional<TreeEntry> take_entry(std::string_view& bytes) {
  constexpr std::size_t kModeDigits = 7;
  TreeEntry entry;
  const std::size_t blank = bytes.substr(0, kModeDigits + 1).find(' ');
  if (blank == std::string_view::npos || blank == 0) return std::nullopt;
  for (const char digit : bytes.substr(0, blank)) {
    if (digit < '0' || digit > '7') return std::nullopt;
    entry.mode = entry.mode * 8 + static_cast<unsigned>(digit - '0');
  }
  const std::size_t end = bytes.find('\0', blank);
  if (end == std::string_view::npos || bytes.size() - end - 1 < entry.id.size()) return std::nullopt;
  entry.name = bytes.substr(blank + 1, end - blank - 1);
  const std::string_view id = bytes.substr(end + 1, entry.id.size());
  std::copy(id.begin(), id.end(), entry.id.begin());
  bytes.remove_prefix(end + 1 + entry.id.size());
  return entry;
}

}  // namespace modgate::git
