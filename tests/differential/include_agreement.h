// One C-family text to the verdict on its includes: place, line, form and spelling by modgate against those by clang.
#pragma once

#include <string>

#include "verdict.h"

namespace modgate::differential {

/// `path` says by its ending which dialect clang reads; nothing is read from disk.
Verdict compare_includes(const std::string& text, const std::string& path);

}  // namespace modgate::differential
