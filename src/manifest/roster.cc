// Questions about the roster: who somebody is, and what role they held on a day.
#include "modgate/roster.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/nearest.h"
#include "base/text.h"
#include "manifest/forms.h"

namespace modgate {
namespace {

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

void Roster::index() {
  by_handle_.clear();
  by_email_.clear();
  for (std::size_t i = 0; i < people.size(); ++i) {
    by_handle_.try_emplace(text::lower(people[i].id), i);
    for (const std::string& handle : people[i].handles) by_handle_.try_emplace(text::lower(handle), i);
    for (const std::string& email : people[i].emails) by_email_.try_emplace(text::lower(email), i);
  }
}

const RosterPerson* Roster::find(std::string_view handle) const {
  if (handle.starts_with('@')) handle.remove_prefix(1);
  const auto found = by_handle_.find(text::lower(handle));
  return found == by_handle_.end() ? nullptr : &people[found->second];
}

const RosterPerson* Roster::find_email(std::string_view address) const {
  const auto found = by_email_.find(text::lower(address));
  if (found != by_email_.end()) return &people[found->second];
  const std::string_view account = noreply_account(address);
  return account.empty() ? nullptr : find(account);
}

std::optional<std::string> Roster::nearest(std::string_view handle) const {
  if (handle.starts_with('@')) handle.remove_prefix(1);
  std::vector<std::string> known;
  for (const RosterPerson& person : people) {
    if (!person.former) known.insert(known.end(), person.handles.begin(), person.handles.end());
  }
  return modgate::nearest(handle, known);
}

std::string_view noreply_account(std::string_view address) {
  constexpr std::string_view kHost = "@users.noreply.github.com";
  if (address.size() <= kHost.size()) return {};
  if (!text::equal_ignoring_case(address.substr(address.size() - kHost.size()), kHost)) return {};
  address.remove_suffix(kHost.size());
  const std::size_t plus = address.find('+');
  const std::string_view account = plus == std::string_view::npos ? address : address.substr(plus + 1);
  // A team or a url is no account, whatever a commit claims.
  return account.find_first_of("/@:,") == std::string_view::npos ? handle_of(account) : std::string_view{};
}

bool holds(const RosterPerson& person, Role role, std::optional<Date> day) {
  const bool retired = span_of(person, Role::emeritus, day) != nullptr;
  if (role == Role::emeritus) return retired;
  // Who is emeritus keeps the history of his roles, but not the roles.
  if (retired) return false;
  if (span_of(person, role, day) != nullptr) return true;
  return role == Role::committer && span_of(person, Role::pmc, day) != nullptr;
}

Held held(const Roster& roster, const RosterPerson& person, Role role, std::optional<Date> day) {
  if (holds(person, role, day)) return Held::yes;
  if (!day || !roster.known_since || *roster.known_since <= *day || person.bot) return Held::no;
  // Days that the file itself gives for the role, or for having left, are known however short the history is.
  const bool written = std::any_of(person.roles.begin(), person.roles.end(), [&](const RoleSpan& span) {
    const bool retired = span.role == Role::emeritus && covers(span, day);
    return !span.derived && (retired || (span.role == role && (span.since || span.until)));
  });
  return written ? Held::no : Held::undecided;
}

std::optional<Date> endorsed_on(const Manifest& manifest, const Seat& endorser) {
  return endorser.since ? endorser.since : decided_on(manifest);
}

std::optional<Date> decided_on(const Manifest& manifest) {
  return manifest.vote.closed ? std::optional(manifest.vote.closed->day) : manifest.since;
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
