// The roots of a view's list files, each run as a project of its own, one after the other. A list file that an earlier
// root reached is no root. One thread runs them all: with a second one, LLVM takes a tenth less time and a quarter more
// memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "build/cmake_evaluator.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate::cmake {

struct Roots {
  std::unique_ptr<Evaluator> evaluator;  ///< what the results point into
  std::vector<RootResult> results;       ///< projects first, then what lies higher
  /// Per file that was run: the current source folders it was run in, at most a few.
  std::unordered_map<std::uint32_t, std::vector<std::string>> folders_of;
};

Roots run_roots(const Files& files, const Registry& registry, const FactsTable& facts);

}  // namespace modgate::cmake
