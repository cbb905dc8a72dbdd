// A tracked file's state on disk: what kind it is now, and whether the index proves that it still has its blob's bytes.
#pragma once

#include <cstdint>
#include <string>
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

/// Looks at `name` in the open folder, which is where the entry's path lies. What is no regular file or link, or gone, keeps the index's
/// kind: reading it will say so. With `file_mode` false the executable bit on disk means nothing.
DiskState state_on_disk(int folder, const std::string& name, const git_index_entry& entry, bool file_mode,
                        const IndexTime& index_time);

}  // namespace modgate::git
