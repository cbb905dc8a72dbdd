// Which files of one listing are those of another under a new path, decided as `git diff -M` decides: equal content
// first, then the same name with most of its lines, then the best pairs with at least half. Content is read only of
// files that are on one side alone; pairs beyond a million are not looked at, as in git.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate::git {

/// One side of the comparison.
struct Side {
  const Listing& listing;
  BlobReader& reader;
};

/// Old path and new path, in order of the new ones. Fails when an object that is needed is missing. `note` gets what
/// was not compared; it stays empty when all was.
Result<std::vector<std::pair<std::string, std::string>>> find_renames(const Side& base, const Side& head,
                                                                      const std::string& missing_help,
                                                                      std::string* note = nullptr);

}  // namespace modgate::git
