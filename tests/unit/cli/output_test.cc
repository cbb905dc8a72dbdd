// What a run writes, where and in which dress.
#include <filesystem>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// Enough files and findings for several threads to finish in another order.
void add_many(RepoBuilder& repo) {
  add_relax(repo);
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    repo.file("src/core/f" + n + ".cc",
              std::string(static_cast<std::size_t>(i % 7), '\n') + kUse + "#include \"f" + n + ".h\"\n");
    repo.file("src/relax/g" + n + ".h", "#pragma once\n#define LEAK_" + n + "\nnamespace other {\nint f();\n}\n");
  }
  repo.commit("many");
}

TEST(Json, IsTheSameForAnyNumberOfThreads) {
  RepoBuilder repo;
  add_many(repo);
  const Ran one = modgate(repo, {"check", "-f", "json", "-j1"});
  EXPECT_GT(report_of(one).at("findings").size(), 100U);
  for (const char* threads : {"-j8", "-j2", "-j0", "-j256"}) {
    EXPECT_EQ(one.out, modgate(repo, {"check", "-f", "json", threads}).out) << threads;
  }
}

TEST(Json, IsTheSameForTheSameContentButForTheView) {
  RepoBuilder repo;
  add_many(repo);
  const auto without_view = [&](const Words& more) {
    Words words = {"check", "-f", "json"};
    words.insert(words.end(), more.begin(), more.end());
    Json report = report_of(modgate(repo, words));
    report.erase("view");
    return report;
  };
  const Json disk = without_view({});
  EXPECT_EQ(disk, without_view({"--staged"}));
  EXPECT_EQ(disk, without_view({"--rev", "HEAD"}));
}

TEST(Json, SuspectsAndAllGiveTheSameFindings) {
  RepoBuilder repo;
  add_many(repo);
  EXPECT_EQ(checked(repo), checked(repo, {"--prove-all"}));
}

TEST(Json, HasTheShapeOfTheContract) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/a.cc", "// ä\n/* ä */ " + kUse).commit("use");
  const Ran ran = modgate(repo, {"check", "-f", "json"});
  EXPECT_EQ(ran.status, 1);
  const Json report = report_of(ran);
  EXPECT_EQ(report.at("schema_version"), 1);
  EXPECT_EQ(report.at("tool").at("name"), "modgate");
  EXPECT_TRUE(report.at("complete").get<bool>());
  const Json& finding = report.at("findings").at(0);
  EXPECT_EQ(finding.at("rule"), "MG301");
  EXPECT_EQ(finding.at("name"), "s0-included");
  EXPECT_EQ(finding.at("severity"), "error");
  EXPECT_EQ(finding.at("module"), "relax");
  EXPECT_EQ(finding.at("path"), "src/core/a.cc");
  EXPECT_EQ(finding.at("start"), (Json{{"line", 2}, {"column", 19}, {"byte", 24}})) << "columns are bytes, from 1";
  EXPECT_EQ(finding.at("related").at(0).at("path"), ".modgate/modules/relax.yaml");
  EXPECT_EQ(ran.out.back(), '\n');
}

TEST(Json, HoldsNoTimeAndNoPathOfTheMachine) {
  RepoBuilder repo;
  add_many(repo);
  const Ran first = modgate(repo, {"check", "-f", "json"});
  EXPECT_EQ(first.out, modgate(repo, {"check", "-f", "json"}).out);
  EXPECT_THAT(first.out, Not(HasSubstr(repo.temp())));
}

TEST(Output, IntoAFile) {
  RepoBuilder repo;
  add_many(repo);
  const Ran shown = modgate(repo, {"check", "-f", "json"});
  repo.file("../report.json", "an old report");
  const Ran ran = modgate(repo, {"check", "-f", "json", "-o", "../report.json"});
  EXPECT_EQ(ran.status, 1) << "the verdict stays";
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(bytes_of(repo.temp() + "/report.json"), shown.out);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(repo.temp()), {}), 3) << "no temporary file is left";
}

TEST(Output, FilesCountFromTheFolderAfterC) {
  RepoBuilder repo;
  add_relax(repo);
  repo.folder("../out").file("../policy/policy.yaml", "schema: modgate/policy/v1\n").commit("clean");
  repo.file("../policy/modules/relax.yaml", manifest("relax"));
  const Ran written = modgate_in(repo.temp() + "/out", {"-C", "../repo", "check", "-o", "../report"});
  EXPECT_EQ(written.status, 0) << written.err;
  EXPECT_THAT(bytes_of(repo.temp() + "/report"), StartsWith("ok: "));
  const Ran judged = modgate_in("/", {"-C", repo.path(), "check", "--config", "../policy/policy.yaml"});
  EXPECT_EQ(judged.status, 0) << judged.err;
}

TEST(Output, Statistics) {
  RepoBuilder repo;
  add_many(repo);
  const Ran ran = modgate(repo, {"check", "-f", "concise", "--statistics"});
  EXPECT_THAT(ran.out, HasSubstr("   60  error     MG301 s0-included\n"));
  EXPECT_THAT(ran.out, HasSubstr("   60  error     MG202 foreign-namespace\n"));
  EXPECT_THAT(modgate(repo, {"check", "-f", "concise"}).out, Not(HasSubstr("   60  error")));
}

TEST(Output, BuildsThatCouldNotBeFollowedAreNamed) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/relax/a.cc", "namespace acme::relax {}\n");
  EXPECT_THAT(modgate(repo, {"check", "-f", "concise"}).out,
              HasSubstr("present, not judged: relax: what `USE_RELAX` switches, since no build file that modgate reads "
                        "builds it\n"));
  repo.file(
      "CMakeLists.txt",
      "project(acme)\noption(USE_RELAX \"Build relax\" OFF)\nif(USE_RELAX)\n  add_subdirectory(src/relax)\nendif()\n");
  repo.file("src/relax/CMakeLists.txt", "file(READ sources.txt SOURCES)\nadd_library(relax ${SOURCES})\n");
  EXPECT_THAT(modgate(repo, {"check", "-f", "concise"}).out,
              HasSubstr("present, not judged: relax: 1 undecided build command, src/relax/CMakeLists.txt:2: "));
}

TEST(Output, WhatIsOpenForAllModulesIsSaidOnce) {
  RepoBuilder repo;
  std::string names;
  for (int i = 0; i < 10; ++i) {
    const std::string name = "relax" + std::to_string(i);
    repo.file(".modgate/modules/" + name + ".yaml", manifest(name));
    repo.file("src/" + name + "/a.cc", "namespace acme::" + name + " {}\n");
    if (i < 8) names += name + (i < 7 ? ", " : " and ");
  }
  repo.file("CMakeLists.txt",
            "project(acme)\nforeach(i RANGE 100000)\n  foreach(j RANGE 100)\n  endforeach()\nendforeach()\n");
  EXPECT_THAT(modgate(repo, {"check", "-f", "concise"}).out,
              HasSubstr("present, not judged: " + names +
                        "2 other modules: 1 undecided build command, CMakeLists.txt:1: the list files take more"));
}

TEST(Output, QuietPrintsFindingsOnly) {
  RepoBuilder repo;
  add_relax(repo);
  repo.commit("clean");
  EXPECT_THAT(modgate(repo, {"check", "-q"}).out, IsEmpty());
  EXPECT_THAT(modgate(repo, {"-q", "check"}).out, IsEmpty());
  repo.file("src/core/a.cc", kUse);
  EXPECT_EQ(modgate(repo, {"check", "-q", "-f", "concise"}).out,
            "src/core/a.cc:1:10: error[MG301 s0-included] core includes a header of S0 module `relax`\n");
}

/// Whether escape sequences come out, into a stream that is no terminal.
struct Dress {
  const char* name;
  Words arguments;
  Environment environment;
  bool colored;
};

void PrintTo(const Dress& row, std::ostream* out) { *out << row.name; }

class Color : public ::testing::TestWithParam<Dress> {};

TEST_P(Color, IsAsAskedFor) {
  const Dress& row = GetParam();
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/a.cc", kUse);
  Words words = {"check"};
  words.insert(words.end(), row.arguments.begin(), row.arguments.end());
  const Ran ran = modgate_in(repo.path(), words, row.environment);
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out.find('\x1b') != std::string::npos, row.colored) << ran.out;
}

const std::vector<Dress> kDresses = {
    {"no_terminal", {}, {}, false},
    {"always", {"--color", "always"}, {}, true},
    {"always_before_NO_COLOR", {"--color=always"}, {{"NO_COLOR", "1"}}, true},
    {"never", {"--color", "never"}, {{"CLICOLOR_FORCE", "1"}}, false},
    {"forced", {}, {{"CLICOLOR_FORCE", "1"}}, true},
    {"forced_with_zero", {}, {{"CLICOLOR_FORCE", "0"}}, false},
    {"NO_COLOR_before_force", {}, {{"NO_COLOR", "1"}, {"CLICOLOR_FORCE", "1"}}, false},
    {"empty_NO_COLOR", {}, {{"NO_COLOR", ""}, {"CLICOLOR_FORCE", "1"}}, true},
    {"json", {"-f", "json", "--color", "always"}, {}, false},
};
INSTANTIATE_TEST_SUITE_P(Dresses, Color, ::testing::ValuesIn(kDresses),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Output, WhatTheRepositorySaysCannotDriveTheTerminal) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/\x1b[31m\xe2\x80\xae.cc", "#include \"../relax/shape.h\" // \x1b]0;title\x07 \xe2\x80\xae\n")
      .commit("escape");
  for (const char* format : {"full", "concise"}) {
    const Ran ran = modgate(repo, {"check", "-f", format});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), Not(HasSubstr("\xe2\x80\xae"))))
        << format;
  }
}

/// A policy outside of the repository, with its own manifests.
class OutsidePolicy : public ::testing::Test {
 protected:
  OutsidePolicy() {
    add_relax(repo_);
    repo_.remove(".modgate").file("src/core/a.cc", kUse).commit("no manifest");
    repo_.file("../house/policy.yaml", "schema: modgate/policy/v1\n");
    repo_.file("../house/modules/relax.yaml", manifest("relax", "S0", "colour: red\n"));
  }
  RepoBuilder repo_;
};

TEST_F(OutsidePolicy, JudgesFromOutsideInEveryView) {
  const std::string policy = repo_.temp() + "/house/policy.yaml";
  const Words expected = {"config:modules/relax.yaml:8 MG102 new", "src/core/a.cc:1 MG301 new"};
  for (const Words& view : {Words{}, Words{"--staged"}, Words{"--rev", "HEAD"}}) {
    Words words = {"--config", policy};
    words.insert(words.end(), view.begin(), view.end());
    EXPECT_THAT(checked(repo_, words), ::testing::UnorderedElementsAreArray(expected));
  }
  EXPECT_EQ(modgate(repo_, {"check"}).status, 2) << "without it there is no manifest";
}

TEST(Misnamed, APolicyAndARosterAreNamedNotIgnored) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file(".modgate/policy.yml", "schema: modgate/policy/v1\npreset: tvm-2023\n");
  repo.file(".modgate/people.yml", "schema: modgate/people/v1\npeople: []\n");
  const Ran both = modgate(repo, {"check"});
  EXPECT_THAT(both.out, HasSubstr("undecided: what `.modgate/policy.yml` says: modgate reads `.modgate/policy.yaml`"));
  EXPECT_THAT(both.out, HasSubstr("undecided: what `.modgate/people.yml` says"));
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\nroster: people.yml\n");
  EXPECT_THAT(modgate(repo, {"check"}).out, ::testing::Not(HasSubstr("undecided:")));
}

TEST_F(OutsidePolicy, IsFoundFromTheFolderOfTheCaller) {
  const Ran ran = modgate(repo_, {"check", "--config", "../house/policy.yaml"});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("--> config:modules/relax.yaml:8:1"));
  EXPECT_THAT(ran.out, HasSubstr("colour: red")) << "the frame quotes it";
}

TEST_F(OutsidePolicy, TakesTheRosterNextToThePolicy) {
  repo_.file("../house/people.yaml", "schema: modgate/people/v1\npeople: [\n");
  const Ran ran = modgate(repo_, {"check", "--config", "../house/policy.yaml"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, HasSubstr("config:people.yaml"));
}

TEST_F(OutsidePolicy, GovernsBothSidesOfAComparison) {
  repo_.file("src/core/b.cc", kUse);
  EXPECT_THAT(checked(repo_, {"--config", "../house/policy.yaml", "--against", "HEAD"}),
              ::testing::UnorderedElementsAre("config:modules/relax.yaml:8 MG102 existing",
                                              "src/core/a.cc:1 MG301 existing", "src/core/b.cc:1 MG301 new"));
}

}  // namespace
}  // namespace modgate::testing
