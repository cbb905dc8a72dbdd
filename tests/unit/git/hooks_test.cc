// The staged view as a hook sees it, and every other way in which git's variables move a repository's parts.
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "git_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

/// Runs `git commit` in some form with a real pre-commit hook; what the hook's modgate sees staged.
struct Hook {
  const char* name;
  std::function<Ran(RepoBuilder&)> commit;
  const char* staged;
};

class Hooks : public ::testing::TestWithParam<Hook> {};

TEST_P(Hooks, SeeWhatIsCommitted) {
  RepoBuilder repo;
  repo.file("base", "").file("sub/base", "").commit("base");
  repo.file("base", "changed").file("a", "").stage("a").file("b", "").git({"add", "-N", "b"});
  const std::string seen = repo.temp() + "/seen";
  repo.executable(".git/hooks/pre-commit", "#!/bin/sh\nexec " MODGATE_PRINT_STAGED " > '" + seen + "'\n");
  const Ran ran = GetParam().commit(repo);
  EXPECT_EQ(ran.status, 0) << ran.err;
  const Ran shown = run_program({"/bin/cat", seen}, "/", {});
  EXPECT_EQ(shown.out, GetParam().staged);
}

const std::vector<Hook> kHooks = {
    {"commit",
     [](RepoBuilder& r) {
       return r.try_git({"commit", "-qm", "x"}, r.path());
     },
     "file a\nfile base\nfile sub/base\n"},
    {"commit_path",
     [](RepoBuilder& r) {
       return r.try_git({"commit", "-qm", "x", "--", "b"}, r.path());
     },
     "file b\nfile base\nfile sub/base\n"},
    {"commit_all",
     [](RepoBuilder& r) {
       return r.try_git({"commit", "-qam", "x"}, r.path());
     },
     "file a\nfile b\nfile base\nfile sub/base\n"},
    {"commit_in_a_folder",
     [](RepoBuilder& r) {
       return r.try_git({"commit", "-qm", "x"}, r.path() + "/sub");
     },
     "file a\nfile base\nfile sub/base\n"},
    {"commit_in_a_linked_worktree",
     [](RepoBuilder& r) {
       r.git({"worktree", "add", "-q", "../linked"});
       r.file("../linked/only", "").try_git({"add", "only"}, r.temp() + "/linked");
       return r.try_git({"commit", "-qm", "x"}, r.temp() + "/linked");
     },
     "file base\nfile only\nfile sub/base\n"},
    {"commit_with_git_dir_and_work_tree",
     [](RepoBuilder& r) {
       return r.try_git({"--git-dir", r.path() + "/.git", "--work-tree", r.path(), "commit", "-qm", "x"}, r.temp());
     },
     "file a\nfile base\nfile sub/base\n"},
};

INSTANTIATE_TEST_SUITE_P(Forms, Hooks, ::testing::ValuesIn(kHooks),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ReceiveHook, ReadsTheQuarantine) {
  RepoBuilder repo;
  repo.file("a", "").commit("one").git({"clone", "-q", "--bare", ".", "../server.git"});
  repo.file("b", "").commit("two");
  const std::string seen = repo.temp() + "/seen";
  repo.executable("../server.git/hooks/pre-receive",
                  "#!/bin/sh\nread old new ref\nexec " MODGATE_PRINT_STAGED " --rev $new > '" + seen + "'\n");
  const Ran ran = repo.try_git({"push", "-q", "../server.git", "main"}, repo.path());
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(run_program({"/bin/cat", seen}, "/", {}).out, "file a\nfile b\n");
}

/// Where the repository is opened from and what comes out.
TEST(Places, SubFolderAndLink) {
  RepoBuilder repo;
  repo.file("d/e/f", "").commit("c").symlink("../link", repo.path());
  const git::Library library;
  EXPECT_EQ(opened(repo.path())->workdir(), repo.path() + "/");
  EXPECT_EQ(opened(repo.path())->prefix(), "");
  EXPECT_EQ(opened(repo.path() + "/d/e")->prefix(), "d/e");
  EXPECT_EQ(opened(repo.path() + "/d/e/")->workdir(), repo.path() + "/");
  EXPECT_EQ(opened(repo.temp() + "/link/d")->prefix(), "d");
  EXPECT_FALSE(git::Repository::open(repo.path() + "/nowhere"));
}

TEST(Places, LinkedWorktree) {
  RepoBuilder repo;
  repo.file("a", "").commit("c").git({"worktree", "add", "-q", "../linked"});
  repo.file("../linked/new", "").file("here", "");
  const git::Library library;
  const auto repository = opened(repo.temp() + "/linked");
  EXPECT_EQ(repository->workdir(), repo.temp() + "/linked/");
  EXPECT_EQ(listing_text(repository->worktree()), "file a\nfile new\n");
  EXPECT_EQ(listing_text(repository->staged()), "file a\n");
  EXPECT_EQ(listing_text(repository->tree("main")), "file a\n");
}

TEST(Places, LinkedWorktreeOfABareRepository) {
  RepoBuilder repo;
  repo.file("a", "").commit("c").git({"clone", "-q", "--bare", ".", "../b.git"});
  repo.git({"-C", "../b.git", "worktree", "add", "-q", "../linked"});
  const git::Library library;
  EXPECT_EQ(listing_text(opened(repo.temp() + "/linked")->worktree()), "file a\n");
  // Where extensions.worktreeConfig moves core.bare out of the shared configuration.
  repo.git({"-C", "../b.git", "config", "extensions.worktreeConfig", "true"});
  repo.git({"-C", "../b.git", "config", "--unset", "core.bare"});
  repo.git({"-C", "../b.git", "config", "--worktree", "core.bare", "true"});
  EXPECT_TRUE(opened(repo.temp() + "/b.git")->bare());
  EXPECT_EQ(listing_text(opened(repo.temp() + "/linked")->worktree()), "file a\n");
}

TEST(Places, Submodule) {
  RepoBuilder repo;
  repo.file("a", "").commit("c");
  repo.git({"-c", "protocol.file.allow=always", "submodule", "add", "-q", "file://" + repo.path(), "sub"});
  const git::Library library;
  EXPECT_EQ(listing_text(opened(repo.path())->worktree()), "file .gitmodules\nfile a\nsub sub\n");
  EXPECT_EQ(opened(repo.path() + "/sub")->workdir(), repo.path() + "/sub/");
  EXPECT_EQ(listing_text(opened(repo.path() + "/sub")->worktree()), "file a\n");
}

TEST(Places, SeparateGitDirectory) {
  RepoBuilder repo;
  repo.file("a", "").commit("c").git({"init", "-q", "--separate-git-dir", "../elsewhere"});
  const git::Library library;
  EXPECT_EQ(listing_text(opened(repo.path())->worktree()), "file a\n");
}

TEST(Places, GitDirAndWorkTreeVariables) {
  RepoBuilder repo;
  repo.file("a", "").commit("c").file("../other/b", "");
  const git::Library library;
  const Variable git_dir("GIT_DIR", repo.path() + "/.git");
  EXPECT_EQ(listing_text(opened(repo.path())->worktree()), "file a\n");
  EXPECT_EQ(listing_text(opened(repo.temp() + "/other")->worktree()), "file b\n");
  {
    const Variable work_tree("GIT_WORK_TREE", repo.temp() + "/other");
    EXPECT_EQ(opened(repo.path())->workdir(), repo.temp() + "/other/");
    EXPECT_EQ(listing_text(opened(repo.path())->worktree()), "file b\n");
    EXPECT_EQ(listing_text(opened(repo.path())->staged()), "file a\n");
  }
  const Variable work_tree("GIT_WORK_TREE", repo.temp() + "/nowhere");
  EXPECT_THAT(failure_text(git::Repository::open(repo.path())), HasSubstr("GIT_WORK_TREE names"));
}

TEST(Places, IndexFileVariable) {
  RepoBuilder repo;
  repo.file("a", "").commit("c").file("b", "");
  repo.try_git({"add", "b"}, repo.path(), {{"GIT_INDEX_FILE", repo.path() + "/.git/second"}});
  const git::Library library;
  const std::string before = std::filesystem::current_path();
  std::filesystem::current_path(repo.path());
  {
    const Variable index("GIT_INDEX_FILE", ".git/second");  // relative to the current folder, whatever is opened
    EXPECT_EQ(listing_text(opened(repo.path())->staged()), "file b\n");
    EXPECT_EQ(listing_text(opened(".")->staged()), "file b\n");
  }
  std::filesystem::current_path(before);
  const Variable index("GIT_INDEX_FILE", "/nowhere/index");
  EXPECT_EQ(failure_text(git::Repository::open(repo.path())),
            "GIT_INDEX_FILE names `/nowhere/index`, which does not exist\nunset GIT_INDEX_FILE");
}

TEST(Places, CommonDirVariableIsRefused) {
  RepoBuilder repo;
  const git::Library library;
  const Variable common("GIT_COMMON_DIR", repo.path() + "/.git");
  EXPECT_THAT(failure_text(git::Repository::open(repo.path())), HasSubstr("unset GIT_COMMON_DIR"));
}

TEST(Places, CeilingStopsTheSearch) {
  RepoBuilder repo;
  repo.folder("d/e");
  const git::Library library;
  EXPECT_TRUE(git::Repository::open(repo.path() + "/d/e"));
  const Variable ceiling("GIT_CEILING_DIRECTORIES", repo.path() + "/d");
  EXPECT_FALSE(git::Repository::open(repo.path() + "/d/e"));
}

}  // namespace
}  // namespace modgate::testing
