// CMake list files: what they build of each module. See cmake_evaluator.h for how they are read.
#pragma once

#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate {

/// Appends what list files say to the model, which is empty but for one state a flag. Sorts nothing.
void read_cmake(const Files& files, const Registry& registry, const FactsTable& facts, BuildModel& model);

}  // namespace modgate
