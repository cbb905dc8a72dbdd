// The roots of a view's list files, each run as a project of its own: in parallel where threads are there, with results
// as if one had been run after the other. A list file that an earlier root reached is no root.
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
  std::vector<std::unique_ptr<Evaluator>> evaluators;  ///< what the results point into
  std::vector<RootResult> results;                     ///< what lies higher first
  /// Per file that was run: the current source folders it was run in, at most a few.
  std::unordered_map<std::uint32_t, std::vector<std::string>> folders_of;
};

/// The same for any number of `jobs`.
Roots run_roots(const Files& files, const Registry& registry, const FactsTable& facts, unsigned jobs);

}  // namespace modgate::cmake
