// What folders would look like as a module: namespaces, packages, flag and tests as the tree suggests them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/lint.h"

namespace modgate {

struct Proposal {
  std::string id;
  std::vector<std::string> paths;
  std::vector<std::string> cpp;         ///< namespaces to declare
  std::vector<std::string> shared_cpp;  ///< namespaces in which it declares names and others do, too
  std::vector<std::string> python;
  /// Packages of other languages that nobody else declares, by their key under `namespace`.
  std::vector<std::pair<std::string, std::vector<std::string>>> packages;
  std::vector<std::string> tests, docs;
  std::string flag;        ///< the option that seems to switch it, or a name to choose
  std::string flag_place;  ///< the file that declares it; empty when no option was found
  std::size_t source_files = 0;
};

/// Why a manifest cannot name a file or a folder (ends in `/`), completing "its path "; nothing when it can.
std::optional<std::string> unnameable(std::string_view path);

/// The manifest by which a first run owns the folders and nothing more, so that its facts are there to look at.
std::string provisional_manifest(const std::vector<std::string>& paths);

/// The modules of `run` that claim files of the provisional one.
std::vector<ModuleId> overlapping_modules(const LintRun& run);

/// `run` is a run over the whole tree (`prove_all`) with the provisional manifest among its extra ones.
Proposal propose(const LintRun& run, const std::vector<std::string>& paths);

/// The proposal as a manifest of that stage.
std::string manifest_text(const Proposal& proposal, const std::string& stage);

}  // namespace modgate
