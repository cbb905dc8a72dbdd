// Takes the uses of deprecated modules and their names, and reports those that the base does not have. A use that was
// there when the module was deprecated, that only moved, or whose file was only renamed is none of them.
#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string instead_of(const Module& module) {
  const Deprecation& deprecation = module.manifest.deprecation;
  const std::string ask = phrases::whom_to_ask(module);
  if (deprecation.replacement.set && deprecation.replacement.value != "none") {
    return fmt::format("use its replacement, {}{}", phrases::quoted(deprecation.replacement.value), ask);
  }
  return "do without the module" + ask;
}

void explain(const RuleContext& context, ModuleId module, bool guarded, bool test, Diagnostic& finding) {
  finding.label = "not in the base";
  circumstances(context, module, guarded, test, finding);
  finding.help = instead_of(context.registry[module]);
}

bool is_judged(const RuleContext& context, ModuleId module, bool guarded, bool test) {
  return context.registry[module].stage == Stage::deprecated &&
         leniency(context.registry.policy, guarded, test) != Leniency::allow;
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  const std::vector<bool> uses = changes::new_uses(context);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const Use& use = context.resolution.uses[i];
    if (!uses[i] || !is_judged(context, use.module, use.guarded, use.test)) continue;
    Diagnostic& finding = findings.add(
        {use.from, use.at},
        fmt::format("{} gains a use of {}", phrases::party(registry, use.user), phrases::party(registry, use.module)));
    explain(context, use.module, use.guarded, use.test, finding);
    finding.target = use.target == kNoFile ? use.spelled : std::string(context.files.path(use.target));
    finding.spelling = use.spelled;
  }
  const std::vector<bool> names = changes::new_name_uses(context);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const NameUse& use = context.resolution.name_uses[i];
    if (!names[i] || !is_judged(context, use.module, use.guarded, use.test)) continue;
    Diagnostic& finding =
        findings.add({use.from, use.at}, fmt::format("{} gains a use of `{}` in {}", phrases::party(registry, use.user),
                                                     use.resolved, phrases::party(registry, use.module)));
    explain(context, use.module, use.guarded, use.test, finding);
    finding.target = use.resolved;
    finding.spelling = use.spelled;
  }
}

}  // namespace

extern const Rule deprecated_gains_user_rule{
    .id = "MG306",
    .name = "deprecated-gains-user",
    .summary = "a use of a deprecated module that the base does not have",
    .severity = Severity::error,
    .needs_base = true,
    .line_rank = 1,
    .check = check,
};

}  // namespace modgate
