// How sure endorsements and attestations are: who added the line, and by what name; and what an audit reads of lists
// that name people.
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

constexpr const char* kPeople =
    "schema: modgate/people/v1\npeople:\n"
    "- {id: ada, name: Ada, handles: [ada, ada-old], emails: [ada@acme.org], roles: [pmc]}\n"
    "- {id: grace, name: Grace, roles: [pmc]}\n"
    "- {id: robot, name: Robot, emails: [robot@acme.org], bot: true}\n";

std::string text_of(const Sureness& sure) {
  return fmt::format("{} {} {} {}", sure.confirmed, sure.linked, sure.claimed, sure.undecided);
}

struct Scene {
  testing::MemoryView view;
  testing::MemoryHistory history;
  bool with_history = true;

  explicit Scene(const std::string& seats) {
    view.add(".modgate/people.yaml", kPeople);
    view.add(".mailmap", "Ada <ada@acme.org> <ada@home.org>\n");
    view.add("src/relax/a.cc", "");
    view.add(".modgate/modules/relax.yaml",
             "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\nnamespace: none\n"
             "feature_flag: USE_RELAX\npaths: [src/relax/]\n" +
                 seats);
  }
  LintReport run(bool audit = false) {
    LintOptions options;
    options.select = {"MG4"};
    options.history = with_history ? &history : nullptr;
    options.audit = audit;
    auto run = lint(view, options);
    EXPECT_TRUE(run.has_value());
    return std::move(run->report);
  }
};

Commit by(const char* name, const char* email, std::vector<Trailer> trailers = {}) {
  Commit commit;
  commit.author = {name, email};
  commit.trailers = std::move(trailers);
  return commit;
}

TEST(Sureness, WhoAddedTheLine) {
  struct Row {
    const char* what;
    Commit commit;
    bool confirmed;
  };
  const Row rows[] = {
      {"the address of the roster", by("A. L.", "ada@acme.org"), true},
      {"in other letters", by("A. L.", "ADA@Acme.ORG"), true},
      {"joined by the mailmap", by("A. L.", "ada@home.org"), true},
      {"the account's address", by("A. L.", "12345+Ada@users.noreply.github.com"), true},
      {"an older account's", by("A. L.", "ada-old@users.noreply.github.com"), true},
      {"the name alone", by("Ada", "ada@elsewhere.org"), false},
      {"the handle as a name", by("ada", ""), false},
      {"a team's", by("Ada", "ada/team@users.noreply.github.com"), false},
      {"an account that ends alike", by("Ada", "1+not-ada@users.noreply.github.com"), false},
      {"somebody else", by("Grace", "grace@users.noreply.github.com"), false},
      {"co-author", by("G", "g@x.org", {{"Co-authored-by", "Ada <ada@home.org>"}}), true},
      {"acknowledged", by("G", "g@x.org", {{"acked-by", "Ada <ada@acme.org>"}}), true},
      {"reviewed, by account", by("G", "g@x.org", {{"Reviewed-by", "Ada (@ada)"}}), true},
      {"reviewed, by account alone", by("G", "g@x.org", {{"Reviewed-by", "@Ada-Old"}}), true},
      {"reviewed by another", by("G", "g@x.org", {{"Reviewed-by", "Grace (not @ada) <g@x.org>"}}), false},
      {"signed off", by("G", "g@x.org", {{"Signed-off-by", "x <a@b> <1+ada@users.noreply.github.com>"}}), true},
      {"a trailer of another meaning", by("G", "g@x.org", {{"Reported-by", "Ada <ada@acme.org>"}}), false},
      {"a trailer with the name alone", by("G", "g@x.org", {{"Acked-by", "ada"}}), false},
      {"broken trailers", by("G", "g@x.org", {{"Acked-by", ">ada@acme.org<"}, {"Acked-by", "@"}, {"Acked-by", ""}}),
       false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Scene scene("endorsers: [ada]\n");
    scene.history.added = {{"endorsers:", row.commit}};
    const LintReport report = scene.run();
    ASSERT_EQ(report.people.size(), 1U);
    EXPECT_EQ(text_of(report.people[0].endorsements), row.confirmed ? "1 0 0 0" : "0 0 1 0");
    EXPECT_THAT(scene.history.questions, ElementsAre("origins .modgate/modules/relax.yaml 1"));
  }
}

TEST(Sureness, ListsAreCountedByPersons) {
  const std::string linked = "evidence: \"https://acme.org/1\"";
  struct Row {
    const char* what;
    std::string seats;
    bool gap;
    const char* endorsements;
    const char* attestations;
    std::size_t undecided;
  };
  const Row rows[] = {
      {"by line", "endorsers:\n- ada # hers\n- grace\n- {person: stranger, " + linked + "}\n", false, "1 1 1 0",
       "0 0 0 0", 0},
      {"the handle's line of a long entry", "endorsers:\n-\n  evidence: \"https://acme.org/1\"\n  person: ada # hers\n",
       false, "1 0 0 0", "0 0 0 0", 0},
      {"one person once, by the surest entry", "endorsers:\n- ada-old\n- {person: ADA, " + linked + "}\n- ada # hers\n",
       false, "1 0 0 0", "0 0 0 0", 0},
      {"two lists", "endorsers: [grace]\nattest:\n- {person: ada, date: 2024-01-01} # hers\n", false, "0 0 1 0",
       "1 0 0 0", 0},
      {"a bot confirms nothing", "endorsers: [robot] # hers\n", false, "0 0 1 0", "0 0 0 0", 0},
      {"beyond the clone", "endorsers:\n- ada # hers\n- grace\nattest: [{person: grace, date: 2024-01-01}]\n", true,
       "1 0 0 1", "0 0 0 1", 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Scene scene(row.seats);
    scene.history.added = {{"# hers", by("A", "ada@acme.org", {{"Acked-by", "<robot@acme.org>"}})}};
    if (row.gap) scene.history.gap = "the clone is shallow: run `git fetch --unshallow`";
    const LintReport report = scene.run();
    ASSERT_EQ(report.people.size(), 1U);
    EXPECT_EQ(text_of(report.people[0].endorsements), row.endorsements);
    EXPECT_EQ(text_of(report.people[0].attestations), row.attestations);
    EXPECT_EQ(report.undecided.size(), row.undecided);
    if (row.gap) {
      EXPECT_THAT(
          report.undecided,
          ElementsAre("relax: who added the lines of 2 endorsements and attestations: the clone is shallow: run "
                      "`git fetch --unshallow`"));
    }
  }
}

TEST(Sureness, WithoutHistoryNothingIsConfirmed) {
  Scene scene("endorsers:\n- ada # hers\n- {person: grace, evidence: \"https://acme.org/1\"}\n");
  scene.with_history = false;
  const LintReport report = scene.run();
  ASSERT_EQ(report.people.size(), 1U);
  EXPECT_EQ(text_of(report.people[0].endorsements), "0 1 1 0");
  EXPECT_THAT(report.undecided, IsEmpty());
  EXPECT_THAT(Scene("maintainers: [ada]\n").run().people, IsEmpty()) << "nobody endorses, nobody attests";
}

TEST(Owners, HostileFiles) {
  std::string many;
  for (std::size_t i = 0; i <= limits::kOwnerLines; ++i) many += "gone @ada\n";
  struct Row {
    const char* what;
    std::string text;
    std::size_t findings;
    const char* undecided;
  };
  const Row rows[] = {
      {"empty", "", 0, ""},
      {"only blanks and comments", "  \r\n# @x\n\t# y\n", 0, ""},
      {"no owners", "*\n/\n//\n", 0, ""},
      {"a lone mark", "* @ @@ \\\n", 3, ""},
      {"no text", std::string("\0\xff\xfe @\x1b[31m\n", 10), 2, ""},
      {"more lines than are compared", many, 1, "which patterns of `CODEOWNERS` match a file: it has 5001 patterns"},
      {"too large", std::string(limits::kManifestBytes + 1, '#'), 0,
       "whether `CODEOWNERS` agrees with the roster: it has"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Scene scene("");
    scene.view.add("CODEOWNERS", row.text);
    const LintReport report = scene.run(true);
    EXPECT_EQ(report.findings.size(), row.findings);
    if (*row.undecided == '\0') {
      EXPECT_THAT(report.undecided, IsEmpty());
    } else {
      EXPECT_THAT(report.undecided, ElementsAre(HasSubstr(row.undecided)));
    }
  }
}

TEST(Owners, LinksAndSubmodulesAreNotLookedInto) {
  Scene scene("");
  scene.view.add("CODEOWNERS", "/3rdparty/lib/src/a.c @ada\n/3rdparty/lib @ada\n/3rdparty/other/ @ada\n");
  scene.view.add("docs/CODEOWNERS", "../CODEOWNERS", EntryKind::symlink);
  scene.view.add("3rdparty/lib", "", EntryKind::submodule);
  const LintReport report = scene.run(true);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].message, "pattern `/3rdparty/other/` matches no file");
  EXPECT_THAT(report.undecided, ElementsAre("whether `docs/CODEOWNERS` agrees with the roster: it is a link"));
}

}  // namespace
}  // namespace modgate
