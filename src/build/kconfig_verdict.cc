// First what cannot be at all, by spreading from what can; then one setting that shows what can.
#include "build/kconfig_verdict.h"

#include <algorithm>

#include "build/kconfig_setting.h"
#include "modgate/limits.h"

namespace modgate {

using Kind = Formulas::Kind;

KconfigJudge::KconfigJudge(Formulas& formulas, const Kconfig& kconfig, const Files& files,
                           std::optional<FlagSetting> flag)
    : formulas_(formulas), kconfig_(kconfig), files_(files), flag_(flag) {
  spread();
}

bool KconfigJudge::possible_leaf(const Formulas::Node& node) const {
  if (node.kind == Kind::falsehood) return false;
  if (node.kind != Kind::symbol) return true;
  const bool is_flag = flag_ && static_cast<std::uint32_t>(flag_->symbol) == node.a;
  if (is_flag && node.negative == flag_->on) return false;
  if (node.negative) return true;
  if (kconfig_.find(SymbolId{node.a}) == nullptr) return kconfig_.undeclared != formulas_.falsehood();
  return possible_symbols_[node.a];
}

/// From what holds on its own to all that follows: each formula and each symbol is reached at most once.
void KconfigJudge::spread() {
  const std::size_t size = formulas_.size();
  possible_symbols_.assign(formulas_.symbols(), false);
  possible_.assign(size, Three::no);
  std::vector<std::uint32_t> begins(size + 1, 0);
  std::vector<std::vector<std::uint32_t>> enables(formulas_.size());
  const auto each_part = [&](const auto& visit) {
    for (std::uint32_t i = 0; i < size; ++i) {
      const Formulas::Node& node = formulas_[FormulaId{i}];
      if (node.kind != Kind::all && node.kind != Kind::any) continue;
      visit(node.a, i);
      visit(node.b, i);
    }
  };
  each_part([&](std::uint32_t part, std::uint32_t) { ++begins[part + 1]; });
  for (std::size_t i = 1; i <= size; ++i) begins[i] += begins[i - 1];
  std::vector<std::uint32_t> parents(begins[size]);
  std::vector<std::uint32_t> filled(begins.begin(), begins.end() - 1);
  each_part([&](std::uint32_t part, std::uint32_t whole) { parents[filled[part]++] = whole; });

  std::vector<std::uint32_t> reached;
  const auto reach = [&](std::uint32_t i) {
    if (possible_[i] == Three::yes) return;
    possible_[i] = Three::yes;
    reached.push_back(i);
  };
  std::vector<FormulaId> leaves(formulas_.symbols(), formulas_.falsehood());
  for (std::uint32_t i = 0; i < size; ++i) {
    const Formulas::Node& node = formulas_[FormulaId{i}];
    if (node.kind == Kind::symbol && !node.negative) leaves[node.a] = FormulaId{i};
    if (node.kind != Kind::all && node.kind != Kind::any && possible_leaf(node)) reach(i);
  }
  for (std::uint32_t i = 0; i < kconfig_.symbols.size(); ++i) {
    enables[index(kconfig_.symbols[i].enabled)].push_back(i);
  }
  while (!reached.empty()) {
    const std::uint32_t at = reached.back();
    reached.pop_back();
    for (const std::uint32_t symbol : enables[at]) {
      possible_symbols_[symbol] = true;
      const FormulaId leaf = leaves[symbol];
      if (leaf != formulas_.falsehood() && possible_leaf(formulas_[leaf])) reach(static_cast<std::uint32_t>(leaf));
    }
    for (std::uint32_t i = begins[at]; i < begins[at + 1]; ++i) {
      const Formulas::Node& whole = formulas_[FormulaId{parents[i]}];
      const bool holds =
          whole.kind == Kind::any || (possible_[whole.a] == Three::yes && possible_[whole.b] == Three::yes);
      if (holds) reach(parents[i]);
    }
  }
}

/// For formulas that were made after spread(), too. Depth is limited by Formulas.
bool KconfigJudge::possible(FormulaId formula) {
  if (possible_.size() < formulas_.size()) possible_.resize(formulas_.size(), Three::untold);
  if (possible_[index(formula)] != Three::untold) return possible_[index(formula)] == Three::yes;
  const Formulas::Node node = formulas_[formula];
  bool holds = false;
  if (node.kind == Kind::all) {
    holds = possible(FormulaId{node.a}) && possible(FormulaId{node.b});
  } else if (node.kind == Kind::any) {
    holds = possible(FormulaId{node.a}) || possible(FormulaId{node.b});
  } else {
    holds = possible_leaf(node);
  }
  possible_[index(formula)] = holds ? Three::yes : Three::no;
  return holds;
}

KconfigVerdict KconfigJudge::judge(FormulaId formula) {
  if (!possible(formula)) return {Built::never, {}, {}};
  if (!possible(formulas_.negate(formula))) return {Built::always, {}, {}};
  FormulaId goal = formula;
  if (flag_) {
    const FormulaId flag = formulas_.symbol(formulas_.name(flag_->symbol));
    goal = formulas_.both(flag_->on ? flag : formulas_.negate(flag), formula);
  }
  const auto may = [this](FormulaId part) { return possible(part); };
  KconfigSetting exact = find_setting(formulas_, kconfig_, goal, may, false);
  if (exact.found) return {Built::sometimes, describe_setting(formulas_, kconfig_, files_, formula, exact), {}};
  KconfigSetting loose = find_setting(formulas_, kconfig_, goal, may, true);
  if (loose.exhausted) return {Built::never, {}, {}};
  if (loose.reasons.empty()) loose.reasons.push_back("too many conditions");
  return {Built::undecided, {}, std::move(loose.reasons)};
}

Built KconfigJudge::by_default(FormulaId formula) {
  switch (fallback(formula, 0)) {
    case Three::no:
      return Built::never;
    case Three::yes:
      return Built::always;
    case Three::untold:
    case Three::unknown:
      break;
  }
  return Built::undecided;
}

KconfigJudge::Three KconfigJudge::fallback(FormulaId formula, int depth) {
  if (defaults_.size() < formulas_.size()) defaults_.resize(formulas_.size(), Three::untold);
  if (defaults_[index(formula)] != Three::untold) return defaults_[index(formula)];
  const Formulas::Node node = formulas_[formula];
  if (node.kind != Kind::all && node.kind != Kind::any) return fallback_leaf(node, depth);
  if (depth > limits::kDefaultDepth) return Three::unknown;
  const Three strong = node.kind == Kind::all ? Three::no : Three::yes;
  const Three a = fallback(FormulaId{node.a}, depth + 1);
  const Three b = a == strong ? strong : fallback(FormulaId{node.b}, depth + 1);
  const Three out = a == strong || b == strong ? strong : a == b ? a : Three::unknown;
  defaults_[index(formula)] = out;
  return out;
}

KconfigJudge::Three KconfigJudge::fallback_leaf(const Formulas::Node& node, int depth) {
  if (node.kind == Kind::falsehood) return Three::no;
  if (node.kind == Kind::truth) return Three::yes;
  if (node.kind != Kind::symbol) return Three::unknown;
  if (default_symbols_.size() < formulas_.symbols()) default_symbols_.resize(formulas_.symbols(), Three::untold);
  Three value = default_symbols_[node.a];
  if (flag_ && static_cast<std::uint32_t>(flag_->symbol) == node.a) {
    value = flag_->on ? Three::yes : Three::no;
  } else if (const KconfigSymbol* symbol = kconfig_.find(SymbolId{node.a}); symbol == nullptr) {
    value = kconfig_.undeclared == formulas_.falsehood() ? Three::no : Three::unknown;
  } else if (value == Three::untold) {
    // What it follows from, in a circle, is not known while it is being looked at.
    default_symbols_[node.a] = Three::unknown;
    value = depth > limits::kDefaultDepth ? Three::unknown : fallback(symbol->unset, depth + 1);
    default_symbols_[node.a] = value;
  }
  if (!node.negative || value == Three::unknown) return value;
  return value == Three::yes ? Three::no : Three::yes;
}

}  // namespace modgate
