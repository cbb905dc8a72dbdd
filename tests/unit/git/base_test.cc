// The base of a change: what `--against auto` takes from each CI's variables, in full and shallow clones. Where the
// base is not there, the help is run and must bring it. Hostile values never reach git's grammar of revisions.
#include <map>

#include "git_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using Variables = std::map<std::string, std::string>;

/// Takes the variables of a CI that runs this test away, sets others, and puts things back.
class CiVariables {
 public:
  explicit CiVariables(const Variables& values) {
    for (const char* name : {"PRE_COMMIT_FROM_REF", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_SHA",
                             "GITHUB_BASE_REF", "GITHUB_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                             "CI_MERGE_REQUEST_EVENT_TYPE", "CI_COMMIT_SHA", "BITBUCKET_PR_DESTINATION_BRANCH"}) {
      if (const char* value = ::getenv(name); value != nullptr) kept_[name] = value;
      ::unsetenv(name);
      const auto wanted = values.find(name);
      if (wanted != values.end()) ::setenv(name, wanted->second.c_str(), 1);
      names_.emplace_back(name);
    }
  }
  ~CiVariables() {
    for (const std::string& name : names_) ::unsetenv(name.c_str());
    for (const auto& [name, value] : kept_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  CiVariables(const CiVariables&) = delete;
  CiVariables& operator=(const CiVariables&) = delete;

 private:
  Variables kept_;
  std::vector<std::string> names_;
};

struct Row {
  const char* name;
  std::vector<std::string> clone;
  const char* checked_out;  ///< a branch of the server
  Variables variables;      ///< `@main` stands for the id of the server's branch
  std::string event;        ///< of GITHUB_EVENT_PATH, if any; the same
  const char* expected;     ///< a revision of the server
  const char* help;         ///< what must be run first; "" when nothing
  bool staged = false;
};

/// fork - main, fork - topic; `ci` merges topic into main, `synced` main into topic.
void grow(RepoBuilder& r) {
  constexpr long kStart = 1'600'000'000;
  r.file("a", "1").commit("root", kStart).file("b", "1").commit("fork", kStart + 1).git({"tag", "fork"});
  r.git({"checkout", "-q", "-b", "topic"});
  r.file("t", "1").commit("topic 1", kStart + 2).file("t", "2").commit("topic 2", kStart + 3);
  r.git({"checkout", "-q", "main"});
  r.file("m", "1").commit("main moves", kStart + 4);
  r.git({"checkout", "-q", "-b", "ci"});
  r.git({"merge", "-q", "--no-ff", "-m", "merge topic", "topic"});
  r.git({"checkout", "-q", "-b", "synced", "topic"});
  r.git({"merge", "-q", "--no-ff", "-m", "sync", "main"});
  r.git({"checkout", "-q", "main"});
}

std::string with_ids(RepoBuilder& repo, std::string text) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
    const std::size_t end = std::min(text.find_first_of("\"} ", at), text.size());
    text.replace(at, end - at, repo.git({"rev-parse", text.substr(at + 1, end - at - 1)}).substr(0, 40));
  }
  return text;
}

class Auto : public ::testing::TestWithParam<Row> {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<RepoBuilder>();
    grow(*server_);
    server_->git({"config", "uploadpack.allowAnySHA1InWant", "true"});
  }
  static void TearDownTestSuite() { server_.reset(); }

  static std::unique_ptr<RepoBuilder> server_;  ///< the same for all rows: nothing writes to it
};
std::unique_ptr<RepoBuilder> Auto::server_;

TEST_P(Auto, FindsTheBase) {
  const Row& row = GetParam();
  RepoBuilder& repo = *server_;
  const std::string folder = repo.temp() + "/" + row.name;
  std::vector<std::string> words = {"clone", "-q", "--branch", row.checked_out};
  words.insert(words.end(), row.clone.begin(), row.clone.end());
  words.insert(words.end(), {"file://" + repo.path(), folder});
  repo.git(words);
  Variables variables;
  for (const auto& [name, value] : row.variables) variables[name] = with_ids(repo, value);
  if (!row.event.empty()) {
    repo.file("../event.json", with_ids(repo, row.event));
    variables["GITHUB_EVENT_PATH"] = repo.temp() + "/event.json";
  }
  const std::string expected = repo.git({"rev-parse", std::string(row.expected) + "^{commit}"}).substr(0, 40);
  const CiVariables environment(variables);
  const git::Library library;
  if (row.help[0] != '\0') {
    const auto refused = opened(folder)->base_of("auto", row.staged, std::nullopt);
    ASSERT_FALSE(refused) << *refused;
    EXPECT_EQ(refused.error().kind, Failure::Kind::repository);
    EXPECT_EQ(refused.error().help, with_ids(repo, row.help)) << refused.error().message;
    const Ran ran =
        run_program({"sh", "-c", refused.error().help}, folder, {{"HOME", repo.home()}, {"PATH", ::getenv("PATH")}});
    ASSERT_EQ(ran.status, 0) << ran.err;
  }
  const auto base = opened(folder)->base_of("auto", row.staged, std::nullopt);
  ASSERT_TRUE(base) << base.error().message << "\n" << base.error().help;
  EXPECT_EQ(*base, expected);
}

const Variables kPullRequest = {{"GITHUB_EVENT_NAME", "pull_request"}, {"GITHUB_BASE_REF", "main"}};

Variables pull_request(const std::string& name, const std::string& sha) {
  return {{"GITHUB_EVENT_NAME", name}, {"GITHUB_BASE_REF", "main"}, {"GITHUB_SHA", sha}};
}

const std::vector<Row> kRows = {
    {"github_merge", {}, "ci", kPullRequest, "", "main", ""},
    {"github_merge_by_sha", {"--depth=2"}, "ci", pull_request("pull_request", "@ci"), "", "main", ""},
    {"github_merge_depth_1", {"--depth=1"}, "ci", kPullRequest, "", "main", "git fetch --depth=2 origin @ci"},
    {"github_head", {}, "topic", kPullRequest, "", "fork", ""},
    {"github_head_depth_1",
     {"--depth=1"},
     "topic",
     kPullRequest,
     "",
     "fork",
     "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"},
    {"github_head_of_one_branch",
     {"--single-branch"},
     "topic",
     kPullRequest,
     "",
     "fork",
     "git fetch origin +refs/heads/main:refs/remotes/origin/main"},
    // The first parent of the author's own merge is the author's branch: nothing would be new.
    {"github_head_is_a_merge", {}, "synced", pull_request("pull_request", "@ci"), "", "main", ""},
    {"github_target",
     {},
     "ci",
     pull_request("pull_request_target", "@main"),
     R"({"pull_request": {"head": {"sha": "@topic"}}})",
     "main",
     ""},
    {"github_merge_group",
     {"--depth=1"},
     "ci",
     {{"GITHUB_EVENT_NAME", "merge_group"}},
     R"({"merge_group": {"base_sha": "@main"}})",
     "main",
     "git fetch --depth=1 origin @main"},
    {"github_push", {}, "main", {{"GITHUB_EVENT_NAME", "push"}}, R"({"before": "@fork"})", "fork", ""},
    {"github_new_branch",
     {},
     "topic",
     {{"GITHUB_EVENT_NAME", "push"}},
     R"({"before": "0000000000000000000000000000000000000000", "repository": {"default_branch": "main"}})",
     "fork",
     ""},
    {"gitlab", {}, "topic", {{"CI_MERGE_REQUEST_DIFF_BASE_SHA", "@fork"}}, "", "fork", ""},
    {"gitlab_depth_1",
     {"--depth=1"},
     "topic",
     {{"CI_MERGE_REQUEST_DIFF_BASE_SHA", "@fork"}},
     "",
     "fork",
     "git fetch --depth=1 origin @fork"},
    {"gitlab_merged_result",
     {},
     "ci",
     {{"CI_MERGE_REQUEST_DIFF_BASE_SHA", "@fork"},
      {"CI_MERGE_REQUEST_EVENT_TYPE", "merged_result"},
      {"CI_COMMIT_SHA", "@ci"}},
     "",
     "main",
     ""},
    {"bitbucket", {}, "topic", {{"BITBUCKET_PR_DESTINATION_BRANCH", "main"}}, "", "fork", ""},
    {"pre_commit", {}, "topic", {{"PRE_COMMIT_FROM_REF", "origin/main"}}, "", "fork", ""},
    {"pre_commit_parent", {}, "topic", {{"PRE_COMMIT_FROM_REF", "HEAD~1"}}, "", "topic~1", ""},
    {"staged", {}, "topic", {}, "", "topic", "", true},
    // The clone's `topic` follows `origin/topic`, its own copy.
    {"at_home", {}, "topic", {}, "", "fork", ""},
    {"at_home_without_default",
     {"--single-branch"},
     "topic",
     {{"GITHUB_EVENT_NAME", "workflow_dispatch"}},
     "",
     "fork",
     "git fetch origin '+refs/heads/*:refs/remotes/origin/*' && git remote set-head origin --auto"},
};

INSTANTIATE_TEST_SUITE_P(Environments, Auto, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(AutoBase, ThatNobodyNamesIsRefused) {
  RepoBuilder repo;
  grow(repo);
  const git::Library library;
  const std::vector<std::pair<Variables, std::string>> rows = {
      {{}, "`auto` finds no base: no CI names one, `main` follows no branch, and `origin/HEAD` is not set"},
      {{{"GITHUB_EVENT_NAME", "pull_request"}}, "the variable `GITHUB_BASE_REF` names no commit: ``"},
      {{{"GITHUB_EVENT_NAME", "pull_request"}, {"GITHUB_BASE_REF", "--upload-pack=x"}}, "names no commit"},
      {{{"GITHUB_EVENT_NAME", "pull_request"}, {"GITHUB_BASE_REF", "a b"}}, "names no commit"},
      {{{"GITHUB_EVENT_NAME", "pull_request"}, {"GITHUB_BASE_REF", "main^{/x}"}}, "names no commit"},
      {{{"GITHUB_EVENT_NAME", "pull_request"}, {"GITHUB_BASE_REF", std::string(10'000, 'a')}}, "names no commit"},
      {{{"GITHUB_EVENT_NAME", "pull_request"}, {"GITHUB_BASE_REF", "gone"}}, "`origin/gone` is not in this repository"},
      {{{"GITHUB_EVENT_NAME", "push"}}, "the commit before this push, cannot be read"},
      {{{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_EVENT_PATH", "/dev/zero"}}, "before this push, cannot be read"},
      {{{"GITHUB_EVENT_NAME", "merge_group"}}, "names no `merge_group.base_sha`"},
      {{{"GITHUB_EVENT_NAME", "pull_request_target"}, {"GITHUB_SHA", with_ids(repo, "@main")}}, "this is the base"},
      {{{"CI_MERGE_REQUEST_DIFF_BASE_SHA", "main"}}, "`CI_MERGE_REQUEST_DIFF_BASE_SHA` names no commit: `main`"},
      {{{"PRE_COMMIT_FROM_REF", ":/fix"}}, "`PRE_COMMIT_FROM_REF` names no commit"},
      {{{"PRE_COMMIT_FROM_REF", "@{-1}"}}, "`PRE_COMMIT_FROM_REF` names no commit"},
      {{{"PRE_COMMIT_FROM_REF", "HEAD^{/x}"}}, "`PRE_COMMIT_FROM_REF` names no commit"},
      {{{"BITBUCKET_PR_DESTINATION_BRANCH", "\x1b[31m"}}, "names no commit: `\\x1b[31m`"},
  };
  for (const auto& [variables, words] : rows) {
    const CiVariables environment(variables);
    EXPECT_THAT(failure_text(opened(repo.path())->base_of("auto", false, std::nullopt)), HasSubstr(words));
  }
}

/// main as on the server, a branch that follows one which was deleted there, and CI's merge of a branch that is not.
TEST(AutoBase, LooksPastWhatTheServerLost) {
  RepoBuilder repo;
  grow(repo);
  const std::string folder = repo.temp() + "/clone";
  repo.git({"clone", "-q", "--branch", "topic", "file://" + repo.path(), folder});
  const std::string fork = with_ids(repo, "@fork");
  repo.try_git({"update-ref", "-d", "refs/remotes/origin/topic"}, folder);
  const CiVariables none({});
  const git::Library library;
  const auto base = opened(folder)->base_of("auto", false, std::nullopt);
  ASSERT_TRUE(base) << base.error().message;
  EXPECT_EQ(*base, fork);
  repo.try_git({"remote", "set-head", "origin", "-d"}, folder);
  EXPECT_THAT(failure_text(opened(folder)->base_of("auto", false, std::nullopt)),
              HasSubstr("and `origin/HEAD` is not set\ngit fetch origin '+refs/heads/*"));
}

TEST(AutoBase, OfAMergeThatNoBranchHasIsBrought) {
  RepoBuilder repo;
  grow(repo);
  const std::string main = with_ids(repo, "@main");
  const std::string merge = with_ids(repo, "@ci");
  repo.git({"update-ref", "refs/pull/1/merge", merge});
  repo.git({"branch", "-q", "-D", "ci"});
  for (int i = 0; i < 3; ++i) repo.file("m", std::to_string(i + 5)).commit("main goes on");
  const std::string folder = repo.temp() + "/clone";
  repo.git({"init", "-q", folder});
  repo.try_git({"remote", "add", "origin", "file://" + repo.path()}, folder);
  repo.try_git({"fetch", "-q", "--depth=1", "origin", "refs/pull/1/merge"}, folder);
  repo.try_git({"checkout", "-q", "FETCH_HEAD"}, folder);
  const CiVariables environment(pull_request("pull_request", merge));
  const git::Library library;
  const auto refused = opened(folder)->base_of("auto", false, std::nullopt);
  ASSERT_FALSE(refused);
  const Ran ran =
      run_program({"sh", "-c", refused.error().help}, folder, {{"HOME", repo.home()}, {"PATH", ::getenv("PATH")}});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const auto base = opened(folder)->base_of("auto", false, std::nullopt);
  ASSERT_TRUE(base) << base.error().message;
  EXPECT_EQ(*base, main);
}

TEST(AutoBase, SurvivesHostileEvents) {
  RepoBuilder repo;
  grow(repo);
  const git::Library library;
  for (const std::string& event : {std::string(100'000, '['), std::string("{\"merge_group\": 7}"), std::string("\xff"),
                                   std::string("{\"merge_group\": {\"base_sha\": [\"x\"]}}"), std::string()}) {
    repo.file("../event.json", event);
    const CiVariables environment(
        Variables{{"GITHUB_EVENT_NAME", "merge_group"}, {"GITHUB_EVENT_PATH", repo.temp() + "/event.json"}});
    EXPECT_THAT(failure_text(opened(repo.path())->base_of("auto", false, std::nullopt)),
                HasSubstr("names no `merge_group.base_sha`"));
  }
}

/// The default branch's first push would be compared with itself.
TEST(AutoBase, OfTheFirstPushIsNotItself) {
  RepoBuilder repo;
  grow(repo);
  repo.git({"update-ref", "refs/remotes/origin/main", "main"});
  repo.file("../event.json", R"({"before": "0000000000000000000000000000000000000000",
                                 "repository": {"default_branch": "main"}})");
  const git::Library library;
  const CiVariables environment(Variables{{"GITHUB_EVENT_NAME", "push"},
                                          {"GITHUB_REF", "refs/heads/main"},
                                          {"GITHUB_EVENT_PATH", repo.temp() + "/event.json"}});
  EXPECT_THAT(failure_text(opened(repo.path())->base_of("auto", false, std::nullopt)),
              HasSubstr("this push makes `main`, so nothing comes before it\nmodgate check"));
}

TEST(Base, AsGivenIsTheRevision) {
  RepoBuilder repo;
  grow(repo);
  const CiVariables environment(Variables{{"PRE_COMMIT_FROM_REF", "topic"}});
  const git::Library library;
  const auto base = opened(repo.path())->base_of("HEAD~1", false, std::nullopt);
  ASSERT_TRUE(base);
  EXPECT_EQ(*base, with_ids(repo, "@fork"));
  const auto unrelated = repo.commit_of_tree(repo.git({"rev-parse", "HEAD^{tree}"}).substr(0, 40));
  const CiVariables other(Variables{{"PRE_COMMIT_FROM_REF", unrelated}});
  EXPECT_THAT(failure_text(opened(repo.path())->base_of("auto", false, std::nullopt)), HasSubstr("no common commit"));
}

}  // namespace
}  // namespace modgate::testing
