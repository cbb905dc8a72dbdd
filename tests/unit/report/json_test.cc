// The machine format: its values, its bytes, and its agreement with the published schema as python3-jsonschema judges
// it. That judge also has to refuse the report with any key removed or added, or the schema would be too loose.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "report/schema.h"
#include "sample.h"

namespace modgate::testing {
namespace {

using Json = nlohmann::ordered_json;

std::string sample_json() {
  Tree tree = sample_tree();
  return rendered(sample_report(tree), tree, Format::json, {});
}

struct Row {
  const char* pointer;
  const char* expected;  ///< JSON
};

const Row kRows[] = {
    {"/schema_version", "1"},
    {"/tool/name", R"("modgate")"},
    {"/view", R"({"kind": "tree", "revision": "0123456789abcdef0123456789abcdef01234567"})"},
    {"/against", R"("89abcdef0123456789abcdef0123456789abcdef")"},
    {"/complete", "true"},
    {"/incomplete_because", "[]"},
    {"/counts", R"({"modules": 12, "files": 4629, "scanned": 4000, "proved": 30, "skipped": 3, "external": 17,
                    "unresolved": 2, "submodules": 1, "errors": 9, "warnings": 1, "infos": 1, "suppressed": 1,
                    "baselined": 41, "existing": 1})"},
    {"/rules/3", R"({"id": "MG308", "name": "private-reach-in", "severity": "warning",
                     "summary": "a use of a header that is not public",
                     "url": "https://modgate.example/rules/MG308"})"},
    {"/findings/0/module", "null"},
    {"/findings/1/start", R"({"line": 1, "column": 4, "byte": 3})"},  // behind the byte order mark
    {"/findings/3", R"({"rule": "MG301", "name": "s0-included", "severity": "error",
        "message": "core includes a header of S0 module `meta_schedule`", "label": "S0 header", "path": "src/a.cc",
        "start": {"line": 2, "column": 10, "byte": 16}, "end": {"line": 2, "column": 38, "byte": 44}, "characters": {"start": 10, "end": 38},
        "source": {"text": "#include \"tvm/meta_schedule/runner.h\"", "begin": 9, "end": 37},
        "module": "meta_schedule", "related": [
          {"path": "modules/meta_schedule.yaml", "start": {"line": 3, "column": 8, "byte": 41},
           "end": {"line": 3, "column": 10, "byte": 43}, "characters": {"start": 8, "end": 10},
           "source": {"text": "stage: S0", "begin": 7, "end": 9}, "message": "stage is S0 here"},
          {"path": "src/a.cc", "start": {"line": 11, "column": 10, "byte": 72},
           "end": {"line": 11, "column": 28, "byte": 90}, "characters": {"start": 10, "end": 28},
           "source": {"text": "  ::tvm::meta_schedule::Run();", "begin": 9, "end": 27}, "message": "and it is used here"}],
        "notes": ["`meta_schedule` is S0 since 2022-01-01", "3 other files include it"],
        "help": "move the code into `meta_schedule`, or declare the line under `integration`",
        "fingerprint": "0123456789abcdef", "status": "new", "fixes": []})"},
    {"/findings/0/fixes", R"([{"title": "give it a name", "edits": [{"path": "empty.yaml",
        "start": {"line": 1, "column": 1, "byte": 0},
        "end": {"line": 1, "column": 1, "byte": 0}, "characters": {"start": 1, "end": 1}, "text": "name: x\n"}]}])"},
    {"/findings/6/end/line", "3"},
    {"/findings/9/path", R"("src/::a\n##[error]\u001b[31m\ufffd.cc")"},
    {"/findings/9/message", R"("::error::`a\n##[error]b` \u202eis \u001b[31mred")"},
    {"/findings/10/path", R"("")"},
    {"/findings/10/start", R"({"line": 1, "column": 1, "byte": 0})"},
    {"/findings/11/status", R"("existing")"},
    {"/findings/12/status", R"("baselined")"},
    {"/findings/13/status", R"("suppressed")"},
    {"/findings/13/justification", R"("goes with #42")"},
    {"/skipped", R"([{"path": "src/long.cc", "reason": "larger than 8 MiB"}])"},
    {"/unresolved", R"([{"path": "src/a.cc", "line": 2, "column": 10, "spelled": "HEADER", "reason": "computed",
                         "candidates": ["src/crlf.cc"]}])"},
    {"/pending", R"(["relax: 7 of 13 for S0; pending: champion, users"])"},
    {"/not_judged", R"(["relax: need, fit, disruption"])"},
    {"/undecided/0", R"("relax: whether endorser `ada` was a PMC member on 2022-05-01: run `git fetch --unshallow`")"},
    {"/people/0", R"({"module": "relax",
                      "endorsements": {"confirmed": 1, "linked": 2, "claimed": 1, "undecided": 0},
                      "attestations": {"confirmed": 0, "linked": 0, "claimed": 0, "undecided": 1}})"},
};

TEST(MachineReport, Values) {
  const Json report = Json::parse(sample_json());
  for (const Row& row : kRows) {
    // Dumped, so that the order of keys counts.
    EXPECT_EQ(report.at(Json::json_pointer(row.pointer)).dump(2), Json::parse(row.expected).dump(2)) << row.pointer;
  }
}

TEST(MachineReport, NullsWhereThereIsNothingToName) {
  Tree tree = one_file("f", "");
  LintReport report;
  report.view.kind = "worktree";
  const Json json = Json::parse(rendered(report, tree, Format::json, {}));
  EXPECT_TRUE(json["view"]["revision"].is_null());
  EXPECT_TRUE(json["against"].is_null());
}

TEST(MachineReport, SameBytesWhateverTheTimeAndTheOptions) {
  Tree tree = sample_tree();
  LintReport report = sample_report(tree);
  const std::string first = rendered(report, tree, Format::json, {});
  report.seconds = 9;
  EXPECT_EQ(rendered(report, tree, Format::json, {.color = true, .width = 5, .quiet = true, .all = true}), first);
  EXPECT_EQ(first.back(), '\n');
}

TEST(Schema, IsThePublishedFile) {
  std::ifstream in(MODGATE_SOURCE_DIR "/schemas/report.schema.json", std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), report_schema());
}

TEST(Schema, AgreesWithTheReport) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "modgate_report_schema";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "schema.json", std::ios::binary) << report_schema();
  std::ofstream(folder / "report.json", std::ios::binary) << sample_json();
  const std::string command = "python3 " MODGATE_SOURCE_DIR "/tests/unit/report/schema_check.py \"" +
                              (folder / "schema.json").string() + "\" \"" + (folder / "report.json").string() + "\"";
  const int status = std::system(command.c_str());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(WIFEXITED(status));
  constexpr int kNoJudge = 77;
  constexpr int kNoPython = 127;
  if (WEXITSTATUS(status) == kNoJudge || WEXITSTATUS(status) == kNoPython) {
    const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
    ASSERT_FALSE(required != nullptr && std::string_view(required) == "1") << "python3-jsonschema is not installed";
    GTEST_SKIP() << "python3-jsonschema is not installed";
  }
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace modgate::testing
