// What each stage needs: the one table behind MG104, MG105, "n of m for S0" and the schema's descriptions. Counts of
// people who qualify (MG401, MG404) are for those who have the roster; here people are counted by number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"
#include "modgate/policy.h"

namespace modgate {

/// The rows that `wanted` requires, met or not, in the table's order, whatever the preset. For S0 there are 13. A row
/// that the move supplies (its date, its vote) `follows`, unless the manifest already stands at that stage.
std::vector<Requirement> requirements(const Manifest& manifest, Stage wanted, const Policy& policy);

/// MG104 and MG105 for the manifest's own stage; nothing for a manifest that cannot be read.
std::vector<Fault> stage_faults(const Manifest& manifest, const Policy& policy);

/// "relax: 7 of 13 for S0; pending: tests, docs, rfc; comes with the move: since, vote". A proposal is measured against
/// S0, everything else against its own stage.
std::string readiness(const Manifest& manifest, const Policy& policy);

/// "Required at S0, S1, S2; forbidden at removed.": what the table says about a key; empty when it says nothing.
std::string stage_note(std::string_view key);

}  // namespace modgate
