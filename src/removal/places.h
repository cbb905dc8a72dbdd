// Every line outside a module that uses or names it, one place a line, and what could not be decided. What comes in is
// a run's facts; nothing of how a line may be edited is known here.
#pragma once

#include <vector>

#include "modgate/removal.h"

namespace modgate {

/// The names of the flag that goes with the module: flag_names, and the bare name by which Kconfig's own files call an
/// option. None where another module that stays has the same flag.
std::vector<std::string> removed_flag_names(const Registry& registry, ModuleId module);

/// By file, then line; of each line the place that tells most (in order of RemovalPlace::Kind).
std::vector<RemovalPlace> removal_places(const RemovalInput& input, ModuleId module);

std::vector<RemovalDoubt> removal_doubts(const RemovalInput& input, ModuleId module);

}  // namespace modgate
