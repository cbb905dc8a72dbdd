// Takes every endorser whom the roster knows and reports those who were not PMC members as of their endorsement, with
// what they were instead. Unknown handles are MG406's, bots MG414's; membership beyond what the clone holds is the
// report's `undecided`.
#include <algorithm>
#include <optional>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

/// Accounts get renamed. A name joins nobody, but it may tell a reader who to ask about.
const RosterPerson* namesake(const Roster& roster, const RosterPerson& person, std::optional<Date> day) {
  if (person.name.empty()) return nullptr;
  const auto found = std::find_if(roster.people.begin(), roster.people.end(), [&](const RosterPerson& other) {
    return other.former && &other != &person && other.name == person.name && holds(other, Role::pmc, day);
  });
  return found == roster.people.end() ? nullptr : &*found;
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    if (!context.registry.roster.usable() || module.manifest.stage == Stage::removed) continue;
    for (const SeatView& seat : endorsers_of(context.registry, module)) {
      const std::optional<Date> day = endorsed_on(seat);
      if (seat.person == nullptr || seat.person->bot) continue;
      if (held(context.registry.roster, *seat.person, Role::pmc, day) != Held::no) continue;
      Diagnostic& finding =
          findings.add(phrases::in_manifest(module, seat.seat->handle.at),
                       fmt::format("endorser `{}` of module `{}` {} not a PMC member{} ({})", seat.seat->handle.value,
                                   module.name, day ? "was" : "is", on_day(day), standing(*seat.person, day)));
      finding.label = "not a PMC member";
      finding.related.push_back(roster_entry(*seat.person));
      if (const auto* const other = namesake(context.registry.roster, *seat.person, day)) {
        finding.notes.push_back(
            fmt::format("`{}`, an entry of the same name that is no longer in the roster, was one; if that is the same "
                        "person's older account, join the two in `handles` or `.mailmap`",
                        other->id));
      }
      finding.module = module.name;
      finding.target = seat.person->id;
      finding.spelling = seat.seat->handle.value;
      finding.help = "ask a PMC member to endorse the module; everybody else is welcome as a maintainer";
    }
  }
}

}  // namespace

extern const Rule endorser_not_pmc_rule{
    .id = "MG402",
    .name = "endorser-not-pmc",
    .summary = "an endorser was not a PMC member",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
