#pragma once

namespace acme {

/// A graph of tensor operations.
struct Graph {
  int nodes = 0;
};

}  // namespace acme
