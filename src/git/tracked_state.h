// A tracked file's state on disk: what kind it is now, and whether the index proves that it still has its blob's bytes.
#pragma once

#include <cstdint>
#include <utility>

#include "git/handle.h"
#include "modgate/source.h"

namespace modgate::git {

struct DiskState {
  EntryKind kind = EntryKind::file;
  bool unchanged = false;
};

/// Seconds and nanoseconds of the index file's last write.
using IndexTime = std::pair<std::int64_t, std::int64_t>;

/// Looks at the entry's path below the open folder `root`. What is no regular file or link, or gone, keeps the index's
/// kind: reading it will say so. With `file_mode` false the executable bit on disk means nothing.
DiskState state_on_disk(int root, const git_index_entry& entry, bool file_mode, const IndexTime& index_time);

}  // namespace modgate::git
