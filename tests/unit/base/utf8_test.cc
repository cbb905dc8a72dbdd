#include "base/utf8.h"

#include <gtest/gtest.h>

#include <random>

namespace modgate::utf8 {
namespace {

TEST(Utf8, Validity) {
  EXPECT_EQ(first_invalid("plain \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80"), std::nullopt);
  EXPECT_EQ(first_invalid("a\xc0\x80"), 1U);          // overlong
  EXPECT_EQ(first_invalid("a\xed\xa0\x80"), 1U);      // surrogate
  EXPECT_EQ(first_invalid("a\xf4\x90\x80\x80"), 1U);  // beyond U+10FFFF
  EXPECT_EQ(first_invalid("a\xe2\x82"), 1U);          // cut off
  EXPECT_EQ(first_invalid("a\xe0\x80\x80"), 1U);
}

TEST(Utf8, Visible) {
  EXPECT_EQ(visible("a\x1b[31m\n"), "a\\x1b[31m\\x0a");
  EXPECT_EQ(visible("\xe2\x80\xae!"), "\\u{202e}!");
  EXPECT_EQ(visible("\xff"), "\\xff");
  EXPECT_EQ(visible("x ##[error]y ##vso[task]"), "x # #[error]y # #vso[task]");
  EXPECT_EQ(visible("## heading"), "## heading");
  EXPECT_EQ(visible("  ::error::x"), "  : :error::x");
}

TEST(Utf8, VisibleOfRandomBytesIsHarmless) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (int i = 0; i < 24; ++i) bytes += static_cast<char>(random());
    const std::string shown = visible(bytes);
    EXPECT_EQ(first_invalid(shown), std::nullopt);
    for (std::size_t at = 0; at < shown.size();) {
      const auto decoded = decode(shown, at);
      ASSERT_TRUE(decoded);
      EXPECT_FALSE(is_hidden(decoded->point));
      at += decoded->bytes;
    }
  }
}

TEST(Utf8, Width) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("\xe4\xb8\xad"), 2U);
  EXPECT_EQ(display_width("e\xcc\x81"), 1U);
}

}  // namespace
}  // namespace modgate::utf8
