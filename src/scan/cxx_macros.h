// Macros defined in the file that matter to its structure: those whose bodies open or close braces
// (`#define NS_BEGIN namespace a {`), and those that stand for a plain name (`#define NS a::b`). All others are not
// kept.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/cxx_lexer.h"

namespace modgate::cxx {

/// One component of a namespace's name as its head spells it.
struct Component {
  std::string_view name;  ///< empty when unnamed
  bool is_inline = false;
};

/// A brace that a macro leaves open.
struct Opening {
  enum class Kind : std::uint8_t { braces, namespace_, extern_c };
  Kind kind = Kind::braces;
  std::vector<Component> components;  ///< of a namespace
};

struct MacroShape {
  std::uint32_t closes = 0;           ///< braces that it closes, before it opens any
  std::vector<Opening> opens;         ///< braces that it leaves open
  std::vector<Component> stands_for;  ///< its body, where that is just a name
  std::vector<std::string_view> parameters;
};

class MacroTable {
 public:
  /// `body` is what follows the name and the parameters. A second definition of a name does not replace the first, as
  /// the first branch of a condition is the one that decides.
  void define(std::string_view name, std::vector<std::string_view> parameters, const std::vector<Token>& body,
              std::string_view bytes);
  void undefine(std::string_view name) { shapes_.erase(name); }
  bool empty() const { return shapes_.empty(); }
  const MacroShape* find(std::string_view name) const {
    const auto found = shapes_.find(name);
    return found == shapes_.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<std::string_view, MacroShape> shapes_;
};

/// The argument of that index in a macro call whose name ends at `from`, when it is a plain name; else empty.
std::string_view macro_argument(std::string_view bytes, std::size_t from, std::size_t index);

}  // namespace modgate::cxx
