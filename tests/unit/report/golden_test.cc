// The sample report in every format for people, at several widths, with and without colours, against the files in
// golden/. MODGATE_UPDATE=1 writes them anew. ESC is stored as U+241B, so that a golden file is text for every viewer.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "sample.h"

namespace modgate::testing {
namespace {

const std::filesystem::path kGolden = MODGATE_SOURCE_DIR "/tests/unit/report/golden";

struct Row {
  std::string name;
  Format format;
  RenderOptions options;
};

std::vector<Row> rows() {
  return {
      {"full-40", Format::full, {.width = 40}},
      {"full-80", Format::full, {.width = 80}},
      {"full-120", Format::full, {.width = 120}},
      {"full-40-color", Format::full, {.color = true, .hyperlinks = true, .width = 40}},
      {"full-80-color", Format::full, {.color = true, .hyperlinks = true, .width = 80}},
      {"full-120-color", Format::full, {.color = true, .hyperlinks = true, .width = 120}},
      {"full-all", Format::full, {.quiet = true, .statistics = true, .all = true}},
      {"concise", Format::concise, {}},
      {"concise-color", Format::concise, {.color = true, .hyperlinks = true}},
      {"concise-quiet", Format::concise, {.quiet = true}},
  };
}

std::string with_visible_escapes(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\x1b') {
      out += "\u241b";
    } else {
      out += c;
    }
  }
  return out;
}

class Golden : public ::testing::TestWithParam<Row> {};

TEST_P(Golden, IsWhatTheFileHolds) {
  Tree tree = sample_tree();
  const std::string actual =
      with_visible_escapes(rendered(sample_report(tree), tree, GetParam().format, GetParam().options));
  const std::filesystem::path file = kGolden / (GetParam().name + ".txt");
  if (std::getenv("MODGATE_UPDATE") != nullptr) std::ofstream(file, std::ios::binary) << actual;
  std::ifstream in(file, std::ios::binary);
  ASSERT_TRUE(in) << file;
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), actual);
}

INSTANTIATE_TEST_SUITE_P(Report, Golden, ::testing::ValuesIn(rows()), [](const auto& row) {
  std::string name = row.param.name;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
});

TEST(GoldenFolder, HoldsNothingElse) {
  std::set<std::string> expected;
  for (const Row& row : rows()) expected.insert(row.name + ".txt");
  std::set<std::string> present;
  for (const auto& entry : std::filesystem::directory_iterator(kGolden)) present.insert(entry.path().filename());
  EXPECT_EQ(present, expected);
}

TEST(Width, ZeroCountsAsEighty) {
  Tree tree = sample_tree();
  const LintReport report = sample_report(tree);
  EXPECT_EQ(rendered(report, tree, Format::full, {.width = 0}), rendered(report, tree, Format::full, {.width = 80}));
}

}  // namespace
}  // namespace modgate::testing
