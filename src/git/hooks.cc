// Names only are looked at: links on the way are the business of whoever writes there.
#include "git/hooks.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

#include "git/configuration.h"
#include "git/failure.h"

namespace modgate::git {
namespace {

namespace fs = std::filesystem;

/// `~` stands for the home folder, as in every path of git's configuration.
std::optional<std::string> configured_path(git_config* config, const char* key) {
  git_buf value = GIT_BUF_INIT;
  std::optional<std::string> path;
  if (git_config_get_path(&value, config, key) == 0) path.emplace(value.ptr, value.size);
  git_buf_dispose(&value);
  return path;
}

/// The same for a value that stands in no file.
std::string expanded(std::string value) {
  const char* home = std::getenv("HOME");
  if ((value == "~" || value.starts_with("~/")) && home != nullptr) value.replace(0, 1, home);
  return value;
}

std::optional<std::string> path_in_file(const std::string& file, const char* key) {
  ConfigHandle config, snapshot;
  if (git_config_open_ondisk(out(config), file.c_str()) != 0) return std::nullopt;
  if (git_config_snapshot(out(snapshot), config.get()) != 0) return std::nullopt;
  return configured_path(snapshot.get(), key);
}

bool is_of_the_repository(git_config* config, const char* key) {
  git_config_entry* entry = nullptr;
  if (git_config_get_entry(&entry, config, key) != 0) return false;
  const bool local = entry->level >= GIT_CONFIG_LEVEL_LOCAL;
  git_config_entry_free(entry);
  return local;
}

/// In git's order: the environment, this worktree, the repository, the user, the system.
std::optional<std::string> hooks_path(git_repository* repository, const Layout& layout) {
  constexpr const char* kKey = "core.hooksPath";
  if (const auto given = values_from_environment(kKey); !given.empty()) return expanded(given.back());
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), repository) < 0) return std::nullopt;
  int per_worktree = 0;
  if (git_config_get_bool(&per_worktree, config.get(), "extensions.worktreeConfig") == 0 && per_worktree != 0) {
    // libgit2 does not read this file, which decides over the others.
    if (auto path = path_in_file(layout.git_directory + "config.worktree", kKey)) return path;
  }
  // Nor the file that this variable puts in the place of the user's.
  const char* users = std::getenv("GIT_CONFIG_GLOBAL");
  if (users != nullptr && !is_of_the_repository(config.get(), kKey)) {
    if (auto path = path_in_file(users, kKey)) return path;
    git_buf system = GIT_BUF_INIT;
    const std::string file = git_config_find_system(&system) == 0 ? std::string(system.ptr, system.size) : "";
    git_buf_dispose(&system);
    return file.empty() ? std::nullopt : path_in_file(file, kKey);
  }
  return configured_path(config.get(), kKey);
}

}  // namespace

HooksFolder hooks_folder(git_repository* repository, const Layout& layout) {
  const auto configured = hooks_path(repository, layout);
  fs::path path = layout.common_directory + "hooks";
  if (configured) path = fs::path(layout.work_tree) / *configured;  // an absolute one stays what it is
  // Git looks in `/` when the value is empty; where it is installed itself only it knows.
  constexpr std::string_view kInstalled = "%(prefix)/";
  if (configured && (configured->empty() || configured->starts_with(kInstalled))) path = "/" + *configured;
  HooksFolder folder{std::string(without_slash(path.lexically_normal().string())), {}};
  for (const std::string& root : {layout.work_tree, layout.common_directory, layout.git_directory}) {
    if (folder.within.empty() && !root.empty() && (folder.path + "/").starts_with(root)) folder.within = root;
  }
  return folder;
}

}  // namespace modgate::git
