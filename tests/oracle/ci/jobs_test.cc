// Whole jobs, played: a server's merge ref, a shallow clone in detached HEAD as the checkout step makes it, the event
// file, the runner's variables, and the very steps of the action, of the workflow and of the GitLab job that users get.
#include <unistd.h>

#include "consumers.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kAction = kSource + "/.github/actions/modgate/action.yml";

/// A server with a pull request of two commits, whose main has moved on and holds an old fault.
class Server {
 public:
  Server(const std::string& file, const std::string& text) {
    add_relax(repo);
    repo.file("src/core/old.cc", kUse).commit("base");
    fork = id("HEAD");
    repo.git({"checkout", "-q", "-b", "topic"});
    repo.file(file, text).commit("topic, first").file("notes.txt", "").commit("topic, second");
    topic = id("HEAD");
    repo.git({"checkout", "-q", "main"});
    repo.file("src/core/main.cc", kNoUse).commit("main moves on");
    main = id("HEAD");
    repo.git({"checkout", "-q", "--detach"});
    repo.git({"merge", "-q", "--no-ff", "-m", "merge", "topic"});
    merge = id("HEAD");
    repo.git({"clone", "-q", "--bare", ".", "../server.git"});
    repo.git({"push", "-q", "../server.git", merge + ":refs/pull/7/merge"});
    repo.git({"-C", "../server.git", "config", "uploadpack.allowAnySHA1InWant", "true"});
  }

  /// What a checkout step leaves: one commit and as many generations, on no branch.
  std::string checkout(const std::string& commit, const std::string& depth) {
    const std::string folder = repo.temp() + "/work";
    repo.git({"init", "-q", "../work"});
    for (const Words& step : {Words{"remote", "add", "origin", "file://" + repo.temp() + "/server.git"},
                              Words{"fetch", "-q", "--no-tags", "--depth=" + depth, "origin", commit},
                              Words{"checkout", "-q", "--force", "--detach", commit}}) {
      const Ran ran = repo.try_git(step, folder);
      EXPECT_EQ(ran.status, 0) << ran.err;
    }
    return folder;
  }

  RepoBuilder repo;
  std::string fork, topic, main, merge;

 private:
  std::string id(const std::string& name) { return repo.git({"rev-parse", name}).substr(0, 40); }
};

struct Played {
  int status = -1;
  std::string log, findings, exit_code, sarif_file;
};

class Jobs : public ::testing::Test {
 protected:
  void SetUp() override { MODGATE_NEEDS(install_consumers(), "npm's packages"); }

  static Environment github(Server& server, const std::string& folder) {
    RepoBuilder& repo = server.repo;
    repo.folder("../runner")
        .file("../event.json",
              Json{{"pull_request",
                    {{"head", {{"sha", server.topic}}}, {"base", {{"sha", server.main}, {"ref", "main"}}}}}}
                  .dump());
    return {{"HOME", repo.home()},
            {"CI", "true"},
            {"GITHUB_ACTIONS", "true"},
            {"GITHUB_EVENT_NAME", "pull_request"},
            {"GITHUB_EVENT_PATH", repo.temp() + "/event.json"},
            {"GITHUB_BASE_REF", "main"},
            {"GITHUB_HEAD_REF", "topic"},
            {"GITHUB_REF", "refs/pull/7/merge"},
            {"GITHUB_SHA", server.merge},
            {"GITHUB_WORKSPACE", folder},
            {"GITHUB_STEP_SUMMARY", repo.temp() + "/summary.md"},
            {"RUNNER_TEMP", repo.temp() + "/runner"}};
  }

  static Played play(const std::string& kind, const std::string& file, const Json& input,
                     const Environment& variables) {
    const Ran ran = run_sealed({"node", "run_job.mjs", kind, file, input.dump()}, kNode, variables);
    const Json result = Json::parse(ran.out, nullptr, false);
    EXPECT_TRUE(result.is_object()) << ran.out << ran.err;
    if (!result.is_object()) return {};
    const Json& outputs = result.at("outputs");
    return {result.at("status"), result.at("log"), outputs.value("findings", ""), outputs.value("exit-code", ""),
            outputs.value("sarif-file", "")};
  }

  static Played play_action(Server& server, const std::string& depth, Json inputs = {}) {
    if (inputs.is_null()) inputs = {{"modgate", MODGATE_BINARY}};
    const Environment variables = github(server, server.checkout(server.merge, depth));
    return play("action", kAction, inputs, variables);
  }

  /// A release as the steps expect it, with a program that runs the one under test.
  static std::string release(RepoBuilder& repo) {
    repo.executable("../release/modgate-1/bin/modgate", "#!/bin/sh\nexec '" MODGATE_BINARY "' \"$@\"\n");
    const Ran packed = run_sealed({"tar", "-czf", "release.tar.gz", "-C", "release", "modgate-1"}, repo.temp());
    EXPECT_EQ(packed.status, 0) << packed.err;
    return repo.temp() + "/release.tar.gz";
  }
  static std::string checksum(const std::string& file) {
    return run_sealed({"sha256sum", file}, "/").out.substr(0, 64);
  }
};

TEST_F(Jobs, GithubGreen) {
  Server server("src/core/new.cc", kNoUse);
  const Played job = play_action(server, "2");
  EXPECT_EQ(job.status, 0) << job.log;
  EXPECT_EQ(job.findings, "0");
  EXPECT_EQ(job.exit_code, "0");
  EXPECT_THAT(job.log, AllOf(HasSubstr("::stop-commands::"), Not(HasSubstr("::error")))) << job.log;
  const Json sarif = Json::parse(bytes_of(job.sarif_file), nullptr, false);
  ASSERT_TRUE(sarif.is_object()) << job.sarif_file;
  EXPECT_THAT(bytes_of(server.repo.temp() + "/summary.md"), Not(IsEmpty()));
}

TEST_F(Jobs, GithubRed) {
  Server server("src/core/new.cc", kUse);
  const Played job = play_action(server, "2");
  EXPECT_EQ(job.status, 1) << job.log;
  EXPECT_EQ(job.findings, "1") << job.log;
  EXPECT_EQ(job.exit_code, "1");
  EXPECT_THAT(job.log, AllOf(HasSubstr("::error file=src/core/new.cc,line=1"), Not(HasSubstr("file=src/core/old.cc"))));
  const Json sarif = Json::parse(bytes_of(job.sarif_file), nullptr, false);
  ASSERT_TRUE(sarif.is_object()) << job.sarif_file;
  EXPECT_EQ(sarif.at("runs").at(0).at("results").at(0).at("ruleId"), "MG301");
  EXPECT_THAT(bytes_of(server.repo.temp() + "/summary.md"), HasSubstr("MG301"));
}

/// The base is not in a clone of one commit: no verdict, and the line that brings it, which then helps.
TEST_F(Jobs, GithubWithoutTheBase) {
  Server server("src/core/new.cc", kUse);
  const Played job = play_action(server, "1");
  EXPECT_EQ(job.status, 3) << job.log;
  EXPECT_EQ(job.exit_code, "3");
  EXPECT_EQ(job.findings, "") << "unknown is not zero";
  EXPECT_EQ(job.sarif_file, "");
  const std::string fetch = "git fetch --depth=2 origin " + server.merge;
  EXPECT_THAT(job.log, AllOf(HasSubstr("  help: " + fetch + "\n"),
                             HasSubstr("::error title=modgate::the change was not checked, exit code 3")));
  const std::string folder = server.repo.temp() + "/work";
  ASSERT_EQ(server.repo.try_git({"fetch", "-q", "--depth=2", "origin", server.merge}, folder).status, 0);
  const Played again = play("action", kAction, {{"modgate", MODGATE_BINARY}}, github(server, folder));
  EXPECT_EQ(again.status, 1) << again.log;
}

/// In a container the checkout often belongs to somebody else.
TEST_F(Jobs, GithubForeignOwner) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  Server server("src/core/new.cc", kUse);
  const std::string folder = server.checkout(server.merge, "2");
  ASSERT_EQ(run_sealed({"chown", "-R", "12345", folder}, "/").status, 0);
  Environment variables = github(server, folder);
  const Played job = play("action", kAction, {{"modgate", MODGATE_BINARY}}, variables);
  EXPECT_EQ(job.status, 3) << job.log;
  EXPECT_EQ(job.findings, "");
  const std::string remedy = "git config --global --add safe.directory " + folder;
  EXPECT_THAT(job.log, HasSubstr("  help: " + remedy + "\n"));
  ASSERT_EQ(run_sealed({"sh", "-c", remedy}, "/", {{"HOME", server.repo.home()}}).status, 0);
  EXPECT_EQ(play("action", kAction, {{"modgate", MODGATE_BINARY}}, variables).status, 1);
}

/// What inputs do: values that a shell would run are words, and a wrong one stops the job.
TEST_F(Jobs, GithubInputs) {
  Server server("src/core/new.cc", kUse);
  const std::string archive = release(server.repo);
  const std::string sum = checksum(archive);
  const std::string url = "file://" + archive;
  const std::string sarif = server.repo.temp() + "/own.sarif";
  const Environment variables = github(server, server.checkout(server.merge, "2"));
  server.repo.symlink("../work/link.sarif", "../precious").file("../precious", "precious");
  const std::string two_lines = server.repo.temp() + "/a\nexit-code=0";
  server.repo.executable("../a\nexit-code=0", "#!/bin/sh\nexit 0\n");
  struct Row {
    Json inputs;
    int status;
    const char* log;
  };
  const std::vector<Row> rows = {
      {{{"url", url}, {"sha256", sum}}, 1, "src/core/new.cc"},
      {{{"url", url}, {"sha256", std::string(64, '0')}}, 2, "does not have the checksum"},
      {{{"url", url}}, 2, "needs sha256"},
      {{{"url", url + ".gone"}, {"sha256", sum}}, 2, "cannot be downloaded"},
      {{{"modgate", "/nowhere/modgate"}}, 2, "names no program"},
      {Json::object(), 2, "modgate is not on PATH"},
      {{{"modgate", MODGATE_BINARY}, {"against", "HEAD^1"}, {"args", "--fail-on  never"}}, 0, "src/core/new.cc"},
      {{{"modgate", MODGATE_BINARY}, {"args", "--ignore MG301"}}, 0, "modgate"},
      {{{"modgate", MODGATE_BINARY}, {"sarif-file", sarif}}, 1, "src/core/new.cc"},
      {{{"modgate", MODGATE_BINARY}, {"against", "$(touch hacked)"}}, 3, "is not a revision"},
      {{{"modgate", MODGATE_BINARY}, {"args", "; touch hacked"}}, 2, "`;` is no file"},
      {{{"modgate", MODGATE_BINARY}, {"args", "--fail-on never\n--no-such-option\n"}}, 2, "--no-such-option"},
      {{{"modgate", MODGATE_BINARY}, {"args", "--help"}}, 3, "the change was not checked, exit code 3"},
      {{{"modgate", MODGATE_BINARY}, {"sarif-file", "x\nexit-code=0"}}, 2, "holds a line break"},
      {{{"modgate", MODGATE_BINARY}, {"sarif-file", "link.sarif"}}, 2, "names a link"},
      {{{"modgate", MODGATE_BINARY}, {"sarif-file", "/nowhere/own.sarif"}}, 3, "cannot write `/nowhere/own.sarif`"},
      {{{"modgate", "/bin/false"}}, 2, "does not run on this machine"},
      {{{"modgate", two_lines}}, 2, "holds a line break"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.inputs.dump());
    const Played job = play("action", kAction, row.inputs, variables);
    EXPECT_EQ(job.status, row.status) << job.log;
    EXPECT_THAT(job.log, HasSubstr(row.log));
    EXPECT_TRUE(job.exit_code.empty() || job.exit_code == std::to_string(row.status)) << job.exit_code;
    EXPECT_EQ(job.findings.empty(), row.status > 1) << "unknown is not zero";
    EXPECT_EQ(job.sarif_file.empty(), row.status > 1);
  }
  EXPECT_EQ(bytes_of(server.repo.temp() + "/precious"), "precious");
  EXPECT_THAT(bytes_of(sarif), StartsWith("{"));
  EXPECT_FALSE(std::filesystem::exists(server.repo.temp() + "/work/hacked"));
}

/// The job that `init github` writes, with the two values that its user fills in.
TEST_F(Jobs, GithubWorkflowOfInit) {
  Server server("src/core/new.cc", kUse);
  ASSERT_EQ(modgate(server.repo, {"init", "github"}).status, 0);
  const std::string file = server.repo.path() + "/.github/workflows/modgate.yml";
  const std::string archive = release(server.repo);
  const Environment variables = github(server, server.checkout(server.merge, "2"));
  const Played empty = play("workflow", file, Json::object(), variables);
  EXPECT_EQ(empty.status, 1);
  EXPECT_THAT(empty.log, HasSubstr("::error::set MODGATE_URL and MODGATE_SHA256"));
  Json values = {{"MODGATE_URL", "file://" + archive}, {"MODGATE_SHA256", checksum(archive)}};
  const Played job = play("workflow", file, values, variables);
  EXPECT_EQ(job.status, 1) << job.log;
  EXPECT_THAT(job.log, AllOf(HasSubstr("src/core/new.cc"), Not(HasSubstr("file=src/core/old.cc"))));
  EXPECT_TRUE(Json::parse(bytes_of(server.repo.temp() + "/runner/modgate.sarif"), nullptr, false).is_object());
  values["MODGATE_SHA256"] = std::string(64, '0');
  EXPECT_NE(play("workflow", file, values, variables).status, 0);
}

/// GitLab checks out the source branch; its base lies further back than the clone reaches.
TEST_F(Jobs, Gitlab) {
  for (const bool red : {true, false}) {
    SCOPED_TRACE(red);
    Server server("src/core/new.cc", red ? kUse : kNoUse);
    RepoBuilder& repo = server.repo;
    ASSERT_EQ(modgate(repo, {"init", "gitlab"}).status, 0);
    const std::string folder = server.checkout(server.topic, "2");
    const std::string archive = release(repo);
    Environment variables = {{"HOME", repo.home()},
                             {"CI", "true"},
                             {"GITLAB_CI", "true"},
                             {"CI_PROJECT_DIR", folder},
                             {"CI_COMMIT_SHA", server.topic},
                             {"CI_MERGE_REQUEST_EVENT_TYPE", "detached"},
                             {"CI_MERGE_REQUEST_DIFF_BASE_SHA", server.fork},
                             {"RUNNER_TEMP", repo.temp()},
                             {"GIT_ALLOW_PROTOCOL", "file"}};
    const Json values = {{"MODGATE_URL", "file://" + archive}, {"MODGATE_SHA256", checksum(archive)}};
    repo.symlink("../work/modgate-quality.json", "../precious").file("../precious", "precious");
    const Played job = play("gitlab", repo.path() + "/.gitlab/modgate.gitlab-ci.yml", values, variables);
    EXPECT_EQ(job.status, red ? 1 : 0) << job.log;
    EXPECT_EQ(bytes_of(repo.temp() + "/precious"), "precious");
    const Json quality = Json::parse(bytes_of(folder + "/modgate-quality.json"), nullptr, false);
    ASSERT_TRUE(quality.is_array()) << job.log;
    EXPECT_EQ(quality.size(), red ? 1U : 0U) << quality.dump(1);
    EXPECT_THAT(bytes_of(folder + "/modgate-junit.xml"), HasSubstr("<testsuite"));
  }
}

TEST_F(Jobs, ValidatorsAcceptThem) {
  const std::string workflow = kSource + "/examples/ci/github.yml";
  for (const std::string& file : {kAction, workflow}) {
    const Ran ran = run_sealed({"node", "node_modules/.bin/action-validator", file}, kNode);
    EXPECT_EQ(ran.status, 0) << file << ran.out << ran.err;
  }
  const Ran ran = run_sealed({"node", "lint_ci.mjs", workflow}, kNode);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  // Both see a mistake when there is one.
  RepoBuilder repo;
  repo.file("bad.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - runs: x\n");
  EXPECT_NE(run_sealed({"node", "node_modules/.bin/action-validator", repo.path() + "/bad.yml"}, kNode).status, 0);
  EXPECT_NE(run_sealed({"node", "lint_ci.mjs", repo.path() + "/bad.yml"}, kNode).out, "");
}

}  // namespace
}  // namespace modgate::testing
