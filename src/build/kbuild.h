// Linux's kbuild: what the makefiles build of each module, from the root down, and whether Kconfig lets it be built
// while the module's flag is off. `y` and `m` are one: on. Not followed: recipes, rules, host programs, device trees,
// objects made from generated sources, and functions such as `$(shell)` and `$(call)`; what they decide is undecided.
#pragma once

#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate {

/// Appends what kbuild and Kconfig files say to the model; flags of kind `kconfig` get their state. Sorts nothing.
void read_kbuild(const Files& files, const Registry& registry, const FactsTable& facts, BuildModel& model);

}  // namespace modgate
