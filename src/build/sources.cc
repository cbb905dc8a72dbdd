// A file's name in, whether compilers are run on it out. The list is that of CMake's languages and kbuild's objects.
#include "build/sources.h"

#include <algorithm>
#include <iterator>

#include "base/paths.h"

namespace modgate {

bool is_compiled(std::string_view path) {
  constexpr std::string_view kEndings[] = {"C",   "M", "S",   "asm", "c",   "c++", "cc", "cpp", "cppm", "cu",
                                           "cxx", "f", "f90", "hip", "ixx", "m",   "mm", "mpp", "s",    "swift"};
  return std::binary_search(std::begin(kEndings), std::end(kEndings), paths::extension(paths::base_name(path)));
}

}  // namespace modgate
