// Takes the focused commits and attestations of the last year and reports S0 and S2 modules for which no listed
// maintainer has any. S1 modules are MG804's, young modules nobody's, and what history cannot tell is MG805's.
#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/upkeep.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const Upkeep& upkeep : upkeep_of(context)) {
    const Module& module = *upkeep.module;
    if (!upkeep.active.empty() || !upkeep.decided() || upkeep.young || module.manifest.stage == Stage::S1) continue;
    Diagnostic& finding =
        findings.add(phrases::key_place(module, "maintainers"),
                     fmt::format("{} of `{}` has a focused commit or an attestation since {}",
                                 upkeep.maintainers.size() == 1
                                     ? std::string("not even the one listed maintainer")
                                     : fmt::format("none of the {} listed maintainers", upkeep.maintainers.size()),
                                 module.name, day_text(context.activity->since)));
    finding.notes = last_seen(upkeep);
    finding.module = module.name;
    finding.target = "maintainers";
    finding.help =
        "ask them; who is still there adds `attest: [{person: HANDLE, date: YYYY-MM-DD}]`, else look for new "
        "maintainers or deprecate it";
  }
}

}  // namespace

extern const Rule no_active_maintainer_rule{
    .id = "MG801",
    .name = "no-active-maintainer",
    .summary = "no listed maintainer of a module worked on it in the last year",
    .severity = Severity::warning,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
