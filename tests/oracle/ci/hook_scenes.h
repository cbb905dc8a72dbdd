// The hook matrix: ways to commit, and what a hook must see in each. A scene is a repository in which core may not use
// the S0 module `relax`, and one old file does, which stops nobody.
#pragma once

#include <string>
#include <vector>

#include "consumers.h"

namespace modgate::testing {

/// Who calls modgate when git commits. Installs itself in the repository, and gives the variables that it needs.
class HookRunner {
 public:
  HookRunner() = default;
  virtual ~HookRunner() = default;
  HookRunner(const HookRunner&) = delete;
  HookRunner& operator=(const HookRunner&) = delete;
  /// Before the first commit: files that belong to the repository.
  virtual void prepare(RepoBuilder& repo) = 0;
  virtual void install(RepoBuilder& repo, const Environment& variables) = 0;
  virtual Environment variables() const = 0;
};

/// A repository with a hook, and a modgate on PATH that writes down what it found.
class Scene {
 public:
  /// `unborn`: nothing is committed yet.
  Scene(HookRunner& runner, bool unborn);

  RepoBuilder repo;

  /// `git commit` with these arguments.
  void commit(Words arguments, const std::string& folder = {});
  bool committed = false;
  int modgate_exit = -1;  ///< -1: it did not run
  Words findings;         ///< the new ones, as `path:line RULE`
  std::string said;       ///< what git and the hook printed

 private:
  Environment variables_;
  std::string seen_;
};

struct HookRow {
  const char* name;
  void (*play)(Scene&);
  int exit;
  Words findings;
  bool unborn = false;
};

const std::vector<HookRow>& hook_rows();

}  // namespace modgate::testing
