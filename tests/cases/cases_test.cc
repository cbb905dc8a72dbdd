// Runs the literate cases: a document comes in, its trees are linted in memory, and the findings must be exactly those
// that it lists; in a rule's page only those of that rule count. All else that they say stands in said/, one golden
// file a document. MODGATE_UPDATE=1 rewrites the findings blocks and those files instead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "case_run.h"
#include "lint/lint.h"
#include "markdown_case.h"
#include "said.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using testing::CaseDocument;
using testing::ExpectedFinding;
using testing::MarkdownCase;

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "info";
    case Severity::off:
      break;
  }
  return "off";
}

struct Outcome {
  std::vector<ExpectedFinding> findings;  ///< as they came; the severity only where it is not the rule's own
  std::vector<std::string> severities;
  std::string said;
};

Outcome run(const MarkdownCase& one, const std::string& only_rule) {
  Outcome outcome;
  testing::CaseRun given(one);
  auto linted = given.lint();
  if (!linted) {
    ADD_FAILURE() << "the run failed: " << linted.error().message;
    return outcome;
  }
  outcome.said = testing::said(*linted, only_rule);
  for (const std::string& stage : one.tries) {
    auto tried = given.tried(stage_of(stage).value_or(Stage::S0));
    if (!tried) {
      ADD_FAILURE() << "the try failed: " << tried.error().message;
      return outcome;
    }
    for (const LintRun& run : *tried) outcome.said += "tried " + testing::said_of_moves(run);
  }
  for (const Diagnostic& finding : linted->report.findings) {
    if (finding.status != Diagnostic::Status::fresh) continue;
    if (!only_rule.empty() && finding.rule->id != only_rule) continue;
    const LineIndex lines(linted->texts->text(finding.at.file));
    ExpectedFinding found;
    found.path = linted->files->path(finding.at.file);
    found.line = lines.position(finding.at.span.begin).line;
    if (finding.severity != finding.rule->severity) found.severity = severity_word(finding.severity);
    found.rule = finding.rule->id;
    found.message = finding.message;
    outcome.findings.push_back(std::move(found));
    outcome.severities.emplace_back(severity_word(finding.severity));
  }
  return outcome;
}

/// Every finding must be expected and every expectation met, once.
void compare(const MarkdownCase& one, const Outcome& outcome) {
  std::vector<bool> met(one.findings.size(), false);
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
    const ExpectedFinding& found = outcome.findings[i];
    std::size_t match = 0;
    for (; match < one.findings.size(); ++match) {
      const ExpectedFinding& wanted = one.findings[match];
      const bool same_place = wanted.path == found.path && wanted.line == found.line && wanted.rule == found.rule;
      const bool same_severity = wanted.severity.empty() || wanted.severity == outcome.severities[i];
      if (!met[match] && same_place && same_severity && found.message.find(wanted.message) != std::string::npos) break;
    }
    if (match < met.size()) {
      met[match] = true;
    } else {
      ADD_FAILURE() << "not expected: " << findings_line(found);
    }
  }
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (!met[i]) ADD_FAILURE() << "not found: " << findings_line(one.findings[i]);
  }
}

fs::path source_directory() { return MODGATE_SOURCE_DIR; }

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The golden file of a document.
fs::path golden_of(const fs::path& document) {
  const fs::path name = document.lexically_relative(document.string().starts_with("src") ? "src" : "tests/cases");
  return source_directory() / "tests" / "cases" / "said" / fs::path(name).replace_extension(".txt");
}

std::vector<std::string> documents(const fs::path& folder) {
  std::vector<std::string> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".md")
      found.push_back(entry.path().lexically_relative(source_directory()).string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Cases : public ::testing::TestWithParam<std::string> {
 protected:
  void check(CaseDocument (*parse)(std::string_view)) {
    const fs::path path = source_directory() / GetParam();
    const std::string markdown = content(path);
    const CaseDocument document = parse(markdown);
    EXPECT_THAT(document.errors, ::testing::IsEmpty()) << GetParam();
    const char* update = std::getenv("MODGATE_UPDATE");
    std::vector<std::vector<std::string>> bodies;
    std::string said;
    for (const MarkdownCase& one : document.cases) {
      SCOPED_TRACE(GetParam() + ":" + std::to_string(one.line) + " " + one.title);
      const Outcome outcome = run(one, document.rule);
      if (!outcome.said.empty()) said += "# " + one.section + " " + one.title + "\n" + outcome.said + "\n";
      if (update == nullptr || one.section == "Passes") compare(one, outcome);
      std::transform(outcome.findings.begin(), outcome.findings.end(), std::back_inserter(bodies.emplace_back()),
                     testing::findings_line);
    }
    if (update != nullptr) {
      std::ofstream(path, std::ios::binary) << with_findings(markdown, document, bodies);
      fs::create_directories(golden_of(GetParam()).parent_path());
      std::ofstream(golden_of(GetParam()), std::ios::binary) << said;
    }
    EXPECT_EQ(said, content(golden_of(GetParam()))) << "MODGATE_UPDATE=1 writes it; read what changed";
  }
};

TEST(Said, EveryGoldenFileBelongsToADocument) {
  std::set<fs::path> wanted;
  for (const char* folder : {"src/rules", "tests/cases"}) {
    for (const std::string& document : documents(source_directory() / folder)) wanted.insert(golden_of(document));
  }
  for (const auto& entry : fs::recursive_directory_iterator(source_directory() / "tests" / "cases" / "said")) {
    if (!entry.is_regular_file()) continue;
    EXPECT_TRUE(wanted.contains(entry.path())) << entry.path();
  }
}

class RulePages : public Cases {};
TEST_P(RulePages, GiveTheirFindings) { check(testing::parse_rule_page); }

class CaseDocuments : public Cases {};
TEST_P(CaseDocuments, GiveTheirFindings) { check(testing::parse_case_document); }

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).replace_extension().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Src, RulePages, ::testing::ValuesIn(documents(source_directory() / "src" / "rules")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Tests, CaseDocuments, ::testing::ValuesIn(documents(source_directory() / "tests" / "cases")),
                         test_name);

}  // namespace
}  // namespace modgate
