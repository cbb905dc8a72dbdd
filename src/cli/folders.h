// Folders that are to be a module: the words of `probe` and `init manifest`, and what the tree says of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "lint/propose.h"

namespace modgate::cli {

struct Probed {
  std::vector<std::string> paths;  ///< repository-relative, folders end in `/`
  Proposal proposal;
  std::vector<std::string> owners;  ///< modules to which some of the paths belong already
  std::unique_ptr<View> view;       ///< without the manifests of the owners
};

/// Looks at the folders as if no manifest claimed them. Takes the view. A Failure: a word
/// names nothing that can be a module's.
Result<Probed> probe_folders(const std::vector<std::string>& words, const Options& options, Opened& opened,
                             LintOptions settings);

/// "these folders belong to module `relax` already", without end of line; empty when they belong to none.
std::string owners_note(const Probed& probed);

}  // namespace modgate::cli
