// How an input chooses an entry of a target, and how an entry says that something is broken.
#include "target.h"

#include <cstddef>

namespace modgate::fuzz {

const Entry* entry_of(const Target& target, std::string_view input) {
  if (input.empty()) return nullptr;
  // Upper and lower case letters are the same row, and so are some other bytes: few mutations lose their way.
  constexpr unsigned kRows = 32;
  const std::size_t row = (static_cast<unsigned char>(input.front()) - 1U) % kRows;
  return row < target.entries.size() ? &target.entries[row] : nullptr;
}

void run(const Target& target, std::string_view input) {
  if (const Entry* entry = entry_of(target, input)) entry->run(input.substr(1));
}

void demand(bool holds, std::string_view what) {
  if (!holds) throw Broken(std::string(what));
}

void demand(bool holds, std::string_view what, std::string_view detail) {
  if (!holds) throw Broken(std::string(what) + ": " + std::string(detail));
}

}  // namespace modgate::fuzz
