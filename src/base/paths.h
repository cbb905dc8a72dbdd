// Paths as git has them: bytes with `/`. Nothing here touches the disk.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modgate::paths {

std::string_view parent(std::string_view path);                    ///< "a/b" of "a/b/c"; "" of "c"
std::string_view base_name(std::string_view path);                 ///< "c" of "a/b/c"
std::string_view extension(std::string_view path);                 ///< "cc" of "a/b.cc", without dot; "" if none
std::string join(std::string_view folder, std::string_view name);  ///< one `/` between; either may be empty
/// Resolves `.` and `..` and doubled slashes; nothing when it climbs above the root or is absolute.
std::optional<std::string> normalise(std::string_view path);
/// Whether `path` is `folder` or lies below it (folder without trailing slash; "" holds all).
bool is_below(std::string_view path, std::string_view folder);

}  // namespace modgate::paths
