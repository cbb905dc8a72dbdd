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
      {"## A\n```cpp path=a.cc\n", "never ends"},
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
