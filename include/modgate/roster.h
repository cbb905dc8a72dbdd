// Who is who: persons, their handles, and the roles they hold or held.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"

namespace modgate {

enum class Role : std::uint8_t { reviewer, committer, pmc, emeritus };

struct RoleSpan {
  Role role = Role::reviewer;
  std::optional<Date> since, until;
};

struct RosterPerson {
  std::string id;
  std::string name;
  std::vector<std::string> handles;  ///< without `@`, as written; compared without case
  std::vector<std::string> emails;
  std::vector<RoleSpan> roles;
  bool bot = false;
  Location at;  ///< the entry in the roster's file
};

struct Roster {
  bool declared = false;  ///< the policy (or the presence of people.yaml) names one
  FileId file = kNoFile;
  std::vector<RosterPerson> people;
  std::vector<Fault> faults;  ///< of the file itself (people.yaml)
  std::string unusable;       ///< why nobody can be judged by it; empty when usable

  bool usable() const { return declared && unusable.empty(); }
  /// The person with this handle or id (case of ASCII ignored, one leading `@` dropped).
  const RosterPerson* find(std::string_view handle) const;
  /// The handle nearest to an unknown one, if one is near enough to be meant.
  std::optional<std::string> nearest(std::string_view handle) const;
};

/// Whether the person holds the role on that day (PMC implies committer); without a day: now, that is, without `until`.
bool holds(const RosterPerson& person, Role role, std::optional<Date> day);
/// "a PMC member", "a committer", "emeritus since 2024-05-01": what the person is on that day.
std::string standing(const RosterPerson& person, std::optional<Date> day);

}  // namespace modgate
