// Who uses whom: between modules as a graph with counts, between files as a shortest chain.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/resolution.h"
#include "modgate/source.h"

namespace modgate {

/// How one set of files reaches another.
struct Reach {
  std::vector<Edge> direct;    ///< every line of the one that refers to the other
  std::vector<Edge> chain;     ///< without any: the shortest way, hop by hop; empty when there is none
  std::uint64_t followed = 0;  ///< files that were visited
};

/// `from` and `goal` say of each file of the view whether it belongs to the set; `edges` as resolve() lists them. Among
/// ways of equal length the one over the smallest paths is taken.
Reach reach(const std::vector<Edge>& edges, const std::vector<bool>& from, const std::vector<bool>& goal);

/// Core or a module.
struct GraphNode {
  std::string name;
  std::string stage;  ///< empty for core
  std::uint64_t files = 0;
};

struct GraphEdge {
  std::size_t from = 0, to = 0;  ///< indices of nodes
  std::uint64_t includes = 0, imports = 0;
  std::uint64_t reported = 0;  ///< of these, the ones that a rule forbids
};

struct ModuleGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;  ///< by from, then to
};

/// Names come from the repository: every character that the language could read as its own is escaped.
std::string render_dot(const ModuleGraph& graph);
std::string render_mermaid(const ModuleGraph& graph);

}  // namespace modgate
