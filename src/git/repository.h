// A git repository as modgate needs it: three views of its files, revisions, renames. Nothing of libgit2 shows here.
// What comes in is a folder and git's own environment variables; what cannot be read comes back as a Failure whose help
// is the command that makes it readable. One Repository belongs to one thread; its views' readers go to any.
// Nothing is ever written, no program of the repository's configuration is run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modgate/change.h"
#include "modgate/history.h"
#include "modgate/manifest.h"
#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate::git {

struct HooksFolder {
  std::string path;    ///< absolute, without slash at the end; need not exist
  std::string within;  ///< the work tree or git's own folder, ending in `/`; "" when `path` lies in neither
};

class Repository {
 public:
  /// Finds the repository at or above the folder. Honours GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE and the object
  /// folders' variables as git sets them for hooks; relative ones count from the current folder.
  static Result<std::unique_ptr<Repository>> open(const std::string& directory);
  ~Repository();
  Repository(const Repository&) = delete;
  Repository& operator=(const Repository&) = delete;

  const std::string& workdir() const;  ///< absolute, ends in `/`; empty when bare
  bool bare() const;
  bool shallow() const;
  bool unborn() const;  ///< HEAD is a branch without commits: the first one is still to come
  /// Where git looks for hooks: core.hooksPath, else the folder that linked worktrees share.
  HooksFolder hooks_folder() const;
  /// The folder it was opened from, relative to the work tree, without trailing slash; "" at the root or outside.
  const std::string& prefix() const;

  // Views and their readers stand on their own: they may outlive the Repository, not the Library.
  Result<std::unique_ptr<View>> worktree() const;
  Result<std::unique_ptr<View>> staged() const;
  Result<std::unique_ptr<View>> tree(const std::string& revision) const;  ///< of a commit, a tag, or a tree's id

  /// The commit's id in hex.
  Result<std::string> resolve(const std::string& revision) const;
  /// The commit's day in UTC; nothing for a HEAD without commits.
  Result<std::optional<Date>> committer_date(const std::string& revision) const;
  /// Old and new paths of files that moved between the revision and the view (one of this repository's), in order of
  /// the new ones.
  Result<std::vector<std::pair<std::string, std::string>>> renames(const std::string& base_revision,
                                                                   const View& head) const;
  /// All that differs between two views of this repository, renames and copies told, by new path, then old path. `note`
  /// becomes a sentence about copies that were not looked for, or empty.
  Result<std::vector<PathChange>> changes(const View& base, const View& head, std::string* note = nullptr) const;
  /// The same with a revision's tree as the base.
  Result<std::vector<PathChange>> changes(const std::string& base_revision, const View& head,
                                          std::string* note = nullptr) const;
  /// The commit that `--against` means: the revision's, or, for `auto`, the base that the CI's or hook's environment
  /// names: the first parent of a CI merge commit, else the merge base.
  Result<std::string> base_of(const std::string& against, bool staged, const std::optional<std::string>& head) const;
  /// Trailers of the commits that are in `head` and not in `base`.
  Result<std::vector<Trailer>> trailers(const std::string& base, const std::string& head) const;
  /// History from the revision's commit backwards; stands on its own like a view.
  Result<std::unique_ptr<History>> history(const std::string& revision) const;

 private:
  struct Parts;
  explicit Repository(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace modgate::git
