// From a revision as a person writes it to a commit or tree. What is not here comes back with the `git fetch` line that
// brings it: a commit by its id, a branch under the name it was asked by, a parent that a shallow clone left out.
#pragma once

#include <optional>
#include <string>

#include "git/handle.h"
#include "git/layout.h"
#include "modgate/manifest.h"
#include "modgate/result.h"
#include "modgate/source.h"

namespace modgate::git {

struct TreeOfRevision {
  ObjectId tree{};
  std::string id;  ///< in hex: the commit's, or the tree's own when the revision names a bare tree
};

Result<std::string> resolve_commit(git_repository* repository, const Layout& layout, const std::string& revision);
Result<TreeOfRevision> resolve_tree(git_repository* repository, const Layout& layout, const std::string& revision);
/// The commit's day in UTC; nothing when the revision is a HEAD without commits.
Result<std::optional<Date>> committer_day(git_repository* repository, const Layout& layout,
                                          const std::string& revision);

}  // namespace modgate::git
