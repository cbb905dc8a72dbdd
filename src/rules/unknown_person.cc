// Takes the handles of all seats and reports those that are no handle, alias or id of a person of the roster, with the
// nearest one. Teams are MG414's; who may have been in a roster that the clone's history does not reach is the report's
// `undecided`.
#include <cstddef>
#include <optional>
#include <string>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

/// Endorsers and voters need to have been there on their day, everybody else now.
bool may_have_left(const Roster& roster, const SeatView& seat) {
  const Manifest& manifest = seat.module->manifest;
  if (seat.title == "endorser") return is_beyond_history(roster, endorsed_on(seat));
  return seat.title == "voter" && is_beyond_history(roster, seat.seat->since ? seat.seat->since : decided_on(manifest));
}

void check(const RuleContext& context, Findings& findings) {
  std::size_t unknown = 0;
  for (const SeatView& seat : all_seats(context.registry)) {
    if (seat.person != nullptr || seat.team || may_have_left(context.registry.roster, seat)) continue;
    const std::string& handle = seat.seat->handle.value;
    Diagnostic& finding =
        findings.add(phrases::in_manifest(*seat.module, seat.seat->handle.at),
                     fmt::format("{} `{}` of module `{}` is not in the roster", seat.title, handle, seat.module->name));
    finding.label = "unknown person";
    finding.module = seat.module->name;
    finding.target = handle;
    finding.spelling = handle;
    // Looking for the nearest handle reads the whole roster.
    const bool hinted = ++unknown <= limits::kHandleHints;
    const std::optional<std::string> near = hinted ? context.registry.roster.nearest(handle) : std::nullopt;
    finding.help = near ? fmt::format("did you mean `{}`?", *near)
                        : "correct the handle, or add the person (or a renamed handle) to the roster";
  }
}

}  // namespace

extern const Rule unknown_person_rule{
    .id = "MG406",
    .name = "unknown-person",
    .summary = "a handle that the roster does not have",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
