// Takes the flags that manifests name and reports every module whose flag another module has already; names that differ
// only in case are a warning. `CONFIG_X` and `X` are one symbol of Kconfig. Removed modules hold no flag.
#include <cstddef>
#include <map>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string symbol(const Flag& flag) {
  constexpr std::string_view kPrefix = "CONFIG_";
  const bool prefixed = flag.kind.value == "kconfig" && flag.name.value.starts_with(kPrefix);
  return prefixed ? flag.name.value.substr(kPrefix.size()) : flag.name.value;
}

void report(const Module& first, const Module& second, Findings& findings) {
  const std::string& ours = second.manifest.flag.name.value;
  const std::string& theirs = first.manifest.flag.name.value;
  const bool same = symbol(first.manifest.flag) == symbol(second.manifest.flag);
  Diagnostic& finding =
      findings.add(phrases::in_manifest(second, second.manifest.flag.name.at),
                   same ? fmt::format("modules `{}` and `{}` share the flag `{}`", first.name, second.name, ours)
                        : fmt::format("flags `{}` of module `{}` and `{}` of module `{}` differ only in case", theirs,
                                      first.name, ours, second.name));
  finding.label = same ? "shared" : "differs only in case";
  if (!same) finding.severity = Severity::warning;
  finding.related.push_back(
      {phrases::in_manifest(first, first.manifest.flag.name.at), fmt::format("`{}` names it here", first.name)});
  finding.module = second.name;
  finding.target = first.name;
  finding.spelling = ours;
  finding.help = "give every module a flag of its own";
}

void check(const RuleContext& context, Findings& findings) {
  std::map<std::string, const Module*> exact;
  std::map<std::string, const Module*> folded;
  for (const Module& module : context.registry.modules) {
    const Flag& flag = module.manifest.flag;
    if (!flag.name.set || module.manifest.stage == Stage::removed) continue;
    const std::string name = symbol(flag);
    const auto [same, is_new] = exact.try_emplace(name, &module);
    const auto [alike, is_alone] = folded.try_emplace(phrases::lower(name), &module);
    const Module* const first = !is_new ? same->second : !is_alone ? alike->second : nullptr;
    // One id in two manifests is MG106.
    if (first != nullptr && first->name != module.name) report(*first, module, findings);
  }
}

}  // namespace

extern const Rule flag_shared_rule{
    .id = "MG606",
    .name = "flag-shared",
    .summary = "two modules name the same feature flag",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
