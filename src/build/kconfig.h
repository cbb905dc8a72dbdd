// Kconfig files read as one configuration: for every symbol the conditions under which it can be set, is on by default,
// or is selected, with the dependencies of the blocks around it. In: facts of Kconfig files. Out: formulas, to be
// judged by kconfig_verdict.h. `y` and `m` are both on; what compares numbers or strings is opaque.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "build/kconfig_formula.h"
#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/source.h"

namespace modgate {

struct KconfigSymbol {
  bool declared = false;
  bool text = false;        ///< of type string, int or hex
  bool choice = false;      ///< one of a choice
  std::uint32_t group = 0;  ///< which choice; members of one exclude each other
  FormulaId depends{};      ///< its declarations' dependencies, any of them
  FormulaId visible{};      ///< a person can set it
  FormulaId fallback{};     ///< it is on where nobody sets it
  FormulaId undefaulted{};  ///< no default of those read so far applies
  FormulaId unset{};        ///< on though nobody sets it: by default, selected, implied
  FormulaId enabled{};      ///< the same, or set
  FormulaId leavable{};     ///< off is permitted, as far as no option selects it
};

/// `select` or `imply`.
struct KconfigSelect {
  SymbolId from{};
  SymbolId to{};
  FormulaId when{};  ///< `from` is on there, too
  FileId file = kNoFile;
  std::uint32_t line = 0;
  bool weak = false;  ///< `imply`
};

/// `source` of a file that is in the view.
struct KconfigSource {
  FileId file = kNoFile;
  const BuildCommand* command = nullptr;
  FileId target = kNoFile;
};

/// A statement that could not be followed.
struct KconfigTrouble {
  FileId file = kNoFile;
  const BuildCommand* command = nullptr;
  std::string reason;
};

struct Kconfig {
  std::vector<KconfigSymbol> symbols;   ///< by SymbolId
  std::vector<KconfigSelect> selects;   ///< by `from`, then place
  std::vector<std::size_t> selects_of;  ///< per symbol and one more: where its selects begin
  std::vector<KconfigSource> sources;
  std::vector<KconfigTrouble> troubles;
  std::vector<bool> reached;  ///< per file of the view: read as a part of the configuration
  bool present = false;       ///< there is a Kconfig at all
  FormulaId undeclared{};     ///< what switches on a symbol that no Kconfig declares

  /// A symbol that no Kconfig names is not in the table.
  const KconfigSymbol* find(SymbolId symbol) const {
    return index(symbol) < symbols.size() ? &symbols[index(symbol)] : nullptr;
  }
};

/// From the root's Kconfig, or where there is none from every Kconfig that no other sources.
Kconfig read_kconfig(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
                     Formulas& formulas);

/// A condition as Kconfig writes it; tokens as the scanner gives them.
FormulaId kconfig_condition(const BuildCommand::Argument* begin, const BuildCommand::Argument* end, Formulas& formulas);

}  // namespace modgate
