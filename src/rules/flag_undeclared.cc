// Takes the build options that CMake and Kconfig files declare, also through functions and macros of their own (for
// `kind: macro` also the macros that C-family files define), and reports a module whose flag is not among them by
// exactly this name; with `declared_in`, not among those of that file. Kinds that these files do not declare (python,
// env, computed, bazel, gn, maven) are not judged.
#include <algorithm>
#include <cstddef>
#include <string>

#include "modgate/rule.h"
#include "rules/support/flags.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool is_judged(const Module& module) {
  const Stage stage = module.manifest.stage;
  return flag_is_declared_in_files(module) && stage != Stage::proposed && stage != Stage::removed;
}

void report(const Module& module, const DeclaredFlags::Names& declared, Findings& findings) {
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

void check(const RuleContext& context, Findings& findings) {
  DeclaredFlags declared(context);
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    if (!is_judged(module) || declared.find(static_cast<ModuleId>(i))) continue;
    report(module, declared.names(module.manifest.flag.kind.value == "macro"), findings);
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
