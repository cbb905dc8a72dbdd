#include "modgate/source.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

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

TEST(Files, ListsAllOfOneBaseNameInOrder) {
  Listing listing;
  for (const char* path : {"b/x.h", "x.h", "a/x.h", "a/x.hpp", "a/lib/y.h", "b/lib/y.h", "lib/z", "/odd"}) {
    listing.add(path, EntryKind::file);
  }
  listing.sort();
  const Files files(std::move(listing));
  const auto named = [&](std::string_view name) {
    std::vector<std::string_view> paths;
    for (FileId at = files.first_named(name); at != kNoFile; at = files.next_named(at)) paths.push_back(files.path(at));
    return paths;
  };
  EXPECT_EQ(named("x.h"), (std::vector<std::string_view>{"a/x.h", "b/x.h", "x.h"}));
  EXPECT_EQ(named("x.hpp"), (std::vector<std::string_view>{"a/x.hpp"}));
  EXPECT_EQ(named("lib"), std::vector<std::string_view>{});
  std::vector<std::string_view> folders;
  for (std::uint32_t at = files.first_directory_named("lib"); at != NameTable::kNone;
       at = files.next_directory_named(at)) {
    folders.push_back(files.directories()[at]);
  }
  EXPECT_EQ(folders, (std::vector<std::string_view>{"a/lib", "b/lib", "lib"}));
  EXPECT_EQ(Files().first_named("x"), kNoFile);
}

TEST(NameTable, AgreesWithAMapOnManyNames) {
  std::vector<std::string> names;
  for (int i = 0; i < 5'000; ++i) names.push_back("n" + std::to_string(i * 7919 % 3'000));
  std::map<std::string, std::vector<std::uint32_t>> expected;
  for (std::uint32_t i = 0; i < names.size(); ++i) expected[names[i]].push_back(i);
  const auto name_of = [&](std::uint32_t i) { return std::string_view(names[i]); };
  NameTable table;
  EXPECT_EQ(table.first("n1", name_of), NameTable::kNone);
  table.build(names.size(), name_of);
  for (const auto& [name, numbers] : expected) {
    std::vector<std::uint32_t> found;
    for (auto at = table.first(name, name_of); at != NameTable::kNone; at = table.next(at)) found.push_back(at);
    ASSERT_EQ(found, numbers) << name;
  }
  EXPECT_EQ(table.first("n3000", name_of), NameTable::kNone);
}

}  // namespace
}  // namespace modgate
