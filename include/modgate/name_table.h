// Finds strings that are kept elsewhere and numbered from 0: a hash table of their numbers, four bytes or eight for
// each and no string twice in memory. Equal strings form a chain in the order of their numbers.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace modgate {

class NameTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  /// Takes the strings name_of(0) to name_of(count - 1) in, in place of all it knew.
  template <class NameOf>
  void build(std::size_t count, const NameOf& name_of) {
    slots_.assign(std::bit_ceil(2 * count + 1), Slot{});
    next_.clear();
    for (std::size_t i = count; i > 0; --i) {
      const auto number = static_cast<std::uint32_t>(i - 1);
      const std::string_view name = name_of(number);
      Slot& slot = slots_[place_of(name, name_of)];
      if (slot.number != kNone) {
        if (next_.empty()) next_.assign(count, kNone);
        next_[number] = slot.number;
      }
      slot = {tag_of(name), number};
    }
  }

  /// The least number of a string that equals `name`, or kNone. `name_of` must answer as it did to build().
  template <class NameOf>
  std::uint32_t first(std::string_view name, const NameOf& name_of) const {
    return slots_.empty() ? kNone : slots_[place_of(name, name_of)].number;
  }

  /// The next number of an equal string, or kNone.
  std::uint32_t next(std::uint32_t number) const { return next_.empty() ? kNone : next_[number]; }

 private:
  struct Slot {
    std::uint32_t tag = 0;  ///< of the string's hash: most other strings are told apart by it
    std::uint32_t number = kNone;
  };
  static std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }
  static std::uint32_t tag_of(std::string_view name) { return static_cast<std::uint32_t>(hash_of(name) >> 32U); }

  /// Where the string stands, or the free slot where it would.
  template <class NameOf>
  std::size_t place_of(std::string_view name, const NameOf& name_of) const {
    const std::uint32_t tag = tag_of(name);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash_of(name) & mask;
    while (slots_[at].number != kNone && (slots_[at].tag != tag || name_of(slots_[at].number) != name)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  std::vector<Slot> slots_;          ///< a power of two, half of them free at least
  std::vector<std::uint32_t> next_;  ///< empty when no string stands twice
};

}  // namespace modgate
