// Who sits in a manifest's seats, seen through the roster: one reading for MG401-407 and MG414. Persons are counted,
// not handles. Nothing is judged without a usable roster; that is MG413's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"

namespace modgate {

/// A seat of a module with the person that the roster knows by its handle.
struct SeatView {
  const Module* module = nullptr;
  const Seat* seat = nullptr;
  std::string_view title;                ///< "maintainer", "emeritus maintainer", "champion", "endorser", "voter"
  const RosterPerson* person = nullptr;  ///< nullptr: the roster has no such handle
  bool team = false;                     ///< `org/team`, which is no handle of a person
};

std::vector<SeatView> maintainers_of(const Registry& registry, const Module& module);
std::vector<SeatView> endorsers_of(const Registry& registry, const Module& module);
/// All seats of all modules but tombstones; none when the roster is not usable.
std::vector<SeatView> all_seats(const Registry& registry);

/// The day as of which an endorser's membership is judged.
std::optional<Date> endorsed_on(const SeatView& seat);
/// Whether the roster of that day is beyond what the clone holds, so that it may have had a handle it has not now.
bool is_beyond_history(const Roster& roster, std::optional<Date> day);
/// Where the roster has the person, or had.
Related roster_entry(const RosterPerson& person);
/// Whether the person holds the role at the check: no end is written, and no first day that is yet to come.
bool holds_now(const RosterPerson& person, Role role, std::optional<Date> now);
/// What the person is instead.
std::string standing_now(const RosterPerson& person, Role role, std::optional<Date> now);
/// " on 2026-03-01", or nothing without a day.
std::string on_day(std::optional<Date> day);

/// Whether the stage asks for people to be counted. A proposal's people are pending, an unknown stage counts as S0.
bool counts_people(Stage declared);
/// Whether the manifest lacks the field as a whole, which MG104 reports.
bool field_is_missing(const Module& module, std::string_view key);

/// The distinct persons of these seats that satisfy the test, as their handles in backticks, in order.
template <class Predicate>
std::vector<std::string> distinct_persons(const std::vector<SeatView>& seats, Predicate counts) {
  std::vector<const RosterPerson*> seen;
  std::vector<std::string> names;
  for (const SeatView& seat : seats) {
    if (seat.person == nullptr || seat.person->bot || !counts(seat)) continue;
    bool known = false;
    for (const RosterPerson* person : seen) known = known || person == seat.person;
    if (known) continue;
    seen.push_back(seat.person);
    names.push_back("`" + seat.seat->handle.value + "`");
  }
  return names;
}

}  // namespace modgate
