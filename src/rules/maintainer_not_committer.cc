// Takes the maintainers whom the roster knows and reports those who are not committers now: welcome, and not counted.
#include <optional>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const SeatView& seat : all_seats(context.registry)) {
    if (seat.title != "maintainer" || seat.person == nullptr || seat.person->bot) continue;
    if (holds_now(*seat.person, Role::committer, context.now)) continue;
    Diagnostic& finding =
        findings.add(phrases::in_manifest(*seat.module, seat.seat->handle.at),
                     fmt::format("maintainer `{}` of module `{}` is not a committer ({})", seat.seat->handle.value,
                                 seat.module->name, standing_now(*seat.person, Role::committer, context.now)));
    finding.label = "not counted";
    finding.related.push_back(roster_entry(*seat.person));
    finding.notes.emplace_back("anyone may maintain a module; only committers count towards the minimum");
    finding.module = seat.module->name;
    finding.target = seat.person->id;
    finding.spelling = seat.seat->handle.value;
  }
}

}  // namespace

extern const Rule maintainer_not_committer_rule{
    .id = "MG405",
    .name = "maintainer-not-committer",
    .summary = "a maintainer is not a committer and does not count towards the minimum",
    .severity = Severity::info,
    .check = check,
};

}  // namespace modgate
