// People: people.yaml, CONTRIBUTORS.md, .mailmap, and what somebody was on a day.
#include "modgate/roster.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "faults.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kPeople =
    "schema: modgate/people/v1\n"
    "people:\n"
    "- {id: ada, handles: [ada, ada-old], emails: ada@acme.org, roles: [{role: committer, since: 2020-01-01},\n"
    "    {role: pmc, since: 2022-06-01}]}\n"
    "- {id: ken, roles: [reviewer]}\n"
    "- {id: dennis, roles: [pmc, {role: emeritus, since: 2024-05-01}]}\n"
    "- {id: robot, bot: true}\n";

TEST(People, RolesHaveDays) {
  const Roster roster = parse_people(kPeople, kNoFile);
  ASSERT_THAT(testing::rows(kPeople, roster.faults), IsEmpty());
  ASSERT_TRUE(roster.usable());
  struct Row {
    const char* who;
    Role role;
    std::optional<Date> day;
    bool holds;
    const char* standing;
  };
  const Date early{2019, 1, 1};
  const Date middle{2021, 1, 1};
  const Date late{2025, 1, 1};
  const Row rows[] = {
      {"ada", Role::pmc, {}, true, "a PMC member"},
      {"@ADA", Role::committer, late, true, "a PMC member"},
      {"ada-old", Role::pmc, middle, false, "a committer, a PMC member only since 2022-06-01"},
      {"ada", Role::committer, early, false, "a PMC member only since 2022-06-01"},
      {"ken", Role::committer, {}, false, "a reviewer"},
      {"dennis", Role::committer, middle, true, "a PMC member"},
      {"dennis", Role::pmc, late, false, "emeritus since 2024-05-01"},
      {"dennis", Role::pmc, {}, false, "emeritus since 2024-05-01"},
      {"robot", Role::reviewer, {}, false, "a bot"},
  };
  for (const Row& row : rows) {
    const RosterPerson* const person = roster.find(row.who);
    ASSERT_NE(person, nullptr) << row.who;
    EXPECT_EQ(holds(*person, row.role, row.day), row.holds) << row.who;
    EXPECT_EQ(standing(*person, row.day), row.standing) << row.who;
  }
  EXPECT_EQ(roster.find("grace"), nullptr);
  EXPECT_EQ(roster.nearest("denis"), "dennis");
}

TEST(People, FaultsAndFilesThatNobodyCanUse) {
  const std::string twice = "schema: modgate/people/v1\npeople: [{id: ada}, {id: ken, handles: [Ada]}]\n";
  EXPECT_THAT(testing::rows(twice, parse_people(twice, kNoFile).faults),
              ElementsAre(HasSubstr("2:21 value `Ada` is also a handle of `ada`")));
  const std::string shared =
      "schema: modgate/people/v1\npeople: [{id: ada, emails: [pmc@a.org]}, {id: ken, emails: [PMC@a.org]}]\n";
  EXPECT_THAT(testing::rows(shared, parse_people(shared, kNoFile).faults),
              ElementsAre(HasSubstr("`PMC@a.org` is also an address of `ada`")));
  EXPECT_EQ(parse_people("schema: modgate/people/v1\npeople: []\n", kNoFile).unusable, "it names nobody");
  EXPECT_THAT(parse_people("people: [\n", kNoFile).unusable, HasSubstr("it cannot be read"));
  EXPECT_THAT(testing::rows("people: [{id: ada}]\n", parse_people("people: [{id: ada}]\n", kNoFile).faults),
              ElementsAre(HasSubstr("1:1 missing `schema` is missing")));
}

TEST(Contributors, EverySpellingOfAnEntryIsRead) {
  const std::string text =
      "Project\n=======\n- [Nobody](https://acme.org): @stranger\n\n"
      "## Committers\n"
      "- [Ada](https://github.com/ada): @ada - topi, @someone\n"
      "- [Grace](https://github.com/grace) (PPMC): @grace - a\n"
      "- [Ken](https://github.com/ken): (PMC) @ken - b\n"
      "- [Dennis](https://github.com/dennis): @dennis (PMC): - c\n"
      "- [Brian](https://github.com/brian): @brian (PMC) - d\n"
      "- [Linus](https://github.com/linus): @linus: - e\n"
      "- [Donald](https://github.com/donald/) @donald - f\n"
      "- [Nicola](https://github.com/NicolaX): @nicolax - g\n"
      "- [@barbara](https://github.com/barbara)\r\n"
      "- [Edsger](https://github.com/edsger): @edsger-new - renamed\n"
      "- nobody at all\n"
      "\n"
      "Reviewers\n---------\n"
      "* [Ada](https://github.com/ada): @Ada\n"
      "* [Tony](https://github.com/tony): @tony\n"
      "\n"
      "## List of Contributors\n"
      "- [Full List](https://github.com/acme/x/graphs/contributors)\n"
      "## Mentors\n- Markus @markus\n";
  const Roster roster = parse_contributors(text, kNoFile);
  EXPECT_THAT(testing::rows(text, roster.faults), ElementsAre(HasSubstr("16:1 value this entry names nobody")));
  std::vector<std::string> pmc;
  std::vector<std::string> committers;
  std::vector<std::string> others;
  for (const RosterPerson& person : roster.people) {
    (holds(person, Role::pmc, {})         ? pmc
     : holds(person, Role::committer, {}) ? committers
                                          : others)
        .push_back(person.id);
  }
  EXPECT_THAT(pmc, ElementsAre("grace", "ken", "dennis", "brian"));
  EXPECT_THAT(committers, ElementsAre("ada", "linus", "donald", "nicolax", "barbara", "edsger-new"));
  EXPECT_THAT(others, ElementsAre("tony"));
  EXPECT_EQ(roster.find("edsger"), roster.find("edsger-new"));
  EXPECT_EQ(roster.find("someone"), nullptr);
  EXPECT_EQ(roster.find("ada")->name, "Ada");
}

TEST(Contributors, AFileThatYieldsNobodyIsUnusable) {
  for (const char* text : {"", "# Readme\n- [A](https://github.com/a): @a\n", "## Committers\n\nnone yet\n", "\xff"}) {
    EXPECT_FALSE(parse_contributors(text, kNoFile).usable()) << text;
  }
}

TEST(Roster, AddressesNameAPersonAndNeverByTheirName) {
  Roster roster = parse_people(kPeople, kNoFile);
  join_mailmap(roster, "Ada <ada@acme.org> <ada@home.org>\n");
  struct Row {
    const char* address;
    const char* person;  ///< empty: nobody
  };
  const Row rows[] = {
      {"ada@acme.org", "ada"},
      {"ADA@ACME.ORG", "ada"},
      {"ada@home.org", "ada"},
      {"ada@users.noreply.github.com", "ada"},
      {"12345+Ada-Old@users.noreply.GitHub.com", "ada"},
      {"1+robot@users.noreply.github.com", "robot"},
      {"ada", ""},
      {"ada@", ""},
      {"", ""},
      {"ada@elsewhere.org", ""},
      {"@users.noreply.github.com", ""},
      {"1+@users.noreply.github.com", ""},
      {"1+https://github.com/ada@users.noreply.github.com", ""},
      {"1+ada/team@users.noreply.github.com", ""},
      {"ada@users.noreply.github.com.evil.org", ""},
  };
  for (const Row& row : rows) {
    const RosterPerson* const person = roster.find_email(row.address);
    EXPECT_EQ(person == nullptr ? "" : person->id, row.person) << row.address;
  }
}

TEST(Roster, HandlesAreReadAsPeopleWriteThem) {
  const std::string text =
      "schema: modgate/module/v1\nendorsers: [\"@ada\", \"ada:\", \"https://github.com/ada/\", "
      "https://github.com/ada]\n";
  const Manifest manifest = parse_manifest(text, kNoFile);
  ASSERT_EQ(manifest.endorsers.size(), 4U);
  for (const Seat& seat : manifest.endorsers) EXPECT_EQ(seat.handle.value, "ada");
  for (const char* bad :
       {"https://github.com/", "https://github.com/acme/tvm", "https://gitlab.com/ada", "ada::", "ada/"}) {
    const std::string wrong = fmt::format("schema: modgate/module/v1\nchampion: \"{}\"\n", bad);
    EXPECT_EQ(parse_manifest(wrong, kNoFile).champion.handle.value, "") << bad;
  }
}

TEST(Mailmap, JoinsAddressesAndNeverNames) {
  Roster roster = parse_people(kPeople, kNoFile);
  join_mailmap(roster,
               "# Ada <ada@acme.org> <comment@acme.org>\n"
               "Ada <ada@acme.org> <Ada@Home.org>\n"
               "Ada <ada@laptop.org> <ada@home.org>\n"
               "Ken <ken@acme.org> <12345+ken@users.noreply.github.com>\n"
               "ada <other@acme.org> Ada <another@acme.org>\n"
               "Both <ada@acme.org> <ken@acme.org>\n"
               "Ada <ada@acme.org> <77+ada-new@users.noreply.github.com>\n"
               "broken <x@y\n");
  EXPECT_THAT(roster.find("ada")->emails, UnorderedElementsAre("ada@acme.org", "ada@home.org", "ada@laptop.org",
                                                               "77+ada-new@users.noreply.github.com"));
  EXPECT_EQ(roster.find("ada-new"), roster.find("ada"));
  EXPECT_THAT(roster.find("ken")->emails, UnorderedElementsAre("12345+ken@users.noreply.github.com"))
      << "a second line gives the other address to ada";
}

TEST(Mailmap, AnAddressOfTwoPersonsIsNobodys) {
  const std::string lines[] = {"Ada <ada@acme.org> Ada <root@localhost>\n", "Laptop <root@localhost> <x@laptop>\n",
                               "Ken <ken@acme.org> Ken <root@localhost>\n"};
  for (const std::string& text : {lines[0] + lines[1] + lines[2], lines[2] + lines[1] + lines[0]}) {
    Roster roster = parse_people(
        "schema: modgate/people/v1\npeople: [{id: ada, emails: [ada@acme.org]}, {id: ken, emails: [ken@acme.org]}]\n",
        kNoFile);
    join_mailmap(roster, text);
    EXPECT_EQ(roster.find_email("root@localhost"), nullptr) << text;
    EXPECT_EQ(roster.find_email("x@laptop"), nullptr) << "nor is what was learned through it: " << text;
    EXPECT_EQ(roster.find_email("ada@acme.org"), roster.find("ada"));
  }
}

TEST(Contributors, WhoIsGoneOrCommentedOutHoldsNothing) {
  const Roster roster = parse_contributors(
      "## Committers\n- [Ada](https://github.com/ada) (PMC): @ada\n<!-- left in May:\n- [Ken](https://github.com/ken): "
      "@ken\n-->\n<!-- one line -->\n- [Grace](https://github.com/grace): @grace\n"
      "## Emeritus Committers\n- [Linus](https://github.com/linus) (PMC): @linus\n",
      kNoFile);
  EXPECT_EQ(roster.find("ken"), nullptr);
  for (const auto& [who, committer] : {std::pair("ada", true), {"grace", true}, {"linus", false}}) {
    ASSERT_NE(roster.find(who), nullptr) << who;
    EXPECT_EQ(holds(*roster.find(who), Role::committer, std::nullopt), committer) << who;
    EXPECT_EQ(holds(*roster.find(who), Role::pmc, std::nullopt), std::string_view(who) == "ada") << who;
  }
}

}  // namespace
}  // namespace modgate
