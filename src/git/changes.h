// What differs between two listings: equal ids are equal files, the rest is told by paths and by the renames found.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modgate/change.h"
#include "modgate/source.h"

namespace modgate::git {

/// By new path, then old path. `renames` are old and new paths.
std::vector<PathChange> changes_of(const Listing& base, const Listing& head,
                                   const std::vector<std::pair<std::string, std::string>>& renames);

}  // namespace modgate::git
