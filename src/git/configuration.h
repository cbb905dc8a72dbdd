// What modgate reads from git's configuration, and the small files it points to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/handle.h"

namespace modgate::git {

std::string config_text(git_config* config, const char* name);  ///< "" when unset
bool config_flag(git_config* config, const char* name, bool fallback);

/// What GIT_CONFIG_COUNT and its companions say of a key, in order; libgit2 does not look there.
std::vector<std::string> values_from_environment(std::string_view key);

/// The user's file that `key` names, or else `~/.config/git/<name>` (XDG_CONFIG_HOME respected).
std::string user_file(git_config* config, const char* key, const std::string& name);

/// The bytes of a regular file below an open folder (or AT_FDCWD). Nothing when there is none, when it is a symbolic
/// link and `follow` is false, or when it is larger than limits::kSourceBytes.
std::optional<std::string> small_file(int folder, const std::string& name, bool follow);

}  // namespace modgate::git
