// The SARIF log: values of the sample report as the standard and GitHub want them, what becomes of findings without a
// file, and the limits of one file. tests/oracle/formats lets other programs judge whole logs.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "modgate/limits.h"
#include "sample.h"

namespace modgate::testing {
namespace {

using Json = nlohmann::json;

Json sarif_run(const LintReport& report, Tree& tree) {
  return Json::parse(rendered(report, tree, Format::sarif, {}))["runs"][0];
}

Json sample_run() {
  Tree tree = sample_tree();
  return sarif_run(sample_report(tree), tree);
}

struct Row {
  const char* pointer;
  const char* expected;  ///< JSON
};

const Row kRows[] = {
    {"/columnKind", R"("unicodeCodePoints")"},
    {"/automationDetails/id", R"("modgate/check/")"},
    {"/properties", R"({"view": "tree", "revision": "0123456789abcdef0123456789abcdef01234567",
                        "against": "89abcdef0123456789abcdef0123456789abcdef"})"},
    {"/tool/driver/rules/3/id", R"("MG308")"},
    {"/tool/driver/rules/3/helpUri", R"("https://modgate.example/rules/MG308")"},
    {"/tool/driver/rules/3/shortDescription/text", R"("A use of a header that is not public.")"},
    {"/tool/driver/rules/3/defaultConfiguration", R"({"enabled": true, "level": "warning"})"},
    {"/tool/driver/rules/4/properties", R"({"tags": ["modules", "gate"], "precision": "high",
                                             "problem.severity": "recommendation"})"},
    // An empty file: nothing to quote, a region of no width.
    {"/results/0/locations/0/physicalLocation/region",
     R"({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1})"},
    {"/results/0/ruleIndex", "0"},
    // Behind a byte order mark, which is no character of the text.
    {"/results/1/locations/0/physicalLocation/region",
     R"({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6, "snippet": {"text": "stgae"},
         "message": {"text": "did you mean `stage`?"}})"},
    {"/results/1/message/text", R"("Unknown key `stgae`. Write `stage: S0`.")"},
    {"/results/1/locations/0/logicalLocations", R"([{"name": "meta_schedule", "kind": "module"}])"},
    {"/results/3/message/text",
     R"("Core includes a header of S0 module `meta_schedule`. `meta_schedule` is S0 since 2022-01-01. )"
     R"(3 other files include it. Move the code into `meta_schedule`, or declare the line under `integration`.")"},
    {"/results/3/partialFingerprints", R"({"modgate/v1": "0123456789abcdef"})"},
    {"/results/3/relatedLocations/0",
     R"({"id": 1, "message": {"text": "stage is S0 here"}, "physicalLocation": {
         "artifactLocation": {"uri": "modules/meta_schedule.yaml", "uriBaseId": "%SRCROOT%"},
         "region": {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 10, "snippet": {"text": "S0"}},
         "contextRegion": {"startLine": 3, "endLine": 3, "snippet": {"text": "stage: S0"}}}})"},
    {"/results/3/baselineState", R"("new")"},
    {"/results/3/suppressions", "[]"},
    // A line that is too long to quote.
    {"/results/5/locations/0/physicalLocation/contextRegion", "null"},
    {"/results/5/locations/0/physicalLocation/region/snippet", "null"},
    // A span of three lines ends where the first does.
    {"/results/6/locations/0/physicalLocation/region",
     R"({"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 28, "message": {"text": "opened here"},
         "snippet": {"text": "namespace tvm::relax {\t"}})"},
    {"/results/7/locations/0/physicalLocation/region/startColumn", "21"},  // byte 26
    {"/results/7/level", R"("warning")"},
    {"/results/8/level", R"("note")"},
    {"/results/9/locations/0/physicalLocation/artifactLocation/uri",
     R"("src/%3A%3Aa%0A%23%23%5Berror%5D%1B%5B31m%FF.cc")"},
    // No file: the first one of the tree stands for it, and the finding is whole.
    {"/results/10/locations/0/physicalLocation/artifactLocation/uri", R"("empty.yaml")"},
    {"/results/11/baselineState", R"("unchanged")"},
    {"/results/12/baselineState", "null"},
    {"/results/12/suppressions", R"([{"kind": "external", "status": "accepted"}])"},
    {"/results/13/suppressions", R"([{"kind": "inSource", "status": "accepted", "justification": "goes with #42"}])"},
    {"/invocations/0/executionSuccessful", "true"},
    {"/invocations/0/toolExecutionNotifications/0",
     R"({"descriptor": {"id": "undecided"}, "level": "warning", "message": {"text":
         "relax: whether endorser `ada` was a PMC member on 2022-05-01: run `git fetch --unshallow`."}})"},
    {"/invocations/0/toolExecutionNotifications/3/level", R"("warning")"},
    {"/invocations/0/toolExecutionNotifications/3/message/text", R"("`src/long.cc` was not read: larger than 8 MiB.")"},
    {"/invocations/0/toolExecutionNotifications/4/locations/0/physicalLocation/region", R"({"startLine": 2})"},
};

TEST(Sarif, Values) {
  const Json run = sample_run();
  for (const Row& row : kRows) {
    const Json::json_pointer at(row.pointer);
    EXPECT_EQ(run.contains(at) ? run.at(at) : Json(nullptr), Json::parse(row.expected)) << row.pointer;
  }
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 5U);
  EXPECT_EQ(run["results"].size(), 14U);
}

TEST(Sarif, AnIncompleteRunSaysSo) {
  Tree tree = one_file("f", "x\n");
  LintReport report;
  report.complete = false;
  report.incomplete_because = {"`a` is missing: run `git fetch`"};
  const Json invocation = sarif_run(report, tree)["invocations"][0];
  EXPECT_FALSE(invocation["executionSuccessful"]);
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["level"], "error");
}

TEST(Sarif, ATreeWithoutFilesHasNotificationsForResults) {
  Tree tree(std::map<std::string, std::string>{});
  LintReport report;
  report.findings = {finding({kNoFile, {}}, "no manifest at all")};
  const Json run = sarif_run(report, tree);
  EXPECT_TRUE(run["results"].empty());
  const Json note = run["invocations"][0]["toolExecutionNotifications"][0];
  EXPECT_EQ(note["message"]["text"], "No manifest at all.");
  EXPECT_EQ(note["associatedRule"], Json({{"id", "MG301"}, {"index", 2}}));
}

TEST(Sarif, PlacesOutsideTheTreeAreTold) {
  Tree tree = one_file("f", "x\n");
  LintReport report;
  report.findings = {finding({tree.id("f"), {0, 1}}, "one")};
  PrintedReport seen = printed(report, tree.files(), tree);
  seen.findings[0].at.outside = true;
  seen.findings[0].at.path = "config:policy.yaml";
  seen.findings[0].related = {{seen.findings[0].at, "stage is S0 here"}};
  seen.findings[0].message = "see [x](1)";
  const Json result = Json::parse(render(seen, Format::sarif, {}))["runs"][0]["results"][0];
  EXPECT_EQ(result["message"]["text"], "config:policy.yaml:1: See [x] (1). config:policy.yaml:1: Stage is S0 here.");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "f");
  EXPECT_FALSE(result.contains("relatedLocations"));
}

TEST(Sarif, FixesDeleteAndInsertByFile) {
  Tree tree = one_file("f", "é ownner\nb\n");
  LintReport report;
  report.findings = {finding({tree.id("f"), {3, 9}}, "one")};
  report.findings[0].fixes = {
      {"replace `ownner` by `owner`", {{{tree.id("f"), {3, 9}}, "owner"}, {{tree.id("f"), {10, 12}}, ""}}}};
  EXPECT_EQ(sarif_run(report, tree)["results"][0]["fixes"], Json::parse(R"([{
      "description": {"text": "Replace `ownner` by `owner`."},
      "artifactChanges": [{"artifactLocation": {"uri": "f", "uriBaseId": "%SRCROOT%"}, "replacements": [
        {"deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 9},
         "insertedContent": {"text": "owner"}},
        {"deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 1}}]}]}])"));
}

TEST(Sarif, MoreThanAFileMayHoldIsCounted) {
  Tree tree = one_file("f", "x\n");
  const Location at{tree.id("f"), {0, 1}};
  LintReport report;
  for (std::size_t i = 0; i < limits::kSarifResults; ++i) {
    report.findings.push_back(finding(at, "one"));
    report.findings.back().severity = Severity::warning;
  }
  report.findings.front().status = Diagnostic::Status::suppressed;
  report.findings.push_back(finding(at, "the worst"));
  for (std::size_t i = 0; i < limits::kSarifRelated + 3; ++i) report.findings.back().related.push_back({at, "again"});
  const Json run = sarif_run(report, tree);
  ASSERT_EQ(run["results"].size(), limits::kSarifResults);
  EXPECT_EQ(run["results"].front()["suppressions"].size(), 0U);
  EXPECT_EQ(run["results"].back()["message"]["text"], "The worst.");
  EXPECT_EQ(run["results"].back()["relatedLocations"].size(), limits::kSarifRelated);
  const Json notes = run["invocations"][0]["toolExecutionNotifications"];
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0]["message"]["text"],
            "1 of 25001 findings are left out, since a file may hold 25000; `modgate check -f json` lists all.");
  EXPECT_EQ(notes[1]["message"]["text"],
            "3 related places are left out, since a result may have 1000; `modgate check -f json` lists all.");
}

TEST(Sarif, SameBytesWhateverTheTimeAndTheOptions) {
  Tree tree = sample_tree();
  LintReport report = sample_report(tree);
  const std::string first = rendered(report, tree, Format::sarif, {});
  report.seconds = 9;
  EXPECT_EQ(rendered(report, tree, Format::sarif, {.color = true, .width = 5, .quiet = true, .all = true}), first);
}

}  // namespace
}  // namespace modgate::testing
