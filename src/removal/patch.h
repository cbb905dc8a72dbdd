// The removal as a patch that `git apply` takes on the same view: deletions with their content, edits as hunks. What no
// patch of this kind can carry is named, never dropped.
#pragma once

#include <string>
#include <vector>

#include "modgate/removal.h"
#include "modgate/view.h"

namespace modgate {

struct RemovalPatch {
  std::string text;
  std::vector<FileId> left_out;  ///< files that must be removed by `git rm`
  std::vector<FileId> missing;   ///< objects that the repository does not hold
};

/// `reader` gives the bytes of deleted files; edited files come from `texts`, on which the cuts were made.
RemovalPatch removal_patch(const Files& files, const Removal& removal, BlobReader& reader, SourceTexts& texts);

}  // namespace modgate
