// `probe` and `init`: the first minutes with modgate, in a repository that has no manifest.
#include <filesystem>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

class Newcomer : public ::testing::Test {
 protected:
  Newcomer() {
    repo_.file("CMakeLists.txt", "option(USE_CUDA \"GPU\" OFF)\noption(BUILD_META_SCHEDULE \"Search\" OFF)\n");
    repo_.file("src/meta_schedule/space.h",
               "#pragma once\nnamespace acme {\nnamespace meta_schedule {\nint rank();\n}\n}\n");
    repo_.file("src/meta_schedule/space.cc", "#include \"space.h\"\nnamespace acme { int helper() { return 1; } }\n");
    repo_.file("python/acme/__init__.py", "").file("python/acme/meta_schedule/__init__.py", "from . import space\n");
    repo_.file("python/acme/meta_schedule/space.py", "import acme\n");
    repo_.file("tests/meta_schedule/space_test.cc", "#include \"../../src/meta_schedule/space.h\"\n");
    repo_.file("docs/meta_schedule.md", "# Search\n");
    repo_.file("src/core/a.cc", "#include \"../meta_schedule/space.h\"\nnamespace acme {\nint a() { return 0; }\n}\n");
    repo_.file("src/core/b.cc", "int b();\n")
        .file("python/acme/tune.py", "import os\nfrom acme import meta_schedule\n");
    repo_.commit("before modgate");
  }
  Ran probe(const Words& more) { return run("probe", more); }
  Ran init(const Words& more) { return run("init", more); }
  std::string status() { return repo_.git({"status", "--porcelain"}); }

  RepoBuilder repo_;

 private:
  Ran run(const std::string& command, const Words& more) {
    Words words = {command};
    words.insert(words.end(), more.begin(), more.end());
    return modgate(repo_, words);
  }
};

constexpr const char* kSources = "src/meta_schedule";
constexpr const char* kPython = "python/acme/meta_schedule/";
constexpr const char* kManifest = ".modgate/modules/meta_schedule.yaml";

TEST_F(Newcomer, PackagesOfOtherLanguagesAreProposed) {
  repo_.file("go.mod", "module example.com/acme\n").file("all/relax/a.go", "package relax\n");
  repo_.file("all/relax/op/b.go", "package op\n").file("all/relax/Cargo.toml", "[package]\nname = \"acme-relax\"\n");
  repo_.file("all/relax/package.json", "{\"name\": \"@acme/relax\"}");
  repo_.file("all/relax/A.java", "package org.acme.relax;\n").file("all/relax/B.java", "package org.acme;\n");
  repo_.file("all/C.java", "package org.acme;\n").file("all/relax/a.proto", "package acme.relax;\n");
  repo_.commit("more languages");
  const std::string spaces =
      "namespace: {go: [\"example.com/acme/all/relax\"], js: [\"@acme/relax\"], jvm: [\"org.acme.relax\"], "
      "proto: [\"acme.relax\"], rust: [\"acme_relax\"]}\n";
  const Ran probed = probe({"all/relax"});
  EXPECT_THAT(probed.out, AllOf(HasSubstr("  jvm          `org.acme.relax`\n"), Not(HasSubstr("C++ namespace"))));
  ASSERT_EQ(init({"manifest", "all/relax"}).status, 0);
  EXPECT_THAT(bytes_of(repo_.path() + "/.modgate/modules/relax.yaml"), HasSubstr(spaces));
}

TEST_F(Newcomer, ProbeNamesWhatAManifestWouldSay) {
  const Ran ran = probe({kSources, kPython});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("`meta_schedule` as a module: 6 files"));
  EXPECT_THAT(ran.out, HasSubstr("`acme::meta_schedule`"));
  EXPECT_THAT(ran.out, HasSubstr("`acme.meta_schedule`"));
  EXPECT_THAT(ran.out, HasSubstr("`BUILD_META_SCHEDULE`, declared in CMakeLists.txt"));
  EXPECT_THAT(ran.out, HasSubstr("`tests/meta_schedule/`"));
  EXPECT_THAT(ran.out, HasSubstr("`docs/meta_schedule.md`"));
  EXPECT_THAT(ran.out, HasSubstr("1 include and 1 import from outside"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("src/core/a.cc:1"), HasSubstr("python/acme/tune.py:2")));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("MG202"), HasSubstr("MG301"), HasSubstr("MG302")));
  EXPECT_THAT(status(), IsEmpty()) << "probe writes nothing";
}

TEST_F(Newcomer, ProbeAsAStageThatOthersMayUse) {
  const Ran ran = probe({kSources, kPython, "--as", "S2"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("As S2"), Not(HasSubstr("MG301")), Not(HasSubstr("MG302"))));
}

TEST_F(Newcomer, ProbeOfFoldersThatNobodyUses) {
  const Ran ran = probe({"docs"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("nothing outside"));
}

TEST_F(Newcomer, ProbeFromBelow) {
  const Ran here = modgate_in(repo_.path() + "/src", {"probe", "meta_schedule"});
  EXPECT_EQ(here.status, 0) << here.err;
  EXPECT_THAT(here.out, HasSubstr("src/core/a.cc:1"));
  const Ran there = modgate_in("/", {"-C", repo_.path() + "/src", "probe", "meta_schedule"});
  EXPECT_EQ(there.status, 0) << there.err;
  EXPECT_THAT(there.out, HasSubstr("src/core/a.cc:1"));
}

TEST_F(Newcomer, ProbeListsEveryPlaceInOtherFormats) {
  const Ran concise = probe({kSources, kPython, "-f", "concise"});
  EXPECT_EQ(concise.status, 0);
  EXPECT_THAT(concise.out, AllOf(HasSubstr("src/core/a.cc:1:10: error[MG301"), HasSubstr("python/acme/tune.py:2")));
  const Json report = report_of(probe({kSources, kPython, "-f", "json"}));
  std::size_t errors = 0;
  for (const Json& finding : report.at("findings")) errors += finding.at("severity") == "error" ? 1 : 0;
  EXPECT_EQ(report.at("counts").at("errors"), errors);
}

TEST_F(Newcomer, ProbeCountsOnlyWhatItLists) {
  repo_.file(".modgate/modules/core.yaml", manifest("core"));
  EXPECT_EQ(modgate(repo_, {"check"}).status, 1);
  const Json report = report_of(probe({"docs", "-f", "json"}));
  EXPECT_EQ(report.at("counts").at("errors"), report.at("findings").size()) << "the others' findings are no part of it";
}

TEST_F(Newcomer, ProbeReadsTheOtherViews) {
  repo_.file("src/core/b.cc", "#include \"../meta_schedule/space.h\"\n");
  EXPECT_THAT(probe({kSources}).out, HasSubstr("src/core/b.cc:1"));
  EXPECT_THAT(probe({kSources, "--staged"}).out, Not(HasSubstr("src/core/b.cc")));
  EXPECT_THAT(probe({kSources, "--rev", "HEAD"}).out, Not(HasSubstr("src/core/b.cc")));
}

TEST_F(Newcomer, ProbeOfNothing) {
  for (const Words& words :
       {Words{"nosuch"}, Words{"src/meta"}, Words{"."}, Words{"../elsewhere"}, Words{}, Words{kSources, "nosuch"},
        Words{kSources, "--as", "S7"}, Words{kSources, "--as", "removed"}}) {
    const Ran ran = probe(words);
    EXPECT_EQ(ran.status, 2) << ::testing::PrintToString(words) << ran.out;
    EXPECT_THAT(ran.out, IsEmpty());
  }
}

TEST_F(Newcomer, InitWritesAManifestThatValidates) {
  const Ran ran = init({"manifest", kSources, kPython});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(kManifest));
  const std::string text = bytes_of(repo_.path() + "/" + kManifest);
  EXPECT_THAT(text, AllOf(HasSubstr("module: meta_schedule"), HasSubstr("stage: proposed"),
                          HasSubstr("acme::meta_schedule"), HasSubstr("BUILD_META_SCHEDULE")));
  const Ran valid = modgate(repo_, {"validate", kManifest, "--fail-on", "info"});
  EXPECT_EQ(valid.status, 0) << valid.out;
  EXPECT_THAT(valid.out, HasSubstr("meta_schedule: "));
  EXPECT_THAT(checked(repo_, {"--select", "MG1,MG6,MG7"}), IsEmpty());
  EXPECT_THAT(checked(repo_, {"--select", "MG301"}), (Words{"src/core/a.cc:1 MG301 new"}));
}

TEST_F(Newcomer, InitNeverOverwrites) {
  ASSERT_EQ(init({"manifest", kSources}).status, 0);
  ASSERT_EQ(init({"policy"}).status, 0);
  const std::string policy = bytes_of(repo_.path() + "/.modgate/policy.yaml");
  repo_.file(kManifest, "mine\n");
  for (const Words& words : {Words{"manifest", kSources}, Words{"policy"}}) {
    const Ran ran = init(words);
    EXPECT_EQ(ran.status, 2) << words[0];
    EXPECT_THAT(ran.err, HasSubstr("never overwrites"));
  }
  EXPECT_EQ(bytes_of(repo_.path() + "/" + kManifest), "mine\n");
  EXPECT_EQ(bytes_of(repo_.path() + "/.modgate/policy.yaml"), policy);
}

TEST_F(Newcomer, InitDoesNotFollowALinkOutOfTheRepository) {
  repo_.symlink(".modgate", "../outside").folder("../outside");
  EXPECT_NE(init({"policy"}).status, 0);
  EXPECT_FALSE(std::filesystem::exists(repo_.temp() + "/outside/policy.yaml"));
}

TEST_F(Newcomer, InitPolicyIsAValidOne) {
  ASSERT_EQ(modgate_in(repo_.path() + "/src/core", {"init", "policy"}).status, 0);
  EXPECT_EQ(status(), "?? .modgate/\n");
  const Ran checked_policy = modgate(repo_, {"config", "check"});
  EXPECT_EQ(checked_policy.status, 0) << checked_policy.out;
  EXPECT_EQ(modgate(repo_, {"validate", ".modgate/policy.yaml"}).status, 0);
}

TEST_F(Newcomer, InitOfNothing) {
  for (const Words& words : {Words{}, Words{"manifest"}, Words{"manifest", "nosuch"}, Words{"polcy"}}) {
    EXPECT_EQ(init(words).status, 2) << ::testing::PrintToString(words);
  }
  EXPECT_THAT(status(), IsEmpty());
}

TEST_F(Newcomer, InitWithNamesThatYamlWouldTakeForSomethingElse) {
  repo_.file("src/no/a.h", "#pragma once\n")
      .file("src/sp ace: [x]/a.h", "#pragma once\n")
      .file("src/1.10/a.h", "#pragma once\n");
  for (const char* folder : {"src/no", "src/sp ace: [x]", "src/1.10"}) {
    const Ran ran = init({"manifest", folder});
    ASSERT_EQ(ran.status, 0) << folder << ran.err;
    const std::string written = ran.out.substr(6, ran.out.find('\n') - 6);
    const Ran valid = modgate(repo_, {"validate", written});
    EXPECT_EQ(valid.status, 0) << folder << "\n" << valid.out << bytes_of(repo_.path() + "/" + written);
  }
}

}  // namespace
}  // namespace modgate::testing
