// Files that a user names one by one, in or outside a repository: their bytes, and what governs them. Reads the disk; a
// file is read up to a limit and never followed anywhere.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "lint/validate.h"
#include "modgate/result.h"

namespace modgate::cli {

/// The file at `path`, seen from `directory`; `-` is standard input. At most one byte more than `limit` is read: that
/// is enough to know that the limit is met, and the reader then says so.
Result<LooseFile> read_loose_file(const std::string& path, const std::string& directory, std::size_t limit);

/// The policy that governs a file: the `.modgate/policy.yaml` of the nearest folder above it, which may hold a roster
/// only.
std::optional<std::filesystem::path> governing_policy(const std::filesystem::path& file);

/// What `//` means when a policy is named: the root of the repository that holds the folder, else the folder.
std::string repository_root(const std::string& directory);

}  // namespace modgate::cli
