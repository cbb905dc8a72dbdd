// Generated JavaScript and TypeScript: imports among everything that can hide one or look like one.
#pragma once

#include <cstdint>
#include <string>

namespace modgate::testing {

/// One file. Most are valid; the same seed gives the same text.
std::string javascript_snippet(std::uint32_t seed, bool typescript);

}  // namespace modgate::testing
