// Manifests, policies and rosters judged alone: no tree, no repository needed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/lint.h"

namespace modgate {

/// One file to validate: how it is shown, and its bytes (or why there are none).
struct LooseFile {
  std::string display;
  std::string text;
};

/// Judges the manifests together. `policy_file`: the policy on disk that governs them, with its roster beside it;
/// `root_folder`: what `//` in that policy means. A single policy or roster among the files takes the governing one's
/// place; several are judged each on its own. Only rules that need no tree run.
Result<LintRun> lint_loose_files(const std::vector<LooseFile>& files, const std::optional<std::string>& policy_file,
                                 const std::string& root_folder, const LintOptions& options);

}  // namespace modgate
