// The imports of a Python or Cython file: one reader for both, for Cython is Python with more statements.
#pragma once

#include <string_view>

#include "modgate/facts.h"
#include "scan/scan.h"

namespace modgate {

/// Adds references, attribute chains, strings, suppressions and troubles; `facts.language` says which of the two it is.
/// Cython adds `cimport`, read as `import`, and `include` and `cdef extern from`, which are includes.
void read_python(std::string_view bytes, const ScanOptions& options, FileFacts& facts);

}  // namespace modgate
