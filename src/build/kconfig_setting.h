// The search for one setting of all options that makes a condition true and that Kconfig permits. An option is on
// because a person can set it, or by default, or because another one selects it, and each of these for its own reasons,
// never in a circle; an option is off where a person can leave it, or nothing switches it on.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "build/kconfig.h"
#include "build/kconfig_formula.h"

namespace modgate {

struct KconfigSetting {
  bool found = false;
  bool exhausted = false;            ///< not found, and everything was tried
  std::vector<std::size_t> selects;  ///< of Kconfig::selects: those that pass over dependencies
  std::vector<SymbolId> on, off;
  std::vector<std::string> reasons;  ///< what could not be evaluated and it relies on
};

/// `may` says which formulas can hold at all. With `loose`, what could not be evaluated, and whether options get into
/// each other's way, is taken to come out well: when even that leads nowhere, there is no setting.
KconfigSetting find_setting(const Formulas& formulas, const Kconfig& kconfig, FormulaId goal,
                            const std::function<bool(FormulaId)>& may, bool loose);

/// What a person would want to know of the setting: the selects, else the options that the condition names.
std::vector<std::string> describe_setting(const Formulas& formulas, const Kconfig& kconfig, const Files& files,
                                          FormulaId condition, const KconfigSetting& setting);

}  // namespace modgate
