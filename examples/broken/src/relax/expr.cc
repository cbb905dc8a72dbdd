#include <acme/relax/expr.h>

namespace acme {

// A helper that leaked into the core's namespace.
int depth(const relax::Expr& expr) { return expr.graph.nodes; }

namespace relax {

Expr simplify(Expr expr) { return expr; }

}  // namespace relax
}  // namespace acme
