// Whether a condition can hold while a flag is on, or off, over all settings of everything else that Kconfig permits.
//
// `never` is proven: no chain of prompts, defaults and selects reaches the condition, whatever the rest is. `sometimes`
// is shown by one setting that Kconfig permits, selects included, though they pass over dependencies. Where neither
// succeeds, or a setting needs something that could not be evaluated, the verdict is undecided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "build/kconfig.h"
#include "build/kconfig_formula.h"
#include "modgate/build.h"
#include "modgate/source.h"

namespace modgate {

struct KconfigVerdict {
  Built built = Built::undecided;
  std::vector<std::string> when;     ///< with `sometimes`: the setting, in short
  std::vector<std::string> because;  ///< with `undecided`
};

/// A flag as it is assumed to be.
struct FlagSetting {
  SymbolId symbol{};
  bool on = false;
};

class KconfigJudge {
 public:
  KconfigJudge(Formulas& formulas, const Kconfig& kconfig, const Files& files, std::optional<FlagSetting> flag);
  KconfigVerdict judge(FormulaId formula);
  /// The same where every other option has its default.
  Built by_default(FormulaId formula);

 private:
  enum class Three : std::uint8_t { untold, no, yes, unknown };

  void spread();
  bool possible(FormulaId formula);
  bool possible_leaf(const Formulas::Node& node) const;
  Three fallback(FormulaId formula, int depth);
  Three fallback_leaf(const Formulas::Node& node, int depth);

  Formulas& formulas_;
  const Kconfig& kconfig_;
  const Files& files_;
  std::optional<FlagSetting> flag_;
  std::vector<bool> possible_symbols_;
  std::vector<Three> possible_;  ///< per formula; untold: not yet looked at
  std::vector<Three> default_symbols_;
  std::vector<Three> defaults_;
};

}  // namespace modgate
