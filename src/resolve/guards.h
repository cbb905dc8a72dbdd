// Whether a condition around a use is the target module's flag.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "modgate/manifest.h"

namespace modgate {

/// `guards` are the macros that the enclosing conditions imply to be on. The flag's macro is its own name unless the
/// manifest says otherwise; Kconfig flags carry CONFIG_ in sources, and _MODULE behind it where
/// they are `m`.
inline bool is_guarded_by(const Flag& flag, const std::vector<std::string>& guards) {
  if (!flag.name.set || guards.empty()) return false;
  return std::any_of(guards.begin(), guards.end(), [&](const std::string& guard) {
    if (flag.macro.set) return guard == flag.macro.value;
    if (flag.kind.value != "kconfig") return guard == flag.name.value;
    const std::string option = flag.name.value.starts_with("CONFIG_") ? flag.name.value : "CONFIG_" + flag.name.value;
    return guard == option || guard == flag.name.value || guard == option + "_MODULE";
  });
}

}  // namespace modgate
