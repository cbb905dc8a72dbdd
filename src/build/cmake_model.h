// The evaluator's results as parts of the BuildModel: uses, references, flags, what stays undecided.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate::cmake {

class Evaluator;

inline constexpr std::string_view kExhausted = "the list files take more steps than are followed";

/// Sources of targets become uses root by root: a root is a project of its own, and the conditions of one mean nothing
/// in another.
class UseReader {
 public:
  UseReader(Evaluator& evaluator, const Files& files, const Registry& registry)
      : evaluator_(evaluator), files_(files), registry_(registry) {}

  /// Takes in what the root that was just run compiles.
  void take_root();
  void finish(BuildModel& model);

 private:
  Evaluator& evaluator_;
  const Files& files_;
  const Registry& registry_;
  std::size_t taken_ = 0;  ///< of Evaluator::compiled
  std::map<std::tuple<FileId, Span, FileId>, BuildUse> uses_;
};

void read_undecided(const Evaluator& evaluator, const Files& files, const Registry& registry, BuildModel& model);
void read_flags(const Evaluator& evaluator, const Registry& registry, const FactsTable& facts,
                BuildModel& model);
void read_references(const Evaluator& evaluator, const Files& files, const Registry& registry,
                     const FactsTable& facts, BuildModel& model);

}  // namespace modgate::cmake
