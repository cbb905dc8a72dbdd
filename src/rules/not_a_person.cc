// Takes the handles of all seats and reports bots of the roster and teams (`org/team`): endorsing and maintaining are
// done by persons.
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const SeatView& seat : all_seats(context.registry)) {
    const bool bot = seat.person != nullptr && seat.person->bot;
    if (!bot && !seat.team) continue;
    const std::string& handle = seat.seat->handle.value;
    Diagnostic& finding = findings.add(phrases::in_manifest(*seat.module, seat.seat->handle.at),
                                       fmt::format("{} `{}` of module `{}` is a {}, not a person", seat.title, handle,
                                                   seat.module->name, bot ? "bot" : "team"));
    finding.label = bot ? "a bot" : "a team";
    if (bot) finding.related.push_back(roster_entry(*seat.person));
    finding.module = seat.module->name;
    finding.target = handle;
    finding.spelling = handle;
    finding.help = bot ? "name a person" : "name the persons of the team";
  }
}

}  // namespace

extern const Rule not_a_person_rule{
    .id = "MG414",
    .name = "not-a-person",
    .summary = "a bot or a team in a personal seat",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
