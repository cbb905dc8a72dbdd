// Which files are read: disk, index or a commit, from wherever the command is started.
#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// One use that only the commit has, one that only the index has, one only on disk, and one in an ignored file.
void add_three_states(RepoBuilder& repo) {
  add_relax(repo);
  repo.file("src/core/head.cc", kUse).file("src/core/index.cc", kNoUse).commit("head");
  repo.file("src/core/head.cc", kNoUse).file("src/core/index.cc", kUse).stage("src/core");
  repo.file("src/core/index.cc", kNoUse).file("src/core/disk.cc", kUse);
  repo.ignore("/src/core/ignored.cc").file("src/core/ignored.cc", kUse);
}

const Words kHead = {"src/core/head.cc:1 MG301 new"};
const Words kIndex = {"src/core/index.cc:1 MG301 new"};
const Words kDisk = {"src/core/disk.cc:1 MG301 new"};

TEST(Views, DifferOnOneRepository) {
  RepoBuilder repo;
  add_three_states(repo);
  EXPECT_EQ(checked(repo), kDisk);
  EXPECT_EQ(checked(repo, {"--worktree"}), kDisk);
  EXPECT_EQ(checked(repo, {"--staged"}), kIndex);
  EXPECT_EQ(checked(repo, {"--rev", "HEAD"}), kHead);
  EXPECT_EQ(checked(repo, {"--rev", "main^{tree}"}), kHead);
}

TEST(Views, SayWhatTheyAre) {
  RepoBuilder repo;
  add_three_states(repo);
  const std::string head = repo.git({"rev-parse", "HEAD"}).substr(0, 40);
  const auto view = [&](const Words& more) {
    Words words = {"check", "-f", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return report_of(modgate(repo, words)).at("view");
  };
  EXPECT_EQ(view({}), (Json{{"kind", "worktree"}, {"revision", nullptr}}));
  EXPECT_EQ(view({"--staged"}), (Json{{"kind", "index"}, {"revision", nullptr}}));
  EXPECT_EQ(view({"--rev", "main"}), (Json{{"kind", "tree"}, {"revision", head}}));
}

TEST(Views, AFileRemovedFromDiskOnly) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/head.cc", kUse).commit("head").remove("src/core/head.cc");
  EXPECT_THAT(checked(repo), IsEmpty());
  EXPECT_EQ(checked(repo, {"--staged"}), kHead);
}

TEST(Start, FromBelowAndFromElsewhere) {
  RepoBuilder repo;
  add_three_states(repo);
  EXPECT_EQ(checked(repo.path() + "/src/core"), kDisk);
  EXPECT_EQ(checked("/", {"-C", repo.path()}), kDisk);
  EXPECT_EQ(checked("/", {"-C", repo.path() + "/src/relax", "--staged"}), kIndex);
  EXPECT_EQ(checked(repo.temp(), {"-C", "repo/src", "--rev", "HEAD"}), kHead);
  const Ran before = modgate_in(repo.temp(), {"-C", "repo", "check", "-f", "json"});
  EXPECT_EQ(findings_of(report_of(before)), kDisk) << "global options may stand before the command";
}

TEST(Start, LinkedWorktree) {
  RepoBuilder repo;
  add_three_states(repo);
  repo.git({"worktree", "add", "-q", "../linked"});
  const std::string linked = repo.temp() + "/linked";
  EXPECT_EQ(checked(linked), kHead) << "a fresh checkout of HEAD";
  repo.file("../linked/src/core/head.cc", kNoUse).file("../linked/src/core/disk.cc", kUse);
  EXPECT_EQ(checked(linked), kDisk);
  EXPECT_EQ(checked(linked, {"--staged"}), kHead) << "its own index, not that of the main worktree";
  EXPECT_EQ(checked(linked + "/src/core"), kDisk);
}

TEST(Start, BareRepository) {
  RepoBuilder repo;
  add_three_states(repo);
  repo.git({"clone", "-q", "--bare", ".", "../bare.git"});
  const std::string bare = repo.temp() + "/bare.git";
  EXPECT_EQ(checked(bare, {"--rev", "HEAD"}), kHead);
  EXPECT_EQ(checked(bare, {"--rev", "main", "src/core"}), kHead) << "paths count from the root";
  const Ran without = modgate_in(bare, {"check"});
  EXPECT_EQ(without.status, 3) << without.out;
  EXPECT_THAT(without.err, HasSubstr("--rev"));
}

TEST(Start, GitDirectoryFromTheEnvironment) {
  RepoBuilder repo;
  add_three_states(repo);
  const Environment git = {{"GIT_DIR", repo.path() + "/.git"}, {"GIT_WORK_TREE", repo.path()}};
  EXPECT_EQ(checked(repo.temp(), {"--staged"}, git), kIndex);
}

/// The gate as a hook: git itself sets GIT_INDEX_FILE to what will be committed.
class Hook : public ::testing::Test {
 protected:
  Hook() {
    add_relax(repo_);
    repo_.file("src/core/a.cc", kNoUse).file("src/core/b.cc", kNoUse).commit("base");
    repo_.executable(".git/hooks/pre-commit",
                     "#!/bin/sh\nexec '" MODGATE_BINARY "' check --staged -f concise -q > '" + seen_ + "'\n");
  }
  int commit(const Words& more) {
    Words words = {"commit", "-qm", "x"};
    words.insert(words.end(), more.begin(), more.end());
    return repo_.try_git(words, repo_.path()).status;
  }
  RepoBuilder repo_;
  std::string seen_ = repo_.temp() + "/seen";
};

TEST_F(Hook, RefusesTheStagedUse) {
  repo_.file("src/core/a.cc", kUse).stage("src/core/a.cc").file("src/core/a.cc", kNoUse);
  EXPECT_EQ(commit({}), 1);
  EXPECT_THAT(bytes_of(seen_), HasSubstr("src/core/a.cc:1:10: error[MG301 s0-included]"));
}

TEST_F(Hook, CommitOfAPathLeavesOutWhatElseIsStaged) {
  repo_.file("src/core/a.cc", kUse).stage("src/core/a.cc").file("src/core/b.cc", "int other();\n");
  EXPECT_EQ(commit({"--", "src/core/b.cc"}), 0) << bytes_of(seen_);
  EXPECT_EQ(bytes_of(seen_), "");
}

TEST_F(Hook, CommitOfAPathSeesItsUnstagedUse) {
  repo_.file("src/core/a.cc", kUse);
  EXPECT_EQ(commit({"--", "src/core/a.cc"}), 1);
  EXPECT_THAT(bytes_of(seen_), HasSubstr("src/core/a.cc:1:10"));
}

TEST_F(Hook, CommitAll) {
  repo_.file("src/core/a.cc", kUse);
  EXPECT_EQ(commit({"-a"}), 1);
  EXPECT_THAT(bytes_of(seen_), HasSubstr("src/core/a.cc:1:10"));
}

}  // namespace
}  // namespace modgate::testing
