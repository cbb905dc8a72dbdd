// Equal formulas are one node. What gets too deep or too many becomes opaque, which may be true or false.
#include "build/kconfig_formula.h"

#include <algorithm>

#include "modgate/limits.h"

namespace modgate {

Formulas::Formulas() {
  make({Kind::falsehood, false, 0, 0, 0});
  make({Kind::truth, false, 0, 0, 0});
  negations_ = {truth(), falsehood()};
}

std::size_t Formulas::Hash::operator()(const Node& node) const {
  std::uint64_t hash = (static_cast<std::uint64_t>(node.kind) << 1U) | (node.negative ? 1U : 0U);
  for (const std::uint32_t part : {node.a, node.b}) hash = (hash ^ part) * 0x9e3779b97f4a7c15U;
  return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

bool Formulas::Equal::operator()(const Node& x, const Node& y) const {
  return x.kind == y.kind && x.negative == y.negative && x.a == y.a && x.b == y.b;
}

std::uint32_t Formulas::text(std::string_view name) {
  const auto [found, added] = text_ids_.try_emplace(std::string(name), static_cast<std::uint32_t>(texts_.size()));
  if (added) texts_.emplace_back(name);
  return found->second;
}

FormulaId Formulas::make(const Node& node) {
  const auto next = static_cast<std::uint32_t>(nodes_.size());
  const auto [found, added] = known_.try_emplace(node, next);
  if (added) {
    nodes_.push_back(node);
    negations_.push_back(FormulaId{next});
  }
  return FormulaId{found->second};
}

FormulaId Formulas::symbol(std::string_view name) { return make({Kind::symbol, false, 0, text(name), 0}); }

FormulaId Formulas::variable(std::string_view name, std::string_view value) {
  const std::uint32_t variable = text(name);
  return make({Kind::variable, false, 0, variable, text(value)});
}

FormulaId Formulas::opaque(std::string_view reason) { return make({Kind::opaque, false, 0, text(reason), 0}); }

/// Depth is limited, so the recursion is, too; each node is negated once.
FormulaId Formulas::negate(FormulaId formula) {
  if (negations_[index(formula)] != formula) return negations_[index(formula)];
  Node node = nodes_[index(formula)];
  if (node.kind == Kind::all || node.kind == Kind::any) {
    const FormulaId a = negate(FormulaId{node.a});
    const FormulaId negation = join(node.kind == Kind::all ? Kind::any : Kind::all, a, negate(FormulaId{node.b}));
    negations_[index(formula)] = negation;
    return negation;
  }
  node.negative = !node.negative;
  const FormulaId negation = make(node);
  negations_[index(formula)] = negation;
  negations_[index(negation)] = formula;
  return negation;
}

FormulaId Formulas::join(Kind kind, FormulaId a, FormulaId b) {
  const FormulaId neutral = kind == Kind::all ? truth() : falsehood();
  const FormulaId absorbing = kind == Kind::all ? falsehood() : truth();
  if (a == absorbing || b == absorbing) return absorbing;
  if (a == neutral || a == b) return b;
  if (b == neutral) return a;
  if (negations_[index(a)] == b || negations_[index(b)] == a) {
    // What was too much to write down has a negation that only stands for one.
    const bool exact = nodes_[index(a)].kind != Kind::opaque && nodes_[index(b)].kind != Kind::opaque;
    if (exact) return absorbing;
  }
  const int depth = 1 + std::max(nodes_[index(a)].depth, nodes_[index(b)].depth);
  if (depth > limits::kFormulaDepth || nodes_.size() >= limits::kFormulas) return opaque("too many conditions");
  return make(
      {kind, false, static_cast<std::uint16_t>(depth), static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
}

FormulaId Formulas::any_of(std::vector<FormulaId> parts) {
  if (parts.empty()) return falsehood();
  while (parts.size() > 1) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < parts.size(); i += 2) {
      parts[kept++] = i + 1 < parts.size() ? either(parts[i], parts[i + 1]) : parts[i];
    }
    parts.resize(kept);
  }
  return parts.front();
}

}  // namespace modgate
