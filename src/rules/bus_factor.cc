// Takes the focused commits of the last year and reports modules of which one person wrote more than 80 %. A handful
// of commits says nothing about habits, so modules with fewer than five are left alone.
#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/upkeep.h"

namespace modgate {
namespace {

constexpr std::size_t kEnough = 5;

void check(const RuleContext& context, Findings& findings) {
  for (const Upkeep& upkeep : upkeep_of(context)) {
    const Module& module = *upkeep.module;
    const ModuleActivity& activity = *upkeep.activity;
    if (activity.focused < kEnough || activity.contributors.empty()) continue;
    const Contributor& first = activity.contributors.front();
    if (first.commits * 5 <= activity.focused * 4) continue;
    Diagnostic& finding =
        findings.add(phrases::key_place(module, "maintainers"),
                     fmt::format("`{}` wrote {} of the {} focused commits of `{}` since {}", first.shown, first.commits,
                                 activity.focused, module.name, day_text(context.activity->since)));
    finding.notes = last_seen(upkeep);
    finding.module = module.name;
    finding.target = first.shown;
    finding.help = "let a second maintainer take the next changes";
  }
}

}  // namespace

extern const Rule bus_factor_rule{
    .id = "MG803",
    .name = "bus-factor",
    .summary = "one person wrote more than four fifths of a module's focused commits",
    .severity = Severity::warning,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
