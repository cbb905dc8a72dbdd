// The Markdown reader against cmark, the reference reader of CommonMark: this tree's own documents, whatever folder
// MODGATE_MARKDOWN_FILES names, and documents put together at random from lines that mean different things in different
// places. Every heading must agree: level, depth, line, words.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "../listing.h"
#include "base/line_index.h"
#include "base/text.h"
#include "rfc/markdown.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using testing::Rows;

constexpr std::size_t kFewestFiles = 40;
constexpr int kGenerated = 400;
constexpr int kLines = 40;

/// The heading's text follows its marks; others are underlined.
bool is_atx(std::string_view text, std::size_t begin) {
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  return begin > 0 && text[begin - 1] == '#';
}

Rows rows_of(const fs::path& path) {
  const std::string text = testing::read_file(path);
  const LineIndex lines(text);
  Rows rows;
  for (const rfc::Block& block : rfc::read_markdown(text).blocks) {
    if (block.kind != rfc::Block::Kind::heading) continue;
    const std::uint32_t line = lines.position(block.lines.front().begin).line;
    std::string kept;
    for (const char c : text::lower(block.text)) {
      if (text::is_identifier(c) && c != '_') kept += c;
    }
    rows.push_back("heading\t" + std::to_string(block.level) + "\t" + std::to_string(block.depth) + "\t" +
                   std::to_string(is_atx(text, block.lines.front().begin) ? line : 0) + "\t" + kept);
  }
  return rows;
}

bool absent() { return testing::output_of("cmark --version && python3 --version").empty(); }

std::size_t compared(const std::vector<fs::path>& files, const testing::OracleFolder& folder) {
  return testing::compare("python3 '" HEADINGS_BY_CMARK "'", files, folder, rows_of);
}

/// Lines that begin, end or go on with blocks, by what stands before them.
constexpr std::array<const char*, 68> kPieces{"",
                                              "",
                                              "",
                                              "text",
                                              "more text here",
                                              "# One",
                                              "## Two ##",
                                              "### Three #",
                                              "#not one",
                                              "####### seven",
                                              "#",
                                              "# ",
                                              "   # indented",
                                              "    # code",
                                              "\t# tab",
                                              "===",
                                              "---",
                                              "  ---  ",
                                              "----",
                                              "= = =",
                                              "***",
                                              "- - -",
                                              "___",
                                              "```",
                                              "```cpp",
                                              "~~~",
                                              "````",
                                              "  ```",
                                              "``` a`b",
                                              "    four",
                                              "- item",
                                              "- # in item",
                                              "* other",
                                              "+ plus",
                                              "1. one",
                                              "2. two",
                                              "10) ten",
                                              "- ",
                                              "-",
                                              "  inside",
                                              "   - nested",
                                              "      deep",
                                              "> quote",
                                              "> # in quote",
                                              ">text",
                                              "> > two",
                                              "> - item",
                                              "> ---",
                                              "[label]: /dest",
                                              "[label]: /dest \"title\"",
                                              "[a b]:",
                                              "[label]: <x> 'no",
                                              "<!-- open",
                                              "close -->",
                                              "<!-- whole -->",
                                              "<div>",
                                              "</div>",
                                              "<b>inline</b>",
                                              "<script>",
                                              "</script>",
                                              "# `code` *and* **more**",
                                              "# [shown](/hidden) and [ref][label]",
                                              "# <i>x</i> &amp; y",
                                              "# \\# a \\*b\\*",
                                              "# <https://a.b/c> d",
                                              "Setext `a",
                                              "-\ttab",
                                              "# a [x] ![img](u \"t\")"};

std::string generated(std::mt19937& random) {
  std::string text;
  std::string prefix;
  for (int i = 0; i < kLines; ++i) {
    switch (random() % 8) {  // runs of lines in one container are likelier than single ones
      case 0:
        prefix = "> ";
        break;
      case 1:
        prefix = "  ";
        break;
      case 2:
      case 3:
        prefix.clear();
        break;
      default:
        break;
    }
    text += prefix + kPieces[random() % kPieces.size()] + (random() % 16 == 0 ? "\r\n" : "\n");
  }
  return text;
}

TEST(MarkdownOracle, RealDocuments) {
  if (absent()) {
    if (testing::oracles_required()) FAIL() << "cmark and python3 are required";
    GTEST_SKIP() << "no cmark";
  }
  std::vector<fs::path> files;
  for (const char* folder : {"docs", "src/rules", "tests", "examples"}) {
    for (const fs::path& file : testing::files_below(fs::path(MODGATE_SOURCE_DIR) / folder, {".md"}))
      files.push_back(file);
  }
  if (const char* more = std::getenv("MODGATE_MARKDOWN_FILES")) {
    for (const fs::path& file : testing::files_below(more, {".md"})) files.push_back(file);
  }
  const testing::OracleFolder folder("markdown_real");
  EXPECT_GE(compared(files, folder), kFewestFiles);
}

TEST(MarkdownOracle, GeneratedDocuments) {
  if (absent()) {
    if (testing::oracles_required()) FAIL() << "cmark and python3 are required";
    GTEST_SKIP() << "no cmark";
  }
  const testing::OracleFolder folder("markdown_generated");
  const char* seed = std::getenv("MODGATE_SEED");
  std::mt19937 random(seed == nullptr ? 3U : static_cast<unsigned>(std::strtoul(seed, nullptr, 10)));
  std::vector<fs::path> files;
  for (int i = 0; i < kGenerated; ++i) files.push_back(folder.write(std::to_string(i) + ".md", generated(random)));
  EXPECT_EQ(compared(files, folder), files.size());
}

}  // namespace
}  // namespace modgate
