// Takes the maintainers of modules from S0 on and counts the distinct persons who are committers now; PMC members are.
// A proposal's maintainers are pending; a missing list is MG104's; without a usable roster nothing is counted (MG413).
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

std::vector<std::string> why_not(const std::vector<SeatView>& seats, std::optional<Date> now) {
  std::vector<std::string> notes;
  for (const SeatView& seat : seats) {
    if (seat.person == nullptr) {
      notes.push_back(fmt::format("`{}` is not a person of the roster", seat.seat->handle.value));
    } else if (!seat.person->bot && !holds_now(*seat.person, Role::committer, now)) {
      notes.push_back(fmt::format("`{}` is {} and does not count", seat.seat->handle.value,
                                  standing_now(*seat.person, Role::committer, now)));
    }
  }
  return notes;
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  const int needed = registry.policy.maintainers_min;
  if (needed <= 0 || !registry.roster.usable()) return;
  for (const Module& module : registry.modules) {
    if (!counts_people(module.manifest.stage) || field_is_missing(module, "maintainers")) continue;
    const std::vector<SeatView> seats = maintainers_of(registry, module);
    const std::vector<std::string> found = distinct_persons(
        seats, [&](const SeatView& seat) { return holds_now(*seat.person, Role::committer, context.now); });
    if (found.size() >= static_cast<std::size_t>(needed)) continue;
    const std::string names = found.empty() ? std::string() : ": " + phrases::listing(found);
    Diagnostic& finding = findings.add(phrases::key_place(module, "maintainers"),
                                       fmt::format("module `{}` has {} of {} maintainers who are committers{}",
                                                   module.name, found.size(), needed, names));
    finding.label = fmt::format("{} of {}", found.size(), needed);
    finding.notes = why_not(seats, context.now);
    finding.module = module.name;
    finding.target = "maintainers";
    finding.help = fmt::format("find {} to maintain it",
                               phrases::counted(static_cast<std::size_t>(needed) - found.size(), "more committer"));
  }
}

}  // namespace

extern const Rule too_few_maintainers_rule{
    .id = "MG404",
    .name = "too-few-maintainers",
    .summary = "fewer committers maintain a module than the policy needs",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
