// The gate for text that people read: lines that are put together from pieces.
#include "report/page.h"

#include <gtest/gtest.h>

namespace modgate::testing {
namespace {

struct Row {
  const char* what;
  std::vector<std::string> pieces;
  std::string plain;
  std::string colored;  ///< every second piece is strong
};

const Row kRows[] = {
    {"nothing", {}, "\n", "\n"},
    {"two styles", {"a", "b"}, "ab\n", "a\x1b[1mb\x1b[0m\n"},
    {"blanks at the end go, over all pieces", {"a ", " ", "  "}, "a\n", "a\n"},
    {"blanks inside stay", {"a ", " b"}, "a  b\n", "a \x1b[1m b\x1b[0m\n"},
    {"escapes of the text are shown", {"\x1b[0m", "\n"}, "\\x1b[0m\\x0a\n", "\\x1b[0m\x1b[1m\\x0a\x1b[0m\n"},
    {"a command from two pieces", {"x##", "[error]"}, "x# #[error]\n", "x# #[error]\n"},
    {"another one", {"##v", "so[x]"}, "# #vso[x]\n", "# #vso[x]\n"},
    {"at the start from two pieces", {" :", ":error::"}, " : :error::\n", " : :error::\n"},
    {"behind a blank that is not ASCII", {"\u00a0", "::error::"}, "\u00a0: :error::\n", "\u00a0: :error::\n"},
    {"not at the start", {"a", "::b"}, "a::b\n", "a\x1b[1m::b\x1b[0m\n"},
};

TEST(Page, Rows) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.what);
    for (const bool color : {false, true}) {
      RenderOptions options;
      options.color = color;
      Page page(options);
      for (std::size_t i = 0; i < row.pieces.size(); ++i) {
        page.add(row.pieces[i], i % 2 == 1 ? Style::strong : Style::plain);
      }
      page.end_line();
      EXPECT_EQ(page.take(), color ? row.colored : row.plain);
      EXPECT_EQ(page.take(), "");
    }
  }
}

TEST(Page, LinksOnlyWhereTheyAreOn) {
  for (const bool links : {false, true}) {
    RenderOptions options;
    options.hyperlinks = links;
    Page page(options);
    page.add("a").add("b", Style::strong, "https://x.example/").end_line();
    EXPECT_EQ(page.take(), links ? "a\x1b]8;;https://x.example/\x1b\\b\x1b]8;;\x1b\\\n" : "ab\n");
  }
}

}  // namespace
}  // namespace modgate::testing
