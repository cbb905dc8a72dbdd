// What a frame quotes of a line, and which columns it underlines.
#include "report/frame.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "sample.h"

namespace modgate::testing {
namespace {

struct Row {
  const char* what;
  std::string text;
  Span span;
  std::size_t columns;
  std::string quoted;
  std::size_t column, length;
};

const std::string kSixty = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmn";

const Row kRows[] = {
    {"a word", "int a;\n", {4, 5}, 80, "int a;", 4, 1},
    {"empty span", "int a;\n", {4, 4}, 80, "int a;", 4, 1},
    {"second line", "x\nint a;\n", {6, 7}, 80, "int a;", 4, 1},
    {"end before begin", "int a;\n", {4, 2}, 80, "int a;", 4, 1},
    {"tab before and in the span", "\ta\tb\n", {1, 4}, 80, "    a    b", 4, 6},
    {"two columns a character", "漢字x\n", {3, 6}, 80, "漢字x", 2, 2},
    {"begins inside a character", "漢字x\n", {4, 6}, 80, "漢字x", 2, 2},
    {"hidden characters take the columns of their escapes",
     "\x1b\u202e"
     "a\n",
     {4, 5},
     80,
     R"(\x1b\u{202e}a)",
     12,
     1},
    {"a command of a runner is broken", "##[x]a\n", {5, 6}, 80, "# #[x]a", 6, 1},
    {"a leading :: stays behind the gutter", "::x\n", {2, 3}, 80, "::x", 2, 1},
    {"byte order mark",
     "\xef\xbb\xbf"
     "ab\n",
     {4, 5},
     80,
     "ab",
     1,
     1},
    {"span of only the byte order mark",
     "\xef\xbb\xbf"
     "ab\n",
     {0, 3},
     80,
     "ab",
     0,
     1},
    {"CRLF", "ab\r\n", {1, 4}, 80, "ab", 1, 1},
    {"several lines", "ab cd\nef\n", {3, 8}, 80, "ab cd", 3, 2},
    {"end of file", "ab\n", {3, 3}, 80, "", 0, 1},
    {"end of file without line end", "ab", {2, 2}, 80, "ab", 2, 1},
    {"empty file", "", {0, 0}, 80, "", 0, 1},
    {"as wide as the room", kSixty, {58, 60}, 60, kSixty, 58, 2},
    {"cut on the right", kSixty, {4, 6}, 20, "0123456789abcdefgh…", 4, 2},
    {"cut on the left", kSixty, {58, 60}, 20, "…6789abcdefghijklmn", 17, 2},
    {"cut on both sides", kSixty, {30, 32}, 20, "…mnopqrstuvwxyz0123…", 9, 2},
    {"a span wider than the room", kSixty, {10, 60}, 20, "…abcdefghijklmnopqr…", 1, 18},
    {"no half of a wide character", "漢漢漢漢漢漢漢漢漢漢漢x", {33, 34}, 20, "…漢漢漢漢漢漢漢漢x", 17, 1},
};

TEST(Quote, Rows) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.what);
    Tree tree = one_file("f", row.text);
    const std::optional<Quote> quoted = quote(place(tree, {tree.id("f"), row.span}), row.columns);
    ASSERT_TRUE(quoted);
    EXPECT_EQ(quoted->text, row.quoted);
    EXPECT_EQ(quoted->column, row.column);
    EXPECT_EQ(quoted->length, row.length);
    EXPECT_LE(utf8::display_width(quoted->text), row.columns);
  }
}

TEST(Quote, NothingOfABinaryLineOrPastTheEndOrWithoutAFile) {
  Tree tree = one_file("f", std::string("a\0b\nc\n", 6));
  EXPECT_FALSE(quote(place(tree, {tree.id("f"), {0, 1}}), 80));
  EXPECT_FALSE(quote(place(tree, {tree.id("f"), {7, 9}}), 80));
  EXPECT_FALSE(quote(place(tree, {kNoFile, {0, 0}}), 80));
  EXPECT_TRUE(quote(place(tree, {tree.id("f"), {4, 5}}), 80));
}

TEST(Quote, NeverMoreThanTheLimitOfALongLine) {
  const std::string line = std::string(5000, 'a') + "TARGET" + std::string(5000, 'b');
  Tree tree = one_file("f", line);
  const auto quoted = quote(place(tree, {tree.id("f"), {5000, 5006}}), 1000);
  ASSERT_TRUE(quoted);
  EXPECT_EQ(quoted->text.substr(quoted->column + 2, quoted->length), "TARGET");  // "…" is 3 bytes and one column
  EXPECT_EQ(utf8::display_width(quoted->text), 202U);
}

TEST(Quote, CutsALongLineBetweenCharacters) {
  std::string line;
  for (int i = 0; i < 500; ++i) line += "漢";
  Tree tree = one_file("f", line);
  for (std::uint32_t begin = 0; begin < 1500; ++begin) {
    const auto quoted = quote(place(tree, {tree.id("f"), {begin, begin + 1}}), 1000);
    ASSERT_TRUE(quoted);
    ASSERT_EQ(quoted->text.find('\\'), std::string::npos) << begin << ": " << quoted->text;
    ASSERT_EQ(quoted->length, 2U) << begin;
  }
}

TEST(Place, EndsWhereItBeginsWhenItsEndComesFirst) {
  Tree tree = one_file("f", "ab\ncd\n");
  const PrintedPlace found = place(tree, {tree.id("f"), {4, 1}});
  EXPECT_EQ(found.begin, (Point{2, 2, 2, 4}));
  EXPECT_EQ(found.end, found.begin);
}

TEST(Place, ColumnsOfBothEndsInBytesAndInCodePoints) {
  Tree tree = one_file("f", "é x\ny\xff漢z\n");
  const PrintedPlace found = place(tree, {tree.id("f"), {3, 10}});
  EXPECT_EQ(found.path, "f");
  EXPECT_EQ(found.begin, (Point{1, 4, 3, 3}));
  EXPECT_EQ(found.end, (Point{2, 6, 4, 10}));
  EXPECT_FALSE(found.outside);
}

}  // namespace
}  // namespace modgate::testing
