// The shared words and lookups of the rules.
#include "rules/support/phrases.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace modgate::phrases {
namespace {

TEST(Phrases, ListsReadAsSentences) {
  EXPECT_EQ(listing({}), "");
  EXPECT_EQ(listing({"a"}), "a");
  EXPECT_EQ(listing({"a", "b"}), "a and b");
  EXPECT_EQ(listing({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(listing({"a", "b", "c", "d"}, 2), "a, b and 2 more");
  EXPECT_EQ(counted(1, "line"), "1 line");
  EXPECT_EQ(counted(0, "line"), "0 lines");
}

struct Pair {
  std::string_view word, candidate;
  bool near;
};

TEST(Phrases, ANearMissIsOneEditAway) {
  for (const Pair& row :
       {Pair{"USE_RELAX", "USE_Relax", true}, Pair{"use-relax", "USE_RELAX", true}, Pair{"USE_RELX", "USE_RELAX", true},
        Pair{"USE_RELAXX", "USE_RELAX", true}, Pair{"USE_RELEX", "USE_RELAX", true},
        Pair{"USE_TIR", "USE_RELAX", false}, Pair{"USE_RE", "USE_RELAX", false}, Pair{"op", "ops", false},
        Pair{"a", "b", false}, Pair{"", "", true}, Pair{"aaaa", "aaaaa", true}, Pair{"abab", "baba", false}}) {
    EXPECT_EQ(near_miss(row.word, row.candidate), row.near) << row.word << " " << row.candidate;
    EXPECT_EQ(near_miss(row.candidate, row.word), row.near) << row.candidate << " " << row.word;
  }
}

TEST(Phrases, NamesLieBelowWholeComponents) {
  EXPECT_TRUE(at_or_below("acme::relax", "acme::relax", "::"));
  EXPECT_TRUE(at_or_below("acme::relax::op", "acme::relax", "::"));
  EXPECT_FALSE(at_or_below("acme::relaxed", "acme::relax", "::"));
  EXPECT_FALSE(at_or_below("acme", "acme::relax", "::"));
  EXPECT_FALSE(at_or_below("acme", "", "::"));
}

TEST(Phrases, HeadersAreKnownByTheirNames) {
  for (const std::string_view path : {"a.h", "a/b.hpp", "c.inc", "x.cuh", "config.h.in"})
    EXPECT_TRUE(is_header(path)) << path;
  for (const std::string_view path : {"a.cc", "h", "a.h/b.c", "a.cc.in", ""}) EXPECT_FALSE(is_header(path)) << path;
}

TEST(Phrases, ALinkOnTheWayIsFound) {
  Listing listing;
  listing.add("lib/link", EntryKind::symlink);
  listing.add("lib/real/a.cc", EntryKind::file);
  listing.sort();
  const Files files(std::move(listing));
  EXPECT_EQ(symlink_on_the_way(files, "lib/link/"), "lib/link");
  EXPECT_EQ(symlink_on_the_way(files, "lib/link/*.cc"), "lib/link");
  EXPECT_EQ(symlink_on_the_way(files, "lib/link"), std::nullopt) << "a link itself is a file of its owner";
  EXPECT_EQ(symlink_on_the_way(files, "lib/real/"), std::nullopt);
  EXPECT_EQ(symlink_on_the_way(files, "lib/*/link/"), std::nullopt);
}

}  // namespace
}  // namespace modgate::phrases
