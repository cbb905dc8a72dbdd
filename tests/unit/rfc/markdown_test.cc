// Blocks of Markdown: what is a heading, what is no text, and what hostile documents cost.
#include "rfc/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "modgate/limits.h"
#include "rfc/headings.h"

namespace modgate {
namespace {

using namespace rfc;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Each block in a word: "h2:Two@0" for headings, "p", "c", "x", "r" with their lines.
std::vector<std::string> blocks(std::string_view text) {
  std::vector<std::string> out;
  for (const Block& block : read_markdown(text).blocks) {
    if (block.kind == Block::Kind::heading) {
      out.push_back("h" + std::to_string(block.level) + ":" + block.text + "@" + std::to_string(block.depth));
    } else {
      out.push_back(std::string(1, "hpcxr"[static_cast<std::size_t>(block.kind)]) + std::to_string(block.lines.size()) +
                    (block.comment ? "!" : ""));
    }
  }
  return out;
}

TEST(Markdown, Headings) {
  EXPECT_THAT(blocks("# One\n## Two ##\n### \n#four\nfive\n====\n"),
              ElementsAre("h1:One@0", "h2:Two@0", "h3:@0", "h1:#four five@0"));
  EXPECT_THAT(blocks("# **Bold** `x` [shown](/hidden) <b>tag</b> &amp; \\# \n"),
              ElementsAre("h1:**Bold** x shown tag & #@0"));
  EXPECT_THAT(blocks("- # In a list\n\n> # In a quotation\n"), ElementsAre("h1:In a list@1", "h1:In a quotation@1"));
}

TEST(Markdown, NoHeadings) {
  EXPECT_THAT(blocks("```\n# code\n```\n~~~~\n# code\n~~~\n~~~~\n"), ElementsAre("c1", "c2"));
  EXPECT_THAT(blocks("    # indented\n\n    # more\n"), ElementsAre("c2"));
  EXPECT_THAT(blocks("<!--\n# comment\n-->\n<div>\n# html\n\n# heading\n"), ElementsAre("x3!", "x2", "h1:heading@0"));
  EXPECT_THAT(blocks("[label]: /there\n===\n"), ElementsAre("p1"));
  EXPECT_THAT(blocks("text\n\n---\n"), ElementsAre("p1", "r1"));
}

TEST(Markdown, DefinitionsAreNoText) {
  const Document document = read_markdown("# A\n[a]: #a\n[b c]: <x>\n  \"title\"\n\ntext\n");
  EXPECT_EQ(document.blocks.size(), 2U);
  EXPECT_THAT(document.labels, ElementsAre("a", "b c"));
}

TEST(Markdown, WordsOfHeadings) {
  for (const char* same : {"Prior art", "PRIOR ART", "1. Prior Art", "4.2 Prior-art:", "**Prior arts**",
                           "iv) prior art", "Prior art (optional)"}) {
    EXPECT_EQ(folded_words(same), "prior art") << same;
  }
  EXPECT_EQ(folded_words("Rationale & Alternatives"), folded_words("rationale and alternative"));
  EXPECT_EQ(folded_words("C"), "c");
  EXPECT_EQ(folded_words("(all of it)"), "all of it");
}

TEST(Markdown, DepthIsLimited) {
  std::string deep;
  for (std::size_t i = 0; i <= limits::kRfcDepth; ++i) deep += "> ";
  EXPECT_THAT(read_markdown(deep + "x\n").trouble, HasSubstr("within each other"));
  EXPECT_THAT(read_markdown(deep.substr(2) + "x\n").trouble, IsEmpty());
}

/// As large as a document may be, and made of what is dearest to look at.
TEST(Markdown, HostileTextEnds) {
  std::string ticks;
  for (std::size_t run = 1; ticks.size() < limits::kRfcBytes; ++run) ticks += std::string(run, '`') + "a";
  const auto many = [](std::string_view piece) {
    std::string text;
    while (text.size() + piece.size() < limits::kRfcBytes) text += piece;
    return text;
  };
  const auto before = std::chrono::steady_clock::now();
  for (const std::string& text : {ticks, many("<"), many("<a b=\""), many("<!--"), many("["), many("[a]: "),
                                  many("[a]: b\n"), many("`"), many("> "), many("- "), many("1. a\n"), many("# x\n"),
                                  many("a\n=\n"), many("\r"), many("\t-\t"), many("](x"), many("# [](<"), many("\\")}) {
    EXPECT_LE(read_markdown(text).blocks.size(), text.size()) << text.substr(0, 20);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(20) * MODGATE_PATIENCE);
}

}  // namespace
}  // namespace modgate
