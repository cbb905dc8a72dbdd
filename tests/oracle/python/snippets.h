// A number in, a Python file out: valid source in which imports stand in every form and place, among strings, comments
// and brackets that look like imports. The same number gives the same file on every machine.
#pragma once

#include <cstdint>
#include <string>

namespace modgate::testing {

std::string python_snippet(std::uint32_t seed);

}  // namespace modgate::testing
