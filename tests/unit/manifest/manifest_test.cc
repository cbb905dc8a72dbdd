// Manifests: values, keys, placeholders, paths, stages. The record holds what is right even where something is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "faults.h"
#include "manifest/parse.h"
#include "manifest/stage_table.h"

namespace modgate {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

constexpr std::string_view kExample =
    "schema: modgate/module/v1\n"
    "module: relax\n"
    "summary: Graph-level IR with first-class symbolic shapes.\n"
    "stage: proposed\n"
    "namespace: {cpp: [\"acme::relax\"], python: [acme.relax]}\n"
    "paths: [src/relax/, include/acme/relax/, python/acme/relax/]\n"
    "feature_flag: USE_RELAX\n"
    "maintainers: [ada, bjarne, grace, ken]\n"
    "endorsers: [linus, margaret, niklaus, barbara]\n";

/// What an S0 module has beside the fields of the example.
constexpr std::string_view kEvidence =
    "since: 2024-02-01\n"
    "tests: tests/relax/\n"
    "docs: [docs/relax.md]\n"
    "champion: linus\n"
    "decision_summary: https://lists.acme.org/1\n"
    "vote: {opened: 2024-01-01, closed: 2024-01-05, ballots: [{person: linus, vote: +1}]}\n"
    "rfc: {ref: \"#12\", state: accepted}\n"
    "users: [{who: Acme, evidence: https://acme.org/relax}]\n"
    "relations: none\n"
    "roadmap: {fit: it compiles}\n"
    "ci: {job: relax, budget_minutes: 20, on_break: disable}\n"
    "release: experimental\n";

std::string s0_manifest() {
  std::string text(kExample);
  text.replace(text.find("proposed"), 8, "S0");
  return text + std::string(kEvidence);
}

Policy policy_of(Preset preset) {
  return parse_policy(fmt::format("schema: modgate/policy/v1\npreset: {}\n", preset_name(preset)), kNoFile, "");
}

/// A value put below the example's other keys, and the fault that it has there ("" for none).
struct Row {
  const char* line;
  const char* fault;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.line; }

class OneLine : public ::testing::TestWithParam<Row> {};

TEST_P(OneLine, HasThisFault) {
  const std::string text = std::string("module: relax\n") + GetParam().line + "\n";
  const Manifest manifest = parse_manifest(text, kNoFile);
  if (std::string_view(GetParam().fault).empty()) {
    EXPECT_THAT(testing::rows(text, manifest.faults), IsEmpty());
  } else {
    EXPECT_THAT(testing::rows(text, manifest.faults), ElementsAre(HasSubstr(GetParam().fault)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Values, OneLine,
    ::testing::Values(
        Row{"sumary: x", "2:1 unknown unknown key `sumary`"},
        Row{"ci: {jobs: x}", "2:6 unknown unknown key `jobs` in `ci`"},
        Row{"schema: modgate/module/v2", "2:9 value `modgate/module/v2` is not `modgate/module/v1`"},
        Row{"stage: s0", "2:8 value `s0` is no value of `stage`: proposed, S0"},
        Row{"kind: compiler", "2:7 value `compiler` is no value of `kind`"},
        Row{"since: 2024-02-30", "2:8 value `2024-02-30` is no day of the calendar"}, Row{"since: 2024-02-29", ""},
        Row{"since: 2023-02-29", "value `2023-02-29` is no day"},
        Row{"since: 1.2.2024", "2:8 value `1.2.2024` is not a date"}, Row{"since: ", "2:1 value `since` has no value"},
        Row{"since: null", "2:1 value `since` has no value"},
        Row{"summary: 1.10", "2:10 value `1.10` is a number for many readers"}, Row{"summary: \"1.10\"", ""},
        Row{"summary: no", "2:10 value `no` is a boolean for many readers"},
        Row{"feature_flag: {name: X, default: OFF}", "2:34 value `OFF` is a boolean for many readers"},
        Row{"feature_flag: {name: X, default: \"OFF\"}", ""},
        Row{"feature_flag: {kind: cmake}", "2:15 value `feature_flag` needs `name`"},
        Row{"feature_flag: {name: X, kind: make}", "value `make` is no value of `feature_flag.kind`"},
        Row{"feature_flag: [X]", "2:15 value `feature_flag` is a list"},
        Row{"seeking: yes", "2:10 value `yes` is not true or false"},
        Row{"seeking: \"true\"", "2:10 value `true` is not true or false"}, Row{"seeking: true", ""},
        Row{"discussion: acme.org/1", "2:13 value `acme.org/1` is not an http or https url"},
        Row{"discussion: ftp://acme.org", "is not an http or https url"},
        Row{"discussion: https://acme.org/1?a=b#c", ""},
        Row{"maintainers: [Ada Lovelace]", "2:15 value `Ada Lovelace` is not a handle"},
        Row{"maintainers: [\"@ada\"]", ""}, Row{"maintainers: [a--b]", "is not a handle"},
        Row{"maintainers: [acme/team]", ""}, Row{"maintainers: [1234]", "`1234` is a number for many readers"},
        Row{"maintainers: [{since: 2024-01-01}]", "2:15 value `maintainers[0]` needs `person`"},
        Row{"champion: {person: ada, since: 2024-01-01}", ""}, Row{"champion: [ada]", "`champion` is a list"},
        Row{"ci: {budget_minutes: 020}", "value `020` of `ci.budget_minutes` is not a whole number"},
        Row{"ci: {budget_minutes: 0}", "is not a whole number from 1 to 10080"},
        Row{"ci: {budget_minutes: \"20\"}", "is not a whole number"},
        Row{"ci: {}", "2:5 value `ci` is an empty mapping"}, Row{"ci: job", "2:5 value `ci` is a single value"},
        Row{"relations: none", ""}, Row{"relations: [{module: relay, kind: overlaps}]", ""},
        Row{"relations: some", "2:12 value `relations` is a single value"},
        Row{"relations: {module: relay, kind: overlaps}", ""}, Row{"namespace: none", ""},
        Row{"namespace: {cpp: a::b}", ""}, Row{"namespace: {cpp: [\"a:b\"]}", "is not a namespace such as a::b"},
        Row{"namespace: {python: [a/b]}", "is not a package"}, Row{"rfc: https://acme.org/1", ""},
        Row{"rfc: {url: https://acme.org/1, state: open}", "is no value of `rfc.state`"},
        Row{"vote: {ballots: [{person: ada, vote: +2}]}", "`+2` is not a vote"},
        Row{"vote: {ballots: [{person: ada, vote: -0.5}]}", ""}, Row{"vote: {opened: 2024-01-01T10:00Z}", ""},
        Row{"vote: {opened: 2024-01-01 10:00}", "is not a date"},
        Row{"module_: x", "2:1 unknown unknown key `module_`"}, Row{"depends_on: []", ""}, Row{"tests: tests/x/", ""},
        Row{"known_limitations: TODO write", "2:20 placeholder `known_limitations` still holds the placeholder `TODO`"},
        Row{"discussion: https://example.com/1", "2:13 placeholder! "}, Row{"champion: TBD", "2:11 placeholder! "},
        Row{"summary: <fill me in>", "2:10 placeholder `summary`"}, Row{"summary: A map<int> type.", ""},
        Row{"summary: XXXL", ""}, Row{"paths: [.]", "2:9 bad-path `.` is the repository's root itself"},
        Row{"paths: [/abs]", "bad-path `/abs` is absolute"}, Row{"paths: [../x]", "bad-path `../x` climbs"},
        Row{"paths: [a/./b]", "has a `.` component"}, Row{"paths: ['a\\b']", "has a backslash"},
        Row{"paths: [a//b]", "has `//`"}, Row{"paths: ['c:/x']", "starts with a drive letter"},
        Row{"paths: ['**']", "matches everything"}, Row{"paths: ['**/*']", "matches everything"},
        Row{"paths: ['']", "bad-path `` is empty"}, Row{"paths: [src/aux.c]", "names the Windows device `aux.c`"},
        Row{"paths: ['a./b']", "ends in a dot or a blank"}, Row{"paths: ['**/x/', 'src/*.cc', .modgate/]", ""},
        Row{"adopted: {date: 2020-01-01}", "`adopted` needs `reason`"},
        Row{"adopted: true", "`adopted` is a single value"}));

TEST(Manifest, APathThatLeadsAstrayDoesSoWithAPlaceholderToo) {
  const std::string text = "paths: [/a/TODO, a/TODO]";
  EXPECT_THAT(testing::rows(text, parse_manifest(text, kNoFile).faults),
              IsSupersetOf({HasSubstr("bad-path `/a/TODO` is absolute"), HasSubstr("placeholder `paths[1]`")}));
}

TEST(Manifest, TheExampleOfTheDocumentationIsSevenOfThirteen) {
  const Manifest manifest = parse_manifest(kExample, kNoFile);
  EXPECT_THAT(testing::rows(kExample, manifest.faults), IsEmpty());
  for (const Preset preset : {Preset::minimal, Preset::tvm_2022_rfc, Preset::tvm_2023, Preset::asf_consensus}) {
    EXPECT_THAT(stage_faults(manifest, policy_of(preset)), IsEmpty());
    EXPECT_EQ(readiness(manifest, policy_of(preset)),
              "relax: 7 of 13 for S0; pending: tests, docs, champion, decision_summary, rfc, users, relations, "
              "roadmap.fit, ci, release; comes with the move: since, vote");
  }
}

TEST(Manifest, ReportsEveryKindOfFaultOfOneFileInOneRunInOrder) {
  const std::string text =
      "schema: modgate/module/v1\n"
      "module: relax\n"
      "sumary: A typo.\n"  // MG102
      "stage: S0\n"
      "since: 2024-02-30\n"               // MG103
      "paths: [src/relax/, ../other/]\n"  // MG109
      "namespace: {cpp: [\"acme::relax\"]}\n"
      "feature_flag: {name: USE_RELAX, defalt: \"OFF\"}\n"                             // MG102
      "maintainers: [ada, TBD]\n"                                                      // MG107
      "compositions: [{with: tvmc, paths: [src/driver/], rfc: https://acme.org/2}]\n"  // MG105
      "module: relay\n";                                                               // MG101
  Manifest manifest = parse_manifest(text, kNoFile);
  std::vector<Fault> faults = manifest.faults;
  for (Fault& fault : stage_faults(manifest, policy_of(Preset::minimal))) faults.push_back(fault);
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.at < b.at; });
  EXPECT_THAT(
      testing::rows(text, faults),
      ElementsAre(Eq("2:1 missing `summary` is missing; stage S0 requires it"), Eq("3:1 unknown unknown key `sumary`"),
                  Eq("5:8 value `2024-02-30` is no day of the calendar"),
                  Eq("6:21 bad-path `../other/` climbs with `..`"),
                  Eq("8:33 unknown unknown key `defalt` in `feature_flag`"),
                  Eq("9:20 placeholder! `maintainers[1]` still holds the placeholder `TBD`"),
                  Eq("10:1 forbidden `compositions` is forbidden at stage S0"),
                  Eq("11:1 syntax `module` is given twice, first at line 2, column 1")));
  EXPECT_EQ(manifest.paths.size(), 1U) << "a bad path owns nothing";
  EXPECT_EQ(manifest.maintainers.size(), 1U) << "a placeholder is nobody";
  EXPECT_EQ(manifest.module.value, "relax");
}

TEST(Manifest, AMessageQuotesNoMoreThanALine) {
  const Manifest manifest = parse_manifest("kind: " + std::string(5000, 'x') + "\n", kNoFile);
  ASSERT_EQ(manifest.faults.size(), 1U);
  EXPECT_LT(manifest.faults[0].message.size(), 250U);
}

TEST(Manifest, AnUnknownStageIsJudgedAsS0) {
  const Manifest manifest = parse_manifest("module: relax\nstage: graduated\n", kNoFile);
  EXPECT_EQ(manifest.stage, Stage::S0);
  EXPECT_EQ(manifest.stage_text.value, "graduated");
}

TEST(Manifest, KeepsEveryKeyAndTheLongForms) {
  const std::string text = s0_manifest() +
                           "integration:\n"
                           "- {path: CMakeLists.txt, why: the option, max_lines: 2, use: true}\n"
                           "emeritus: [{person: \"@dennis\", since: 2024-01-01}]\n";
  const Manifest manifest = parse_manifest(text, kNoFile);
  ASSERT_THAT(testing::rows(text, manifest.faults), IsEmpty());
  for (const char* key : {"roadmap.fit", "ci.job", "namespace.cpp", "users[0].who", "integration[0].max_lines"}) {
    EXPECT_TRUE(manifest.keys.contains(key)) << key;
  }
  ASSERT_EQ(manifest.integration.size(), 1U);
  EXPECT_EQ(manifest.integration[0].max_lines, 2);
  EXPECT_TRUE(manifest.integration[0].use);
  EXPECT_FALSE(manifest.integration[0].owned);
  ASSERT_EQ(manifest.emeritus.size(), 1U);
  EXPECT_EQ(manifest.emeritus[0].handle.value, "dennis");
  EXPECT_EQ(manifest.emeritus[0].since, (Date{2024, 1, 1}));
  EXPECT_EQ(text.substr(manifest.flag.name.at.begin, 9), "USE_RELAX");
  EXPECT_EQ(manifest.tests.at(0).value, "tests/relax/");
}

TEST(Manifest, AFileOfGarbageDoesNotPrintANovel) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += fmt::format("k{}: 1\n", i);
  const Manifest manifest = parse_manifest(text, kNoFile);
  ASSERT_EQ(manifest.faults.size(), 201U);
  EXPECT_EQ(manifest.faults.back().message, "and 800 more faults in this file");
}

TEST(Stages, AnS0ManifestWithAllEvidenceHasNoFault) {
  const std::string text = s0_manifest();
  const Manifest manifest = parse_manifest(text, kNoFile);
  EXPECT_THAT(testing::rows(text, manifest.faults), IsEmpty());
  EXPECT_THAT(testing::rows(text, stage_faults(manifest, policy_of(Preset::tvm_2022_rfc))), IsEmpty());
  EXPECT_EQ(readiness(manifest, policy_of(Preset::tvm_2022_rfc)), "relax: 13 of 13 for S0");
}

/// A change to the S0 manifest: a key's line dropped, or a text replaced, and the stage fault that follows.
struct Change {
  const char* from;
  const char* to;
  const char* fault;
};

void PrintTo(const Change& change, std::ostream* out) { *out << change.from << " -> " << change.to; }

class Staged : public ::testing::TestWithParam<Change> {};

TEST_P(Staged, HasThisFault) {
  std::string text = s0_manifest();
  const std::size_t at = text.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  const std::size_t length =
      std::string_view(GetParam().to).empty() ? text.find('\n', at) - at + 1 : std::string_view(GetParam().from).size();
  text.replace(at, length, GetParam().to);
  const Manifest manifest = parse_manifest(text, kNoFile);
  EXPECT_THAT(testing::rows(text, manifest.faults), IsEmpty());
  EXPECT_THAT(testing::rows(text, stage_faults(manifest, policy_of(Preset::tvm_2022_rfc))),
              ElementsAre(HasSubstr(GetParam().fault)));
}

INSTANTIATE_TEST_SUITE_P(
    Stages, Staged,
    ::testing::Values(
        Change{"since:", "", "2:1 missing `since` is missing; stage S0 requires it"},
        Change{"tests:", "", "2:1 missing `tests`"}, Change{"champion:", "", "missing `champion`"},
        Change{"vote:", "", "missing `vote`"}, Change{"users:", "", "missing `users`"},
        Change{"roadmap:", "", "missing `roadmap.fit`"}, Change{"release:", "", "missing `release`"},
        Change{"feature_flag:", "", "missing `feature_flag`"}, Change{"endorsers:", "", "missing `endorsers`"},
        Change{"docs: [docs/relax.md]", "docs: []", "missing `docs` is empty; stage S0 requires it"},
        Change{"state: accepted", "state: draft", "missing `rfc` is a draft; stage S0 requires an accepted one"},
        Change{"relations: none", "relations: {module: relay, kind: replaces}", "forbidden a relation that replaces"},
        Change{"release: experimental", "release: none\ndeprecation: {reason: vote}", "forbidden `deprecation`"}));

TEST(Stages, MinimalAsksForSevenFieldsAtEveryStageAndStillForbids) {
  const std::string text = "schema: modgate/module/v1\nmodule: relax\nstage: S2\ndeprecation: {reason: vote}\n";
  const Manifest manifest = parse_manifest(text, kNoFile);
  EXPECT_THAT(testing::rows(text, stage_faults(manifest, policy_of(Preset::minimal))),
              ElementsAre(HasSubstr("`summary` is missing"), HasSubstr("`paths` is missing"),
                          HasSubstr("`namespace` is missing"), HasSubstr("`feature_flag` is missing"),
                          HasSubstr("4:1 forbidden `deprecation`")));
}

TEST(Stages, AnAdoptedModuleMayLackItsHistory) {
  std::string text = s0_manifest() + "adopted: {date: 2024-02-01, reason: older than the manifest}\n";
  for (const char* key : {"champion:", "decision_summary:", "endorsers:", "vote:", "rfc:"}) {
    const std::size_t at = text.find(key);
    text.erase(at, text.find('\n', at) - at + 1);
  }
  const Manifest manifest = parse_manifest(text, kNoFile);
  EXPECT_THAT(testing::rows(text, stage_faults(manifest, policy_of(Preset::tvm_2022_rfc))), IsEmpty());
  EXPECT_THAT(readiness(manifest, policy_of(Preset::tvm_2022_rfc)),
              HasSubstr("9 of 13 for S0; pending: champion, decision_summary, endorsers, vote, rfc"));
}

TEST(Stages, RowsPerStageAreThoseOfTheDocumentation) {
  const Manifest empty;
  const std::pair<Stage, std::size_t> counts[] = {{Stage::proposed, 1}, {Stage::S0, 13},        {Stage::S1, 13},
                                                  {Stage::S2, 13},      {Stage::deprecated, 4}, {Stage::removed, 4}};
  for (const auto& [stage, count] : counts) {
    EXPECT_EQ(requirements(empty, stage, default_policy()).size(), count) << stage_name(stage);
  }
}

}  // namespace
}  // namespace modgate
