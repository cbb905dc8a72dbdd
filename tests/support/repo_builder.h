// Fixture repositories for tests, built in code in a fresh temporary folder and removed at the end. Files are written
// directly; everything git does is done by the real git with a sealed environment (no system or user configuration,
// fixed author, fixed time), so that commit ids are the same on every machine.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace modgate::testing {

/// What a program printed and how it ended.
struct Ran {
  int status = 0;  ///< exit status, or 128 + signal
  std::string out;
  std::string err;
};

/// Runs a program without a shell. `environment` is all that it sees.
Ran run_program(const std::vector<std::string>& words, const std::string& folder,
                const std::map<std::string, std::string>& environment, const std::string& input = {});

class RepoBuilder {
 public:
  /// `git init` with these further arguments. Also seals this process: HOME becomes an empty folder and git's variables
  /// are unset, so build it before libgit2 is started.
  explicit RepoBuilder(const std::vector<std::string>& init_arguments = {});
  ~RepoBuilder();
  RepoBuilder(const RepoBuilder&) = delete;
  RepoBuilder& operator=(const RepoBuilder&) = delete;

  const std::string& path() const { return path_; }  ///< the work tree, absolute, no link in it, no slash at the end
  const std::string& temp() const { return temp_; }  ///< the folder around it, for clones and the like
  std::string home() const { return temp_ + "/home"; }

  // All paths are relative to the work tree; missing folders are made.
  RepoBuilder& file(const std::string& path, const std::string& bytes);
  RepoBuilder& executable(const std::string& path, const std::string& bytes);
  RepoBuilder& symlink(const std::string& path, const std::string& target);
  RepoBuilder& folder(const std::string& path);
  RepoBuilder& remove(const std::string& path);  ///< a file, or a folder with all that is in it
  RepoBuilder& rename(const std::string& from, const std::string& to);
  RepoBuilder& ignore(const std::string& pattern);  ///< one more line of the root's .gitignore
  RepoBuilder& stage(const std::string& path);
  RepoBuilder& submodule(const std::string& path, const std::string& commit);  ///< a gitlink, in the index only
  /// Stages everything and commits; `time` is in seconds since 1970.
  RepoBuilder& commit(const std::string& message, long time = kTime);

  /// git with these arguments in the work tree: its output. Throws when it fails.
  std::string git(const std::vector<std::string>& arguments, const std::string& input = {});
  /// The same in any folder and with more variables, whatever comes out.
  Ran try_git(const std::vector<std::string>& arguments, const std::string& folder,
              const std::map<std::string, std::string>& variables = {}, const std::string& input = {});
  /// Stores any bytes as an object, however broken, and gives its id in hex.
  std::string object(const std::string& type, const std::string& bytes);
  /// A commit of this tree without parents, on no branch.
  std::string commit_of_tree(const std::string& tree);

  static constexpr long kTime = 1'700'000'000;  // 2023-11-14

 private:
  std::map<std::string, std::string> environment() const;

  std::string temp_;
  std::string path_;
  long time_ = kTime;
};

}  // namespace modgate::testing
