// What roots gave as parts of the BuildModel: uses, references, flags, what stays undecided.
#pragma once

#include <string_view>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate::cmake {

class Evaluator;
struct Roots;

inline constexpr std::string_view kExhausted = "the list files take more steps than are followed";

/// Sources of targets become uses root by root, while its conditions stand: a root is a project of its own, and the
/// conditions of one mean nothing in another. The evaluator's result takes them.
void read_uses(Evaluator& evaluator, const Files& files, const Registry& registry);

/// Moves the uses of all roots into the model.
void join_uses(Roots& roots, BuildModel& model);

void read_undecided(const Roots& roots, const Files& files, const Registry& registry, BuildModel& model);
void read_flags(const Roots& roots, const Registry& registry, const FactsTable& facts, BuildModel& model);
void read_references(const Roots& roots, const Files& files, const Registry& registry, const FactsTable& facts,
                     BuildModel& model);

}  // namespace modgate::cmake
