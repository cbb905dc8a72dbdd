// Where reports go, that every format is the same for any number of threads, in the run and converted, and what happens
// when one cannot be written.
#include <filesystem>
#include <map>

#include "cli_test.h"
#include "runner_commands.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const Words kFormats{"full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"};

/// A use in a plain file and in one whose name and text break formats.
void add_uses(RepoBuilder& repo) {
  add_relax(repo);
  repo.file("src/core/a.cc", kUse);
  repo.file("src/core/##[error]\n%0A\xff@b|`.cc", kUse.substr(0, kUse.find('\n')) + "  // ::x:: \x1b[31m\xfe\n");
  repo.commit("uses");
}

TEST(Publish, EveryFormatIsTheSameWhoeverWritesIt) {
  RepoBuilder clean;
  add_relax(clean);
  clean.commit("clean");
  RepoBuilder hostile;
  add_uses(hostile);
  for (const RepoBuilder* repo : {&clean, &hostile}) {
    Words words{"check", "-j8"};
    for (const std::string& format : kFormats) words.insert(words.end(), {"--report", format + "=../all." + format});
    const Ran all = modgate(*repo, words);
    EXPECT_EQ(all.status, repo == &clean ? 0 : 1) << all.err;
    for (const std::string& format : kFormats) {
      const std::string expected = modgate(*repo, {"check", "-j1", "-f", format}).out;
      EXPECT_EQ(bytes_of(repo->temp() + "/all." + format), expected) << format;
      EXPECT_EQ(modgate(*repo, {"convert", "-f", format, "../all.json"}).out, expected) << format;
      EXPECT_THAT(expected, Not(IsEmpty())) << format;
    }
  }
}

TEST(Publish, AJobOfGitHubGetsCommandsAndASummary) {
  RepoBuilder repo;
  add_uses(repo);
  const std::string summary = repo.temp() + "/summary";
  const Environment job{{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", summary}};
  repo.file("../summary", "before\n");
  const Ran ran = modgate_in(repo.path(), {"check"}, job);
  EXPECT_EQ(ran.status, 1);
  const auto commands = runner_commands(ran.out);
  ASSERT_EQ(commands.size(), 4U) << ran.out;
  EXPECT_EQ(commands[0].name, "stop-commands");
  EXPECT_EQ(commands[2].data.substr(0, 14), "src/core/# #[e") << "no command can carry that name";
  EXPECT_EQ(commands[3].properties.at("file"), "src/core/a.cc");
  EXPECT_THAT(bytes_of(summary), StartsWith("before\n## \u274c modgate: 2 errors\n"));

  EXPECT_EQ(modgate_in(repo.path(), {"check", "-o", "../log"}, job).status, 1);
  EXPECT_THAT(bytes_of(repo.temp() + "/log"), StartsWith("error[MG301")) << "a file is for people";
  const Ran lost =
      modgate_in(repo.path(), {"check"}, {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", "/no/file"}});
  EXPECT_EQ(lost.status, 3);
  EXPECT_EQ(lost.err, "error: cannot write `/no/file`: No such file or directory; 1 other report written\n");
}

TEST(Publish, OneThatFailsKeepsNoOtherBack) {
  RepoBuilder repo;
  add_uses(repo);
  const Ran ran =
      modgate(repo, {"check", "--report", "json=/no/a", "--report", "junit=../b", "--report", "sarif=/no/c"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err,
            "error: cannot write `/no/a`: No such file or directory; cannot write `/no/c`: No such file or directory; "
            "2 other reports written\n");
  EXPECT_THAT(bytes_of(repo.temp() + "/b"), StartsWith("<?xml"));
}

TEST(Publish, NoFormatPassesARunWithABrokenPolicy) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\nexclude: {\n").commit("broken");
  const std::map<std::string, std::string> signs{{"full", "no findings so far"},
                                                 {"concise", "incomplete: the policy, the roster or the baseline"},
                                                 {"json", "\"complete\": false"},
                                                 {"jsonl", "\"complete\":false"},
                                                 {"sarif", "\"executionSuccessful\":false"},
                                                 {"github", "\n::error title=modgate%3A incomplete::the policy"},
                                                 {"gitlab", "\"severity\": \"blocker\""},
                                                 {"junit", "<error type=\"incomplete\""},
                                                 {"rdjson", "\"severity\": \"ERROR\""},
                                                 {"markdown", "modgate: incomplete\n"}};
  for (const std::string& format : kFormats) {
    // The fault lies in no file that is shown.
    const Ran ran = modgate(repo, {"check", "-f", format, "src/relax"});
    EXPECT_EQ(ran.status, 2) << format;
    EXPECT_THAT(ran.out, HasSubstr(signs.at(format)));
  }
}

TEST(Publish, ALinkToAnotherReportIsThatReport) {
  RepoBuilder repo;
  add_uses(repo);
  std::filesystem::create_symlink("a", repo.temp() + "/link");
  const Ran ran = modgate(repo, {"check", "--report", "json=../a", "--report", "sarif=../link"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, StartsWith("error: two reports would be written to `../link`\n"));
}

TEST(Publish, FilesHaveNoColors) {
  RepoBuilder repo;
  add_uses(repo);
  modgate(repo, {"check", "--color", "always", "--hyperlinks", "always", "--report", "full=../full"});
  EXPECT_THAT(bytes_of(repo.temp() + "/full"), AllOf(HasSubstr("MG301"), Not(HasSubstr("\x1b"))));
}

TEST(Publish, StdoutByItsNameLosesNothing) {
  RepoBuilder repo;
  add_uses(repo);
  const Ran ran =
      run_sealed({"/bin/sh", "-c",
                  std::string(MODGATE_BINARY) + " check -f concise --report gitlab=/dev/stdout > ../both; cat ../both"},
                 repo.path());
  const std::string concise = modgate(repo, {"check", "-f", "concise"}).out;
  EXPECT_EQ(ran.out, concise + modgate(repo, {"check", "-f", "gitlab"}).out);
}

TEST(Convert, SaysWhatItCannotRead) {
  RepoBuilder repo;
  repo.file("broken.json", "{\"schema_version\": 7}");
  const Ran broken = modgate(repo, {"convert", "broken.json", "-f", "junit", "-o", "out"});
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err, StartsWith("error: this is no report of modgate: its schema_version is 7, not 1\n"));
  EXPECT_FALSE(std::filesystem::exists(repo.path() + "/out"));
  EXPECT_EQ(modgate(repo, {"convert", "none.json"}).status, 2);
  EXPECT_EQ(modgate(repo, {"convert"}).status, 2);
  EXPECT_EQ(modgate_in(repo.path(), {"convert", "-"}, {}, "[[[[").status, 2);
}

}  // namespace
}  // namespace modgate::testing
