// Takes the same activity as MG801 and reports modules that have active maintainers, but fewer than the policy's
// `maintainers_min`. Without such a minimum there is nothing to fall short of.
#include <algorithm>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/upkeep.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  const auto needed = static_cast<std::size_t>(std::max(0, context.registry.policy.maintainers_min));
  for (const Upkeep& upkeep : upkeep_of(context)) {
    const Module& module = *upkeep.module;
    const std::size_t active = upkeep.active.size();
    if (active == 0 || active >= needed || !upkeep.decided() || upkeep.young) continue;
    std::vector<std::string> names;
    for (const SeatView& seat : upkeep.active) names.push_back(phrases::quoted(seat.seat->handle.value));
    Diagnostic& finding = findings.add(phrases::key_place(module, "maintainers"),
                                       fmt::format("module `{}` has {} of {} active maintainers: {}", module.name,
                                                   active, needed, phrases::listing(names)));
    finding.label = fmt::format("{} active of {}", active, needed);
    finding.notes = last_seen(upkeep);
    finding.module = module.name;
    finding.target = "maintainers";
    finding.help = fmt::format("find {}, or ask the others for an attestation",
                               phrases::counted(needed - active, "more maintainer"));
  }
}

}  // namespace

extern const Rule few_active_maintainers_rule{
    .id = "MG802",
    .name = "few-active-maintainers",
    .summary = "fewer active maintainers than the policy asks for",
    .severity = Severity::warning,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
