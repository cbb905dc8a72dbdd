// Takes the uses between modules as a graph and reports one finding for every group of modules that reach each other:
// the shortest loop of the group, at its first use, with the use of every hop. Uses that the policy forgives make no
// loop.
#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Modules as nodes; an edge carries its first use.
class ModuleGraph {
 public:
  explicit ModuleGraph(const RuleContext& context) : edges_(context.registry.modules.size()) {
    for (const Use& use : context.resolution.uses) {
      if (use.user == kCore || use.module == kCore || use.user == use.module) continue;
      if (leniency(context.registry.policy, use.guarded, use.test) == Leniency::allow) continue;
      edges_[index(use.user)].try_emplace(index(use.module), &use);
    }
  }

  /// The group of each module: modules of one group reach each other (Tarjan's algorithm with its own stack).
  std::vector<std::size_t> groups() const;

  /// The shortest loop through `start` inside its group, as modules in order from `start`; empty when there is none, or
  /// none shorter than `limit`.
  std::vector<std::size_t> loop_through(std::size_t start, const std::vector<std::size_t>& group,
                                        std::size_t limit) const;

  const Use& use(std::size_t from, std::size_t to) const { return *edges_[from].at(to); }
  std::size_t size() const { return edges_.size(); }

 private:
  std::vector<std::map<std::size_t, const Use*>> edges_;
};

std::vector<std::size_t> ModuleGraph::groups() const {
  struct Frame {
    std::size_t node;
    std::map<std::size_t, const Use*>::const_iterator next;
  };
  std::vector<std::size_t> group(size(), kNone);
  std::vector<std::size_t> order(size(), kNone);
  std::vector<std::size_t> low(size(), kNone);
  std::vector<std::size_t> open;
  std::vector<Frame> frames;
  std::size_t visited = 0;
  const auto enter = [&](std::size_t node) {
    order[node] = low[node] = visited++;
    open.push_back(node);
    frames.push_back({node, edges_[node].begin()});
  };
  for (std::size_t root = 0; root < size(); ++root) {
    if (order[root] == kNone) enter(root);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::size_t node = frame.node;
      if (frame.next != edges_[node].end()) {
        const std::size_t to = (frame.next++)->first;
        if (order[to] == kNone) {
          enter(to);
        } else if (group[to] == kNone) {
          low[node] = std::min(low[node], order[to]);
        }
        continue;
      }
      frames.pop_back();
      if (!frames.empty()) low[frames.back().node] = std::min(low[frames.back().node], low[node]);
      if (low[node] != order[node]) continue;
      for (std::size_t member = kNone; member != node; open.pop_back()) group[member = open.back()] = node;
    }
  }
  return group;
}

std::vector<std::size_t> ModuleGraph::loop_through(std::size_t start, const std::vector<std::size_t>& group,
                                                   std::size_t limit) const {
  std::vector<std::size_t> from(size(), kNone);
  std::vector<std::size_t> queue{start};
  std::vector<std::size_t> hops{1};
  for (std::size_t i = 0; i < queue.size() && hops[i] < limit; ++i) {
    for (const auto& [to, use] : edges_[queue[i]]) {
      if (group[to] != group[start]) continue;
      if (to == start) {
        std::vector<std::size_t> loop;
        for (std::size_t node = queue[i]; node != start; node = from[node]) loop.push_back(node);
        loop.push_back(start);
        std::reverse(loop.begin(), loop.end());
        return loop;
      }
      if (from[to] != kNone) continue;
      from[to] = queue[i];
      queue.push_back(to);
      hops.push_back(hops[i] + 1);
    }
  }
  return {};
}

void report(const RuleContext& context, const ModuleGraph& graph, const std::vector<std::size_t>& loop,
            Findings& findings) {
  const std::vector<Module>& modules = context.registry.modules;
  std::string path;
  for (const std::size_t node : loop) path += fmt::format("`{}` -> ", modules[node].name);
  path += phrases::quoted(modules[loop.front()].name);
  const Use& first = graph.use(loop.front(), loop[1 % loop.size()]);
  Diagnostic& finding =
      findings.add({first.from, first.at}, fmt::format("modules use each other in a cycle: {}", path));
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const std::size_t to = loop[(i + 1) % loop.size()];
    const Use& use = graph.use(loop[i], to);
    const std::string hop = fmt::format("`{}` uses `{}`", modules[loop[i]].name, modules[to].name);
    if (i == 0) {
      finding.label = hop;
    } else {
      finding.related.push_back({{use.from, use.at}, hop});
    }
  }
  finding.module = modules[loop.front()].name;
  finding.target = path;
  finding.help = "break the loop at its weakest use: invert that dependency or move the shared code to core";
}

void check(const RuleContext& context, Findings& findings) {
  const ModuleGraph graph(context);
  const std::vector<std::size_t> group = graph.groups();
  std::vector<std::size_t> members(graph.size(), 0);
  for (const std::size_t name : group) ++members[name];
  std::map<std::size_t, std::vector<std::size_t>> shortest;  // by group
  for (std::size_t node = 0; node < graph.size(); ++node) {
    if (members[group[node]] < 2) continue;
    std::vector<std::size_t>& best = shortest[group[node]];
    std::vector<std::size_t> loop = graph.loop_through(node, group, best.empty() ? kNone : best.size());
    if (!loop.empty()) best = std::move(loop);
  }
  // In order of the loops' first modules, whatever the groups are called.
  std::set<std::vector<std::size_t>> loops;
  for (auto& [name, loop] : shortest) {
    if (!loop.empty()) loops.insert(std::move(loop));
  }
  for (const std::vector<std::size_t>& loop : loops) report(context, graph, loop, findings);
}

}  // namespace

extern const Rule module_cycle_rule{
    .id = "MG310",
    .name = "module-cycle",
    .summary = "modules use each other in a cycle",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
