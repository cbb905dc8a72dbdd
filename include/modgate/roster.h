// Who is who: persons, their handles and addresses, and the roles they hold or held.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modgate/manifest.h"

namespace modgate {

enum class Role : std::uint8_t { reviewer, committer, pmc, emeritus };

struct RoleSpan {
  Role role = Role::reviewer;
  std::optional<Date> since, until;
  bool derived = false;  ///< the file gives no days: these are from the history of the file
};

struct RosterPerson {
  std::string id;
  std::string name;
  std::vector<std::string> handles;  ///< without `@`, as written; compared without case
  std::vector<std::string> emails;
  std::vector<RoleSpan> roles;
  std::string affiliation;
  bool bot = false;
  bool former = false;  ///< left the file: known from its history
  Location at;          ///< the entry in the roster's file; of a former person the file alone
};

struct Roster {
  bool declared = false;  ///< the policy (or the presence of people.yaml) names one
  FileId file = kNoFile;
  std::vector<RosterPerson> people;
  std::vector<Fault> faults;  ///< of the file itself (people.yaml)
  std::string unusable;       ///< why nobody can be judged by it; empty when usable
  /// Where the history of the file has a gap: before this day it is not known what roles without written days were.
  std::optional<Date> known_since;
  std::string gap;             ///< why, with the command that helps
  std::optional<Date> oldest;  ///< the file has no version before this day, so that its first one counts before it, too

  bool usable() const { return declared && unusable.empty(); }
  /// Must be called after `people` changed: the questions below are answered from tables.
  void index();
  /// The person with this handle or id (case of ASCII ignored, one leading `@` dropped).
  const RosterPerson* find(std::string_view handle) const;
  /// The person who commits with this address: one of the roster's, or an account's `...@users.noreply.github.com`.
  const RosterPerson* find_email(std::string_view address) const;
  /// The handle nearest to an unknown one, if one is near enough to be meant.
  std::optional<std::string> nearest(std::string_view handle) const;

 private:
  std::unordered_map<std::string, std::size_t> by_handle_, by_email_;  ///< in lower case
};

/// The account of `<number>+<account>@users.noreply.github.com` or `<account>@...`; empty for other addresses.
std::string_view noreply_account(std::string_view address);

/// Whether the person holds the role on that day (PMC implies committer); without a day: now, that is, without `until`.
/// Where the roster's history has a gap, ask `held`.
bool holds(const RosterPerson& person, Role role, std::optional<Date> day);

enum class Held : std::uint8_t { no, yes, undecided };
/// The same, where days before `known_since` may be beyond what is known: neither yes nor no.
Held held(const Roster& roster, const RosterPerson& person, Role role, std::optional<Date> day);

/// The day as of which an endorser's membership is judged: its own, else the vote's last, else the stage's first, else
/// none, which means now.
std::optional<Date> endorsed_on(const Manifest& manifest, const Seat& endorser);
/// The same for a vote as a whole, and for its ballots without a date.
std::optional<Date> decided_on(const Manifest& manifest);

/// "a PMC member", "a committer", "emeritus since 2024-05-01": what the person is on that day.
std::string standing(const RosterPerson& person, std::optional<Date> day);

}  // namespace modgate
