// Bytes of a Cython file (.pyx, .pxd, .pxi) in; what it imports and includes, from Python and from C, out. C
// declarations between them are passed over, and names that they bind are not told from imported ones.
#include "scan/python_imports.h"
#include "scan/scan.h"

namespace modgate {

FileFacts scan_cython(std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  facts.language = Language::cython;
  read_python(bytes, options, facts);
  return facts;
}

}  // namespace modgate
