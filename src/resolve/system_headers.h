// Names of headers that compilers and systems bring. A bare `<string.h>` means the system's, whatever a module calls
// its own files, unless a declared include root says otherwise.
#pragma once

#include <string_view>

namespace modgate {

/// Headers of ISO C 17, ISO C++ 20 and POSIX.1-2017, by their whole spelling.
bool is_system_header(std::string_view spelled);
/// Whatever lies in `sys/`, `linux/`, `asm/`, `net/`, `netinet/`, ...: mostly the system's, but projects use these
/// names for folders of their own.
bool is_in_system_folder(std::string_view spelled);

}  // namespace modgate
