// Who of a module's listed maintainers is active: one reading of the history for MG801-805. Attestations count like
// commits. What history cannot tell (it ends too early, an address is nobody's) is said, never taken for absence.
#pragma once

#include <optional>
#include <vector>

#include "modgate/activity.h"
#include "modgate/rule.h"
#include "rules/support/seats.h"

namespace modgate {

struct Upkeep {
  /// What shows that somebody is still there.
  struct Seen {
    const Contributor* work = nullptr;  ///< focused commits
    std::optional<Date> attested;       ///< the last day in the window
  };
  const Module* module = nullptr;
  const ModuleActivity* activity = nullptr;
  std::vector<SeatView> maintainers;         ///< each person once; handles that the roster does not know, too
  std::vector<Seen> seen;                    ///< of each of them
  std::vector<SeatView> active;              ///< those with a focused commit or an attestation in the window
  std::vector<const Contributor*> unmapped;  ///< contributors whose address is nobody's in the roster
  bool young = false;                        ///< too young to be judged

  /// Whether it is known who is active: nobody unknown could be one of the maintainers that were not seen.
  bool decided() const { return unmapped.empty() || active.size() == maintainers.size(); }
};

/// The modules that should be kept up (S0, S1, S2) and list maintainers; none without an activity or with a gap.
std::vector<Upkeep> upkeep_of(const RuleContext& context);

/// "`ada`: 3 focused commits, the last on 2026-03-01", then what the window holds: for notes.
std::vector<std::string> last_seen(const Upkeep& upkeep);

}  // namespace modgate
