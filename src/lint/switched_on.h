// A flag's place in a text in; whether the text switches it on there out, whatever language it is written in.
#pragma once

#include <cstddef>
#include <string_view>

namespace modgate {

/// `-DUSE_X=ON`, `set(USE_X ON)`, `USE_X: "1"`, `CONFIG_X=y`: a value that can only mean on. A value that is a variable
/// or a path is not known, and a line that is a comment switches nothing. The flag's name is bytes begin..end.
bool is_switched_on(std::string_view bytes, std::size_t begin, std::size_t end);

}  // namespace modgate
