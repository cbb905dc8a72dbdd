// Seats seen through the roster; see seats.h.
#include "rules/support/seats.h"

#include <algorithm>

namespace modgate {
namespace {

void append(const Registry& registry, const Module& module, const Seat& seat, std::string_view title,
            std::vector<SeatView>& out) {
  if (!seat.handle.set || seat.handle.value.empty()) return;
  const bool team = seat.handle.value.find('/') != std::string::npos;
  out.push_back({&module, &seat, title, team ? nullptr : registry.roster.find(seat.handle.value), team});
}

std::vector<SeatView> views(const Registry& registry, const Module& module, const std::vector<Seat>& seats,
                            std::string_view title) {
  std::vector<SeatView> out;
  for (const Seat& seat : seats) append(registry, module, seat, title, out);
  return out;
}

}  // namespace

std::vector<SeatView> maintainers_of(const Registry& registry, const Module& module) {
  return views(registry, module, module.manifest.maintainers, "maintainer");
}

std::vector<SeatView> endorsers_of(const Registry& registry, const Module& module) {
  return views(registry, module, module.manifest.endorsers, "endorser");
}

std::vector<SeatView> all_seats(const Registry& registry) {
  std::vector<SeatView> out;
  if (!registry.roster.usable()) return out;
  for (const Module& module : registry.modules) {
    if (module.manifest.stage == Stage::removed) continue;
    for (const Seat& seat : module.manifest.maintainers) append(registry, module, seat, "maintainer", out);
    for (const Seat& seat : module.manifest.emeritus) append(registry, module, seat, "emeritus maintainer", out);
    append(registry, module, module.manifest.champion, "champion", out);
    for (const Seat& seat : module.manifest.endorsers) append(registry, module, seat, "endorser", out);
    for (const Ballot& ballot : module.manifest.vote.ballots) append(registry, module, ballot.voter, "voter", out);
  }
  return out;
}

std::optional<Date> endorsed_on(const SeatView& seat) { return endorsed_on(seat.module->manifest, *seat.seat); }

bool is_beyond_history(const Roster& roster, std::optional<Date> day) {
  return day && roster.known_since && *day < *roster.known_since;
}

Related roster_entry(const RosterPerson& person) {
  return {person.at, person.former ? "the roster, which had the entry" : "the roster's entry"};
}

bool holds_now(const RosterPerson& person, Role role, std::optional<Date> now) {
  if (!holds(person, role, std::nullopt)) return false;
  return std::any_of(person.roles.begin(), person.roles.end(), [&](const RoleSpan& span) {
    const bool grants = span.role == role || (role == Role::committer && span.role == Role::pmc);
    // Days of commits are as good as their clocks: what the roster lists holds, whenever that was committed.
    const bool begun = span.derived || !span.since || !now || *span.since <= *now;
    return grants && !span.until && begun;
  });
}

std::string standing_now(const RosterPerson& person, Role role, std::optional<Date> now) {
  // Whose last day is written counts as gone, also before that day.
  return standing(person, holds(person, role, std::nullopt) ? now : std::nullopt);
}

std::string on_day(std::optional<Date> day) {
  return day ? " on " + day_text(*day) : std::string();
}

bool counts_people(Stage declared) { return declared == Stage::S0 || declared == Stage::S1 || declared == Stage::S2; }

bool field_is_missing(const Module& module, std::string_view key) {
  const std::vector<Fault>& faults = module.manifest.faults;
  return std::any_of(faults.begin(), faults.end(),
                     [&](const Fault& fault) { return fault.kind == FaultKind::missing_field && fault.key == key; });
}

}  // namespace modgate
