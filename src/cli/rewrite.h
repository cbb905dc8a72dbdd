// Files of a work tree that get other bytes. A path is walked component by component and no symbolic link is followed;
// a file that is not what was judged is not touched.
#pragma once

#include <string>
#include <vector>

#include "modgate/result.h"

namespace modgate::cli {

struct Rewrite {
  std::string path;  ///< below the work tree
  std::string before, after;
};

/// All files are looked at before the first is written; then each appears whole, by a temporary file that is renamed,
/// with the mode it had. A Failure says which file could not be written and how many were.
Result<bool> rewrite_files(const std::string& workdir, const std::vector<Rewrite>& files);

}  // namespace modgate::cli
