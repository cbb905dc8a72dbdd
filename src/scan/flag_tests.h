// Commands of a build script in; the places where they ask for a module's flag out: conditions of CMake, makefiles and
// Kconfig. What a variable's value would name, and strings that some command expands later, are not looked into.
#pragma once

#include <string>
#include <vector>

#include "modgate/facts.h"

namespace modgate {

/// Appends to `facts.flag_tests` what `facts.commands` say. `flags` are sorted.
void list_flag_tests(const std::vector<std::string>& flags, Language language, FileFacts& facts);

}  // namespace modgate
