// Python files that hand on what they import from the module: who imports those names from them loses them, too, though
// nothing there names the module. Attribute access and star imports are not followed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/removal.h"

namespace modgate {

struct LostName {
  FileId from = kNoFile;  ///< imports the name
  std::uint32_t line = 0;
  Span at;
  std::string name;
};

/// By file, then place. Needs Resolution::edges; empty without them.
std::vector<LostName> lost_names(const RemovalInput& input, ModuleId module);

}  // namespace modgate
