// Names of headers that compilers and systems bring. A bare `<string.h>` means the system's, whatever a module calls
// its own files, unless a declared include root says otherwise.
#pragma once

#include <string_view>

namespace modgate {

/// Headers of ISO C 17, ISO C++ 20 and POSIX.1-2017, and the folders `sys/`, `linux/`, `asm/`, `net/`, `netinet/`, ...
bool is_system_header(std::string_view spelled);

}  // namespace modgate
