#include "base/text.h"

#include <gtest/gtest.h>

#include "base/line_index.h"
#include "base/nearest.h"

namespace modgate {
namespace {

TEST(Text, Phrases) {
  EXPECT_EQ(text::listing({"a"}), "a");
  EXPECT_EQ(text::listing({"a", "b"}), "a and b");
  EXPECT_EQ(text::listing({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(text::counted(1, "file"), "1 file");
  EXPECT_EQ(text::counted(2, "file"), "2 files");
  EXPECT_EQ(text::counted(2, "entry", "entries"), "2 entries");
  EXPECT_EQ(text::trim(" \t a b\r\n"), "a b");
  EXPECT_TRUE(text::equal_ignoring_case("TqChen", "tqchen"));
  EXPECT_EQ(text::split("a::b::", "::"), (std::vector<std::string_view>{"a", "b", ""}));
}

TEST(Nearest, OnlyWhatCanBeMeant) {
  const std::vector<std::string> keys{"maintainers", "endorsers", "stage", "since"};
  EXPECT_EQ(nearest("maintainer", keys), "maintainers");
  EXPECT_EQ(nearest("endorers", keys), "endorsers");
  EXPECT_EQ(nearest("sateg", keys), std::nullopt);
  EXPECT_EQ(nearest("satge", keys), "stage");
  EXPECT_EQ(nearest("STAGE", keys), "stage");
  EXPECT_EQ(nearest("x", keys), std::nullopt);
  EXPECT_EQ(nearest("", keys), std::nullopt);
}

TEST(LineIndex, Positions) {
  const LineIndex lines("ab\r\ncd\n");
  EXPECT_EQ(lines.position(0).column, 1U);
  EXPECT_EQ(lines.position(4).line, 2U);
  EXPECT_EQ(lines.position(5).column, 2U);
  EXPECT_EQ(lines.position(99).line, 3U);
  EXPECT_EQ(lines.line(1), "ab");
  EXPECT_EQ(lines.line(2), "cd");
  EXPECT_EQ(lines.line(3), "");
}

}  // namespace
}  // namespace modgate
