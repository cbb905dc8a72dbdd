// Build scripts read symbolically: what they build of each module, with its flag on and off.
//
//   BuildCommand --cmake_*.cc / kbuild.cc--> sources, each with the condition under which it is built
//   condition + the module's flag --build.cc--> BuildModel
#pragma once

#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate {

/// `facts` has one entry per file of the view. Total: a script that cannot be followed gives BuildModel::undecided.
BuildModel read_build(const Files& files, const Registry& registry, const FactsTable& facts);

}  // namespace modgate
