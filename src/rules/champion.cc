// Takes the champions of modules past the proposal and reports those who are not PMC members. A champion that is
// missing altogether is MG104's, as every missing field; an unknown handle is MG406's.
#include <optional>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const SeatView& seat : all_seats(context.registry)) {
    if (seat.title != "champion" || seat.module->manifest.stage == Stage::proposed) continue;
    if (seat.person == nullptr || seat.person->bot || holds_now(*seat.person, Role::pmc, context.now)) continue;
    Diagnostic& finding =
        findings.add(phrases::in_manifest(*seat.module, seat.seat->handle.at),
                     fmt::format("champion `{}` of module `{}` is not a PMC member ({})", seat.seat->handle.value,
                                 seat.module->name, standing_now(*seat.person, Role::pmc, context.now)));
    finding.label = "not a PMC member";
    finding.related.push_back(roster_entry(*seat.person));
    finding.module = seat.module->name;
    finding.target = seat.person->id;
    finding.spelling = seat.seat->handle.value;
    finding.help = "ask a PMC member to champion the module";
  }
}

}  // namespace

extern const Rule champion_rule{
    .id = "MG403",
    .name = "champion",
    .summary = "the champion is not a PMC member",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
