// Generated Rust: uses and modules among everything that can hide one or look like one.
#pragma once

#include <cstdint>
#include <string>

namespace modgate::testing {

/// One file. All are valid for rustc's lexer; the same seed gives the same text.
std::string rust_snippet(std::uint32_t seed);

}  // namespace modgate::testing
