// Breadth first over the references between files: what comes in are edges in order of files, what goes out is the
// shortest way between two sets. Each file is visited once, so cycles and their number do not matter.
#include "modgate/graph.h"

#include <algorithm>
#include <numeric>

namespace modgate {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Where each file's edges begin, plus one entry behind the last.
std::vector<std::size_t> starts_of(const std::vector<Edge>& edges, std::size_t files) {
  std::vector<std::size_t> starts(files + 1);
  for (const Edge& edge : edges) ++starts[index(edge.from) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  return starts;
}

}  // namespace

Reach reach(const std::vector<Edge>& edges, const std::vector<bool>& from, const std::vector<bool>& goal) {
  Reach result;
  // What belongs to both sets is there already.
  std::vector<bool> to = goal;
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = to[i] && !from[i];
  for (const Edge& edge : edges) {
    if (!from[index(edge.from)] || !to[index(edge.target)]) continue;
    // One import of several names is one use.
    const bool again =
        !result.direct.empty() && result.direct.back().from == edge.from && result.direct.back().line == edge.line;
    if (!again) result.direct.push_back(edge);
  }
  if (!result.direct.empty()) return result;

  const std::vector<std::size_t> starts = starts_of(edges, from.size());
  std::vector<std::size_t> by(from.size(), kNone);  // the edge that found a file first
  std::vector<bool> seen = from;
  std::vector<std::size_t> queue;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i]) queue.push_back(i);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const std::size_t file = queue[next];
    std::vector<std::size_t> hops;
    for (std::size_t i = starts[file]; i < starts[file + 1]; ++i) hops.push_back(i);
    std::stable_sort(hops.begin(), hops.end(),
                     [&](std::size_t a, std::size_t b) { return edges[a].target < edges[b].target; });
    for (const std::size_t hop : hops) {
      const std::size_t target = index(edges[hop].target);
      if (seen[target]) continue;
      seen[target] = true;
      by[target] = hop;
      queue.push_back(target);
      if (!to[target]) continue;
      for (std::size_t at = target; by[at] != kNone; at = index(edges[by[at]].from)) {
        result.chain.push_back(edges[by[at]]);
      }
      std::reverse(result.chain.begin(), result.chain.end());
      result.followed = queue.size();
      return result;
    }
  }
  result.followed = queue.size();
  return result;
}

}  // namespace modgate
