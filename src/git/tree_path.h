// Which names a tree object may hold. git's own commands never write the others; hostile objects do.
#pragma once

#include <string_view>

namespace modgate::git {

/// Why one component of a path is refused ("is `..`"), or "" when it is fine.
std::string_view component_fault(std::string_view component);

}  // namespace modgate::git
