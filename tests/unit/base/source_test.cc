#include "modgate/source.h"

#include <gtest/gtest.h>

namespace modgate {
namespace {

TEST(Files, FindsPathsAndDirectories) {
  Listing listing;
  listing.add("src/b.cc", EntryKind::file);
  listing.add("src/a/deep/x.h", EntryKind::file);
  listing.add("README.md", EntryKind::file);
  listing.add("src/a.h", EntryKind::file);
  listing.sort();
  Files files(std::move(listing));
  EXPECT_EQ(files.view_size(), 4U);
  EXPECT_EQ(files.path(FileId{0}), "README.md");
  EXPECT_EQ(files.path(*files.find("src/a/deep/x.h")), "src/a/deep/x.h");
  EXPECT_FALSE(files.find("src/a"));
  EXPECT_TRUE(files.is_directory("src/a/deep"));
  EXPECT_TRUE(files.is_directory("src"));
  EXPECT_TRUE(files.is_directory(""));
  EXPECT_FALSE(files.is_directory("src/a.h"));
  EXPECT_EQ(files.directories(), (std::vector<std::string_view>{"src", "src/a", "src/a/deep"}));
  const FileId outside = files.add_outside("config:policy.yaml");
  EXPECT_EQ(files.path(outside), "config:policy.yaml");
  EXPECT_FALSE(files.find("config:policy.yaml"));
  EXPECT_EQ(files.view_size(), 4U);
}

}  // namespace
}  // namespace modgate
