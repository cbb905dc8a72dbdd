#ifndef ACME_RELAX_EXPR_H_
#define ACME_RELAX_EXPR_H_

#include <acme/core/graph.h>

namespace acme {
namespace relax {

/// An expression over a graph.
struct Expr {
  Graph graph;
};

Expr simplify(Expr expr);

}  // namespace relax
}  // namespace acme

#endif  // ACME_RELAX_EXPR_H_
