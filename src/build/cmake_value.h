// What a variable of a list file holds: a list whose items are each there under a condition. An item is a text, or
// unknown with the reason. Every item carries the place where its text stands and the commands it went through.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "build/cmake_program.h"
#include "build/condition.h"

namespace modgate::cmake {

using TextId = std::uint32_t;

/// Each different text once.
class Texts {
 public:
  TextId operator()(std::string_view text) {
    const auto found = ids_.find(text);
    if (found != ids_.end()) return found->second;
    const std::string& kept = texts_.emplace_back(text);
    const auto id = static_cast<TextId>(texts_.size() - 1);
    ids_.emplace(kept, id);
    return id;
  }
  const std::string& operator[](TextId id) const { return texts_[id]; }

 private:
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, TextId> ids_;
};

/// The argument of a script in which a text stands.
struct Origin {
  const CommandForm* command = nullptr;
  std::uint32_t argument = 0;
};

/// A hop of a text from its place: a command that moved it on. Shared by all texts that went the same way.
struct Hop {
  const CommandForm* command = nullptr;
  std::uint32_t before = 0;  ///< the hop before it; 0: none
  std::uint32_t length = 0;
};

/// Why a text is not known.
struct Unknown {
  bool opaque = true;   ///< false: it is decided outside the tree, by the user, the platform or the toolchain
  std::string shown;    ///< for people: "`${X}`"
  std::string key;      ///< the same unknown text has the same key
  Cond truth = kMaybe;  ///< whether `if()` takes it for true; meaningful when `has_truth`
  bool has_truth = false;
};

struct Item {
  TextId text = 0;
  Cond when = kAlways;
  std::uint32_t origin = 0;   ///< 0: made by modgate, or by more than one argument
  std::uint32_t hop = 0;      ///< 0: none
  std::uint32_t unknown = 0;  ///< 0: the text is known
  bool pattern = false;       ///< the argument is a pattern that matched the text
};
using Items = std::vector<Item>;
using List = std::shared_ptr<Items>;  ///< changed in place only where nobody shares it

struct Value {
  List items;
  Cond defined = kNever;
  Cond closed = kNever;  ///< where it is unset for certain, whatever the user or the platform gave
};

/// One possible text of an argument, and when it has it. The cases of an argument exclude each other.
struct Case {
  std::string text;
  Cond when = kAlways;
  std::uint32_t unknown = 0;
};
using Cases = std::vector<Case>;

/// An argument after expansion. Unquoted ones have one item; a quoted one is its items joined by `;`.
struct Word {
  Items items;
  bool quoted = false;
  const ArgumentForm* form = nullptr;
};
using Words = std::vector<Word>;

}  // namespace modgate::cmake
