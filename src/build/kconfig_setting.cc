// A depth-first search with a stack of choices, without recursion, within a limit of steps.
#include "build/kconfig_setting.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using Kind = Formulas::Kind;

constexpr std::uint32_t kEnd = 0xffffffffU;
constexpr std::size_t kDescribed = 4;

class Search {
 public:
  Search(const Formulas& formulas, const Kconfig& kconfig, const std::function<bool(FormulaId)>& may, bool loose,
         std::uint32_t attempt)
      : formulas_(formulas), kconfig_(kconfig), may_(may), loose_(loose), order_(attempt) {}

  KconfigSetting run(FormulaId goal) {
    std::uint32_t next = push(goal, kEnd);
    while (steps_++ < limits::kSettingSteps) {
      const bool end = next == kEnd;
      if (end && selects_agree()) return result();
      if (!end && advance(next)) continue;
      if (back(next)) continue;
      KconfigSetting out;
      out.exhausted = true;
      return out;
    }
    return {};
  }

 private:
  enum class State : std::uint8_t { unset, open, on, off };
  /// Something still to be shown, or, with `done`, the end of the reasons for a symbol.
  struct Goal {
    FormulaId formula{};
    std::uint32_t next = kEnd;
    SymbolId symbol{};
    bool done = false;
  };
  struct Change {
    SymbolId symbol{};
    State before = State::unset;
  };
  /// The other half of an `or`, and how far everything was when the first half was tried.
  struct Choice {
    FormulaId other{};
    std::uint32_t next = kEnd;
    std::size_t changes = 0, values = 0, reasons = 0;
  };
  struct Value {
    std::uint32_t variable = 0;
    std::uint32_t value = 0;
    bool negative = false;
  };

  bool advance(std::uint32_t& next) {
    const Goal current = goals_[next];
    next = current.next;
    return current.done ? close(current.symbol) : meet(current.formula, next);
  }

  std::uint32_t push(FormulaId formula, std::uint32_t next) {
    goals_.push_back({formula, next, {}, false});
    return static_cast<std::uint32_t>(goals_.size() - 1);
  }

  bool back(std::uint32_t& next) {
    if (choices_.empty()) return false;
    const Choice choice = choices_.back();
    choices_.pop_back();
    for (; changes_.size() > choice.changes; changes_.pop_back()) {
      states_[index(changes_.back().symbol)] = changes_.back().before;
    }
    values_.resize(choice.values);
    reasons_.resize(choice.reasons);
    next = push(choice.other, choice.next);
    return true;
  }

  bool meet(FormulaId formula, std::uint32_t& next) {
    if (!may_(formula)) return false;
    const Formulas::Node node = formulas_[formula];
    switch (node.kind) {
      case Kind::falsehood:
        return false;
      case Kind::truth:
        return true;
      case Kind::all:
        next = push(FormulaId{node.a}, push(FormulaId{node.b}, next));
        return true;
      case Kind::any:
        if (already(FormulaId{node.a}) || already(FormulaId{node.b})) return true;
        return choose(FormulaId{node.a}, FormulaId{node.b}, next);
      case Kind::opaque:
        reasons_.push_back(node.a);
        return loose_;
      case Kind::variable:
        return hold({node.a, node.b, node.negative});
      case Kind::symbol:
        return node.negative ? switch_off(SymbolId{node.a}, next) : switch_on(SymbolId{node.a}, next);
    }
    return false;
  }

  /// The first attempt takes alternatives as written: set by a person, by default, selected. The others mix them.
  bool choose(FormulaId first, FormulaId second, std::uint32_t& next) {
    if (order_ != 0) {
      order_ = order_ * 1664525U + 1013904223U;
      if ((order_ & 0x10000U) != 0) std::swap(first, second);
    }
    choices_.push_back({second, next, changes_.size(), values_.size(), reasons_.size()});
    next = push(first, next);
    return true;
  }

  bool already(FormulaId formula) const {
    const Formulas::Node& node = formulas_[formula];
    if (node.kind != Kind::symbol) return node.kind == Kind::truth;
    return state(SymbolId{node.a}) == (node.negative ? State::off : State::on);
  }

  bool hold(const Value& wanted) {
    for (const Value& held : values_) {
      if (held.variable != wanted.variable) continue;
      const bool same = held.value == wanted.value;
      if (held.negative != wanted.negative ? same : !same && !wanted.negative) return false;
    }
    values_.push_back(wanted);
    return true;
  }

  State state(SymbolId symbol) const {
    const auto found = states_.find(index(symbol));
    return found == states_.end() ? State::unset : found->second;
  }

  void set(SymbolId symbol, State now) {
    changes_.push_back({symbol, state(symbol)});
    states_[index(symbol)] = now;
  }

  bool close(SymbolId symbol) {
    set(symbol, State::on);
    return true;
  }

  bool switch_on(SymbolId symbol, std::uint32_t& next) {
    const State now = state(symbol);
    if (now != State::unset) return now == State::on;
    const KconfigSymbol* known = kconfig_.find(symbol);
    if (known != nullptr && shares_choice(*known)) return false;
    set(symbol, State::open);
    if (!selects_spare(symbol)) return false;
    goals_.push_back({formulas_.truth(), next, symbol, true});
    const auto closing = static_cast<std::uint32_t>(goals_.size() - 1);
    next = push(known != nullptr ? known->enabled : kconfig_.undeclared, closing);
    return true;
  }

  bool shares_choice(const KconfigSymbol& symbol) const {
    if (!symbol.choice || loose_) return false;
    return std::any_of(changes_.begin(), changes_.end(), [&](const Change& change) {
      const KconfigSymbol* other = kconfig_.find(change.symbol);
      return other != nullptr && other->group == symbol.group && state(change.symbol) != State::off;
    });
  }

  bool switch_off(SymbolId symbol, std::uint32_t& next) {
    const State now = state(symbol);
    if (now != State::unset) return now == State::off;
    set(symbol, State::off);
    const KconfigSymbol* known = kconfig_.find(symbol);
    if (known != nullptr) next = push(known->leavable, next);
    return true;
  }

  /// Whether an option that is now on leaves those alone that must be off; found late, a clash costs a long way back.
  bool selects_spare(SymbolId symbol) {
    if (kconfig_.find(symbol) == nullptr) return true;
    for (std::size_t at = kconfig_.selects_of[index(symbol)]; at < kconfig_.selects_of[index(symbol) + 1]; ++at) {
      const KconfigSelect& select = kconfig_.selects[at];
      if (!select.weak && state(select.to) == State::off && holds(select.when)) return false;
    }
    return true;
  }

  /// Selects act whatever they are needed for: none of an option that is on may hit one that must be off.
  bool selects_agree() {
    std::vector<SymbolId> on;
    std::unordered_set<std::size_t> seen;
    for (const auto& [symbol, now] : states_) {
      if (now == State::on) on.push_back(SymbolId{static_cast<std::uint32_t>(symbol)});
      if (now == State::on) seen.insert(symbol);
    }
    for (std::size_t i = 0; i < on.size(); ++i) {
      if (kconfig_.find(on[i]) == nullptr) continue;
      for (std::size_t at = kconfig_.selects_of[index(on[i])]; at < kconfig_.selects_of[index(on[i]) + 1]; ++at) {
        const KconfigSelect& select = kconfig_.selects[at];
        ++steps_;
        // What is not settled may clash: a setting that shows something must not rely on it that it does not.
        if (select.weak || !may_(select.when) || (loose_ ? !holds(select.when) : refuted(select.when))) continue;
        if (state(select.to) == State::off) return false;
        if (state(select.to) == State::unset && seen.insert(index(select.to)).second) on.push_back(select.to);
      }
    }
    return true;
  }

  /// Whether the setting makes it false. Looks at one branch of an `or` after the other, within the steps.
  bool refuted(FormulaId formula) {
    const Formulas::Node& node = formulas_[formula];
    if (++steps_ > limits::kSettingSteps) return false;
    if (node.kind == Kind::all) return refuted(FormulaId{node.a}) || refuted(FormulaId{node.b});
    if (node.kind == Kind::any) return refuted(FormulaId{node.a}) && refuted(FormulaId{node.b});
    if (node.kind == Kind::falsehood) return true;
    return node.kind == Kind::symbol && state(SymbolId{node.a}) == (node.negative ? State::on : State::off);
  }

  bool holds(FormulaId formula) {
    const Formulas::Node& node = formulas_[formula];
    if (++steps_ > limits::kSettingSteps) return false;
    if (node.kind == Kind::all) return holds(FormulaId{node.a}) && holds(FormulaId{node.b});
    if (node.kind == Kind::any) return holds(FormulaId{node.a}) || holds(FormulaId{node.b});
    if (node.kind == Kind::truth) return true;
    return node.kind == Kind::symbol && state(SymbolId{node.a}) == (node.negative ? State::off : State::on);
  }

  /// The selects that switch on what its dependencies alone would not.
  std::vector<std::size_t> ways_around(const std::vector<SymbolId>& on) {
    std::vector<std::size_t> out;
    for (const SymbolId from : on) {
      if (kconfig_.find(from) == nullptr) continue;
      for (std::size_t i = kconfig_.selects_of[index(from)]; i < kconfig_.selects_of[index(from) + 1]; ++i) {
        const KconfigSelect& select = kconfig_.selects[i];
        if (state(select.to) != State::on || !holds(select.when)) continue;
        if (!holds(kconfig_.symbols[index(select.to)].depends)) out.push_back(i);
      }
    }
    return out;
  }

  KconfigSetting result() {
    KconfigSetting out;
    out.found = true;
    for (const auto& [symbol, now] : states_) {
      const SymbolId id{static_cast<std::uint32_t>(symbol)};
      if (now == State::on) out.on.push_back(id);
      if (now == State::off) out.off.push_back(id);
    }
    std::sort(out.on.begin(), out.on.end());
    out.selects = ways_around(out.on);
    for (const std::uint32_t reason : reasons_) {
      std::string text(formulas_.name(reason));
      if (std::find(out.reasons.begin(), out.reasons.end(), text) == out.reasons.end()) {
        out.reasons.push_back(std::move(text));
      }
    }
    return out;
  }

  const Formulas& formulas_;
  const Kconfig& kconfig_;
  const std::function<bool(FormulaId)>& may_;
  bool loose_;
  std::vector<Goal> goals_;
  std::vector<Choice> choices_;
  std::vector<Change> changes_;
  std::vector<Value> values_;
  std::vector<std::uint32_t> reasons_;
  std::unordered_map<std::size_t, State> states_;
  std::size_t steps_ = 0;
  std::uint32_t order_;  ///< 0: as written
};

}  // namespace

KconfigSetting find_setting(const Formulas& formulas, const Kconfig& kconfig, FormulaId goal,
                            const std::function<bool(FormulaId)>& may, bool loose) {
  KconfigSetting out;
  for (std::uint32_t attempt = 0; attempt < limits::kSettingAttempts && !out.found && !out.exhausted; ++attempt) {
    out = Search(formulas, kconfig, may, loose, attempt).run(goal);
  }
  return out;
}

std::vector<std::string> describe_setting(const Formulas& formulas, const Kconfig& kconfig, const Files& files,
                                          FormulaId condition, const KconfigSetting& setting) {
  std::vector<std::string> out;
  for (const std::size_t i : setting.selects) {
    const KconfigSelect& select = kconfig.selects[i];
    if (out.size() == kDescribed) break;
    out.push_back(fmt::format("`{}` {} `{}` ({}:{})", formulas.name(select.from), select.weak ? "implies" : "selects",
                              formulas.name(select.to), utf8::visible(files.path(select.file)), select.line));
  }
  if (!out.empty()) return out;
  std::vector<FormulaId> open = {condition};
  for (std::size_t looked = 0; !open.empty() && out.size() < kDescribed && looked < limits::kSettingSteps; ++looked) {
    const Formulas::Node& node = formulas[open.back()];
    open.pop_back();
    if (node.kind == Kind::all || node.kind == Kind::any) {
      open.push_back(FormulaId{node.b});
      open.push_back(FormulaId{node.a});
    } else if (node.kind == Kind::symbol) {
      const std::vector<SymbolId>& named = node.negative ? setting.off : setting.on;
      if (std::find(named.begin(), named.end(), SymbolId{node.a}) == named.end()) continue;
      std::string text = fmt::format("`{}` is {}", formulas.name(node.a), node.negative ? "off" : "on");
      if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    }
  }
  return out;
}

}  // namespace modgate
