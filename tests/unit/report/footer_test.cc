// What stands below the findings, in every state that a run can end in.
#include <gtest/gtest.h>

#include <functional>

#include "sample.h"

namespace modgate::testing {
namespace {

struct Row {
  const char* what;
  std::function<void(LintReport&)> change;
  std::string expected;
  RenderOptions options = {};
};

const Row kRows[] = {
    {"clean", [](LintReport&) {}, "ok: 12 modules, 4 629 files checked in 0.12s\n"},
    {"one of each", [](LintReport& r) { r.counts = {.modules = 1, .files = 1}; },
     "ok: 1 module, 1 file checked in 0.12s\n"},
    {"no module, as in validate", [](LintReport& r) { r.counts.modules = 0; }, "ok: 4 629 files checked in 0.12s\n"},
    {"nothing checked says so", [](LintReport& r) { r.counts = {}; }, "ok: 0 files checked in 0.12s\n"},
    {"large numbers", [](LintReport& r) { r.counts.files = 1234567; },
     "ok: 12 modules, 1 234 567 files checked in 0.12s\n"},
    {"reservations of a clean run",
     [](LintReport& r) { r.counts.skipped = 3, r.counts.unresolved = 1002, r.counts.submodules = 2; },
     "ok: 12 modules, 4 629 files checked (3 skipped, 1 002 unresolved, 2 submodules not entered) in 0.12s\n"},
    {"findings",
     [](LintReport& r) {
       r.counts.errors = 2, r.counts.warnings = 1, r.counts.skipped = 3, r.counts.unresolved = 2;
       r.counts.baselined = 41, r.counts.suppressed = 2;
     },
     "2 errors, 1 warning in 12 modules, 4 629 files checked (3 skipped, 2 unresolved, 41 baselined, 2 suppressed) in "
     "0.12s\n"},
    {"only infos", [](LintReport& r) { r.counts.infos = 2; }, "2 infos in 12 modules, 4 629 files checked in 0.12s\n"},
    {"existing", [](LintReport& r) { r.counts.existing = 17; },
     "17 existing findings not shown; --all shows them\nok: 12 modules, 4 629 files checked in 0.12s\n"},
    {"existing, shown",
     [](LintReport& r) { r.counts.existing = 17; },
     "ok: 12 modules, 4 629 files checked in 0.12s\n",
     {.all = true}},
    {"incomplete is never ok",
     [](LintReport& r) {
       r.complete = false;
       r.incomplete_because = {"object 12ab is missing; run git fetch --unshallow", "::second"};
     },
     "incomplete: object 12ab is missing; run git fetch --unshallow\nincomplete: ::second\n"
     "no findings so far in 12 modules, 4 629 files checked in 0.12s\n"},
    {"incomplete without a reason", [](LintReport& r) { r.complete = false; },
     "incomplete\nno findings so far in 12 modules, 4 629 files checked in 0.12s\n"},
    {"incomplete with findings", [](LintReport& r) { r.complete = false, r.counts.errors = 1; },
     "incomplete\n1 error in 12 modules, 4 629 files checked in 0.12s\n"},
    {"incomplete and quiet", [](LintReport& r) { r.complete = false; }, "incomplete\n", {.quiet = true}},
    {"clean and quiet", [](LintReport&) {}, "", {.quiet = true}},
    {"what people judge and what is pending",
     [](LintReport& r) { r.pending = {"relax: 7 of 13 for S0"}, r.not_judged = {"relax: need, fit"}; },
     "relax: 7 of 13 for S0\npresent, not judged: relax: need, fit\nok: 12 modules, 4 629 files checked in 0.12s\n"},
    {"who stands behind endorsements",
     [](LintReport& r) {
       r.people = {{"relax", {1, 2, 1, 0}, {}}, {"scout", {}, {0, 0, 1, 2}}, {"sieve", {}, {}}};
     },
     "relax: 4 endorsements: 1 confirmed, 2 linked, 1 claimed\n"
     "scout: 3 attestations: 0 confirmed, 0 linked, 1 claimed, 2 undecided\n"
     "ok: 12 modules, 4 629 files checked in 0.12s\n"},
    {"both lists",
     [](LintReport& r) {
       r.people = {{"relax", {1, 0, 0, 0}, {0, 1, 0, 0}}};
     },
     "relax: 1 endorsement: 1 confirmed, 0 linked, 0 claimed; 1 attestation: 0 confirmed, 1 linked, 0 claimed\n"
     "ok: 12 modules, 4 629 files checked in 0.12s\n"},
    {"what nobody can tell",
     [](LintReport& r) {
       r.undecided = {"relax: who was a PMC member: run `git fetch --unshallow`", "::second"};
     },
     "undecided: relax: who was a PMC member: run `git fetch --unshallow`\nundecided: ::second\n"
     "ok: 12 modules, 4 629 files checked (2 undecided) in 0.12s\n"},
    {"statistics of nothing", [](LintReport&) {}, "count  severity  rule\n", {.quiet = true, .statistics = true}},
};

TEST(Footer, Rows) {
  Tree tree = one_file("f", "x");
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.what);
    LintReport report;
    report.counts = {.modules = 12, .files = 4629};
    report.seconds = 0.1234;
    row.change(report);
    EXPECT_EQ(rendered(report, tree, Format::full, row.options), row.expected);
    EXPECT_EQ(rendered(report, tree, Format::concise, row.options), row.expected);
  }
}

TEST(Format, Names) {
  EXPECT_EQ(format_of("full"), Format::full);
  EXPECT_EQ(format_of("concise"), Format::concise);
  EXPECT_EQ(format_of("json"), Format::json);
  for (const char* name : {"", "Full", "json ", "auto"}) EXPECT_FALSE(format_of(name)) << name;
}

}  // namespace
}  // namespace modgate::testing
