// `who`: owners, users and standing against a repository whose answers are known.
#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Who : public ::testing::Test {
 protected:
  Who() {
    add_relax(repo_);
    repo_.file(
        ".modgate/modules/relax.yaml",
        manifest("relax", "S0",
                 "maintainers: [ada, Ghost]\nchampion: linus\nci: {job: x, budget_minutes: 5, on_break: disable}\n"));
    repo_.file(".modgate/modules/scout.yaml", manifest("scout", "S2", "maintainers: [ada]\n"));
    repo_.file(".modgate/people.yaml",
               "schema: modgate/people/v1\npeople:\n"
               "  - {id: ada, roles: [{role: committer, since: 2020-01-01}]}\n"
               "  - {id: linus, handles: [torvalds], roles: [{role: pmc, since: 2024-01-01}]}\n");
    repo_.file("src/scout/s.cc", "#include \"../base/b.h\"\n").file("src/base/b.h", "int b;\n");
    repo_.file("src/core/use.cc", "int x;\n#include \"../relax/shape.h\"\n").commit("fixture");
  }
  Ran who(Words words) {
    words.insert(words.begin(), "who");
    return modgate(repo_, words);
  }

  RepoBuilder repo_;
};

TEST_F(Who, OwnerUsersStandingAndWhatMayBeDone) {
  const Ran ran = who({"src/relax/shape.h", "--now", "2023-06-01"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "relax (S0)\n"
            "  owns          src/relax/shape.h\n"
            "  used by       core at src/core/use.cc:2\n"
            "  maintainers   ada (a committer), Ghost (not in the roster)\n"
            "  champion      linus (a PMC member only since 2024-01-01)\n"
            "  if it breaks  disable: switch `USE_RELAX` off, and tell its maintainers\n");
}

TEST_F(Who, CoreFilesNameTheModulesThatUseThem) {
  const Ran ran = who({"src/base"});
  EXPECT_EQ(ran.out,
            "core, of no module\n"
            "  owns          src/base/b.h\n"
            "  used by       scout (S2) at src/scout/s.cc:1\n"
            "\n"
            "scout (S2)\n"
            "  uses          src/base/b.h at src/scout/s.cc:1\n"
            "  maintainers   ada (a committer)\n"
            "  if it breaks  the manifest does not say (`ci.on_break`); ask its maintainers\n");
}

TEST_F(Who, AChangeAsksForAllThatItTouches) {
  repo_.remove("src/relax/shape.h").file("src/base/b.h", "long b;\n").commit("change");
  const Json answer = Json::parse(who({"--against", "HEAD^", "-f", "json"}).out);
  const Json& modules = answer.at("modules");
  ASSERT_EQ(modules.size(), 3U) << answer;
  EXPECT_EQ(modules[0].at("module"), "relax");
  EXPECT_EQ(modules[0].at("owns"), Json({"src/relax/shape.h"}));
  EXPECT_EQ(modules[0].at("on_break"), "disable");
  EXPECT_EQ(modules[1].at("module"), nullptr);
  EXPECT_EQ(modules[1].at("used_by")[0].at("by"), "scout");
  EXPECT_EQ(modules[2].at("module"), "scout");
}

TEST_F(Who, WithoutPathsTheRosterOfTheDay) {
  EXPECT_EQ(who({"--now", "2024-01-01"}).out, "ada: a committer\nlinus: a PMC member\n");
  const Json before = Json::parse(who({"--now", "2023-12-31", "-f", "json"}).out);
  EXPECT_EQ(before.at("people")[1].at("pmc"), false);
  EXPECT_EQ(before.at("people")[1].at("handles"), Json({"torvalds"}));
}

TEST_F(Who, WhatCannotBeAnswered) {
  struct Row {
    Words words;
    std::string error;
  };
  const Row rows[] = {{{"src/nothing"}, "`src/nothing` is no file or folder of this view"},
                      {{"--against", "nonsense"}, "nonsense"},
                      {{"-f", "dot"}, "there is no format `dot` here"}};
  for (const Row& row : rows) {
    const Ran ran = who(row.words);
    EXPECT_NE(ran.status, 0);
    EXPECT_THAT(ran.err, HasSubstr(row.error));
    EXPECT_EQ(ran.out, "");
  }
  repo_.remove(".modgate/people.yaml");
  EXPECT_THAT(who({}).err, HasSubstr("there is no roster here"));
  EXPECT_THAT(who({"src/relax"}).out, AllOf(HasSubstr("ada (no roster to judge by)"), Not(HasSubstr("committer"))));
}

}  // namespace
}  // namespace modgate::testing
