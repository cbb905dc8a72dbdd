// What differs between two listings: equal ids are equal files, the rest is told by paths, and by the renames and
// copies that were found. Files read from disk are hashed first: a file that was only touched did not change.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "git/copies.h"
#include "git/objects.h"
#include "git/renames.h"
#include "modgate/change.h"
#include "modgate/source.h"
#include "modgate/view.h"

namespace modgate::git {

using Renames = std::vector<std::pair<std::string, std::string>>;

/// Gives the entries of `head` that have no id yet the one of their content; what cannot be read keeps none.
void identify(const Listing& base, Listing& head, BlobReader& reader);

/// Without pairs of different content where one file is too small for its lines to tell anything.
Renames without_small_ones(const Side& base, const Side& head, Renames renames);

/// Entries of `head` that are new and no file's new path.
std::vector<const Entry*> added_entries(const Listing& base, const Listing& head, const Renames& renames);

/// Regular files of both with so little of the old content left that another file may have been laid over them.
std::vector<const Entry*> rewritten_entries(const Side& base, const Side& head);

/// By new path, then old path; a rewritten file that is a copy of another comes twice, as edited and as copied.
/// `renames` are old and new paths.
std::vector<PathChange> changes_of(const Listing& base, const Listing& head, const Renames& renames,
                                   const std::vector<FileCopy>& copies);

}  // namespace modgate::git
