// The paths at which two trees differ: equal subtrees are never opened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "git/objects.h"

namespace modgate::git {

struct TreeChanges {
  std::vector<std::string> paths;  ///< in byte order; a file that moved with equal content shows its new path only
  std::string gap;                 ///< why some may be missing
};

/// `older` absent: all paths of `newer`.
TreeChanges changed_paths(const Objects& objects, const std::optional<ObjectId>& older, const ObjectId& newer);

}  // namespace modgate::git
