// Markdown for summaries: the verdict in its heading, and that nothing a repository holds becomes markup, as cmark-gfm
// reads it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "hostile.h"
#include "modgate/limits.h"
#include "oracle.h"
#include "report/markdown_text.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Piece {
  const char* text;
  const char* expected;
};

const Piece kProse[] = {
    {"plain text, (really): yes.", "plain text, (really): yes."},
    {"core uses `relax`", "core uses `relax`"},
    {"`a``b` and `` and `", "`a`&#8203;`b` and &#96;&#96; and &#96;"},
    {"`a|b`", "`a`&#124;`b`"},
    {"a|b", "a&#124;b"},
    {"<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
    {"@ada `@ada`", "&#64;&#8203;ada `@ada`"},
    {":tada: and http://x", "&#58;&#8203;tada: and http&#58;&#8203;//x"},
    {"#12 GH-12 www.x.y", "&#35;&#8203;12 GH-&#8203;12 www&#8203;.x.y"},
    {"$x$ ![a](b) **c** ~~d~~",
     "<span>$</span>x<span>$</span> &#33;&#91;a&#93;(b) &#42;&#42;c&#42;&#42; "
     "&#126;&#126;d&#126;&#126;"},
    {"a\nb\x1b", "a&#92;x0ab&#92;x1b"},
};

TEST(MarkdownText, Prose) {
  for (const Piece& piece : kProse) {
    std::string expected = piece.expected;
    // Written by their names above, which are easier to read.
    for (const auto& [name, number] : {std::pair("&lt;", "&#60;"), {"&gt;", "&#62;"}, {"&amp;", "&#38;"}}) {
      for (std::size_t at = 0; (at = expected.find(name, at)) != std::string::npos;) {
        expected.replace(at, std::string_view(name).size(), number);
        at += std::string_view(number).size();
      }
    }
    EXPECT_EQ(markdown::prose(piece.text), expected) << piece.text;
  }
}

TEST(MarkdownText, Code) {
  EXPECT_EQ(markdown::code("a`b"), "``a`b``");
  EXPECT_EQ(markdown::code("`a"), "`` `a ``");
  EXPECT_EQ(markdown::code("a\\|b"), "`a\\`&#124;`b`");
  EXPECT_EQ(markdown::code(" a "), "`  a  `");
}

std::string heading_of(std::vector<Severity> severities, bool complete) {
  Tree tree = one_file("a", "x\n");
  LintReport report;
  report.complete = complete;
  for (const Severity severity : severities) {
    report.findings.push_back(finding({tree.id("a"), {0, 1}}, "m"));
    report.findings.back().severity = severity;
  }
  const std::string text = rendered(report, tree, Format::markdown, {});
  return text.substr(0, text.find('\n'));
}

TEST(Markdown, TheHeadingIsTheVerdict) {
  EXPECT_EQ(heading_of({}, true), "## ✅ modgate: ok");
  EXPECT_EQ(heading_of({Severity::info}, true), "## ⚠️ modgate: 1 info");
  EXPECT_EQ(heading_of({Severity::error, Severity::warning}, true), "## ❌ modgate: 1 error, 1 warning");
  EXPECT_EQ(heading_of({}, false), "## ⚠️ modgate: incomplete");
  EXPECT_EQ(heading_of({Severity::error}, false), "## ⚠️ modgate: incomplete, so far 1 error");
}

TEST(Markdown, TellsWhatTheFooterTells) {
  Tree tree = sample_tree();
  const LintReport report = sample_report(tree);
  const std::string text = rendered(report, tree, Format::markdown, {});
  for (const char* part : {
           "12 modules, 4 629 files checked (3 skipped, 2 unresolved, 1 undecided, 1 submodule not entered",
           "against `89abcdef0123456789abcdef0123456789abcdef`",
           "| [MG301](https://modgate.example/rules/MG301) s0-included | `src/a.cc:2` | core includes a header of S0 "
           "module `meta_schedule`<br>**help**: move the code into `meta_schedule`, or declare",
           "| the repository | no place at all |",
           "1 existing finding not shown",
           "- **undecided**: relax: whether endorser `ada`",
           "<details><summary>pending: 1</summary>",
           "<details><summary>present, not judged: 1</summary>",
           "<details><summary>people: 2</summary>",
       }) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(rendered(report, tree, Format::markdown, {.quiet = true}), Not(HasSubstr("pending")));
}

TEST(Markdown, RowsThatDoNotFitAreCounted) {
  Tree tree = one_file("a", "x\n");
  LintReport report;
  report.complete = false;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (int i = 0; i < 1500; ++i) {
      report.findings.push_back(finding({tree.id("a"), {0, 1}}, std::string(300, '<')));
      report.findings.back().severity = severity;
    }
  }
  for (auto* list : {&report.incomplete_because, &report.undecided, &report.pending, &report.not_judged}) {
    list->assign(300, std::string(90, '|'));
  }
  const std::string text = rendered(report, tree, Format::markdown, {});
  EXPECT_LE(text.size(), limits::kMarkdownBytes);
  EXPECT_GT(text.size(), limits::kMarkdownBytes / 10 * 9);
  EXPECT_THAT(text, HasSubstr(" more errors left out here: a summary can hold 900 KiB.\n"));
  EXPECT_THAT(text, HasSubstr("1 500 more infos left out here"));
  EXPECT_THAT(text, HasSubstr("- **incomplete**: 2"));
}

/// What a hostile report may not have in the HTML that comes of it; "" when it has nothing of that.
std::string complaint(const std::string& html) {
  static const std::set<std::string> kTags{"h2", "h3",   "p",  "table",   "thead",  "tbody", "tr",
                                           "th", "td",   "a",  "br",      "strong", "code",  "ul",
                                           "li", "span", "hr", "details", "summary"};
  bool code = false;
  std::size_t cells = 0;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] != '<') {
      const std::string_view rest = std::string_view(html).substr(at);
      const bool link = rest.starts_with("://") || rest.starts_with("www.") ||
                        ((rest[0] == '@' || rest[0] == '#' ||
                          (rest[0] == ':' && !rest.starts_with(": ") && !rest.starts_with(":<"))) &&
                         !rest.substr(1).starts_with("\u200b"));
      const bool entity = rest[0] == '#' && at > 0 && html[at - 1] == '&';
      if (!code && link && !entity) return "starts something: " + html.substr(at, 40);
      continue;
    }
    const std::size_t end = html.find('>', at);
    const std::string tag = html.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /", 1) - (tag[0] == '/' ? 1 : 0));
    if (!kTags.count(name)) return "has a tag: " + tag;
    if (tag.starts_with("a ") && !tag.starts_with("a href=\"https://modgate.example/rules/MG")) return "links: " + tag;
    if (name == "code") code = tag[0] != '/';
    if (tag == "tr") cells = 0;
    if (tag == "td" || tag == "th") ++cells;
    if (tag == "/tr" && cells != 3) return "a row of " + std::to_string(cells) + " cells";
    at = end;
  }
  return "";
}

TEST(Markdown, NothingARepositoryHoldsIsMarkup) {
  constexpr const char* kOracle = "/usr/bin/cmark-gfm";
  MODGATE_NEEDS_ORACLE(kOracle);
  const auto html_of = [&](const std::string& text) {
    return run_oracle({kOracle, "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"}, text).out;
  };
  EXPECT_NE(complaint(html_of("<i>x</i>\n")), "") << "the judge is awake";
  EXPECT_NE(complaint(html_of("x@y.example\n")), "");
  Hostile hostile(5);
  for (int round = 0; round < 250; ++round) {
    Tree tree = hostile.tree();
    const LintReport report = hostile.report(tree);
    const std::string text = rendered(report, tree, Format::markdown, {});
    const std::string html = html_of(text);
    ASSERT_EQ(complaint(html), "") << "round " << round << "\n" << text << "\n" << html;
    std::size_t rows = 0;
    for (std::size_t at = 0; (at = html.find("<tr>", at)) != std::string::npos; ++at) ++rows;
    std::set<Severity> severities;
    for (const Diagnostic& finding : report.findings) severities.insert(finding.severity);
    ASSERT_EQ(rows, report.findings.size() + severities.size()) << text;
  }
}

}  // namespace
}  // namespace modgate::testing
