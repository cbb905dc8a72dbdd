// The evaluator's results as parts of the BuildModel: uses, references, flags, what stays undecided.
#pragma once

#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate::cmake {

class Evaluator;

void read_uses(Evaluator& evaluator, const Files& files, const Registry& registry, BuildModel& model);
void read_undecided(const Evaluator& evaluator, const Files& files, const Registry& registry, BuildModel& model);
void read_flags(const Evaluator& evaluator, const Registry& registry, const std::vector<FileFacts>& facts,
                BuildModel& model);
void read_references(const Evaluator& evaluator, const Files& files, const Registry& registry,
                     const std::vector<FileFacts>& facts, BuildModel& model);

}  // namespace modgate::cmake
