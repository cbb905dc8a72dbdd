// Flags of modules as Kconfig declares them, and whether a condition names one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "build/kconfig_formula.h"
#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"

namespace modgate {

/// The symbol of a flag of kind `kconfig`, without CONFIG_; nothing for other kinds.
std::optional<std::string> kconfig_flag(const Manifest& manifest);

/// Fills the state of every flag of kind `kconfig`. The first default of the declaration counts; a symbol without one
/// is off.
void read_kconfig_flags(const Registry& registry, const FactsTable& facts, BuildModel& model);

bool names_symbol(const Formulas& formulas, FormulaId formula, SymbolId symbol);

}  // namespace modgate
