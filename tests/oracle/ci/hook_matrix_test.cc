// Every way to commit of hook_scenes.h, under git's plain hook, under pre-commit and under prek: modgate's exit code,
// its findings, and whether the commit was made.
#include "hook_scenes.h"

namespace modgate::testing {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

class PlainHook : public HookRunner {
 public:
  void prepare(RepoBuilder& /*repo*/) override {}
  void install(RepoBuilder& repo, const Environment& /*variables*/) override {
    const Ran ran = modgate(repo, {"init", "hook"});
    ASSERT_EQ(ran.status, 0) << ran.err;
  }
  Environment variables() const override { return {}; }
};

/// pre-commit or prek: both read the same configuration, which takes the hooks from a repository as modgate's own.
class Framework : public HookRunner {
 public:
  explicit Framework(std::string program, const std::string& ids = "[{id: modgate}]") : program_(std::move(program)) {
    hooks_.file(".pre-commit-hooks.yaml", bytes_of(kSource + "/.pre-commit-hooks.yaml")).commit("hooks");
    configuration_ =
        "repos:\n- repo: " + hooks_.path() + "\n  rev: " + hooks_.git({"rev-parse", "HEAD"}) + "  hooks: " + ids + "\n";
  }
  void prepare(RepoBuilder& repo) override { repo.file(".pre-commit-config.yaml", configuration_); }
  void install(RepoBuilder& repo, const Environment& variables) override {
    const Ran ran = run_program({program_, "install"}, repo.path(), with_home(repo, variables));
    ASSERT_EQ(ran.status, 0) << ran.out << ran.err;
  }
  Environment variables() const override {
    return {{"PRE_COMMIT_HOME", hooks_.temp() + "/pre-commit"}, {"PREK_HOME", hooks_.temp() + "/prek"}};
  }
  static Environment with_home(const RepoBuilder& repo, Environment variables) {
    variables["HOME"] = repo.home();
    variables["LC_ALL"] = "C";
    return variables;
  }

 private:
  RepoBuilder hooks_;
  std::string program_;
  std::string configuration_;
};

void play_all(HookRunner& runner) {
  for (const HookRow& row : hook_rows()) {
    SCOPED_TRACE(row.name);
    Scene scene(runner, row.unborn);
    row.play(scene);
    EXPECT_EQ(scene.modgate_exit, row.exit) << scene.said;
    EXPECT_THAT(scene.findings, ElementsAreArray(row.findings)) << scene.said;
    EXPECT_EQ(scene.committed, row.exit == 0) << scene.said;
  }
}

const std::string kPrek = kNode + "/node_modules/@j178/prek-linux-x64-gnu/prek";

bool has_pre_commit() { return std::system("pre-commit --version >/dev/null 2>&1") == 0; }

TEST(HookMatrix, PlainHook) {
  PlainHook runner;
  play_all(runner);
}

TEST(HookMatrix, PreCommit) {
  MODGATE_NEEDS(has_pre_commit(), "pre-commit");
  Framework runner("pre-commit");
  play_all(runner);
}

TEST(HookMatrix, Prek) {
  MODGATE_NEEDS(install_consumers(), "prek");
  Framework runner(kPrek);
  play_all(runner);
}

TEST(HookManifest, BothReadersAcceptIt) {
  MODGATE_NEEDS(has_pre_commit() && install_consumers(), "pre-commit or prek");
  for (const std::string& program : {std::string("pre-commit"), kPrek}) {
    const Ran ran = run_sealed({program, "validate-manifest", kSource + "/.pre-commit-hooks.yaml"}, "/");
    EXPECT_EQ(ran.status, 0) << program << ran.out << ran.err;
  }
}

/// The second id gets the staged manifests' names, and nothing else.
TEST(HookManifest, ManifestsAreValidatedAlone) {
  MODGATE_NEEDS(has_pre_commit(), "pre-commit");
  Framework runner("pre-commit", "[{id: modgate-manifest}]");
  Scene scene(runner, false);
  scene.repo.file("src/core/new.cc", kUse).stage("src/core/new.cc");
  scene.commit({});
  EXPECT_TRUE(scene.committed) << scene.said;
  EXPECT_EQ(scene.modgate_exit, -1) << "no manifest was staged";
  scene.repo.file(".modgate/modules/relax.yaml", manifest("relax") + "stag: S1\n").stage(".modgate");
  scene.commit({});
  EXPECT_FALSE(scene.committed) << scene.said;
  EXPECT_EQ(scene.modgate_exit, 1);
  EXPECT_THAT(scene.findings, ElementsAreArray({".modgate/modules/relax.yaml:8 MG102"}));
}

TEST(Hook, WithoutModgateOnPathNothingIsCommitted) {
  RepoBuilder repo;
  add_relax(repo);
  ASSERT_EQ(modgate(repo, {"init", "hook"}).status, 0);
  repo.git({"add", "-A"});
  const Ran ran = repo.try_git({"commit", "-qm", "x"}, repo.path(), {{"PATH", "/usr/bin:/bin"}});
  EXPECT_NE(ran.status, 0);
  EXPECT_EQ(ran.err,
            "error: modgate is not on PATH, so this commit cannot be checked\n"
            "  help: install modgate where the PATH of git finds it, or delete .git/hooks/pre-commit\n");
}

TEST(Hook, ScriptsPassShellcheck) {
  MODGATE_NEEDS(std::system("shellcheck --version >/dev/null 2>&1") == 0, "shellcheck");
  for (const char* script :
       {"/examples/ci/pre-commit.sh", "/.github/actions/modgate/find.sh", "/.github/actions/modgate/check.sh"}) {
    const Ran ran = run_sealed({"shellcheck", kSource + script}, "/");
    EXPECT_EQ(ran.status, 0) << ran.out;
  }
}

}  // namespace
}  // namespace modgate::testing
