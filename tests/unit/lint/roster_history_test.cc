// The roster as its file's history tells it: who was a member on which day, who has left, what a gap leaves open, and
// when history is not asked at all.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/lint.h"
#include "memory_history.h"
#include "memory_view.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kRoster = "CONTRIBUTORS.md";

std::string contributors(const std::vector<std::string>& pmc, const std::vector<std::string>& committers) {
  std::string out = "# Contributors\n\n## Committers\n\n";
  for (const std::string& handle : pmc) out += fmt::format("- [Name](https://github.com/{0}) (PMC): @{0}\n", handle);
  for (const std::string& handle : committers) out += fmt::format("- [Name](https://github.com/{0}): @{0}\n", handle);
  return out;
}

FileVersion version(const char* from, std::string bytes) { return {*parse_date(from), std::move(bytes), true}; }

struct Scene {
  testing::MemoryView view;
  testing::MemoryHistory history;
  std::optional<Date> now = Date{2024, 6, 1};

  explicit Scene(const std::string& roster, const std::string& seats, const std::string& policy = "") {
    view.add(".modgate/policy.yaml", "schema: modgate/policy/v1\nroster: {contributors: //CONTRIBUTORS.md}\n" + policy);
    view.add(kRoster, roster);
    view.add("src/relax/a.cc", "");
    view.add(".modgate/modules/relax.yaml",
             "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\nnamespace: none\n"
             "feature_flag: USE_RELAX\npaths: [src/relax/]\n" +
                 seats);
  }
  LintRun run() {
    LintOptions options;
    options.select = {"MG4"};
    options.history = &history;
    options.now = now;
    auto run = lint(view, options);
    EXPECT_TRUE(run.has_value());
    return std::move(*run);
  }
};

struct Standing {
  const char* handle;
  const char* day;
  const char* pmc;  ///< "yes", "no", "?"
  const char* standing;
};

std::string pmc_on(const Roster& roster, const char* handle, const char* day) {
  const RosterPerson* const person = roster.find(handle);
  if (person == nullptr) return "nobody";
  const Held answer = held(roster, *person, Role::pmc, parse_date(day));
  return answer == Held::yes ? "yes" : answer == Held::no ? "no" : "?";
}

void expect(const Roster& roster, const std::vector<Standing>& rows) {
  for (const Standing& row : rows) {
    SCOPED_TRACE(std::string(row.handle) + " on " + row.day);
    EXPECT_EQ(pmc_on(roster, row.handle, row.day), row.pmc);
    const RosterPerson* const person = roster.find(row.handle);
    ASSERT_NE(person, nullptr);
    EXPECT_EQ(standing(*person, parse_date(row.day)), row.standing);
  }
}

constexpr const char* kSeats = "endorsers: [{person: ada, date: 2020-01-01}]\n";

TEST(RosterHistory, RolesHaveTheDaysOfTheirVersions) {
  const std::string now = contributors({"ada", "grace"}, {"ken"});
  Scene scene(now, kSeats);
  scene.history.files[kRoster].versions = {
      version("2023-09-01", now),
      version("2022-05-01", contributors({"ada", "linus"}, {"grace"})),
      version("2021-01-01", contributors({"ada"}, {"linus", "margaret"})),
      {*parse_date("2020-12-01"), "", false},
  };
  const LintRun run = scene.run();
  expect(run.registry.roster, {{"ada", "2024-01-01", "yes", "a PMC member"},
                               {"ada", "1999-01-01", "yes", "a PMC member"},
                               {"grace", "2023-09-01", "yes", "a PMC member"},
                               {"grace", "2023-08-31", "no", "a committer, a PMC member only since 2023-09-01"},
                               {"GRACE", "2022-04-30", "no", "a PMC member only since 2023-09-01"},
                               {"ken", "2023-08-31", "no", "a committer only since 2023-09-01"},
                               {"linus", "2022-04-30", "no", "a committer, a PMC member only since 2022-05-01"},
                               {"linus", "2023-08-31", "yes", "a PMC member"},
                               {"linus", "2023-09-01", "no", "a PMC member until 2023-08-31"},
                               {"margaret", "2021-06-01", "no", "a committer"},
                               {"margaret", "2022-05-01", "no", "a committer until 2022-04-30"}});
  EXPECT_TRUE(run.registry.roster.find("linus")->former);
  EXPECT_FALSE(run.registry.roster.find("ada")->former);
  EXPECT_THAT(run.report.undecided, IsEmpty());
  EXPECT_THAT(scene.history.questions,
              ElementsAre("versions CONTRIBUTORS.md 2020", "origins .modgate/modules/relax.yaml 1"));
}

TEST(RosterHistory, OddHistories) {
  struct Row {
    const char* what;
    std::vector<FileVersion> versions;
    const char* day;
    const char* pmc;
    const char* undecided;  ///< a part of the only line; empty: none
  };
  const std::string now = contributors({"ada"}, {});
  const std::string before = contributors({}, {"ada"});
  const std::vector<Row> rows = {
      {"the worktree's own version counts from now", {version("2022-01-01", before)}, "2024-05-31", "no", ""},
      {"and on the day of the check", {version("2022-01-01", before)}, "2024-06-01", "yes", ""},
      {"not committed at all", {}, "2020-01-01", "yes", ""},
      {"the last version of a day counts",
       {version("2022-01-01", now), version("2022-01-01", before), version("2021-01-01", before)},
       "2022-01-01",
       "yes",
       ""},
      {"clocks that run backwards",
       {version("2022-01-01", now), version("2023-01-01", before), version("2021-01-01", now)},
       "2022-06-01",
       "yes",
       ""},
      {"a version that cannot be read tells nothing",
       {version("2022-01-01", now), version("2021-06-01", "nothing"), version("2021-01-01", before)},
       "2021-12-31",
       "no",
       "the roster `CONTRIBUTORS.md` as of 2021-06-01, which names nobody"},
      {"a file that was away for a while",
       {version("2022-01-01", now), {Date{2021, 6, 1}, "", false}, version("2021-01-01", before)},
       "2021-12-31",
       "no",
       ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Scene scene(now, kSeats);
    scene.history.files[kRoster].versions = row.versions;
    const LintRun run = scene.run();
    EXPECT_EQ(pmc_on(run.registry.roster, "ada", row.day), row.pmc);
    if (*row.undecided == '\0') {
      EXPECT_THAT(run.report.undecided, IsEmpty());
    } else {
      EXPECT_THAT(run.report.undecided, ElementsAre(HasSubstr(row.undecided)));
    }
  }
}

TEST(RosterHistory, AnAccountThatWasRenamedIsOnePerson) {
  const std::string now = "## Committers\n- [Ada](https://github.com/ada) (PMC): @ada-new\n";
  Scene scene(now, kSeats);
  scene.history.files[kRoster].versions = {version("2023-01-01", now),
                                           version("2021-01-01",
                                                   "## Committers\n- [Ada](https://github.com/ada): @ada\n"
                                                   "- [Ada](https://github.com/ada-old): @ada-old\n")};
  const LintRun run = scene.run();
  const Roster& roster = run.registry.roster;
  EXPECT_EQ(roster.find("ada"), roster.find("ada-new"));
  EXPECT_NE(roster.find("ada-old"), roster.find("ada")) << "a name joins nobody";
  EXPECT_EQ(pmc_on(roster, "ada-new", "2022-01-01"), "no");
}

TEST(RosterHistory, AnOlderEntryOfTheSameNameIsAHint) {
  const std::string now = "## Committers\n- [Ada](https://github.com/ada-new) (PMC): @ada-new\n";
  Scene scene(now, "endorsers: [{person: ada-new, date: 2022-01-01}]\n");
  scene.history.files[kRoster].versions = {
      version("2023-01-01", now),
      version("2021-01-01", "## Committers\n- [Ada](https://github.com/ada-old) (PMC): @ada-old\n")};
  const LintRun run = scene.run();
  ASSERT_EQ(run.report.findings.size(), 1U);
  EXPECT_EQ(run.report.findings[0].rule->id, "MG402");
  EXPECT_THAT(run.report.findings[0].notes, ElementsAre(HasSubstr("`ada-old`, an entry of the same name")));
}

TEST(RosterHistory, IsAskedOnlyWhereADayNeedsIt) {
  const std::string dated =
      "schema: modgate/people/v1\npeople:\n- {id: ada, roles: [{role: pmc, since: 2020-01-01}]}\n";
  struct Row {
    const char* what;
    std::string seats;
    bool dated;
    bool asked;
  };
  const Row rows[] = {
      {"an endorsement with a day", kSeats, false, true},
      {"no day at all", "endorsers: [ada]\n", false, false},
      {"maintainers are judged as of now", "since: 2022-01-01\nmaintainers: [ada]\n", false, false},
      {"a ballot", "vote: {opened: 2022-01-01, ballots: [{person: ada, vote: +1, date: 2022-01-02}]}\n", false, true},
      {"the file has all days", kSeats, true, false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Scene scene(contributors({"ada"}, {}), row.seats);
    if (row.dated) {
      scene.view.add(".modgate/policy.yaml", "schema: modgate/policy/v1\n");
      scene.view.add(".modgate/people.yaml", dated);
    }
    scene.run();
    bool asked = false;
    for (const std::string& question : scene.history.questions) asked = asked || question.starts_with("versions");
    EXPECT_EQ(asked, row.asked);
  }
}

TEST(RosterHistory, DaysThatTheFileGivesStay) {
  const std::string path = ".modgate/people.yaml";
  const std::string now =
      "schema: modgate/people/v1\npeople:\n"
      "- {id: ada, roles: [{role: pmc, since: 2020-01-01}, committer]}\n- {id: ken, roles: [pmc]}\n"
      "- {id: dennis, roles: [pmc, emeritus]}\n";
  const std::string before =
      "schema: modgate/people/v1\npeople:\n- {id: ada, roles: [committer]}\n- {id: dennis, roles: [pmc]}\n"
      "- {id: edsger, roles: [{role: pmc, since: 2019-01-01, until: 2021-12-31}]}\n";
  Scene scene("", kSeats);
  scene.view.add(".modgate/policy.yaml", "schema: modgate/policy/v1\n");
  scene.view.add(path, now);
  scene.history.files[path].versions = {version("2023-01-01", now), version("2021-06-01", before)};
  scene.history.files[path].gap = "run `git fetch --unshallow`";
  expect(scene.run().registry.roster, {{"ada", "2020-01-01", "yes", "a PMC member"},
                                       {"ada", "2019-12-31", "no", "a PMC member only since 2020-01-01"},
                                       {"ken", "2022-12-31", "no", "a PMC member only since 2023-01-01"},
                                       {"ken", "2021-05-31", "?", "a PMC member only since 2023-01-01"},
                                       {"dennis", "2022-12-31", "yes", "a PMC member"},
                                       {"dennis", "2023-01-01", "no", "emeritus since 2023-01-01"},
                                       {"dennis", "2021-05-31", "?", "a PMC member only since 2021-06-01"},
                                       {"edsger", "2021-12-31", "yes", "a PMC member"},
                                       {"edsger", "2022-01-01", "no", "a PMC member until 2021-12-31"}});
}

std::vector<std::string> rules_of(const LintRun& run) {
  std::vector<std::string> out;
  for (const Diagnostic& finding : run.report.findings) out.emplace_back(finding.rule->id);
  return out;
}

/// ada and grace are on the PMC since the oldest version that the clone has; ken never was.
TEST(RosterHistory, AGapIsNeitherYesNorNo) {
  struct Row {
    const char* what;
    std::string policy, seats;
    std::vector<std::string> rules;
    std::vector<std::string> undecided;  ///< parts, in order
  };
  const std::string endorsed = "endorsers: [{person: ada, date: 2022-05-01}, {person: grace, date: 2023-06-01}]\n";
  const auto vote = [](const std::string& ballots) {
    return "vote: {opened: 2022-01-01, closed: 2022-01-10, ballots: [" + ballots + "]}\n";
  };
  const std::string fetch = "the clone is shallow: run `git fetch --unshallow`";
  const std::string ada = "relax: whether endorser `ada` was a PMC member on 2022-05-01: " + fetch;
  const std::string voters = "relax: whether voters `ada` and `grace` were PMC members on 2022-01-10: " + fetch;
  const std::string how_many = "relax: how many PMC members there were on 2022-01-10: " + fetch;
  const std::string both = "{person: ada, vote: +1}, {person: grace, vote: +1}";
  const std::string ken = "{person: ken, vote: -1}";
  const std::vector<Row> rows = {
      {"enough, if ada was one", "policy: {endorsers_min: 2}\n", endorsed, {}, {ada}},
      {"enough without her", "policy: {endorsers_min: 1}\n", endorsed, {}, {ada}},
      {"too few in any case", "policy: {endorsers_min: 3}\n", endorsed, {"MG401"}, {ada}},
      {"too few to begin with", "policy: {vote: majority-of-cast}\n", vote(both), {"MG408"}, {voters}},
      {"a majority, if they were", "policy: {vote: majority-of-roster}\n", vote(both), {}, {voters, how_many}},
      {"no rule, no verdict", "", vote(both), {}, {voters}},
      {"a claim that may be true",
       "",
       "vote: {opened: 2022-01-01, closed: 2022-01-10, claimed: {for: 2}, ballots: [" + both + "]}\n",
       {},
       {voters}},
      {"a claim that nobody makes true",
       "",
       "vote: {opened: 2022-01-01, closed: 2022-01-10, claimed: {for: 3}, ballots: [" + both + "]}\n",
       {"MG410"},
       {voters}},
      {"who may have left the roster since",
       "policy: {endorsers_min: 1}\n",
       "endorsers: [{person: edsger, date: 2022-05-01}]\n",
       {},
       {"whether endorser `edsger` was"}},
      {"not on a day that is known", "", "endorsers: [{person: edsger, date: 2023-05-01}]\n", {"MG406"}, {}},
      {"a voter who may have left",
       "policy: {vote: majority-of-roster}\n",
       vote("{person: edsger, vote: +1}, {person: Edsger, vote: +1}"),
       {},
       {"whether voters `edsger` and", how_many}},
      {"against what he endorsed",
       "",
       endorsed + vote("{person: edsger, vote: -1}"),
       {},
       {"whether voter `edsger` was", ada}},
      {"ken is in doubt like everybody",
       "policy: {vote: consensus}\n",
       vote(ken),
       {"MG408"},
       {"whether voter `ken` was"}},
  };
  const std::string now = contributors({"ada", "grace"}, {"ken"});
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Scene scene(now, row.seats, row.policy);
    scene.history.files[kRoster].versions = {version("2023-01-01", now)};
    scene.history.files[kRoster].gap = fetch;
    const LintRun run = scene.run();
    EXPECT_EQ(rules_of(run), row.rules);
    std::vector<::testing::Matcher<std::string>> parts;
    for (const std::string& part : row.undecided) parts.push_back(HasSubstr(part));
    EXPECT_THAT(run.report.undecided, ::testing::ElementsAreArray(parts));
  }
}

TEST(RosterHistory, AHistoryThatCannotBeReadIsAGap) {
  Scene scene(contributors({"ada"}, {}), kSeats, "policy: {endorsers_min: 1}\n");
  const LintRun run = scene.run();
  EXPECT_THAT(rules_of(run), IsEmpty());
  EXPECT_THAT(
      run.report.undecided,
      ElementsAre("relax: whether endorser `ada` was a PMC member on 2020-01-01: there is no `CONTRIBUTORS.md`; "
                  "look elsewhere"));
}

TEST(RosterHistory, TooManyVersionsAreAGap) {
  const std::string now = contributors({"ada"}, {});
  Scene scene(now, kSeats);
  scene.history.files[kRoster].versions.assign(limits::kRosterVersions, version("2023-01-01", now));
  EXPECT_THAT(scene.run().report.undecided, IsEmpty());
  scene.history.files[kRoster].versions.push_back(version("2022-01-01", now));
  EXPECT_THAT(scene.run().report.undecided, ElementsAre(HasSubstr("has more than 2000 versions")));
}

}  // namespace
}  // namespace modgate
