// git's rule on repositories that belong to someone else: they are read only when `safe.directory` in the user's or
// the system's configuration names them. Done here as git does it, because libgit2 1.5 does not know `*`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modgate/result.h"

namespace modgate::git {

/// Nothing when every one of `owned` belongs to the user or `trusted` (without trailing slash) is configured as safe;
/// else the failure, with the command that trusts it.
std::optional<Failure> ownership_failure(const std::vector<std::string>& owned, const std::string& trusted);

}  // namespace modgate::git
