// The imports of a JavaScript or TypeScript file: one reader for both, since a program may mix them.
#pragma once

#include <string_view>

#include "modgate/facts.h"

namespace modgate {

/// Adds references, suppressions and troubles. Static forms (`import`, `export from`, `import x = require`) are
/// `import`, `import("m")`, `require("m")` and `require.resolve("m")` are `import_dynamic`, the same with anything but
/// one literal is `import_computed`.
void read_js_imports(std::string_view bytes, FileFacts& facts);

}  // namespace modgate
