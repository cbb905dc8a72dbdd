// Declarations by name, wherever they are: a flag is one symbol in the whole tree.
#include "build/kbuild_flags.h"

#include <unordered_set>

namespace modgate {
namespace {

FlagState::Default value_of(const std::string& fallback) {
  if (fallback.empty() || fallback == "n" || fallback == "\"n\"") return FlagState::Default::off;
  if (fallback == "y" || fallback == "m" || fallback == "\"y\"") return FlagState::Default::on;
  return FlagState::Default::expression;
}

}  // namespace

std::optional<std::string> kconfig_flag(const Manifest& manifest) {
  if (manifest.flag.kind.value != "kconfig" || manifest.flag.name.value.empty()) return std::nullopt;
  const std::string& name = manifest.flag.name.value;
  return name.starts_with("CONFIG_") ? name.substr(7) : name;
}

void read_kconfig_flags(const Registry& registry, const FactsTable& facts, BuildModel& model) {
  for (std::size_t m = 0; m < registry.modules.size(); ++m) {
    const std::optional<std::string> flag = kconfig_flag(registry.modules[m].manifest);
    if (!flag) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (facts[i].language != Language::kconfig || registry.excluded[i]) continue;
      for (const FlagDeclaration& declared : facts[i].flags) {
        FlagState& state = model.flags[m];
        const bool first = state.value == FlagState::Default::none;
        if (declared.name != *flag || (!first && !state.written.empty())) continue;
        if (!first && declared.fallback.empty()) continue;
        state = {value_of(declared.fallback), declared.fallback, {FileId{static_cast<std::uint32_t>(i)}, declared.at}};
      }
    }
  }
}

bool names_symbol(const Formulas& formulas, FormulaId formula, SymbolId symbol) {
  std::vector<FormulaId> open = {formula};
  std::unordered_set<std::size_t> seen;
  while (!open.empty()) {
    const FormulaId at = open.back();
    open.pop_back();
    const Formulas::Node& node = formulas[at];
    if (node.kind == Formulas::Kind::symbol && node.a == static_cast<std::uint32_t>(symbol)) return true;
    if (node.kind != Formulas::Kind::all && node.kind != Formulas::Kind::any) continue;
    if (!seen.insert(index(at)).second) continue;
    open.push_back(FormulaId{node.a});
    open.push_back(FormulaId{node.b});
  }
  return false;
}

}  // namespace modgate
