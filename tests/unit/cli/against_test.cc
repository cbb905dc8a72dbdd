// `--against`: what the base does not have decides, and the base's gates judge the head.
#include <functional>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Edit = std::function<void(RepoBuilder&)>;

/// A change against a base in which core uses relax in src/core/old.cc, and what comes out.
struct Change {
  const char* name;
  Edit edit;
  Words findings;
  int status;
};

void PrintTo(const Change& row, std::ostream* out) { *out << row.name; }

/// Long enough for git to know the file again under another name.
const std::string kOldHead =
    "// The oldest user of relax, from the days before anybody thought of modules and of stages.\n";
constexpr const char* kPolicy = "schema: modgate/policy/v1\npreset: minimal\n";

void build_base(RepoBuilder& repo) {
  add_relax(repo);
  repo.file(".modgate/policy.yaml", kPolicy);
  repo.file("src/core/old.cc", kOldHead + "int first();\nint second();\n" + kUse).commit("base");
}

class Changes : public ::testing::TestWithParam<Change> {};

/// The same change judged on disk, in the index and as a commit.
TEST_P(Changes, AreJudgedByWhatIsNew) {
  const Change& row = GetParam();
  RepoBuilder repo;
  build_base(repo);
  row.edit(repo);
  EXPECT_EQ(checked(repo, {"--against", "HEAD"}), row.findings);
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, row.status);
  repo.stage(".");
  EXPECT_EQ(checked(repo, {"--against", "HEAD", "--staged"}), row.findings);
  repo.commit("change");
  EXPECT_EQ(checked(repo, {"--against", "HEAD~1", "--rev", "HEAD"}), row.findings);
}

const std::string kOld = "src/core/old.cc:4 MG301 existing";

const std::vector<Change> kWhatIsNew = {
    {"nothing", [](RepoBuilder& r) { r.file("src/core/clean.cc", "int x();\n"); }, {kOld}, 0},
    {"another_use", [](RepoBuilder& r) { r.file("src/core/new.cc", kUse); }, {"src/core/new.cc:1 MG301 new", kOld}, 1},
    {"lines_above",
     [](RepoBuilder& r) { r.file("src/core/old.cc", kOldHead + "\n\n\nint first();\nint second();\n" + kUse); },
     {"src/core/old.cc:7 MG301 existing"},
     0},
    {"renamed",
     [](RepoBuilder& r) { r.rename("src/core/old.cc", "src/core/renamed.cc"); },
     {"src/core/renamed.cc:4 MG301 existing"},
     0},
    {"renamed_and_edited",
     [](RepoBuilder& r) {
       r.remove("src/core/old.cc");
       r.file("src/core/z.cc", kOldHead + "int first();\nint second();\nint third();\n" + kUse);
     },
     {"src/core/z.cc:5 MG301 existing"},
     0},
    {"copied",
     [](RepoBuilder& r) { r.file("src/core/copy.cc", kOldHead + "int first();\nint second();\n" + kUse); },
     {"src/core/copy.cc:4 MG301 new", kOld},
     1},
    {"the_same_line_again",
     [](RepoBuilder& r) { r.file("src/core/old.cc", kOldHead + "int first();\n" + kUse + kUse); },
     {"src/core/old.cc:3 MG301 existing", "src/core/old.cc:5 MG301 new"},
     1},
    {"mended", [](RepoBuilder& r) { r.file("src/core/old.cc", kNoUse); }, {}, 0},
    {"a_manifest_edit_in_files_that_nobody_touched",
     [](RepoBuilder& r) { r.file(".modgate/modules/core.yaml", manifest("core")); },
     {".modgate/modules/core.yaml:7 MG601 new", "src/core/clean.cc:1 MG202 new", "src/core/old.cc:2 MG202 new",
      "src/core/old.cc:4 MG303 new"},
     1},
};
INSTANTIATE_TEST_SUITE_P(WhatIsNew, Changes, ::testing::ValuesIn(kWhatIsNew),
                         [](const auto& row) { return std::string(row.param.name); });

Edit use_under_policy(const std::string& lines) {
  return [lines](RepoBuilder& r) { r.file(".modgate/policy.yaml", kPolicy + lines).file("src/core/new.cc", kUse); };
}

const Words kNewAndOld = {"src/core/new.cc:1 MG301 new", kOld};

/// The same, with the policy's own finding first.
Words edited_and(Words others) {
  others.insert(others.begin(), ".modgate/policy.yaml:1 MG908 new");
  return others;
}

const std::vector<Change> kGates = {
    {"severity_off", use_under_policy("severity: {MG301: off}\n"), edited_and(kNewAndOld), 1},
    {"severity_info", use_under_policy("severity: {s0-included: info}\n"), edited_and(kNewAndOld), 1},
    {"policy_removed",
     [](RepoBuilder& r) { r.remove(".modgate/policy.yaml").file("src/core/new.cc", kUse); },
     {"base:.modgate/policy.yaml:1 MG908 new", "src/core/new.cc:1 MG301 new", kOld},
     1},
    {"test_use_allow",
     [](RepoBuilder& r) {
       r.file(".modgate/policy.yaml", std::string(kPolicy) + "policy: {test_use: allow}\n");
       r.file("tests/new_test.cc", "#include \"../src/relax/shape.h\"\n");
     },
     edited_and({kOld, "tests/new_test.cc:1 MG301 new"}), 1},
    {"guarded_use_allow",
     [](RepoBuilder& r) {
       r.file(".modgate/policy.yaml", std::string(kPolicy) + "policy: {guarded_use: allow}\n");
       r.file("src/core/new.cc", "#ifdef USE_RELAX\n#include \"../relax/shape.h\"\n#endif\n");
     },
     edited_and({"src/core/new.cc:1 MG605 new", "src/core/new.cc:2 MG301 new", kOld}), 1},
    {"s0_uses_s0_declared",
     [](RepoBuilder& r) {
       r.file(".modgate/policy.yaml", std::string(kPolicy) + "policy: {s0_uses_s0: declared}\n");
       r.file(".modgate/modules/scout.yaml", manifest("scout", "S0", "depends_on: [relax]\n"));
       r.file("src/scout/a.h", "#pragma once\n#include \"../relax/shape.h\"\n");
     },
     {".modgate/policy.yaml:1 MG505 new", ".modgate/policy.yaml:1 MG908 new", kOld, "src/scout/a.h:2 MG303 new"},
     1},
    // What only describes the tree comes from the head.
    {"exclude",
     [](RepoBuilder& r) {
       r.file(".modgate/policy.yaml", std::string(kPolicy) + "exclude: [third/]\n");
       r.file("third/new.cc", "#include \"../src/relax/shape.h\"\n");
     },
     {".modgate/policy.yaml:1 MG908 new", ".modgate/policy.yaml:3 MG505 new", kOld},
     0},
    {"include_roots",
     [](RepoBuilder& r) {
       r.file(".modgate/policy.yaml", std::string(kPolicy) + "include_roots: [src/]\n");
       r.file("src/core/new.cc", "#include \"relax/shape.h\"\n");
     },
     edited_and(kNewAndOld), 1},
};
INSTANTIATE_TEST_SUITE_P(Gates, Changes, ::testing::ValuesIn(kGates),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Gates, AStricterHeadJudgesOnceItIsTheBase) {
  RepoBuilder repo;
  build_base(repo);
  repo.file(".modgate/policy.yaml", std::string(kPolicy) + "severity: {MG301: off}\n").commit("loose");
  repo.file("src/core/new.cc", kUse);
  EXPECT_THAT(checked(repo, {"--against", "HEAD"}), IsEmpty()) << "the loose policy is the base's by now";
}

TEST(Gates, ABaseWithoutPolicyAdoptsTheHeads) {
  RepoBuilder repo;
  add_relax(repo);
  repo.commit("no policy");
  repo.file(".modgate/policy.yaml", std::string(kPolicy) + "severity: {MG301: warning}\n")
      .file("src/core/new.cc", kUse);
  EXPECT_EQ(checked(repo, {"--against", "HEAD"}), edited_and({"src/core/new.cc:1 MG301 new"}));
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 0);
}

TEST(Gates, TheBasesRosterSaysWhoIsOfThePmc) {
  RepoBuilder repo;
  const std::string head = "schema: modgate/people/v1\npeople:\n  - {id: ada, roles: [{role: pmc}]}\n";
  add_relax(repo);
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: tvm-2023\n");
  repo.file(".modgate/people.yaml", head + "  - {id: mallory, roles: [{role: committer}]}\n").commit("base");
  repo.file(".modgate/people.yaml", head + "  - {id: mallory, roles: [{role: pmc}]}\n");
  repo.file(".modgate/modules/relax.yaml", manifest("relax", "S0", "endorsers: [ada, mallory]\n"));
  EXPECT_THAT(checked(repo, {"--select", "MG402"}), IsEmpty());
  EXPECT_EQ(checked(repo, {"--select", "MG402", "--against", "HEAD"}),
            (Words{".modgate/modules/relax.yaml:8 MG402 new"}));
}

TEST(Gates, TheBasesHistorySaysSinceWhen) {
  constexpr long kYear = 365L * 24 * 3600;
  RepoBuilder repo;
  const std::string head = "schema: modgate/people/v1\npeople:\n  - {id: ada, roles: [{role: pmc}]}\n";
  repo.file("src/core/a.cc", "int a;\n").file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: tvm-2023\n");
  repo.file(".modgate/people.yaml", head + "  - {id: mallory, roles: [{role: committer}]}\n").commit("roster");
  repo.file(".modgate/people.yaml", head + "  - {id: mallory, roles: [{role: pmc}]}\n");
  repo.commit("a new member", RepoBuilder::kTime + kYear);
  add_relax(repo);
  repo.file(".modgate/modules/relax.yaml",
            manifest("relax", "S0",
                     "endorsers: [{person: ada, date: 2024-01-01}, {person: mallory, date: 2024-01-01}, "
                     "{person: mallory, date: 2025-01-01}]\n"));
  const Words row = {".modgate/modules/relax.yaml:8 MG402 new"};
  EXPECT_EQ(checked(repo, {"--select", "MG402", "--against", "HEAD"}), row) << "no seat of the base asked for that day";
  repo.commit("a module", RepoBuilder::kTime + kYear + 1);
  EXPECT_EQ(checked(repo, {"--select", "MG402", "--against", "HEAD~1", "--rev", "HEAD"}), row);
}

TEST(Against, FooterCountsWhatExists) {
  RepoBuilder repo;
  build_base(repo);
  repo.file("src/relax/more.rs", "");
  const Ran ran = modgate(repo, {"check", "--against", "HEAD"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("1 existing finding"));
  EXPECT_THAT(ran.out, Not(HasSubstr("old.cc")));
}

TEST(Against, ReportOfTouchedFilesSaysSo) {
  RepoBuilder repo;
  build_base(repo);
  repo.file("src/core/new.cc", kUse);
  const Ran ran = modgate(repo, {"check", "--against", "HEAD"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("src/core/new.cc:1"));
  EXPECT_THAT(ran.out, HasSubstr("existing findings were not counted, --all looks everywhere\n"));
  EXPECT_THAT(ran.out, HasSubstr("1 error in 1 module, 1 touched file checked"));
  for (const char* whole : {"--all", "--prove-all"}) {
    EXPECT_THAT(modgate(repo, {"check", "--against", "HEAD", whole}).out, Not(HasSubstr("touched"))) << whole;
  }
  for (const char* format : {"json", "jsonl", "sarif"}) {
    EXPECT_THAT(modgate(repo, {"check", "--against", "HEAD", "-f", format}).out, HasSubstr("old.cc")) << format;
  }
  EXPECT_THAT(modgate(repo, {"check", "--against", "HEAD", "--report", "json=" + repo.path() + "/../r.json"}).out,
              HasSubstr("1 existing finding"));
}

TEST(Against, WhatBecomesALinkIsAskedOfTheWholeTree) {
  RepoBuilder repo;
  build_base(repo);
  repo.file("src/core/other.h", "").stage("src/core/other.h").commit("a header");
  repo.remove("src/core/other.h").symlink("src/core/other.h", "../relax/shape.h");
  EXPECT_THAT(modgate(repo, {"check", "--against", "HEAD"}).out, Not(HasSubstr("touched")));
}

TEST(Against, AllMakesExistingFindingsCount) {
  RepoBuilder repo;
  build_base(repo);
  const Ran ran = modgate(repo, {"check", "--against", "HEAD", "--all"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("src/core/old.cc:4"));
  EXPECT_EQ(checked(repo, {"--against", "HEAD", "--all"}), (Words{kOld})) << "it counts, and is still no new one";
}

TEST(Against, JsonNamesTheBase) {
  RepoBuilder repo;
  build_base(repo);
  repo.file("src/core/new.cc", kUse);
  const std::string head = repo.git({"rev-parse", "HEAD"}).substr(0, 40);
  const Json report = report_of(modgate(repo, {"check", "-f", "json", "--against", "main"}));
  EXPECT_EQ(report.at("against"), head);
  EXPECT_EQ(report.at("counts").at("errors"), 1);
  EXPECT_EQ(report.at("counts").at("existing"), 1);
  EXPECT_EQ(report_of(modgate(repo, {"check", "-f", "json"})).at("against"), nullptr);
}

TEST(Against, PathNarrowsBoth) {
  RepoBuilder repo;
  build_base(repo);
  repo.file("src/core/new.cc", kUse).file("lib/new.cc", "#include \"../src/relax/shape.h\"\n");
  EXPECT_EQ(checked(repo, {"--against", "HEAD", "lib"}), (Words{"lib/new.cc:1 MG301 new"}));
  EXPECT_EQ(checked(repo, {"--against", "HEAD", "src/core/old.cc"}), (Words{kOld}));
}

TEST(Against, TheFirstModulesOfARepository) {
  RepoBuilder repo;
  repo.file("src/core/old.cc", kUse).commit("before modgate");
  add_relax(repo);
  EXPECT_EQ(checked(repo, {"--against", "HEAD"}), (Words{"src/core/old.cc:1 MG301 new"}));
}

TEST(Against, ManifestsThatThePolicyNoLongerNames) {
  const std::string edited = ".modgate/policy.yaml:1 MG908 new";
  const std::string gone = "src/relax/shape.h:1 MG508 new";
  for (const char* patterns : {"[elsewhere/*.yaml]", "[modules/*.none]"}) {
    RepoBuilder repo;
    build_base(repo);
    repo.file(".modgate/policy.yaml", std::string(kPolicy) + "manifests: " + patterns + "\n");
    repo.file("src/core/new.cc", kUse);
    EXPECT_EQ(checked(repo, {"--against", "HEAD"}), (Words{edited, gone})) << patterns;
    EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 1) << patterns;
  }
}

TEST(Against, ManifestsThatMoveWithThePolicyAreJudgedAsBefore) {
  RepoBuilder repo;
  build_base(repo);
  repo.file(".modgate/policy.yaml", std::string(kPolicy) + "manifests: [elsewhere/*.yaml]\n");
  repo.rename(".modgate/modules/relax.yaml", ".modgate/elsewhere/relax.yaml").file("src/core/new.cc", kUse);
  EXPECT_EQ(checked(repo, {"--against", "HEAD"}),
            (Words{".modgate/policy.yaml:1 MG908 new", "src/core/new.cc:1 MG301 new", kOld}));
}

TEST(Against, AllModulesGone) {
  RepoBuilder repo;
  build_base(repo);
  repo.remove(".modgate/modules");
  EXPECT_EQ(checked(repo, {"--against", "HEAD"}), (Words{"src/relax/shape.h:1 MG508 new"}));
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 1) << "to delete the manifests is no way around";
}

/// Runs what stands behind `help:` and nothing else, if it is git that it calls.
Ran follow_help(const Ran& ran, const std::string& folder) {
  const std::size_t at = ran.err.find("git fetch ");
  if (at == std::string::npos) return {-1, "", ran.err};
  const std::string line = ran.err.substr(at, ran.err.find('\n', at) - at);
  return run_sealed({"/bin/sh", "-c", line}, folder, {{"GIT_ALLOW_PROTOCOL", "file"}});
}

TEST(Against, AnUnknownBaseIsFetchedByTheLineShown) {
  RepoBuilder repo;
  build_base(repo);
  repo.git({"config", "uploadpack.allowAnySHA1InWant", "true"});
  const std::string base = repo.git({"rev-parse", "HEAD"}).substr(0, 40);
  repo.git({"branch", "release"});
  repo.file("src/core/new.cc", kUse).commit("change");
  repo.git({"clone", "-q", "--depth=1", "--branch=main", "file://" + repo.path(), "../shallow"});
  const std::string clone = repo.temp() + "/shallow";
  for (const std::string& revision : Words{base, "release", "HEAD~1", "origin/release"}) {
    const Words words = {"check", "--against", revision};
    const Ran ran = modgate_in(clone, words);
    if (ran.status == 1) continue;  // an earlier fetch brought it
    EXPECT_THAT(ran.err, HasSubstr("git fetch ")) << revision;
    EXPECT_THAT(ran.out, IsEmpty()) << "never as if there were no findings";
    const Ran fetched = follow_help(ran, clone);
    EXPECT_EQ(fetched.status, 0) << revision << "\n" << fetched.err;
    EXPECT_EQ(modgate_in(clone, words).status, 1) << revision;
    EXPECT_EQ(checked(clone, {"--against", revision}), kNewAndOld) << revision;
  }
}

TEST(Against, AnUnknownBaseWithoutAnyRemote) {
  RepoBuilder repo;
  build_base(repo);
  const Ran ran = modgate(repo, {"check", "--against", "origin/main"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("`origin/main`"));
  EXPECT_THAT(ran.err, HasSubstr("help: "));
}

}  // namespace
}  // namespace modgate::testing
