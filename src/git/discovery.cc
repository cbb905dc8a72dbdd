// Opens the repository and says where its parts are. See discovery.h for what is refused.
#include "git/discovery.h"

#include <git2/sys/repository.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/paths.h"
#include "git/configuration.h"
#include "git/failure.h"
#include "git/ownership.h"

namespace modgate::git {
namespace {

std::string with_slash(std::string path) {
  if (!path.empty() && path.back() != '/') path += '/';
  return path;
}

std::optional<std::string> real_path(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return std::nullopt;
  std::string result = resolved;
  std::free(resolved);
  return result;
}

/// The nearest `.git` file (a linked worktree's or a submodule's) at or above the folder, or "".
std::string git_file_above(std::string_view folder) {
  for (; !folder.empty(); folder = paths::parent(folder)) {
    const std::string candidate = paths::join(folder, ".git");
    struct stat status {};
    if (::lstat(candidate.c_str(), &status) == 0) return S_ISREG(status.st_mode) ? candidate : std::string();
  }
  return {};
}

/// Files of git's own: those that libgit2 reads while it looks for the repository, a work tree's, and shared ones.
constexpr std::array<std::string_view, 4> kReadFirst = {"HEAD", "config", "commondir", "gitdir"};
constexpr std::array<std::string_view, 2> kOwnFiles = {"index", "config.worktree"};
constexpr std::array<std::string_view, 5> kSharedFiles = {"packed-refs", "shallow", "info/exclude", "info/attributes",
                                                          "objects/info/alternates"};

/// A file of git's own that is a pipe would be waited for, one that is a device read, for ever.
std::optional<Failure> special_file(const std::string& folder, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    const std::string file = paths::join(folder, name);
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)) continue;
    return repository_failure(quoted(file) + " is a pipe or a device, not a file", "rm " + shell_word(file));
  }
  return std::nullopt;
}

/// What libgit2 reads while it looks for the repository: in the folder that is named, or in the nearest `.git`.
std::optional<Failure> special_file_before_opening(std::string_view start, const std::string& named) {
  if (!named.empty()) return special_file(named, kReadFirst);
  for (; !start.empty(); start = paths::parent(start)) {
    constexpr std::array<std::string_view, 1> kLink = {".git"};
    if (auto failure = special_file(std::string(start), kLink)) return failure;
    const std::string candidate = paths::join(start, ".git");
    if (::access(candidate.c_str(), F_OK) == 0) return special_file(candidate, kReadFirst);
  }
  return std::nullopt;
}

/// The same for the branch that HEAD names, and for what that names in turn.
std::optional<Failure> special_branch(git_repository* repository, const Layout& layout) {
  constexpr int kHops = 5;  // git itself follows no more
  std::string name = "HEAD";
  for (int hop = 0; hop < kHops; ++hop) {
    ReferenceHandle reference;
    if (git_reference_lookup(out(reference), repository, name.c_str()) < 0) return std::nullopt;
    const char* target = git_reference_symbolic_target(reference.get());
    if (target == nullptr) return std::nullopt;
    name = target;
    const std::array<std::string_view, 1> file = {name};
    if (auto failure = special_file(layout.git_directory, file)) return failure;
    if (auto failure = special_file(layout.common_directory, file)) return failure;
  }
  return std::nullopt;
}

Failure extension_failure(const std::string& place, std::string_view name) {
  if (name == "objectformat") {
    return repository_failure(
        "the repository at " + quoted(place) + " names its objects by SHA-256, which modgate cannot read",
        "git fast-export --all | git -C SHA1-REPOSITORY fast-import");
  }
  if (name == "refstorage") {
    return repository_failure(
        "the repository at " + quoted(place) + " keeps its references as reftable, which modgate cannot read",
        "git refs migrate --ref-format=files");
  }
  return repository_failure(
      "the repository at " + quoted(place) + " uses the extension " + quoted(name) + ", which modgate cannot read",
      "git clone " + shell_word(place) + " COPY");
}

/// Why libgit2 would not open it, in our words.
Failure open_failure(const std::string& place, const GitError& error) {
  constexpr std::string_view kExtension = "unsupported extension name extensions.";
  if (const std::size_t at = error.text.find(kExtension); at != std::string::npos) {
    return extension_failure(place, std::string_view(error.text).substr(at + kExtension.size()));
  }
  if (error.text.find("unsupported repository version") != std::string::npos) {
    return repository_failure(
        "the repository at " + quoted(place) + " has a format that modgate cannot read: " + error.text,
        "git clone " + shell_word(place) + " COPY");
  }
  if (const std::string file = git_file_above(place); !file.empty()) {
    return repository_failure(quoted(file) + " points to a git directory that cannot be opened: " + error.text,
                              "git worktree repair");
  }
  if (error.code == GIT_ENOTFOUND) {
    return repository_failure("there is no git repository at " + quoted(place) + " or above",
                              "run modgate inside a checkout, or name one with `-C DIR`");
  }
  return repository_failure("the repository at " + quoted(place) + " cannot be opened: " + error.text,
                            "git -C " + shell_word(place) + " status");
}

/// A bare repository that was not named but come across: its configuration may be a stranger's.
std::optional<Failure> embedded_failure(const std::string& start, const std::string& git_directory) {
  const std::string found(without_slash(git_directory));
  if (paths::base_name(found) == ".git" || !paths::is_below(start, found)) return std::nullopt;
  bool inside_another = start != found;
  git_buf above = GIT_BUF_INIT;
  if (!inside_another) {
    inside_another = git_repository_discover(&above, std::string(paths::parent(found)).c_str(), 0, nullptr) == 0;
    git_buf_dispose(&above);
  }
  if (!inside_another) return std::nullopt;
  return repository_failure(quoted(found) + " is a bare repository that was met on the way, not named",
                            "GIT_DIR=" + shell_word(found) + " modgate check --rev HEAD");
}

/// Whether some remote is a promisor, or the extension names one. Names are compared here: libgit2's own search by
/// regular expression leaks its matches.
void read_promisor(git_config* config, Layout& layout) {
  constexpr std::string_view kSection = "remote.";
  constexpr std::string_view kKey = ".promisor";
  ConfigIteratorHandle iterator;
  if (git_config_iterator_new(out(iterator), config) < 0) return;
  git_config_entry* entry = nullptr;
  while (git_config_next(&entry, iterator.get()) == 0) {
    const std::string_view name = entry->name;
    const bool of_remote =
        name.size() > kSection.size() + kKey.size() && name.starts_with(kSection) && name.ends_with(kKey);
    if (of_remote) {
      layout.promisor = name.substr(kSection.size(), name.size() - kSection.size() - kKey.size());
    } else if (name == "extensions.partialclone" && layout.promisor.empty()) {
      layout.promisor = entry->value == nullptr ? "" : entry->value;
    } else {
      continue;
    }
    layout.partial = true;
  }
}

/// The work tree by git's order: GIT_WORK_TREE; none for a bare repository; core.worktree and `.git`'s place, which
/// libgit2 knows; and with GIT_DIR alone the folder itself, unless it lies in the place libgit2 knows.
Result<std::string> work_tree(git_repository* repository, git_config* config, const std::string& start,
                              const Environment& environment) {
  if (!environment.work_tree.empty()) {
    const auto resolved = real_path(environment.work_tree);
    if (!resolved) {
      return repository_failure("GIT_WORK_TREE names " + quoted(environment.work_tree) + ", which does not exist",
                                "unset GIT_WORK_TREE");
    }
    return with_slash(*resolved);
  }
  // libgit2 does not read config.worktree, where `core.bare` moves with extensions.worktreeConfig.
  bool bare = git_repository_is_bare(repository) != 0;
  if (config_flag(config, "extensions.worktreeconfig", false)) {
    ConfigHandle own;
    const std::string file = std::string(git_repository_path(repository)) + "config.worktree";
    if (git_config_open_ondisk(out(own), file.c_str()) == 0) bare = config_flag(own.get(), "core.bare", bare);
  }
  const char* known = git_repository_workdir(repository);
  if (bare || known == nullptr) return std::string();
  const std::string place = known;
  if (environment.git_dir.empty() || !config_text(config, "core.worktree").empty() ||
      paths::is_below(start, without_slash(place))) {
    return place;
  }
  return with_slash(start);
}

}  // namespace

Result<Opened> open_repository(const std::string& start, const Environment& environment) {
  Opened opened;
  const bool named = !environment.git_dir.empty();
  const std::string& place = named ? environment.git_dir : start;
  if (auto failure = special_file_before_opening(start, environment.git_dir)) return *std::move(failure);
  unsigned flags = 0;
  if (environment.across_filesystems) flags |= GIT_REPOSITORY_OPEN_CROSS_FS;
  if (named) flags |= GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
  if (const int code = git_repository_open_ext(out(opened.repository), place.c_str(), flags,
                                               environment.ceilings.empty() ? nullptr : environment.ceilings.c_str());
      code < 0) {
    return open_failure(place, last_error(code));
  }
  git_repository* repository = opened.repository.get();
  Layout& layout = opened.layout;
  layout.git_directory = with_slash(git_repository_path(repository));
  layout.common_directory = with_slash(git_repository_commondir(repository));
  if (auto failure = special_file(layout.git_directory, kOwnFiles)) return *std::move(failure);
  if (auto failure = special_file(layout.common_directory, kSharedFiles)) return *std::move(failure);
  if (auto failure = special_branch(repository, layout)) return *std::move(failure);
  if (!named) {
    std::vector<std::string> owned = {layout.git_directory};
    std::string trusted(without_slash(layout.git_directory));
    if (const char* folder = git_repository_workdir(repository); folder != nullptr) {
      trusted = without_slash(folder);
      owned.push_back(trusted);
    }
    if (auto failure = ownership_failure(owned, trusted)) return *std::move(failure);
    if (auto failure = embedded_failure(start, layout.git_directory)) return *std::move(failure);
  }
  ConfigHandle config;
  if (const int code = git_repository_config_snapshot(out(config), repository); code < 0) {
    return repository_failure("the configuration of " + quoted(place) + " cannot be read: " + last_error(code).text,
                              "git config --list --show-origin");
  }
  Result<std::string> folder = work_tree(repository, config.get(), start, environment);
  if (!folder) return folder.error();
  layout.work_tree = std::move(*folder);
  const char* known = git_repository_workdir(repository);
  if (!layout.work_tree.empty() && (known == nullptr || layout.work_tree != known)) {
    if (const int code = git_repository_set_workdir(repository, layout.work_tree.c_str(), 0); code < 0) {
      return repository_failure(
          "the work tree " + quoted(layout.work_tree) + " cannot be used: " + last_error(code).text,
          "unset GIT_WORK_TREE");
    }
  }
  layout.index_file = environment.index_file.empty() ? layout.git_directory + "index" : environment.index_file;
  layout.objects =
      environment.object_directory.empty() ? layout.common_directory + "objects" : environment.object_directory;
  layout.alternates = environment.alternates;
  read_promisor(config.get(), layout);
  layout.shallow = ::access((layout.common_directory + "shallow").c_str(), F_OK) == 0;
  layout.file_mode = config_flag(config.get(), "core.filemode", true);
  return opened;
}

}  // namespace modgate::git
