// Which new files are copies of files of the base, as `git diff -C75% --find-copies-harder` compares them. Equal
// content is found wherever it is; changed copies among files with the same name, then the nearest ones with the same
// ending, as far as the budget reaches. Small files are no copies: their lines say too little, and
// so does the comment that a file opens with.
#pragma once

#include <string>
#include <vector>

#include "git/objects.h"
#include "git/renames.h"
#include "modgate/source.h"

namespace modgate::git {

inline constexpr std::uint64_t kLeastCopyBytes = 100;

struct FileCopy {
  const Entry* before = nullptr;  ///< in the base
  const Entry* after = nullptr;   ///< in the view
  bool edited = false;
};

struct FoundCopies {
  std::vector<FileCopy> copies;  ///< by new path
  std::string note;              ///< what was not compared; empty when all was
};

/// `added`: entries of the view that are new or written anew. `objects` holds the base's.
FoundCopies find_copies(const Side& base, const Objects& objects, BlobReader& head,
                        const std::vector<const Entry*>& added);

}  // namespace modgate::git
