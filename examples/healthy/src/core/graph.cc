#include <acme/core/graph.h>

namespace acme {

int size(const Graph& graph) { return graph.nodes; }

}  // namespace acme
