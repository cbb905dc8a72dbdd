// Conditions of kbuild and Kconfig as shared and/or graphs over leaves: Kconfig symbols, variables that nobody in the
// tree sets, and what could not be evaluated. A symbol that is `y` or `m` is on. Negations stand at leaves only.
// Whether a condition can hold is for kconfig_verdict.h: Kconfig's own rules decide, and they are cyclic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace modgate {

enum class FormulaId : std::uint32_t {};
constexpr std::size_t index(FormulaId id) { return static_cast<std::size_t>(id); }

enum class SymbolId : std::uint32_t {};
constexpr std::size_t index(SymbolId id) { return static_cast<std::size_t>(id); }

class Formulas {
 public:
  enum class Kind : std::uint8_t {
    falsehood,
    truth,
    symbol,    ///< `a`: the symbol
    variable,  ///< `a` is the variable, `b` the value it has
    opaque,    ///< `a`: the reason
    all,       ///< `a` and `b`
    any,       ///< `a` or `b`
  };
  struct Node {
    Kind kind = Kind::falsehood;
    bool negative = false;    ///< of a leaf
    std::uint16_t depth = 0;  ///< of what stands below
    std::uint32_t a = 0;
    std::uint32_t b = 0;
  };

  Formulas();
  FormulaId falsehood() const { return FormulaId{0}; }
  FormulaId truth() const { return FormulaId{1}; }
  FormulaId symbol(std::string_view name);
  /// That a variable from outside has this value; values of one variable exclude each other.
  FormulaId variable(std::string_view name, std::string_view value);
  FormulaId opaque(std::string_view reason);
  FormulaId negate(FormulaId formula);
  FormulaId both(FormulaId a, FormulaId b) { return join(Kind::all, a, b); }
  FormulaId either(FormulaId a, FormulaId b) { return join(Kind::any, a, b); }
  /// Any of many, as a balanced tree.
  FormulaId any_of(std::vector<FormulaId> parts);

  const Node& operator[](FormulaId id) const { return nodes_[index(id)]; }
  std::size_t size() const { return nodes_.size(); }
  SymbolId intern(std::string_view name) { return SymbolId{text(name)}; }
  /// Of symbols, variables, values and reasons alike.
  std::string_view name(std::uint32_t text) const { return texts_[text]; }
  std::string_view name(SymbolId symbol) const { return name(static_cast<std::uint32_t>(symbol)); }
  std::size_t symbols() const { return texts_.size(); }

 private:
  struct Hash {
    std::size_t operator()(const Node& node) const;
  };
  struct Equal {
    bool operator()(const Node& x, const Node& y) const;
  };
  std::uint32_t text(std::string_view name);
  FormulaId make(const Node& node);
  FormulaId join(Kind kind, FormulaId a, FormulaId b);

  std::vector<Node> nodes_;
  std::unordered_map<Node, std::uint32_t, Hash, Equal> known_;
  std::vector<FormulaId> negations_;  ///< per node; its own id where not yet made
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> text_ids_;
};

}  // namespace modgate
