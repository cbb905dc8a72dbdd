// Declarations of flags, found in facts and in what the build model evaluated; see flags.h.
#include "rules/support/flags.h"

#include <cstddef>

namespace modgate {
namespace {

/// Adds what one file declares under names that a flag may have.
void add_declarations(const RuleContext& context, FileId file, bool macros, DeclaredFlags::Names& declared) {
  const FileFacts& facts = context.facts[index(file)];
  for (const FlagDeclaration& flag : facts.flags) {
    declared.try_emplace(flag.name, Location{file, flag.at});
    // Kconfig declares X, and everything else sees CONFIG_X.
    if (facts.language == Language::kconfig) declared.try_emplace("CONFIG_" + flag.name, Location{file, flag.at});
  }
  if (!macros) return;
  for (const MacroDefinition& macro : facts.macros) declared.try_emplace(macro.name, Location{file, macro.at});
}

std::optional<Location> place_in(const DeclaredFlags::Names& names, const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

bool flag_decides_build(const Module& module) {
  const Text& kind = module.manifest.flag.kind;
  return module.manifest.flag.name.set && (!kind.set || kind.value == "cmake" || kind.value == "kconfig");
}

bool flag_is_declared_in_files(const Module& module) {
  return flag_decides_build(module) || (module.manifest.flag.name.set && module.manifest.flag.kind.value == "macro");
}

bool stage_needs_flag(Stage stage) { return stage == Stage::S0 || stage == Stage::S1 || stage == Stage::deprecated; }

FileId gate_of(const Files& files, const Module& module) {
  const Text& gate = module.manifest.flag.gate;
  return gate.set ? files.find(gate.value).value_or(kNoFile) : kNoFile;
}

std::optional<Location> DeclaredFlags::find(ModuleId id) {
  const Module& module = context_.registry[id];
  const Flag& flag = module.manifest.flag;
  const bool macros = flag.kind.value == "macro";
  // A wrapper around option() declares names that only evaluation knows.
  std::optional<Location> evaluated;
  if (index(id) < context_.build.flags.size() && context_.build.flags[index(id)].at.file != kNoFile) {
    evaluated = context_.build.flags[index(id)].at;
  }
  if (flag.declared_in.set) {
    const std::optional<FileId> file = context_.files.find(flag.declared_in.value);
    if (!file || index(*file) >= context_.facts.size()) return std::nullopt;
    if (evaluated && evaluated->file == *file) return evaluated;
    if (context_.facts[index(*file)].language == Language::none) return Location{*file, {}};
    Names declared;
    add_declarations(context_, *file, macros, declared);
    return place_in(declared, flag.name.value);
  }
  return evaluated ? evaluated : place_in(names(macros), flag.name.value);
}

const DeclaredFlags::Names& DeclaredFlags::names(bool macros) {
  std::optional<Names>& declared = macros ? options_and_macros_ : options_;
  if (declared) return *declared;
  declared.emplace();
  for (std::size_t i = 0; i < context_.facts.size(); ++i) {
    if (!context_.registry.excluded[i]) add_declarations(context_, static_cast<FileId>(i), macros, *declared);
  }
  return *declared;
}

}  // namespace modgate
