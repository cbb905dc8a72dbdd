// Names only are looked at: links on the way are the business of whoever writes there.
#include "git/hooks.h"

#include <filesystem>
#include <optional>

#include "git/failure.h"

namespace modgate::git {
namespace {

namespace fs = std::filesystem;

/// `~` stands for the home folder, as in every path of git's configuration.
std::optional<std::string> configured_path(git_config* config, const char* key) {
  git_buf value = GIT_BUF_INIT;
  std::optional<std::string> path;
  if (git_config_get_path(&value, config, key) == 0 && value.size > 0) path.emplace(value.ptr, value.size);
  git_buf_dispose(&value);
  return path;
}

std::optional<std::string> hooks_path(git_repository* repository, const Layout& layout) {
  constexpr const char* kKey = "core.hooksPath";
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), repository) < 0) return std::nullopt;
  int per_worktree = 0;
  if (git_config_get_bool(&per_worktree, config.get(), "extensions.worktreeConfig") == 0 && per_worktree != 0) {
    // libgit2 does not read this file, which decides over all others.
    ConfigHandle own;
    const std::string file = layout.git_directory + "config.worktree";
    if (git_config_open_ondisk(out(own), file.c_str()) == 0) {
      ConfigHandle snapshot;
      if (git_config_snapshot(out(snapshot), own.get()) == 0) {
        if (auto path = configured_path(snapshot.get(), kKey)) return path;
      }
    }
  }
  return configured_path(config.get(), kKey);
}

}  // namespace

HooksFolder hooks_folder(git_repository* repository, const Layout& layout) {
  const auto configured = hooks_path(repository, layout);
  fs::path path = layout.common_directory + "hooks";
  if (configured) path = fs::path(layout.work_tree) / *configured;  // an absolute one stays what it is
  HooksFolder folder{std::string(without_slash(path.lexically_normal().string())), {}};
  for (const std::string& root : {layout.work_tree, layout.common_directory, layout.git_directory}) {
    if (folder.within.empty() && !root.empty() && (folder.path + "/").starts_with(root)) folder.within = root;
  }
  return folder;
}

}  // namespace modgate::git
