// Whether a condition around a use is the target module's flag.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "modgate/manifest.h"

namespace modgate {

/// `guards` are the macros that the enclosing conditions imply to be on. The flag's macro is its own name unless the
/// manifest says otherwise; Kconfig flags carry CONFIG_ in sources.
inline bool is_guarded_by(const Flag& flag, const std::vector<std::string>& guards) {
  if (!flag.name.set || guards.empty()) return false;
  return std::any_of(guards.begin(), guards.end(), [&](const std::string& guard) {
    if (flag.macro.set) return guard == flag.macro.value;
    return guard == flag.name.value || (flag.kind.value == "kconfig" && guard == "CONFIG_" + flag.name.value);
  });
}

}  // namespace modgate
