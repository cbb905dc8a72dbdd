// What must not change the outcome of a vote: the order of its ballots, the letter-case of handles, which handle of a
// person is used, a ballot written down twice. The tally is compared with a second count made here from the definition.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "memory_view.h"
#include "modgate/report.h"

namespace modgate {
namespace {

constexpr int kOpened = 5;
constexpr int kClosed = 20;
constexpr const char* kRules[] = {"majority-of-roster", "lazy-two-thirds", "majority-of-cast", "consensus"};

/// All days are in January 2026; 0 is none.
struct Person {
  std::vector<std::string> names;  ///< the id first
  int since = 0;
  int until = 0;
};

struct Cast {
  std::size_t person = 0;
  std::string name;
  std::string vote;
  int day = 0;
};

struct Election {
  std::vector<Person> people;
  std::vector<Cast> ballots;
  std::string rule;
  int claimed = 0;
};

using Random = std::mt19937;

int below(Random& random, int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); }

Election make_election(unsigned seed) {
  Random random(seed);
  Election out;
  out.rule = kRules[seed % 4];
  const int people = 3 + below(random, 6);
  for (int i = 0; i < people; ++i) {
    Person person;
    for (int alias = 0; alias <= below(random, 3); ++alias) person.names.push_back(fmt::format("p{}a{}", i, alias));
    if (below(random, 4) == 0) person.since = 1 + below(random, 28);
    if (below(random, 4) == 0) person.until = 1 + below(random, 28);
    out.people.push_back(person);
  }
  const bool friendly = below(random, 2) == 0;
  const auto cast = [&](int who) {
    const auto person = static_cast<std::size_t>(who);
    const char* const votes[] = {"-1", "-0.5", "0", "-0", "+0", ".9", "+1", "1", "+1", "+1"};
    const int vote = friendly ? 4 + below(random, 6) : below(random, 10);
    const int day = below(random, 3) == 0 ? kOpened - 1 + below(random, kClosed - kOpened + 3) : 0;
    out.ballots.push_back({person, out.people[person].names[0], votes[vote], day});
  };
  for (int i = 0; i < people; ++i) {
    if (below(random, 5) > 0) cast(i);
  }
  for (int again = below(random, people); again > 0; --again) cast(below(random, people));
  out.claimed = below(random, 4);
  return out;
}

/// Another order, other handles, other letters.
Election varied(Election election, Random& random) {
  std::shuffle(election.ballots.begin(), election.ballots.end(), random);
  for (Cast& cast : election.ballots) {
    const Person& person = election.people[cast.person];
    cast.name = person.names[static_cast<std::size_t>(below(random, static_cast<int>(person.names.size())))];
    for (char& c : cast.name) c = static_cast<char>(below(random, 2) == 0 ? std::toupper(c) : c);
  }
  std::shuffle(election.people.begin(), election.people.end(), random);
  return election;
}

std::string day_text(int day) { return fmt::format("2026-01-{:02}", day); }

std::vector<Diagnostic> findings(const Election& election) {
  testing::MemoryView view;
  std::string people = "schema: modgate/people/v1\npeople:\n";
  for (const Person& person : election.people) {
    people += fmt::format("  - id: {}\n    name: somebody\n    handles: [{}]\n    roles: [{{role: pmc", person.names[0],
                          fmt::join(person.names, ", "));
    if (person.since > 0) people += ", since: " + day_text(person.since);
    if (person.until > 0) people += ", until: " + day_text(person.until);
    people += "}]\n";
  }
  std::string vote = fmt::format("vote:\n  opened: {}\n  closed: {}\n  claimed: {{for: {}}}\n  ballots:\n",
                                 day_text(kOpened), day_text(kClosed), election.claimed);
  for (const Cast& cast : election.ballots) {
    vote += fmt::format("    - {{person: \"@{}\", vote: {}", cast.name, cast.vote);
    if (cast.day > 0) vote += ", date: " + day_text(cast.day);
    vote += "}\n";
  }
  if (election.ballots.empty()) vote.replace(vote.find("  ballots:\n"), vote.npos, "");
  view.add(".modgate/people.yaml", people);
  view.add(".modgate/policy.yaml", fmt::format("schema: modgate/policy/v1\npolicy: {{vote: {}}}\n", election.rule));
  view.add(".modgate/modules/relax.yaml",
           "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\nnamespace: none\n"
           "feature_flag: USE_RELAX\npaths: [src/relax/]\nendorsers: [p0a0, p1a0]\n" +
               vote);
  LintOptions options;
  options.select = {"MG4"};
  auto run = lint(view, options);
  EXPECT_TRUE(run.has_value());
  return run->report.findings;
}

/// Findings without what depends on spelling and place: handles as written stand in messages of other rules.
std::multiset<std::string> outcome(const Election& election) {
  std::multiset<std::string> out;
  for (const Diagnostic& finding : findings(election)) {
    const bool counts = finding.rule->id == "MG408" || finding.rule->id == "MG410";
    out.insert(fmt::format("{} {} {}", finding.rule->id, finding.target, counts ? finding.message : ""));
  }
  return out;
}

struct Tally {
  int in_favour = 0;
  int against = 0;
  int electorate = 0;
};

bool is_member(const Person& person, int day) {
  return (person.since == 0 || person.since <= day) && (person.until == 0 || day <= person.until);
}

/// The definition, person by person: what may be the last word must be one word.
Tally count(const Election& election) {
  Tally out;
  for (std::size_t i = 0; i < election.people.size(); ++i) {
    const Person& person = election.people[i];
    if (is_member(person, kClosed)) ++out.electorate;
    int last = 0;
    for (const Cast& cast : election.ballots) {
      if (cast.person == i && cast.day >= kOpened && cast.day <= kClosed) last = std::max(last, cast.day);
    }
    std::set<int> words;
    bool binds = false;
    for (const Cast& cast : election.ballots) {
      if (cast.person != i || (cast.day != 0 && cast.day != last)) continue;
      words.insert(cast.vote == "-1" ? -1 : cast.vote == "1" || cast.vote == "+1" ? 1 : 0);
      binds = binds || is_member(person, cast.day == 0 ? kClosed : cast.day);
    }
    if (words.size() != 1 || !binds) continue;
    if (*words.begin() == 1) ++out.in_favour;
    if (*words.begin() == -1) ++out.against;
  }
  return out;
}

bool passes(const std::string& rule, const Tally& tally) {
  if (rule == "majority-of-roster") return tally.in_favour * 2 > tally.electorate;
  if (rule == "majority-of-cast") return tally.in_favour >= 3 && tally.in_favour > tally.against;
  if (rule == "consensus") return tally.in_favour >= 3 && tally.against == 0;
  return tally.in_favour + tally.against >= 3 && tally.in_favour >= 2 * tally.against;
}

TEST(VotesProperty, TheDefinitionAgrees) {
  int passed = 0;
  int failed = 0;
  for (unsigned seed = 0; seed < 240; ++seed) {
    const Election election = make_election(seed);
    const Tally tally = count(election);
    std::string verdict;
    for (const Diagnostic& finding : findings(election)) {
      if (finding.rule->id == "MG408") verdict = finding.message;
    }
    ASSERT_EQ(verdict.empty(), passes(election.rule, tally)) << "seed " << seed << ": " << verdict;
    ++(verdict.empty() ? passed : failed);
    if (verdict.empty()) continue;
    const std::string numbers = fmt::format("{} binding +1 and {} -1", tally.in_favour, tally.against);
    ASSERT_NE(verdict.find(numbers), verdict.npos) << "seed " << seed << ": " << verdict;
  }
  EXPECT_GT(passed, 50) << "some votes must pass";
  EXPECT_GT(failed, 50) << "some votes must fail";
}

TEST(VotesProperty, OrderCaseAndAliasChangeNothing) {
  std::set<std::string> rules;
  for (unsigned seed = 0; seed < 100; ++seed) {
    const Election election = make_election(seed);
    const auto before = outcome(election);
    for (const std::string& line : before) rules.insert(line.substr(0, 5));
    Random random(seed);
    ASSERT_EQ(before, outcome(varied(election, random))) << "seed " << seed;
  }
  EXPECT_EQ(rules, (std::set<std::string>{"MG402", "MG407", "MG408", "MG409", "MG410", "MG411", "MG412"}));
}

/// Every ballot once more, by any handle: nobody counts twice, nothing contradicts itself.
TEST(VotesProperty, NobodyCountsTwice) {
  const auto without_repeats = [](const Election& election) {
    std::set<std::string> out;
    for (const std::string& line : outcome(election)) {
      if (!line.starts_with("MG407")) out.insert(line);
    }
    return out;
  };
  for (unsigned seed = 0; seed < 100; ++seed) {
    const Election election = make_election(seed);
    Random random(seed);
    Election twice = election;
    for (const Cast& cast : varied(election, random).ballots) twice.ballots.push_back(cast);
    ASSERT_EQ(without_repeats(election), without_repeats(twice)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace modgate
