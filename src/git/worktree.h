// The parts of the worktree view: the walk that lists, and the reader that never follows a symbolic link.
#pragma once

#include <memory>

#include "git/handle.h"
#include "git/ignore.h"
#include "git/layout.h"
#include "git/tracked_state.h"
#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate::git {

/// What the walk needs to know beside the index, gathered when the view is made.
struct WorktreeSetup {
  IndexTime index_time;          ///< taken before the index was read
  bool converts = false;         ///< any file's bytes may differ from its blob's
  bool stored = false;           ///< ids are wanted of what git has stored, whatever the bytes on disk
  IgnoreRules repository_rules;  ///< info/exclude
  IgnoreRules user_rules;        ///< core.excludesFile
};

/// Tracked files as they are on disk, and untracked ones that git does not ignore, in byte order.
Result<Listing> walk_worktree(const Layout& layout, const WorktreeSetup& setup, git_index* index);

/// Reads from disk; an entry that is no longer there but whose blob is known (a sparse checkout leaves files out) is
/// read from the object database.
Result<std::unique_ptr<BlobReader>> worktree_reader(const Layout& layout);

}  // namespace modgate::git
