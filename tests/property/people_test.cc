// Random lists of endorsers, maintainers and attestations over random rosters: the number of persons that a run counts
// is the definition's; neither order, letters, aliases nor the address that a commit was made with change it.
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "memory_history.h"
#include "memory_view.h"

namespace modgate {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

enum class Kind { pmc, committer, reviewer };
constexpr const char* kRoles[] = {"pmc", "committer", "reviewer"};

struct Person {
  std::vector<std::string> handles;  ///< the id first
  Kind kind = Kind::reviewer;
};

/// An entry of a list: who, by which of his handles, and whether he committed it himself.
struct Entry {
  std::size_t person = 0;
  std::string handle;
  bool own = false;
};

struct Lists {
  std::vector<Person> people;
  std::vector<Entry> endorsers, maintainers, attest;
};

std::vector<Entry> make_list(Random& random, const std::vector<Person>& people) {
  std::vector<Entry> out;
  for (std::size_t n = 1 + below(random, 7); n > 0; --n) {
    const std::size_t person = below(random, people.size());
    out.push_back({person, people[person].handles[0], below(random, 2) == 0});
  }
  return out;
}

Lists make_registry(unsigned seed) {
  Random random(seed);
  Lists out;
  for (std::size_t i = 0; i < 3 + below(random, 5); ++i) {
    Person person;
    person.kind = static_cast<Kind>(below(random, 3));
    for (std::size_t alias = 0; alias <= below(random, 3); ++alias) {
      person.handles.push_back(fmt::format("p{}a{}", i, alias));
    }
    out.people.push_back(std::move(person));
  }
  out.endorsers = make_list(random, out.people);
  out.maintainers = make_list(random, out.people);
  out.attest = make_list(random, out.people);
  return out;
}

std::string other_letters(std::string text, Random& random) {
  for (char& c : text) c = static_cast<char>(below(random, 2) == 0 ? std::toupper(c) : c);
  return text;
}

Lists varied(Lists registry, Random& random) {
  for (auto* list : {&registry.endorsers, &registry.maintainers, &registry.attest}) {
    std::shuffle(list->begin(), list->end(), random);
    for (Entry& entry : *list) {
      const auto& handles = registry.people[entry.person].handles;
      entry.handle = other_letters(handles[below(random, handles.size())], random);
    }
  }
  return registry;
}

/// One of the addresses that are this person's.
std::string address_of(const Person& person, std::size_t is, Random& random) {
  const std::string& handle = person.handles[below(random, person.handles.size())];
  switch (below(random, 4)) {
    case 0:
      return other_letters(fmt::format("p{}@acme.org", is), random);
    case 1:
      return other_letters(fmt::format("p{}@home.org", is), random);  // by the mailmap
    case 2:
      return fmt::format("{}+{}@users.noreply.github.com", 1 + below(random, 9999), other_letters(handle, random));
    default:
      return other_letters(handle + "@users.noreply.github.com", random);
  }
}

LintReport run(const Lists& registry, Random& random) {
  testing::MemoryView view;
  testing::MemoryHistory history;
  std::string people = "schema: modgate/people/v1\npeople:\n";
  std::string mailmap;
  for (std::size_t i = 0; i < registry.people.size(); ++i) {
    const Person& person = registry.people[i];
    people += fmt::format("  - {{id: {}, name: same, handles: [{}], emails: [p{}@acme.org], roles: [{}]}}\n",
                          person.handles[0], fmt::join(person.handles, ", "), i, kRoles[static_cast<int>(person.kind)]);
    mailmap += fmt::format("same <p{}@acme.org> <p{}@home.org>\n", i, i);
  }
  std::string manifest =
      "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\nnamespace: none\n"
      "feature_flag: USE_RELAX\npaths: [src/relax/]\n";
  std::size_t line = 0;
  const auto write = [&](const char* key, const std::vector<Entry>& entries) {
    manifest += fmt::format("{}:\n", key);
    for (const Entry& entry : entries) {
      const std::string mark = fmt::format("# line {};", ++line);
      manifest += fmt::format("  - {{person: \"{}\"{}}} {}\n", entry.handle,
                              std::string(key) == "attest" ? ", date: 2024-01-01" : "", mark);
      Commit commit;
      commit.author = {"same", "somebody@else.org"};
      const std::string address = address_of(registry.people[entry.person], entry.person, random);
      if (entry.own && below(random, 2) == 0) {
        commit.author.email = address;
      } else if (entry.own) {
        commit.trailers = {{"Co-authored-by", "same <" + address + ">"}};
      }
      history.added.emplace_back(mark, commit);
    }
  };
  write("endorsers", registry.endorsers);
  write("maintainers", registry.maintainers);
  write("attest", registry.attest);
  view.add(".modgate/people.yaml", people);
  view.add(".mailmap", mailmap);
  view.add(".modgate/policy.yaml", "schema: modgate/policy/v1\npolicy: {endorsers_min: 100, maintainers_min: 100}\n");
  view.add(".modgate/modules/relax.yaml", manifest);
  LintOptions options;
  options.select = {"MG401", "MG404"};
  options.history = &history;
  auto done = lint(view, options);
  EXPECT_TRUE(done.has_value());
  return std::move(done->report);
}

std::size_t persons(const Lists& registry, const std::vector<Entry>& list, Kind least) {
  std::set<std::size_t> out;
  for (const Entry& entry : list) {
    if (registry.people[entry.person].kind <= least) out.insert(entry.person);
  }
  return out.size();
}

/// "confirmed claimed": a person is confirmed by any of his entries.
std::string sureness(const std::vector<Entry>& list) {
  std::map<std::size_t, bool> out;
  for (const Entry& entry : list) out[entry.person] = out[entry.person] || entry.own;
  const auto confirmed = std::count_if(out.begin(), out.end(), [](const auto& each) { return each.second; });
  return fmt::format("{} {}", confirmed, static_cast<std::ptrdiff_t>(out.size()) - confirmed);
}

std::string sureness(const Sureness& sure) {
  EXPECT_EQ(sure.linked + sure.undecided, 0U);
  return fmt::format("{} {}", sure.confirmed, sure.claimed);
}

/// What the run must say.
void expect_definition(const Lists& registry, const LintReport& report) {
  ASSERT_EQ(report.findings.size(), 2U);
  const std::string endorsers = fmt::format(" has {} of 100 ", persons(registry, registry.endorsers, Kind::pmc));
  const std::string maintainers =
      fmt::format(" has {} of 100 ", persons(registry, registry.maintainers, Kind::committer));
  for (const Diagnostic& finding : report.findings) {
    EXPECT_NE(finding.message.find(finding.rule->id == "MG401" ? endorsers : maintainers), std::string::npos)
        << finding.message;
  }
  ASSERT_EQ(report.people.size(), 1U);
  EXPECT_EQ(sureness(report.people[0].endorsements), sureness(registry.endorsers));
  EXPECT_EQ(sureness(report.people[0].attestations), sureness(registry.attest));
}

TEST(PeopleProperty, TheDefinitionAgreesInEveryOrderAndSpelling) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    const Lists registry = make_registry(seed);
    Random random(seed);
    expect_definition(registry, run(registry, random));
    expect_definition(registry, run(varied(registry, random), random));
    if (HasFailure()) break;
  }
}

TEST(PeopleProperty, NobodyCountsTwice) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    const Lists registry = make_registry(seed);
    Random random(seed);
    Lists twice = registry;
    const Lists again = varied(registry, random);
    twice.endorsers.insert(twice.endorsers.end(), again.endorsers.begin(), again.endorsers.end());
    twice.maintainers.insert(twice.maintainers.end(), again.maintainers.begin(), again.maintainers.end());
    twice.attest.insert(twice.attest.end(), again.attest.begin(), again.attest.end());
    expect_definition(registry, run(twice, random));
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace modgate
