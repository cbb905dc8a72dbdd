// Which files a build compiles to code of their own, by their names: no headers, no data.
#pragma once

#include <string_view>

namespace modgate {

bool is_compiled(std::string_view path);

}  // namespace modgate
