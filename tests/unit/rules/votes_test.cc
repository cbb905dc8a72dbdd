// Votes as rules see them: thresholds of the four rules, days of a window, resolution of ballots, and a vote as large
// as a manifest can hold.
#include "rules/support/votes.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "context.h"
#include "manifest/parse.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Threshold {
  const char* rule;
  std::size_t in_favour, against, electorate;
  std::vector<std::string> lacking;
};

TEST(Votes, RulesHaveTheirThresholds) {
  const std::string three = "3 PMC members must vote +1";
  const std::vector<Threshold> rows{
      {"majority-of-roster", 11, 9, 21, {}},
      {"majority-of-roster", 10, 0, 21, {"11 of 21 PMC members must vote +1"}},
      {"majority-of-roster", 10, 0, 20, {"11 of 20 PMC members must vote +1"}},
      {"majority-of-roster", 0, 0, 0, {"1 of 0 PMC members must vote +1"}},
      {"lazy-two-thirds", 2, 1, 21, {}},
      {"lazy-two-thirds", 3, 0, 21, {}},
      {"lazy-two-thirds", 2, 0, 21, {"3 binding votes must be cast"}},
      {"lazy-two-thirds", 3, 2, 21, {"+1 must be at least twice -1"}},
      {"lazy-two-thirds", 1, 1, 21, {"3 binding votes must be cast", "+1 must be at least twice -1"}},
      {"majority-of-cast", 3, 2, 21, {}},
      {"majority-of-cast", 2, 0, 21, {three}},
      {"majority-of-cast", 3, 3, 21, {"+1 must outnumber -1"}},
      {"consensus", 3, 0, 21, {}},
      {"consensus", 20, 1, 21, {"no PMC member may vote -1"}},
      {"consensus", 2, 1, 21, {three, "no PMC member may vote -1"}},
      {"", 0, 5, 21, {}},
  };
  for (const Threshold& row : rows) {
    VoteView vote;
    vote.in_favour = row.in_favour;
    vote.against = row.against;
    vote.electorate = row.electorate;
    EXPECT_EQ(shortfall(row.rule, vote), row.lacking) << row.rule << " " << row.in_favour << ":" << row.against;
  }
}

struct Doubt {
  const char* rule;
  std::size_t in_favour, against, electorate;
  std::size_t unknown_for, unknown_against, unknown_others;
  Outcome outcome;
};

TEST(Votes, WhatIsNotKnownDecidesOnlyWhereItMatters) {
  const std::vector<Doubt> rows{
      {"majority-of-cast", 3, 0, 9, 0, 0, 0, Outcome::passes},
      {"majority-of-cast", 2, 0, 9, 0, 0, 0, Outcome::fails},
      {"majority-of-cast", 2, 0, 9, 1, 0, 0, Outcome::undecided},
      {"majority-of-cast", 1, 0, 9, 1, 0, 5, Outcome::fails},
      {"majority-of-cast", 3, 1, 9, 0, 1, 5, Outcome::passes},
      {"majority-of-cast", 3, 1, 9, 0, 2, 0, Outcome::undecided},
      // A -1 that fills the quorum, and one more that turns the result.
      {"lazy-two-thirds", 2, 0, 9, 0, 1, 0, Outcome::undecided},
      {"lazy-two-thirds", 1, 0, 9, 0, 2, 0, Outcome::fails},
      {"lazy-two-thirds", 4, 1, 9, 0, 1, 0, Outcome::passes},
      {"lazy-two-thirds", 4, 1, 9, 0, 2, 0, Outcome::undecided},
      {"consensus", 3, 0, 9, 0, 1, 0, Outcome::undecided},
      {"consensus", 3, 1, 9, 4, 0, 0, Outcome::fails},
      {"majority-of-roster", 5, 0, 8, 0, 0, 1, Outcome::passes},
      {"majority-of-roster", 5, 0, 8, 0, 0, 2, Outcome::undecided},
      {"majority-of-roster", 4, 0, 8, 1, 0, 0, Outcome::undecided},
      {"majority-of-roster", 3, 0, 8, 1, 0, 0, Outcome::fails},
      {"", 0, 5, 9, 1, 1, 1, Outcome::passes},
  };
  for (const Doubt& row : rows) {
    VoteView vote;
    vote.in_favour = row.in_favour;
    vote.against = row.against;
    vote.electorate = row.electorate;
    vote.unknown_for = row.unknown_for;
    vote.unknown_against = row.unknown_against;
    vote.unknown_others = row.unknown_others;
    EXPECT_EQ(outcome(row.rule, vote), row.outcome) << row.rule << " line " << &row - rows.data();
  }
}

Manifest manifest_with(const std::string& vote) {
  return parse_manifest("schema: modgate/module/v1\nmodule: relax\nstage: S0\nvote:\n" + vote, kNoFile);
}

struct MomentRow {
  const char* text;
  const char* days;  ///< first and last day of the window when the text is both ends
};

TEST(Votes, WindowsAreAsWideAsTheCalendarsOfTheEarth) {
  const std::vector<MomentRow> rows{
      {"1970-01-02", "1 1"},
      {"1970-01-02T12:00Z", "1 2"},
      {"1970-01-02T11:59:59Z", "0 2"},
      {"1970-01-02T09:59:59Z", "0 1"},
      {"1970-01-02T10:00:00Z", "0 2"},
      {"1970-01-02T12:00+05:30", "0 1"},
      {"1970-01-02T22:00-10:00", "1 2"},
      {"1970-01-01T00:00Z", "-1 0"},
      {"2024-02-29", "19782 19782"},
      {"0001-01-01T00:00+14:00", "-719164 -719162"},
  };
  for (const MomentRow& row : rows) {
    const Manifest manifest = manifest_with(fmt::format("  opened: {0}\n  closed: {0}\n", row.text));
    const Window window = window_of(manifest.vote);
    ASSERT_TRUE(window.first && window.last) << row.text;
    EXPECT_EQ(fmt::format("{} {}", *window.first, *window.last), row.days) << row.text;
  }
}

HandMadeContext context_of(const std::string& people, const std::string& vote) {
  HandMadeContext context;
  context.registry.modules[static_cast<std::size_t>(context.add_module("relax", Stage::S0))].manifest =
      manifest_with(vote);
  context.registry.roster = parse_people("schema: modgate/people/v1\npeople:\n" + people, kNoFile);
  return context;
}

TEST(Votes, FailureSaysHowEachBallotWasResolved) {
  HandMadeContext context = context_of(
      "  - {id: ada, name: A, handles: [ada, countess], roles: [pmc]}\n"
      "  - {id: barbara, name: B, roles: [{role: pmc, since: 2020-01-01}]}\n"
      "  - {id: grace, name: G, roles: [{role: committer, since: 2020-01-01}, {role: pmc, since: 2026-03-01}]}\n"
      "  - {id: edsger, name: E, roles: [{role: committer, since: 2020-01-01}, {role: pmc, since: 2026-03-01}]}\n"
      "  - {id: ken, name: K, roles: [{role: pmc, since: 2020-01-01}]}\n"
      "  - {id: linus, name: L, roles: [{role: pmc, since: 2020-01-01}]}\n"
      "  - {id: bot, name: M, bot: true, roles: [pmc]}\n",
      "  opened: 2026-01-10\n  closed: 2026-01-20\n  ballots:\n"
      "    - {person: Countess, vote: +1, date: 2026-01-12}\n"
      "    - {person: ada, vote: -1, date: 2026-01-11}\n"
      "    - {person: barbara, vote: -0.5}\n"
      "    - {person: grace, vote: +1, date: 2026-01-12}\n"
      "    - {person: ken, vote: +1}\n"
      "    - {person: ken, vote: -1}\n"
      "    - {person: linus, vote: +1, date: 2026-01-21}\n"
      "    - {person: nobody, vote: +1}\n"
      "    - {person: bot, vote: +1}\n"
      "    - {person: linus, vote: +7}\n"
      "    - {person: edsger, vote: +1}\n");
  context.registry.policy.vote = "majority-of-roster";
  const std::vector<Diagnostic> found = context.run("MG408");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(
      found[0].message,
      "the vote on module `relax` fails by majority-of-roster: 1 binding +1 and 0 -1, but 3 of 4 PMC members must "
      "vote +1");
  EXPECT_THAT(
      found[0].notes,
      ElementsAre("binding +1: `Countess` (`ada`)", "binding abstentions: `barbara` (-0.5)",
                  "does not count: +1 of `grace` on 2026-01-12 and `edsger` (a committer, a PMC member only since "
                  "2026-03-01)",
                  "does not count: +1 of `ken` (contradicted by -1 of the same person)",
                  "does not count: +1 of `bot` (not a person)", "does not count: +1 of `nobody` (not in the roster)",
                  "does not count: +1 of `linus` on 2026-01-21 (the vote was not open)",
                  "does not count: -1 of `ken` (contradicted by +1 of the same person)",
                  "does not count: -1 of `ada` on 2026-01-11 (replaced by a later ballot on 2026-01-12)",
                  "does not count: a ballot of `linus` (the ballot cannot be read)",
                  "the roster has 4 PMC members on 2026-01-20",
                  "the roster gives no first day for 1 of them, who count as members at any time"));
}

TEST(Votes, AsManyBallotsAsAManifestHolds) {
  std::string people;
  std::string ballots = "  closed: 2026-01-20\n  ballots:\n";
  for (int i = 0; i < 3000; ++i) {
    people += fmt::format("- {{id: p{}, roles: pmc}}\n", i);
    ballots += fmt::format("  - {{person: p{}, vote: {}}}\n", i % 2 == 0 ? 7 : i, i % 4 == 0 ? "+1" : "-1");
  }
  HandMadeContext context = context_of(people, ballots);
  ASSERT_TRUE(context.registry.roster.usable()) << context.registry.roster.unusable;
  context.registry.policy.vote = "consensus";
  const auto before = std::chrono::steady_clock::now();
  const std::vector<Diagnostic> failed = context.run("MG408");
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_LT(failed[0].notes.size(), 30U);
  EXPECT_THAT(failed[0].message, HasSubstr("0 binding +1 and 1499 -1"));
  EXPECT_EQ(context.run("MG409").size(), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(20) * MODGATE_PATIENCE)
      << "two passes over 3000 ballots";
}

struct FutureRow {
  const char* vote;
  const char* message;  ///< part of the one finding; "" for none
};

/// The day of the check is 2026-01-15; somewhere on Earth it may already be the 16th.
TEST(Votes, NothingWasDecidedInTheFuture) {
  const std::vector<FutureRow> rows{
      {"  opened: 2026-01-10\n  closed: 2026-01-16\n", ""},
      {"  opened: 2026-01-10\n  closed: 2026-01-17\n",
       "is not over: it closes on 2026-01-17, and this check is as of 2026-01-15"},
      {"  opened: 2026-01-10\n  closed: 2026-01-15\n  ballots: {person: ada, vote: +1, date: 2026-01-17}\n",
       "dated 2026-01-17, after the vote on module `relax` closed"},
      {"  opened: 2026-01-10\n  closed: soon\n  ballots: {person: ada, vote: +1, date: 2026-01-16}\n", ""},
      {"  opened: 2026-01-10\n  closed: soon\n  ballots: {person: ada, vote: +1, date: 2026-01-17}\n",
       "dated 2026-01-17, and this check of module `relax` is as of 2026-01-15"},
  };
  for (const FutureRow& row : rows) {
    const HandMadeContext made = context_of("- {id: ada, roles: pmc}\n", row.vote);
    const RuleContext context{made.files,    made.registry, made.facts,        made.resolution,  made.build,
                              made.mentions, made.skipped,  made.suppressions, Date{2026, 1, 15}};
    std::vector<Diagnostic> found;
    const Rule& rule = *find_rule("MG411")->rule;
    Findings findings(rule, found);
    rule.check(context, findings);
    const std::string message = found.empty() ? "" : found[0].message;
    EXPECT_LE(found.size(), 1U) << row.vote;
    EXPECT_EQ(message.empty(), *row.message == '\0') << row.vote << message;
    EXPECT_THAT(message, HasSubstr(row.message));
  }
}

/// Every stranger is reported; hints end where looking for them would take longer than anybody waits.
TEST(Votes, HintsForStrangersAreLimited) {
  std::string ballots = "  closed: 2026-01-20\n  ballots:\n";
  const std::size_t strangers = limits::kHandleHints + 50;
  for (std::size_t i = 0; i < strangers; ++i) ballots += fmt::format("  - {{person: person{}, vote: +1}}\n", i);
  const HandMadeContext context = context_of("- {id: person, roles: pmc}\n", ballots);
  const std::vector<Diagnostic> found = context.run("MG406");
  ASSERT_EQ(found.size(), strangers);
  EXPECT_EQ(found.front().help, "did you mean `person`?");
  EXPECT_THAT(found.back().help, HasSubstr("correct the handle"));
}

}  // namespace
}  // namespace modgate
