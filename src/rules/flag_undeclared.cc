// Takes the build options that CMake and Kconfig files declare (for `kind: macro` also the macros that C-family files
// define) and reports a module whose flag is not among them by exactly this name; with `declared_in`, not among those
// of that file. Kinds that these files do not declare (python, env, computed, bazel, gn, maven) are not judged.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// Declared names with their first place.
using Declared = std::map<std::string, Location, std::less<>>;

bool is_judged(const Module& module) {
  const Stage stage = module.manifest.stage;
  if (!module.manifest.flag.name.set || stage == Stage::proposed || stage == Stage::removed) return false;
  const Text& kind = module.manifest.flag.kind;
  return !kind.set || kind.value == "cmake" || kind.value == "macro" || kind.value == "kconfig";
}

/// Adds what one file declares under names that a flag may have.
void add_declarations(const RuleContext& context, FileId file, bool macros, Declared& declared) {
  const FileFacts& facts = context.facts[index(file)];
  for (const FlagDeclaration& flag : facts.flags) {
    declared.try_emplace(flag.name, Location{file, flag.at});
    // Kconfig declares X, and everything else sees CONFIG_X.
    if (facts.language == Language::kconfig) declared.try_emplace("CONFIG_" + flag.name, Location{file, flag.at});
  }
  if (!macros) return;
  for (const MacroDefinition& macro : facts.macros) declared.try_emplace(macro.name, Location{file, macro.at});
}

Declared all_declarations(const RuleContext& context, bool macros) {
  Declared declared;
  for (std::size_t i = 0; i < context.facts.size(); ++i) {
    if (!context.registry.excluded[i]) add_declarations(context, static_cast<FileId>(i), macros, declared);
  }
  return declared;
}

void report(const Module& module, const Declared& declared, Findings& findings) {
  const Flag& flag = module.manifest.flag;
  const std::string where = flag.declared_in.set ? phrases::quoted(flag.declared_in.value) : "any build file";
  Diagnostic& finding = findings.add(
      phrases::in_manifest(module, flag.name.at),
      fmt::format("feature flag `{}` of module `{}` is not declared in {}", flag.name.value, module.name, where));
  finding.label = "not declared";
  finding.module = module.name;
  finding.target = flag.name.value;
  const auto near = std::find_if(declared.begin(), declared.end(),
                                 [&](const auto& entry) { return phrases::near_miss(flag.name.value, entry.first); });
  if (const auto elsewhere = declared.find(flag.name.value); elsewhere != declared.end()) {
    finding.related.push_back({elsewhere->second, "it is declared here"});
    finding.help = "correct `declared_in`";
  } else if (near != declared.end()) {
    finding.related.push_back({near->second, fmt::format("`{}` is declared here", near->first)});
    finding.help = fmt::format("did you mean `{}`?", near->first);
  } else {
    finding.help = fmt::format("declare it off by default, in CMake by `option({} \"...\" OFF)`", flag.name.value);
  }
}

/// Whether the file that `declared_in` names declares the flag; true for a file that no scanner reads.
bool declared_in_file(const RuleContext& context, const Flag& flag, bool macros) {
  const std::optional<FileId> file = context.files.find(flag.declared_in.value);
  if (!file) return false;
  if (context.facts[index(*file)].language == Language::none) return true;
  Declared declared;
  add_declarations(context, *file, macros, declared);
  return declared.count(flag.name.value) > 0;
}

void check(const RuleContext& context, Findings& findings) {
  std::optional<Declared> options;
  std::optional<Declared> options_and_macros;
  for (const Module& module : context.registry.modules) {
    if (!is_judged(module)) continue;
    const Flag& flag = module.manifest.flag;
    const bool macros = flag.kind.value == "macro";
    if (flag.declared_in.set && declared_in_file(context, flag, macros)) continue;
    std::optional<Declared>& declared = macros ? options_and_macros : options;
    if (!declared) declared = all_declarations(context, macros);
    if (flag.declared_in.set || declared->count(flag.name.value) == 0) report(module, *declared, findings);
  }
}

}  // namespace

extern const Rule flag_undeclared_rule{
    .id = "MG601",
    .name = "flag-undeclared",
    .summary = "no build file declares the module's feature flag",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
