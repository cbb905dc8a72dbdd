// MG310 against brute force: on every graph of up to four modules, one finding for each group of modules that reach
// each other, and the loop in it as short as any.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "context.h"

namespace modgate {
namespace {

constexpr std::size_t kMost = 4;
using Matrix = std::array<std::array<int, kMost>, kMost>;
constexpr int kFar = 100;

/// Lengths of the shortest ways of at least one hop (Floyd and Warshall).
Matrix distances(Matrix hop, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) hop[i][j] = std::min(hop[i][j], hop[i][k] + hop[k][j]);
    }
  }
  return hop;
}

/// By group (its smallest member): the length of the shortest loop.
std::map<std::size_t, int> expected_loops(const Matrix& way, std::size_t n) {
  std::map<std::size_t, int> loops;
  for (std::size_t i = 0; i < n; ++i) {
    if (way[i][i] >= kFar) continue;
    std::size_t group = i;
    for (std::size_t j = i; j-- > 0;) {
      if (way[i][j] < kFar && way[j][i] < kFar) group = j;
    }
    const auto [at, added] = loops.try_emplace(group, way[i][i]);
    at->second = std::min(at->second, way[i][i]);
  }
  return loops;
}

TEST(ModuleCycle, AgreesWithBruteForceOnAllSmallGraphs) {
  for (std::size_t n = 1; n <= kMost; ++n) {
    const std::size_t edges = n * (n - 1);
    for (std::size_t bits = 0; bits < (std::size_t{1} << edges); ++bits) {
      HandMadeContext context;
      for (std::size_t i = 0; i < n; ++i) context.add_module(std::string(1, static_cast<char>('a' + i)), Stage::S2);
      Matrix hop;
      for (auto& row : hop) row.fill(kFar);
      for (std::size_t e = 0; e < edges; ++e) {
        if ((bits >> e & 1U) == 0) continue;
        const std::size_t from = e / (n - 1);
        const std::size_t to = e % (n - 1) + (e % (n - 1) >= from ? 1 : 0);
        hop[from][to] = 1;
        context.add_use(static_cast<ModuleId>(from), static_cast<ModuleId>(to));
      }
      const Matrix way = distances(hop, n);
      std::map<std::size_t, int> found;
      for (const Diagnostic& finding : context.run("MG310")) {
        // The target is "`a` -> `b` -> `a`": each hop must be a use, and the modules one group.
        std::vector<std::size_t> loop;
        for (std::size_t at = 1; at < finding.target.size(); at += 7) {
          loop.push_back(static_cast<std::size_t>(finding.target[at] - 'a'));
        }
        ASSERT_GE(loop.size(), 3U) << finding.target;
        ASSERT_EQ(loop.front(), loop.back());
        for (std::size_t i = 0; i + 1 < loop.size(); ++i) ASSERT_EQ(hop[loop[i]][loop[i + 1]], 1) << finding.target;
        std::size_t group = loop.front();
        for (std::size_t j = group; j-- > 0;) {
          if (way[loop.front()][j] < kFar && way[j][loop.front()] < kFar) group = j;
        }
        EXPECT_TRUE(found.emplace(group, static_cast<int>(loop.size() - 1)).second) << "two findings for one group";
        EXPECT_EQ(finding.related.size(), loop.size() - 2);
      }
      ASSERT_EQ(found, expected_loops(way, n)) << n << " modules, edges " << bits;
    }
  }
}

TEST(ModuleCycle, ALongChainNeedsNoStack) {
  constexpr std::size_t kModules = 20'000;
  HandMadeContext context;
  for (std::size_t i = 0; i < kModules; ++i) context.add_module("m" + std::to_string(i), Stage::S2);
  for (std::size_t i = 0; i + 1 < kModules; ++i) {
    context.add_use(static_cast<ModuleId>(i), static_cast<ModuleId>(i + 1));
  }
  EXPECT_TRUE(context.run("MG310").empty());
}

}  // namespace
}  // namespace modgate
