#include "base/paths.h"

#include <gtest/gtest.h>

namespace modgate::paths {
namespace {

TEST(Paths, Parts) {
  EXPECT_EQ(parent("a/b/c"), "a/b");
  EXPECT_EQ(parent("c"), "");
  EXPECT_EQ(base_name("a/b/c"), "c");
  EXPECT_EQ(extension("a.b/c"), "");
  EXPECT_EQ(extension("a/b.tar.gz"), "gz");
  EXPECT_EQ(extension("a/.gitignore"), "");
  EXPECT_EQ(join("a/", "b"), "a/b");
  EXPECT_EQ(join("a", "b"), "a/b");
  EXPECT_EQ(join("", "b"), "b");
  EXPECT_TRUE(is_below("a/b", "a"));
  EXPECT_TRUE(is_below("a", "a"));
  EXPECT_FALSE(is_below("ab", "a"));
  EXPECT_TRUE(is_below("ab", ""));
}

TEST(Paths, Normalise) {
  EXPECT_EQ(normalise("a/./b//c/../d"), "a/b/d");
  EXPECT_EQ(normalise("a/.."), "");
  EXPECT_EQ(normalise("../a"), std::nullopt);
  EXPECT_EQ(normalise("a/../../b"), std::nullopt);
  EXPECT_EQ(normalise("/a"), std::nullopt);
}

}  // namespace
}  // namespace modgate::paths
