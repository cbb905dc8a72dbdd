// Calls that import a module by a string: `importlib.import_module("a.b")`, `__import__("a")`, under whatever names the
// file's imports give to these functions. A literal gives import_dynamic, anything else import_computed.
#pragma once

#include <cstdint>
#include <string_view>

#include "modgate/facts.h"
#include "scan/python_names.h"

namespace modgate {

/// Appends the dynamic imports in `bytes`, read from offset `begin`; `names` must be finished.
void list_dynamic_imports(std::string_view bytes, std::uint32_t begin, const PythonNames& names, FileFacts& facts);

}  // namespace modgate
