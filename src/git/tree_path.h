// Which names a tree or an index may hold. git's own commands never write the others; hostile objects do.
#pragma once

#include <string_view>

namespace modgate::git {

/// Why one component of a path is refused ("is `..`"), or "" when it is fine.
std::string_view component_fault(std::string_view component);

/// The same for a whole path: its length and each component.
std::string_view path_fault(std::string_view path);

}  // namespace modgate::git
