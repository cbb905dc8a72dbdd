// The parts of the worktree view: the walk that lists, and the reader that never follows a symbolic link.
#pragma once

#include <cstdint>
#include <memory>

#include "git/handle.h"
#include "git/layout.h"
#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate::git {

/// When the index file was last written, taken before it was read.
struct IndexTime {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
};

/// Tracked files as they are on disk, and untracked ones that git does not ignore, in byte order.
Result<Listing> walk_worktree(const Layout& layout, git_repository* repository, git_index* index, IndexTime index_time);

/// Reads from disk; an entry that is no longer there but whose blob is known (a sparse checkout leaves files out) is
/// read from the object database.
Result<std::unique_ptr<BlobReader>> worktree_reader(const Layout& layout);

}  // namespace modgate::git
