// Where a reference of a makefile, `$(x)` or `${x}` or `$x`, ends: scanners split words by it, and what expands them
// too.
#pragma once

#include <cstddef>
#include <string_view>

namespace modgate {

/// The end of the reference that opens at `text[at] == '$'`: behind its closing bracket, or behind a single letter.
std::size_t end_of_reference(std::string_view text, std::size_t at);

}  // namespace modgate
