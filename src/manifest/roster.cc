// Questions about the roster: who somebody is, and what role they held on a day.
#include "modgate/roster.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/nearest.h"
#include "base/text.h"

namespace modgate {
namespace {

std::string day_text(const Date& day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

bool covers(const RoleSpan& span, std::optional<Date> day) {
  if (!day) return !span.until.has_value();
  return (!span.since || *span.since <= *day) && (!span.until || *day <= *span.until);
}

const RoleSpan* span_of(const RosterPerson& person, Role role, std::optional<Date> day) {
  for (const RoleSpan& span : person.roles) {
    if (span.role == role && covers(span, day)) return &span;
  }
  return nullptr;
}

std::string_view noun(Role role) {
  switch (role) {
    case Role::pmc:
      return "a PMC member";
    case Role::committer:
      return "a committer";
    case Role::reviewer:
      return "a reviewer";
    case Role::emeritus:
      return "emeritus";
  }
  return "";
}

}  // namespace

const RosterPerson* Roster::find(std::string_view handle) const {
  if (handle.starts_with('@')) handle.remove_prefix(1);
  for (const RosterPerson& person : people) {
    if (text::equal_ignoring_case(person.id, handle)) return &person;
    for (const std::string& own : person.handles) {
      if (text::equal_ignoring_case(own, handle)) return &person;
    }
  }
  return nullptr;
}

std::optional<std::string> Roster::nearest(std::string_view handle) const {
  if (handle.starts_with('@')) handle.remove_prefix(1);
  std::vector<std::string> known;
  for (const RosterPerson& person : people) known.insert(known.end(), person.handles.begin(), person.handles.end());
  return modgate::nearest(handle, known);
}

bool holds(const RosterPerson& person, Role role, std::optional<Date> day) {
  const bool retired = span_of(person, Role::emeritus, day) != nullptr;
  if (role == Role::emeritus) return retired;
  // Who is emeritus keeps the history of his roles, but not the roles.
  if (retired) return false;
  if (span_of(person, role, day) != nullptr) return true;
  return role == Role::committer && span_of(person, Role::pmc, day) != nullptr;
}

std::string standing(const RosterPerson& person, std::optional<Date> day) {
  if (const RoleSpan* const span = span_of(person, Role::emeritus, day)) {
    return span->since ? fmt::format("emeritus since {}", day_text(*span->since)) : "emeritus";
  }
  for (const Role role : {Role::pmc, Role::committer, Role::reviewer}) {
    if (span_of(person, role, day) == nullptr) continue;
    // "a committer" answers less than "a PMC member only since ...".
    for (const RoleSpan& later : person.roles) {
      const bool higher = later.role == Role::pmc && role != Role::pmc;
      if (higher && day && later.since && *later.since > *day) {
        return fmt::format("{}, {} only since {}", noun(role), noun(Role::pmc), day_text(*later.since));
      }
    }
    return std::string(noun(role));
  }
  for (const Role role : {Role::pmc, Role::committer, Role::reviewer}) {
    for (const RoleSpan& span : person.roles) {
      if (span.role != role) continue;
      if (day && span.since && *span.since > *day) {
        return fmt::format("{} only since {}", noun(role), day_text(*span.since));
      }
      if (span.until) return fmt::format("{} until {}", noun(role), day_text(*span.until));
    }
  }
  return person.bot ? "a bot" : "in the roster without a role";
}

}  // namespace modgate
