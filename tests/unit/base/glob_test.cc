// Globs: rows of pattern, path, verdict; and git's own matcher as judge over generated pairs is in tests/oracle/git.
#include "base/glob.h"

#include <gtest/gtest.h>

#include <chrono>

namespace modgate {
namespace {

struct Row {
  const char* pattern;
  const char* path;
  bool matches;
};

TEST(Glob, Rows) {
  const Row rows[] = {
      {"src/relax/", "src/relax/a.cc", true},
      {"src/relax/", "src/relax/deep/a.cc", true},
      {"src/relax/", "src/relax", false},
      {"src/relax/", "src/relaxed/a.cc", false},
      {"src/relax", "src/relax", true},
      {"src/relax", "src/relax/a.cc", true},
      {"src/relax", "lib/src/relax", false},
      {"a.cc", "a.cc", true},
      {"a.cc", "x/a.cc", false},
      {"*.cc", "a.cc", true},
      {"*.cc", "x/a.cc", false},
      {"src/*.cc", "src/a.cc", true},
      {"src/*.cc", "src/x/a.cc", false},
      {"src/*", "src/x/a.cc", true},
      {"**/*_test.cc", "a_test.cc", true},
      {"**/*_test.cc", "x/y/a_test.cc", true},
      {"**/*_test.cc", "x/y/a_test.cpp", false},
      {"**/test/", "test/a", true},
      {"**/test/", "x/test/a", true},
      {"**/test/", "x/test", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/x/y/c", false},
      {"a/**/b/c", "a/b/b/c", true},
      {"a/**", "a/x", true},
      {"a/**", "a", false},
      {"a?c", "abc", true},
      {"a?c", "a/c", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[!a-c]x", "dx", true},
      {"[]]x", "]x", true},
      {"[x", "[x", true},
      {"a\\*b", "a*b", true},
      {"a\\*b", "axb", false},
      {"*a*b*c*", "xxaxxbxxcxx", true},
      {"*a*b*c*", "xxaxxcxxbxx", false},
      {"", "a", false},
      {"/", "a", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Glob(row.pattern).matches(row.path), row.matches) << row.pattern << " on " << row.path;
  }
}

TEST(Glob, FixedPrefix) {
  EXPECT_EQ(Glob("src/relax/").fixed_prefix(), "src/relax");
  EXPECT_EQ(Glob("src/relax/a.cc").fixed_prefix(), "src/relax");
  EXPECT_EQ(Glob("src/re*/a.cc").fixed_prefix(), "src");
  EXPECT_EQ(Glob("**/a").fixed_prefix(), "");
  EXPECT_EQ(Glob("a").fixed_prefix(), "");
}

TEST(Glob, ManyStarsStayLinear) {
  const std::string path(1'000'000, 'a');
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(Glob("*a*a*a*a*a*a*a*a*a*a*a*b").matches(path));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2) * MODGATE_PATIENCE);
}

}  // namespace
}  // namespace modgate
