// Takes the endorsers of modules from S0 on and counts the distinct persons who were PMC members as of their
// endorsement. A proposal's endorsers are pending; a missing list is MG104's; without a usable roster nothing is
// counted (MG413). Where the clone's history does not tell who was a member, only what would fail either way is
// reported.
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

Held standing_of(const Roster& roster, const SeatView& seat) {
  return held(roster, *seat.person, Role::pmc, endorsed_on(seat));
}

/// Handles that only a roster beyond the clone's history may know.
std::size_t unreached(const Roster& roster, const std::vector<SeatView>& seats) {
  std::set<std::string> handles;
  for (const SeatView& seat : seats) {
    if (seat.person != nullptr || seat.team || !is_beyond_history(roster, endorsed_on(seat))) continue;
    handles.insert(phrases::lower(seat.seat->handle.value));
  }
  return handles.size();
}

std::vector<std::string> why_not(const Roster& roster, const std::vector<SeatView>& seats) {
  std::vector<std::string> notes;
  for (const SeatView& seat : seats) {
    if (seat.person == nullptr && is_beyond_history(roster, endorsed_on(seat))) {
      notes.push_back(fmt::format("whether `{}` was in the roster{} is not known", seat.seat->handle.value,
                                  on_day(endorsed_on(seat))));
    } else if (seat.person == nullptr) {
      notes.push_back(fmt::format("`{}` is not a person of the roster", seat.seat->handle.value));
    } else if (!seat.person->bot && standing_of(roster, seat) == Held::undecided) {
      notes.push_back(fmt::format("whether `{}` was a PMC member{} is not known", seat.seat->handle.value,
                                  on_day(endorsed_on(seat))));
    } else if (!seat.person->bot && standing_of(roster, seat) == Held::no) {
      notes.push_back(fmt::format("`{}` is {} and does not count", seat.seat->handle.value,
                                  standing(*seat.person, endorsed_on(seat))));
    }
  }
  return notes;
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  const int needed = registry.policy.endorsers_min;
  if (needed <= 0 || !registry.roster.usable()) return;
  for (const Module& module : registry.modules) {
    if (!counts_people(module.manifest.stage) || field_is_missing(module, "endorsers")) continue;
    // The history of an adopted module is pending.
    if (module.manifest.adopted.set && module.manifest.endorsers.empty()) continue;
    const std::vector<SeatView> seats = endorsers_of(registry, module);
    const auto was = [&](const SeatView& seat) { return standing_of(registry.roster, seat); };
    const auto found = distinct_persons(seats, [&](const SeatView& seat) { return was(seat) == Held::yes; });
    const auto possible = distinct_persons(seats, [&](const SeatView& seat) { return was(seat) != Held::no; });
    if (possible.size() + unreached(registry.roster, seats) >= static_cast<std::size_t>(needed)) continue;
    const std::string names = found.empty() ? std::string() : ": " + phrases::listing(found);
    Diagnostic& finding = findings.add(phrases::key_place(module, "endorsers"),
                                       fmt::format("module `{}` has {} of {} endorsers who are PMC members{}",
                                                   module.name, found.size(), needed, names));
    finding.label = fmt::format("{} of {}", found.size(), needed);
    finding.notes = why_not(registry.roster, seats);
    finding.module = module.name;
    finding.target = "endorsers";
    finding.help = fmt::format("find {} to endorse it",
                               phrases::counted(static_cast<std::size_t>(needed) - found.size(), "more PMC member"));
  }
}

}  // namespace

extern const Rule too_few_endorsers_rule{
    .id = "MG401",
    .name = "too-few-endorsers",
    .summary = "fewer PMC members endorse a module than the policy needs",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
