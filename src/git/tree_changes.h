// The paths at which two trees differ: equal subtrees are never opened.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "git/objects.h"

namespace modgate::git {

/// Paths that all commits of one question may change together. LLVM's half a million have some millions.
inline constexpr std::size_t kHistoryPaths = 10'000'000;

struct TreeChanges {
  std::vector<std::string> paths;  ///< in byte order; a file that moved with equal content shows its new path only
  std::string gap;                 ///< why some may be missing
  std::size_t compared = 0;        ///< entries that differ, folders too
};

/// `older` absent: all paths of `newer`.
TreeChanges changed_paths(const Objects& objects, const std::optional<ObjectId>& older, const ObjectId& newer);

}  // namespace modgate::git
