// What cannot be read is refused in modgate's own words, with the command that helps; where git can run that command
// here, the test runs it and looks again.
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "git_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

/// A state that fails, what the message and the help hold, and whether running the help cures it.
struct Refusal {
  const char* name;
  std::function<void(RepoBuilder&)> build;
  const char* message;
  const char* help;
  bool help_cures = false;
  std::vector<std::string> init = {};
};

/// Opens the repository and looks at all views: the first failure.
std::string first_failure(const std::string& folder) {
  const auto repository = git::Repository::open(folder);
  if (!repository) return failure_text(repository);
  for (const auto make : {&git::Repository::staged, &git::Repository::worktree}) {
    const auto view = ((**repository).*make)();
    if (!view) return failure_text(view);
    const auto listing = (*view)->list();
    if (!listing) return failure_text(listing);
  }
  const auto tree = (*repository)->tree("HEAD");
  if (!tree) return failure_text(tree);
  return failure_text((*tree)->list());
}

class Refusals : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refusals, NameTheCommandThatHelps) {
  RepoBuilder repo(GetParam().init);
  GetParam().build(repo);
  const git::Library library;
  const std::string failure = first_failure(repo.path());
  EXPECT_THAT(failure.substr(0, failure.find('\n')), HasSubstr(GetParam().message));
  const std::string help = failure.substr(failure.find('\n') + 1);
  EXPECT_THAT(help, HasSubstr(GetParam().help));
  if (!GetParam().help_cures) return;
  std::map<std::string, std::string> variables = {
      {"HOME", repo.home()}, {"PATH", ::getenv("PATH")}, {"GIT_CONFIG_NOSYSTEM", "1"}};
  const Ran ran = run_program({"sh", "-c", help}, repo.path(), variables);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(first_failure(repo.path()), "no failure");
}

void one_commit(RepoBuilder& r) { r.file("a", "a").file("d/b", "b").commit("c"); }

void overwrite(const std::string& path, std::streamoff at, const std::string& bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(at, at < 0 ? std::ios::end : std::ios::beg);
  file << bytes;
}

/// A file of git's own becomes a pipe: whoever opened it would wait for ever.
template <const char* file>
void pipe_in_place_of(RepoBuilder& r) {
  one_commit(r);
  const std::string path = r.path() + "/.git/" + file;
  ::unlink(path.c_str());
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
}
constexpr char kIndex[] = "index";
constexpr char kConfig[] = "config";
constexpr char kExclude[] = "info/exclude";
constexpr char kBranch[] = "refs/heads/main";

const std::vector<Refusal> kRefusals = {
    {"index_is_a_pipe", pipe_in_place_of<kIndex>, "/.git/index` is a pipe or a device", "rm "},
    {"config_is_a_pipe", pipe_in_place_of<kConfig>, "/.git/config` is a pipe or a device", "rm "},
    {"exclude_is_a_pipe", pipe_in_place_of<kExclude>, "/.git/info/exclude` is a pipe or a device", "rm ", true},
    {"branch_is_a_pipe", pipe_in_place_of<kBranch>, "/.git/refs/heads/main` is a pipe or a device", "rm "},
    {"branch_of_a_branch_is_a_pipe",
     [](RepoBuilder& r) {
       pipe_in_place_of<kBranch>(r);
       r.file(".git/HEAD", "ref: refs/heads/a\n").file(".git/refs/heads/a", "ref: refs/heads/main\n");
     },
     "/.git/refs/heads/main` is a pipe or a device", "rm "},
    {"index_is_a_device",
     [](RepoBuilder& r) {
       one_commit(r);
       r.remove(".git/index").symlink(".git/index", "/dev/zero");
     },
     "/.git/index` is a pipe or a device", "rm "},
    {"split_index",
     [](RepoBuilder& r) {
       one_commit(r);
       r.git({"update-index", "--split-index"});
     },
     "is split", "git update-index --no-split-index", true},
    {"sparse_index",
     [](RepoBuilder& r) {
       one_commit(r);
       r.file("out/deep/c", "").file("in/x", "").commit("d");
       r.git({"sparse-checkout", "set", "--cone", "--sparse-index", "in"});
     },
     "is sparse", "git sparse-checkout reapply --no-sparse-index", true},
    {"index_without_checksum",
     [](RepoBuilder& r) {
       one_commit(r);
       overwrite(r.path() + "/.git/index", -20, std::string(20, '\0'));
     },
     "without its checksum", "--force-write-index"},
    {"index_wrong_checksum",
     [](RepoBuilder& r) {
       one_commit(r);
       overwrite(r.path() + "/.git/index", -20, std::string(20, 'x'));
     },
     "is damaged", "git reset", true},
    {"index_cut_off",
     [](RepoBuilder& r) {
       one_commit(r);
       ::truncate((r.path() + "/.git/index").c_str(), 90);
     },
     "is damaged", "git reset", true},
    {"sha256", one_commit, "SHA-256", "git fast-export --all", false, {"--object-format=sha256"}},
    {"reftable",
     [](RepoBuilder& r) {
       one_commit(r);
       r.git({"config", "core.repositoryFormatVersion", "1"});
       r.git({"config", "extensions.refStorage", "reftable"});
     },
     "reftable", "git refs migrate --ref-format=files"},
    {"unknown_extension",
     [](RepoBuilder& r) {
       one_commit(r);
       r.git({"config", "core.repositoryFormatVersion", "1"});
       r.git({"config", "extensions.fromTheFuture", "true"});
     },
     "the extension `fromthefuture`", "git clone"},
    {"format_version",
     [](RepoBuilder& r) {
       one_commit(r);
       r.git({"config", "core.repositoryFormatVersion", "2"});
     },
     "has a format", "git clone"},
    {"no_repository", [](RepoBuilder& r) { r.remove(".git"); }, "there is no git repository", "-C DIR"},
    {"broken_git_file", [](RepoBuilder& r) { r.remove(".git").file(".git", "gitdir: /nowhere/at/all\n"); },
     "points to a git directory", "git worktree repair"},
    {"bare", [](RepoBuilder&) {}, "is bare", "modgate check --rev HEAD", false, {"--bare"}},
    {"unborn_head", [](RepoBuilder& r) { r.file("a", "").stage("a"); }, "HEAD has no commit yet", "git commit"},
    {"conflict",
     [](RepoBuilder& r) {
       r.file("a", "0\n").commit("base").git({"checkout", "-qb", "side"});
       r.file("a", "1\n").commit("one").git({"checkout", "-q", "main"});
       r.file("a", "2\n").commit("two").try_git({"merge", "-q", "side"}, r.path());
     },
     "unmerged files: `a`", "git add"},
    {"missing_tree",
     [](RepoBuilder& r) {
       one_commit(r);
       const std::string tree = r.git({"rev-parse", "HEAD:d"}).substr(0, 40);
       r.remove(".git/objects/" + tree.substr(0, 2) + "/" + tree.substr(2));
     },
     "the tree `d/` cannot be read", "git fsck"},
    {"broken_alternates",
     [](RepoBuilder& r) {
       one_commit(r);
       r.rename(".git", "../lender/.git").git({"clone", "-q", "--shared", "-n", "../lender", "../borrower"});
       r.rename("../borrower/.git", ".git").remove("../lender");
     },
     "borrows objects from", "info/alternates"},
};

INSTANTIATE_TEST_SUITE_P(States, Refusals, ::testing::ValuesIn(kRefusals),
                         [](const auto& refusal) { return std::string(refusal.param.name); });

TEST(Bare, OnlyCommitsAreRead) {
  RepoBuilder repo;
  one_commit(repo);
  repo.git({"clone", "-q", "--bare", ".", "../bare.git"});
  const git::Library library;
  const auto repository = opened(repo.temp() + "/bare.git");
  EXPECT_TRUE(repository->bare());
  EXPECT_EQ(repository->workdir(), "");
  EXPECT_EQ(listing_text(repository->tree("HEAD")), "file a\nfile d/b\n");
  EXPECT_EQ(content_of(repository->tree("HEAD"), "d/b"), "b");
  EXPECT_THAT(failure_text(repository->staged()), HasSubstr("modgate check --rev HEAD"));
  EXPECT_THAT(failure_text(repository->worktree()), HasSubstr("is bare"));
}

TEST(Bare, InsideAnotherRepositoryIsRefused) {
  RepoBuilder repo;
  one_commit(repo);
  repo.git({"init", "-q", "--bare", "trap"});
  repo.git({"-C", "trap", "config", "core.bare", "false"});
  repo.git({"-C", "trap", "config", "core.worktree", ".."});
  repo.folder("trap/below");
  const git::Library library;
  for (const char* folder : {"/trap", "/trap/below"}) {
    const std::string failure = failure_text(git::Repository::open(repo.path() + folder));
    EXPECT_THAT(failure, HasSubstr("/trap` is a bare repository that was met on the way"));
    EXPECT_THAT(failure, HasSubstr("GIT_DIR=" + repo.path() + "/trap "));
  }
  const Variable named("GIT_DIR", repo.path() + "/trap");
  EXPECT_TRUE(git::Repository::open(repo.path()));
}

class Ownership : public ::testing::Test {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    one_commit(repo_);
    for (const char* path : {"", "/.git"}) {
      ASSERT_EQ(::chown((repo_.path() + path).c_str(), 4242, 4242), 0);
    }
  }

  RepoBuilder repo_;
  git::Library library_;
};

TEST_F(Ownership, AStrangersRepositoryIsRefused) {
  const std::string failure = failure_text(git::Repository::open(repo_.path()));
  EXPECT_THAT(failure, HasSubstr("belongs to another user"));
  EXPECT_THAT(failure, HasSubstr("\ngit config --global --add safe.directory " + repo_.path()));
}

TEST_F(Ownership, SafeDirectoryIsHonouredAsGitDoes) {
  const std::string& path = repo_.path();
  const std::vector<std::pair<std::vector<std::string>, bool>> rows = {
      {{path}, true},        {{"*"}, true},      {{repo_.temp() + "/*"}, true}, {{"~/../repo"}, false},
      {{path + "x"}, false}, {{"*", ""}, false}, {{"*", "", path}, true},
  };
  for (const auto& [values, trusted] : rows) {
    std::string config = "[safe]\n";
    for (const std::string& value : values) config += "directory = \"" + value + "\"\n";
    repo_.file("../home/.gitconfig", config);
    EXPECT_EQ(static_cast<bool>(git::Repository::open(path)), trusted) << config;
  }
}

TEST_F(Ownership, TheRepositoryCannotTrustItself) {
  repo_.try_git({"config", "--file", repo_.path() + "/.git/config", "safe.directory", "*"}, repo_.temp());
  EXPECT_FALSE(git::Repository::open(repo_.path()));
}

TEST_F(Ownership, TheEnvironmentAndSudoAreHonoured) {
  {
    const Variable count("GIT_CONFIG_COUNT", "1");
    const Variable key("GIT_CONFIG_KEY_0", "safe.directory");
    const Variable value("GIT_CONFIG_VALUE_0", "*");
    EXPECT_TRUE(git::Repository::open(repo_.path()));
  }
  {
    const Variable user("SUDO_UID", "4242");
    EXPECT_TRUE(git::Repository::open(repo_.path()));
  }
  const Variable user("SUDO_UID", "4243");
  EXPECT_FALSE(git::Repository::open(repo_.path()));
}

TEST_F(Ownership, AnExplicitGitDirIsTrustedAsGitDoes) {
  const Variable named("GIT_DIR", repo_.path() + "/.git");
  EXPECT_TRUE(git::Repository::open(repo_.path()));
}

}  // namespace
}  // namespace modgate::testing
