// gitignore patterns: what the last matching line says.
#include "git/ignore.h"

#include <gtest/gtest.h>

#include <chrono>

namespace modgate::git {
namespace {

struct Row {
  const char* patterns;
  const char* path;  ///< with a trailing `/` for a folder
  char verdict;      ///< `i`gnored, `s`hown, `-` no rule matches
};

TEST(IgnoreRules, TheLastMatchDecides) {
  const Row rows[] = {
      {"*.o", "a.o", 'i'},
      {"*.o", "d/a.o", 'i'},
      {"*.o", "a.oo", '-'},
      {"*.o\n!keep.o", "keep.o", 's'},
      {"!keep.o\n*.o", "keep.o", 'i'},
      {"*.cc\n!b.cc", "b.cc", 's'},
      {"/a", "a", 'i'},
      {"/a", "d/a", '-'},
      {"a/b", "a/b", 'i'},
      {"a/b", "x/a/b", '-'},
      {"a/", "a", '-'},
      {"a/", "a/", 'i'},
      {"a/", "d/a/", 'i'},
      {"a", "a/b", '-'},
      {"**/a", "a", 'i'},
      {"**/a", "x/y/a", 'i'},
      {"a/**", "a", '-'},
      {"a/**", "a/b/c", 'i'},
      {"a/**/b", "a/b", 'i'},
      {"a/**/b", "a/x/y/b", 'i'},
      {"a/**/b", "a/xb", '-'},
      {"a**b", "axxb", 'i'},
      {"a/*", "a/b/c", '-'},
      {"a/*/c", "a/b/c", 'i'},
      {"?", "a", 'i'},
      {"?", "ab", '-'},
      {"[a-c]x", "bx", 'i'},
      {"[!a-c]x", "bx", '-'},
      {"[^a-c]x", "dx", 'i'},
      {"[]]x", "]x", 'i'},
      {"[a", "[a", '-'},
      {"[[:digit:]]", "7", 'i'},
      {"[[:alpha:]-]", "-", 'i'},
      {"[\\]]", "]", 'i'},
      {"\\#a", "#a", 'i'},
      {"#a", "#a", '-'},
      {"\\!a", "!a", 'i'},
      {"a ", "a", 'i'},
      {"a\\ ", "a ", 'i'},
      {"a\r\n", "a", 'i'},
      {"\xef\xbb\xbf"
       "a",
       "a", 'i'},
      {"a\\", "a\\", '-'},
      {"a\\*", "a*", 'i'},
      {"a\\*", "ab", '-'},
      {"/", "a", '-'},
      {"", "a", '-'},
      {"/*\n!/d/", "d/", 's'},
      {"/**", "a", 'i'},
  };
  for (const Row& row : rows) {
    std::string_view path = row.path;
    const bool folder = path.ends_with('/');
    if (folder) path.remove_suffix(1);
    const auto verdict = IgnoreRules(row.patterns).judge(path, folder);
    EXPECT_EQ(!verdict ? '-' : *verdict ? 'i' : 's', row.verdict) << row.patterns << " on " << row.path;
  }
}

TEST(IgnoreRules, HostilePatternsTakeNoTime) {
  std::string stars;
  std::string folders;
  for (int i = 0; i < 60; ++i) {
    stars += "*a";
    folders += "**/a/";
  }
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "a/";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(IgnoreRules(stars + "b").judge(std::string(4000, 'a'), false));
  EXPECT_FALSE(IgnoreRules(folders + "b").judge(deep + "c", false));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2) * MODGATE_PATIENCE);
}

}  // namespace
}  // namespace modgate::git
