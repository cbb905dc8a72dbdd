// Who worked on a module of late, as history tells it: what the MG80x rules of `modgate audit` look at. "Last touched"
// says nothing, since sweeps touch everything: only focused commits count.
#pragma once

#include <string>
#include <vector>

#include "modgate/history.h"
#include "modgate/manifest.h"
#include "modgate/roster.h"

namespace modgate {

/// Somebody who wrote focused commits of a module: author or co-author.
struct Contributor {
  const RosterPerson* person = nullptr;  ///< nullptr: no person of the roster has this address
  std::string shown;                     ///< the person's id, or name and address as the commit has them
  std::size_t commits = 0;               ///< focused ones
  Date last;                             ///< the day of the newest
};

/// A commit is focused on a module if it is no merge, no bot's and no ignored revision, touches the module, and either
/// at least half of its files are the module's or it touches at most kFocusedFiles files.
struct ModuleActivity {
  std::vector<Contributor> contributors;  ///< most commits first, then by `shown`
  std::size_t focused = 0;                ///< commits
  std::size_t touched = 0;                ///< commits that touch the module at all
};

inline constexpr std::size_t kFocusedFiles = 20;
/// Days in which a maintainer must have shown up to count as active: a year, as most projects have it.
inline constexpr int kActiveDays = 365;
/// A module younger than this is nobody's orphan yet.
inline constexpr int kYoungDays = 180;

struct Activity {
  Date since;                           ///< the first day that was looked at
  std::vector<ModuleActivity> modules;  ///< per module of the registry
  Gap gap;                              ///< history ends before `since`
};

}  // namespace modgate
