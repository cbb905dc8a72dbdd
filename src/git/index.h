// The index file, read once: an open libgit2 index, or the failure with the command that makes it readable.
// A missing file is an empty index, as after `git init`. Entries that git never writes are refused.
#pragma once

#include <optional>

#include "git/handle.h"
#include "git/layout.h"
#include "modgate/result.h"
#include "modgate/source.h"

namespace modgate::git {

Result<IndexHandle> open_index(const Layout& layout);

/// An index entry's or a tree entry's mode as a kind; gitlinks are submodules. Nothing for a mode git does not write.
std::optional<EntryKind> kind_of_mode(unsigned mode);
ObjectId object_id(const git_oid& id);

}  // namespace modgate::git
