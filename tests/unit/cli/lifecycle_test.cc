// One module from a proposal to its tombstone, one commit a move, through the real program: each legal move passes with
// all of its evidence and is refused when any piece is taken away; each shortcut is refused from each stage.
#include "lifecycle.h"

#include <algorithm>
#include <functional>

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Lifecycle, FromProposalToTombstone) {
  Life life;
  const Ran proposed = life.check();
  EXPECT_EQ(proposed.status, 0) << proposed.out << proposed.err;
  for (const Step& step : kLife) {
    life.go(step);
    const Ran ran = life.check();
    EXPECT_EQ(ran.status, 0) << step.stage << "\n" << ran.out << ran.err;
  }
}

/// One piece of evidence taken away, and the rule that says so.
struct Lack {
  const char* name;
  const char* stage;  ///< of the move
  Keys otherwise;
  const char* rule;
  const char* text;  ///< in the report
  std::function<void(RepoBuilder&)> files = [](RepoBuilder&) {};
};

void PrintTo(const Lack& row, std::ostream* out) { *out << row.name; }

class Lacks : public ::testing::TestWithParam<Lack> {};

TEST_P(Lacks, AreRefused) {
  const Lack& row = GetParam();
  Life life;
  life.live_until(row.stage);
  const auto step =
      std::find_if(kLife.begin(), kLife.end(), [&](const Step& each) { return std::string(each.stage) == row.stage; });
  life.write(*step, row.otherwise);
  row.files(life.repo);
  life.commit();
  const Ran ran = life.check({"-f", "json"});
  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
  EXPECT_THAT(new_rules(ran), ::testing::Contains(row.rule));
  EXPECT_THAT(ran.out, HasSubstr(row.text));
}

const std::string kDraft = "{url: \"https://rfcs.acme.org/89\", state: draft}";
const std::vector<Lack> kLacks = {
    {"tests", "S0", {{"tests", ""}}, "MG104", "`tests` is missing"},
    {"since", "S0", {{"since", ""}}, "MG104", "`since` is missing"},
    {"champion", "S0", {{"champion", ""}}, "MG104", "`champion` is missing"},
    {"pmc_champion", "S0", {{"champion", "ken"}}, "MG403", "`ken`"},
    {"endorsers", "S0", {{"endorsers", "[ada, bjarne, grace, ken]"}}, "MG401", "3 of 4"},
    {"maintainers", "S0", {{"maintainers", "[ada, bjarne, grace]"}}, "MG404", "3 of 4"},
    {"vote", "S0", {{"vote", ""}}, "MG104", "`vote` is missing"},
    {"majority",
     "S0",
     {{"vote", "{opened: 2026-01-20, closed: 2026-01-28, ballots: [{person: ada, vote: \"+1\"}]}"}},
     "MG408",
     "the vote on module `relax` fails"},
    {"three_days", "S0", {{"vote", vote("2026-01-27", "2026-01-28")}}, "MG411", "24 hours"},
    {"accepted", "S0", {{"rfc", kDraft}}, "MG104", "`rfc` is a draft"},
    {"users", "S0", {{"users", ""}}, "MG104", "`users` is missing"},
    {"isolation", "S0", {}, "MG301", "src/tvmc/run.cc", use_it},
    {"second_user", "S1", {{"users", "[{who: Acme, evidence: \"https://acme.org/a\"}]"}}, "MG104", "`users` names 1"},
    {"composition", "S1", {{"compositions", ""}}, "MG104", "`compositions` is missing"},
    {"covered",
     "S1",
     {},
     "MG304",
     "src/core/other.cc",
     [](RepoBuilder& repo) { repo.file("src/core/other.cc", "#include \"../relax/shape.h\"\n"); }},
    {"own_rfc",
     "S1",
     {{"compositions", "[{with: tvmc, paths: [src/tvmc/], rfc: \"https://rfcs.acme.org/89/\"}]"}},
     "MG504",
     "has the RFC of module `relax` itself"},
    {"accepted_rfc",
     "S1",
     {{"compositions", "[{with: tvmc, paths: [src/tvmc/], rfc: {url: \"https://rfcs.acme.org/95\", state: draft}}]"}},
     "MG502",
     "`tvmc` has a draft"},
    {"date_kept", "S1", {{"since", "2026-01-31"}}, "MG503", "keeps `since` of stage S0"},
    {"date_back", "S1", {{"since", "2025-12-01"}}, "MG503", "before it was S0"},
    {"date_far", "S1", {{"since", "2026-04-01"}}, "MG503", "40 days before the change"},
    {"new_vote", "S2", {{"vote", vote("2026-01-20", "2026-01-28")}}, "MG502", "a new vote, opened in stage S1"},
    {"another_rfc",
     "S2",
     {{"rfc", "{url: \"https://rfcs.acme.org/89\", state: accepted}"}},
     "MG502",
     "is the one of the stage before"},
    {"not_the_composition",
     "S2",
     {{"rfc", "{url: \"https://rfcs.acme.org/95\", state: accepted}"}},
     "MG502",
     "is the one of composition `tvmc`"},
    {"replaces", "S2", {{"relations", "none"}}, "MG104", "no relation replaces or evolves"},
    {"deprecated_first",
     "S2",
     {{"relations", "[{module: other, kind: replaces}]"}},
     "MG502",
     "there is no manifest of that name"},
    {"reason",
     "deprecated",
     {{"deprecation",
       "{announced: 2027-05-16, replacement: none, migration: a, remove_after: "
       "2027-12-01, decision: b}"}},
     "MG507",
     "`deprecation.reason`"},
    {"announced",
     "deprecated",
     {{"deprecation",
       "{reason: withdrawn, replacement: none, migration: a, remove_after: "
       "2027-12-01, decision: b}"}},
     "MG502",
     "`deprecation.announced`"},
    {"decision",
     "deprecated",
     {{"deprecation",
       "{announced: 2027-05-16, reason: withdrawn, replacement: none, "
       "migration: a, remove_after: 2027-12-01}"}},
     "MG502",
     "`deprecation.decision`"},
    {"replacement",
     "deprecated",
     {{"deprecation",
       "{announced: 2027-05-16, reason: withdrawn, migration: a, "
       "remove_after: 2027-12-01, decision: b}"}},
     "MG502",
     "`deprecation.replacement`"},
    {"migration",
     "deprecated",
     {{"deprecation",
       "{announced: 2027-05-16, reason: withdrawn, replacement: none, "
       "remove_after: 2027-12-01, decision: b}"}},
     "MG502",
     "`deprecation.migration`"},
    {"remove_after",
     "deprecated",
     {{"deprecation",
       "{announced: 2027-05-16, reason: withdrawn, replacement: none, "
       "migration: a, decision: b}"}},
     "MG502",
     "`deprecation.remove_after`"},
    {"day_passed",
     "removed",
     {{"deprecation",
       "{announced: 2027-05-16, reason: superseded, replacement: none, "
       "migration: a, remove_after: 2028-12-01, decision: b}"}},
     "MG502",
     "it is 2028-12-01"},
    {"use_left", "removed", {}, "MG502", "no use is left: 1 use", use_it},
    {"residue",
     "removed",
     {},
     "MG703",
     "src/relax",
     [](RepoBuilder& repo) { repo.file("README.md", "See src/relax/shape.h.\n"); }},
};

INSTANTIATE_TEST_SUITE_P(Lifecycle, Lacks, ::testing::ValuesIn(kLacks),
                         [](const auto& row) { return std::string(row.param.name); });

/// A move that leans on what the base has: an old fault, a vote that had failed, an RFC that was taken, days that were
/// written backwards. `before` and `files_before` make the base, `otherwise` and `files` the move.
struct Leaning {
  const char* name;
  const char* stage;
  Keys before, otherwise;
  const char* text;
  std::function<void(RepoBuilder&)> files_before = [](RepoBuilder&) {};
  std::function<void(RepoBuilder&)> files = [](RepoBuilder&) {};
};

void PrintTo(const Leaning& row, std::ostream* out) { *out << row.name; }

class Leans : public ::testing::TestWithParam<Leaning> {};

TEST_P(Leans, AreRefused) {
  const Leaning& row = GetParam();
  Life life;
  life.live_until(row.stage);
  for (const auto& [key, value] : row.before) life.keys[key] = value;
  life.repo.file(kManifest, written(life.keys));
  row.files_before(life.repo);
  life.commit();
  const auto step =
      std::find_if(kLife.begin(), kLife.end(), [&](const Step& each) { return std::string(each.stage) == row.stage; });
  life.write(*step, row.otherwise);
  row.files(life.repo);
  life.commit();
  const Ran ran = life.check({"-f", "json"});
  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
  EXPECT_THAT(new_rules(ran), ::testing::Contains("MG502"));
  EXPECT_THAT(ran.out, HasSubstr(row.text));
}

std::string relay_of(const std::string& stage, const std::string& since, const std::string& announced) {
  return "schema: modgate/module/v1\nmodule: relay\nsummary: The graph IR before relax.\nstage: " + stage +
         "\nsince: " + since + "\npaths: [src/relay/]\n" +
         (stage == "removed" ? "" : "namespace: {cpp: [\"acme::relay\"]}\n") +
         "adopted: {date: 2025-06-01, reason: it is older}\ndeprecation: {announced: " + announced +
         ", reason: superseded, replacement: relax, migration: docs/relay.md, remove_after: 2027-01-28}\n";
}

constexpr const char* kRelay = ".modgate/modules/relay.yaml";
const std::string kFailedVote =
    "{opened: 2026-01-20, closed: 2026-01-28, thread: \"https://lists.acme.org/t/1\", ballots: [{person: ada, vote: "
    "\"+1\"}]}";
const std::vector<Leaning> kLeaning = {
    {"a_fault", "S1", {{"kind", "nonsense"}}, {}, "lacks a valid manifest"},
    {"a_failed_vote",
     "S0",
     {{"vote", kFailedVote}},
     {{"vote", kFailedVote}},
     "lacks vote: 3 of 5 PMC members must vote +1 (MG408)"},
    {"a_taken_rfc",
     "S1",
     {},
     {{"rfc", "{url: \"https://rfcs.acme.org/1000\", state: accepted}"},
      {"compositions", "[{with: tvmc, paths: [src/tvmc/], rfc: {url: \"https://rfcs.acme.org/89\"}}]"}},
     "by which the module itself was accepted"},
    {"an_old_announcement",
     "S2",
     {},
     {},
     "in force since 2027-01-26, 10 days before 2027-02-05",
     [](RepoBuilder& repo) { repo.file(kRelay, relay_of("deprecated", "2027-01-26", "2025-06-01")); }},
    {"a_quick_removal",
     "S2",
     {},
     {},
     "in force since 2027-01-26, 10 days before 2027-02-05",
     [](RepoBuilder& repo) { repo.file(kRelay, relay_of("deprecated", "2027-01-26", "2027-01-26")); },
     [](RepoBuilder& repo) { repo.file(kRelay, relay_of("removed", "2027-02-05", "2027-01-26")).remove("src/relay"); }},
    {"itself", "S2", {}, {{"relations", "[{module: relax, kind: evolves}]"}}, "a module does not evolve itself"},
};

INSTANTIATE_TEST_SUITE_P(Lifecycle, Leans, ::testing::ValuesIn(kLeaning),
                         [](const auto& row) { return std::string(row.param.name); });

/// From each stage, all that no move leads to, and the one way that is open.
TEST(Lifecycle, ShortcutsAreRefused) {
  const struct {
    const char* from;
    Words to;
  } rows[] = {{"proposed", {"S1", "S2", "deprecated", "removed"}},
              {"S0", {"proposed", "S2", "removed"}},
              {"S1", {"proposed", "removed"}},
              {"S2", {"proposed", "S0", "S1", "removed"}},
              {"deprecated", {"proposed", "S2"}},
              {"removed", {"proposed", "S0", "S1", "S2", "deprecated"}}};
  Life life;
  std::size_t next = 0;
  for (const auto& row : rows) {
    for (const std::string& to : row.to) {
      Keys keys = life.keys;
      keys["stage"] = to;
      life.repo.file(kManifest, written(keys));
      const Ran ran = modgate(life.repo, {"check", "--against", "HEAD", "--select", "MG501"});
      EXPECT_EQ(ran.status, 1) << row.from << " to " << to;
      EXPECT_THAT(ran.out, HasSubstr("cannot go from " + std::string(row.from) + " to " + to));
    }
    if (next < kLife.size()) life.go(kLife[next++]);
  }
}

TEST(Lifecycle, BackFromS1) {
  Life life;
  life.live_until("S2");
  const Step back = {"S0", 200, {{"since", "2026-07-20"}, {"compositions", ""}}, use_it_no_more};
  life.write(back);
  life.commit();
  const Ran ran = life.check();
  EXPECT_EQ(ran.status, 0) << ran.out;
}

TEST(Lifecycle, BackFromS1WithAUse) {
  Life life;
  life.live_until("S2");
  life.write({"S0", 200, {{"since", "2026-07-20"}, {"compositions", ""}}});
  life.commit();
  EXPECT_EQ(new_rules(life.check({"-f", "json"})), (Words{"MG301"})) << "one cause, one finding";
}

/// A module comes back with all the evidence again, and a new vote.
TEST(Lifecycle, BackFromDeprecated) {
  for (const bool fresh : {true, false}) {
    Life life;
    life.live_until("S2");
    life.go({"deprecated", 300, {{"since", "2026-10-28"}, {"deprecation", kToDeprecated.keys.at("deprecation")}}});
    ASSERT_EQ(life.check().status, 0) << life.check().out;
    const std::string ballots = fresh ? vote("2026-11-10", "2026-11-20") : vote("2026-01-20", "2026-01-28");
    life.go({"S1", 330, {{"since", "2026-11-27"}, {"deprecation", ""}, {"vote", ballots}}});
    const Ran ran = life.check();
    EXPECT_EQ(ran.status, fresh ? 0 : 1) << ran.out;
    EXPECT_EQ(ran.out.find("a new vote, opened in stage deprecated") == std::string::npos, fresh) << ran.out;
    life.repo.git({"reset", "-q", "--hard", "HEAD~1"});
    life.go({"S1", 330, {{"since", "2026-11-27"}, {"deprecation", ""}, {"vote", ""}}});
    EXPECT_THAT(life.check().out, HasSubstr("lacks a vote that passes: there is none"));
  }
}

/// An old module enters once at any stage. What the base has cannot be adopted again.
TEST(Lifecycle, Adopted) {
  Life life;
  life.repo.file("src/old/old.h", "#pragma once\nnamespace acme::old {\n}\n");
  life.repo.file("tests/old/old_test.cc", "int main() { return 0; }\n").file("docs/old.md", "# Old\n\nIt is old.\n");
  life.repo.file("CMakeLists.txt", "project(acme)\noption(USE_RELAX \"\" OFF)\noption(USE_OLD \"\" OFF)\n");
  life.repo.commit("code without a manifest", kFirstDay);
  Keys keys = life.keys;
  for (const Step& step : {kToS0, kToS1}) {
    for (const auto& [key, value] : step.keys) keys[key] = value;
  }
  for (const char* history : {"champion", "decision_summary", "endorsers", "vote", "rfc"}) keys[history].clear();
  const Keys names = {{"module", "old"},
                      {"stage", "S1"},
                      {"since", "2019-01-01"},
                      {"paths", "[src/old/]"},
                      {"tests", "[tests/old/]"},
                      {"docs", "[docs/old.md]"},
                      {"namespace", "{cpp: [\"acme::old\"]}"},
                      {"feature_flag", "USE_OLD"}};
  for (const auto& [key, value] : names) keys[key] = value;
  const char* path = ".modgate/modules/old.yaml";
  life.repo.file(path, written(keys)).commit("as if it were new", kFirstDay + kDay);
  EXPECT_THAT(life.check().out, HasSubstr("module `old` cannot enter at stage S1"));
  life.repo.git({"reset", "--hard", "-q", "HEAD~1"});

  keys["adopted"] = "{date: 2026-01-02, reason: it is older than modgate}";
  life.repo.file(path, written(keys)).commit("adopted", kFirstDay + kDay);
  const Ran adopted = life.check();
  EXPECT_EQ(adopted.status, 0) << adopted.out;
  EXPECT_THAT(adopted.out, HasSubstr("old: ")) << "what it lacks is pending";

  keys["stage"] = "S2";
  keys["since"] = "2026-01-03";
  keys["relations"] = "[{module: relay, kind: replaces}]";
  life.repo.file(path, written(keys)).commit("and on", kFirstDay + 2 * kDay);
  const Ran on = life.check();
  EXPECT_EQ(on.status, 1) << "its next move asks for all of it";
  EXPECT_THAT(on.out, HasSubstr("moves from S1 to S2 and lacks"));
}

TEST(Lifecycle, ACloneWithoutTheBaseSaysHowToGetIt) {
  Life life;
  life.go(kToS0);
  life.go(kToS1);
  for (const char* depth : {"2", "1"}) {
    const std::string clone = life.repo.temp() + "/depth" + depth;
    life.repo.git({"clone", "-q", std::string("--depth=") + depth, "file://" + life.repo.path(), clone});
    const Ran ran = modgate_in(clone, {"check", "--rev", "HEAD", "--against", "HEAD~1"});
    if (std::string(depth) == "2") {
      EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    } else {
      EXPECT_EQ(ran.status, 3) << ran.out;
      EXPECT_THAT(ran.err, HasSubstr("git fetch "));
      EXPECT_THAT(ran.out, IsEmpty());
    }
  }
}

}  // namespace
}  // namespace modgate::testing
