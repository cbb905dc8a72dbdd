// The reader of literate cases, since a case that is misread proves nothing.
#include "markdown_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace modgate::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(MarkdownCase, FilesOfTheDocumentBelongToEveryCase) {
  const CaseDocument document = parse_case_document(
      "# Uses\n```yaml path=m.yaml\na: 1\n```\n"
      "## First\n```cpp path=a.cc\nint a;\n```\n```findings\na.cc:1 MG301 core includes\n```\n"
      "## Second\n```yaml path=m.yaml\na: 2\n```\n```text path=l kind=symlink\na.cc\n```\n```findings\n```\n");
  ASSERT_THAT(document.errors, IsEmpty());
  ASSERT_EQ(document.cases.size(), 2U);
  ASSERT_EQ(document.cases[0].files.size(), 2U);
  EXPECT_EQ(document.cases[0].files[0].text, "a: 1\n");
  ASSERT_EQ(document.cases[0].findings.size(), 1U);
  EXPECT_EQ(document.cases[0].findings[0].path, "a.cc");
  EXPECT_EQ(document.cases[0].findings[0].line, 1U);
  EXPECT_EQ(document.cases[0].findings[0].message, "core includes");
  EXPECT_EQ(document.cases[1].files[0].text, "a: 2\n");
  EXPECT_EQ(document.cases[1].files[1].text, "a.cc");
  EXPECT_TRUE(document.cases[1].files[1].symlink);
}

TEST(MarkdownCase, AFileLikeAnEarlierOne) {
  const CaseDocument document = parse_case_document(
      "# Moves\n```yaml path=m/all.yaml side=base\nid: all\npaths: [src/all/, small, allot, USE_ALL]\nstage: S0\n```\n"
      "## A\n```yaml path=m/all.yaml side=head\nid: all\nstage: S1\n```\n"
      "```yaml path=m/b.yaml side=base like=m/all.yaml\nstage: S2\nsince: 2026-01-01\n```\n"
      "```yaml path=m/b.yaml side=head like=m/b.yaml\npaths: -\n```\n"
      "```yaml path=m/all.yml like=m/all.yaml\n```\n```findings\n```\n");
  ASSERT_THAT(document.errors, IsEmpty());
  const std::vector<CaseFile>& files = document.cases[0].files;
  ASSERT_EQ(files.size(), 5U);
  EXPECT_EQ(files[2].text, "id: b\npaths: [src/b/, small, allot, USE_B]\nstage: S2\nsince: 2026-01-01\n");
  EXPECT_EQ(files[3].text, "id: b\nstage: S2\nsince: 2026-01-01\n");
  EXPECT_EQ(files[4].text, files[0].text) << "no side of its own: the first that is there";
}

TEST(MarkdownCase, VersionsOfTheDocumentBelongToEveryCase) {
  const CaseDocument document = parse_case_document(
      "# Uses\n```version path=a.md day=2024-01-31\nnew\n```\n"
      "## First\n```version path=a.md day=2023-01-31 absent\n```\n```cpp path=a.cc\n```\n```findings\n```\n"
      "## Second\n```cpp path=a.cc\n```\n```findings\n```\n");
  ASSERT_THAT(document.errors, IsEmpty());
  ASSERT_EQ(document.cases[0].versions.size(), 2U);
  EXPECT_EQ(document.cases[0].versions[0].text, "new\n");
  EXPECT_EQ(document.cases[0].versions[0].day, "2024-01-31");
  EXPECT_FALSE(document.cases[0].versions[0].absent);
  EXPECT_TRUE(document.cases[0].versions[1].absent);
  EXPECT_EQ(document.cases[1].versions.size(), 1U);
  EXPECT_THAT(parse_rule_page("# MG301 x\n## Fails\n```version path=a.md\n```\n").errors,
              ::testing::Contains(HasSubstr("without files")));
}

TEST(MarkdownCase, ThirdLevelHeadingsSplitASection) {
  const CaseDocument document = parse_rule_page(
      "# MG301 s0-included\n## Why\n```sh\nany block\n```\n## Fails\n### One\n```cpp path=a.cc\n```\n```findings\n"
      "a.cc:1 warning MG301 x\n```\n### Two\n```cpp path=b.cc\n```\n```findings\nb.cc:1 MG301 x\n```\n"
      "## Passes\n````md path=c.md\n```\n````\n");
  ASSERT_THAT(document.errors, IsEmpty());
  EXPECT_EQ(document.rule, "MG301");
  ASSERT_EQ(document.cases.size(), 3U);
  EXPECT_EQ(document.cases[0].title, "Fails: One");
  EXPECT_EQ(document.cases[0].findings[0].severity, "warning");
  EXPECT_EQ(document.cases[2].files[0].text, "```\n");
}

struct Broken {
  std::string markdown;
  std::string error;
};

TEST(MarkdownCase, WhatBelongsToNoCaseIsAnError) {
  const std::vector<Broken> rows = {
      {"## A\n```cpp path=a.cc\n```\n", "without a findings block"},
      {"## A\n```findings\n```\n", "without files"},
      {"## A\n```cpp\nint a;\n```\n", "neither a file nor findings"},
      {"## A\n```cpp path=a.cc mode=1\n```\n```findings\n```\n", "`mode=1`"},
      {"## A\n```cpp path=a.cc like=b.cc\n```\n```findings\n```\n", "no file `b.cc` before"},
      {"## A\n```cpp path=a.cc\n", "never ends"},
      {"## A\n```cpp path=a.cc\n```\n```version path=a.cc since=1\n```\n```findings\n```\n", "`since=1`"},
      {"## A\n```cpp path=a.cc\n```\n```findings\n```\n```findings\n```\n", "several findings blocks"},
      {"## A\n```cpp path=a.cc\n```\n```findings\na.cc MG301 x\n```\n", "line 5"},
      {"## A\n```cpp path=a.cc\n```\n```findings\na.cc:0 MG301 x\n```\n", "line 5"},
      {"## A\n```cpp path=a.cc\n```\n```findings\na.cc:1 MG30 x\n```\n", "line 5"},
      {"```findings\n```\n", "outside of a case"},
      {"# Nothing\n", "no case"},
  };
  for (const Broken& row : rows) {
    EXPECT_THAT(parse_case_document(row.markdown).errors, ::testing::Contains(HasSubstr(row.error))) << row.markdown;
  }
}

TEST(MarkdownCase, RulePagesProveThemselves) {
  EXPECT_THAT(parse_rule_page("# MG301 x\n## Fails\n```cpp path=a.cc\n```\n").errors,
              ElementsAre(HasSubstr("a failing example without findings")));
  EXPECT_THAT(parse_rule_page("# MG301 x\n## Passes\n```cpp path=a.cc\n```\n```findings\na.cc:1 MG301 x\n```\n").errors,
              ElementsAre(HasSubstr("a passing example with findings")));
  EXPECT_THAT(parse_rule_page("# MG301 x\n## Why\nBecause.\n").errors, ElementsAre(HasSubstr("no case")));
}

TEST(MarkdownCase, FindingsAreReplacedInPlace) {
  const std::string markdown = "## A\n```cpp path=a.cc\n```\n```findings\nold\n```\ntail\n";
  const CaseDocument document = parse_case_document(markdown);
  EXPECT_EQ(with_findings(markdown, document, {{"one", "two"}}),
            "## A\n```cpp path=a.cc\n```\n```findings\none\ntwo\n```\ntail\n");
}

}  // namespace
}  // namespace modgate::testing
