// The patch against git itself: it must apply, and leave exactly what the cuts leave.
#include "removal/patch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "base/patch_text.h"
#include "repo_builder.h"

namespace modgate::testing {
namespace {

/// Bytes from the fixture's own map.
class Bytes : public BlobReader, public SourceTexts {
 public:
  std::vector<std::string> by_file;
  ReadOutcome read(const Entry& entry, std::uint64_t, std::string& out) override {
    out = by_file.at(index(*files->find(entry.path)));
    return {ReadOutcome::Kind::ok, out.size(), {}};
  }
  std::string_view text(FileId file) override { return by_file.at(index(file)); }
  const Files* files = nullptr;
};

struct Edit {
  const char* what;
  const char* text;
  std::vector<Span> cuts;
};

std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Writes the files, applies the removal's patch by git, and compares what is left.
void apply(const std::vector<std::pair<std::string, std::string>>& deleted, const std::vector<Edit>& edits) {
  RepoBuilder repo;
  Listing listing;
  std::map<std::string, std::string> all;
  for (const auto& [path, text] : deleted) all[path] = text;
  for (const Edit& edit : edits) all[std::string("kept/") + edit.what] = edit.text;
  for (const auto& [path, text] : all) {
    repo.file(path, text);
    listing.add(path, EntryKind::file);
  }
  repo.file("anchor", "so that no folder is left empty\n").commit("before");
  listing.sort();
  const Files files(std::move(listing));
  Bytes bytes;
  bytes.files = &files;
  Removal removal;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const FileId file = static_cast<FileId>(i);
    bytes.by_file.push_back(all.at(std::string(files.path(file))));
    if (!files.path(file).starts_with("kept/")) removal.deletes.push_back(file);
  }
  std::map<std::string, std::string> expected;
  for (const Edit& edit : edits) {
    const std::string path = std::string("kept/") + edit.what;
    for (const Span& cut : edit.cuts) removal.cuts.push_back({*files.find(path), cut});
    std::string text = edit.text;
    for (auto cut = edit.cuts.rbegin(); cut != edit.cuts.rend(); ++cut) text.erase(cut->begin, cut->end - cut->begin);
    expected[path] = text;
  }
  std::stable_sort(removal.cuts.begin(), removal.cuts.end(),
                   [](const TextCut& a, const TextCut& b) { return index(a.file) < index(b.file); });
  const RemovalPatch patch = removal_patch(files, removal, bytes, bytes);
  const std::string text = "# a head that git skips\n" + patch.text;
  repo.git({"apply", "--check", "-"}, text);
  repo.git({"apply", "--index", "-"}, text);
  for (const auto& [path, after] : expected) EXPECT_EQ(bytes_of(repo.path() + "/" + path), after) << path;
  for (const auto& [path, before] : deleted) {
    EXPECT_FALSE(std::ifstream(repo.path() + "/" + path).good()) << path << " is still there";
  }
}

TEST(Patch, DeletionsOfAnyContent) {
  apply({{"a/plain", "one\ntwo\n"},
         {"a/empty", ""},
         {"a/no end", "one"},
         {"a/windows", "one\r\ntwo\r\n"},
         {"a/binary", std::string("\0\1\n\xff\0", 5)},
         {"a/like a patch", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n"},
         {"a/one", "\n"}},
        {});
}

TEST(Patch, OddPaths) {
  apply({{"a/with \"quotes\"", "x\n"},
         {"a/back\\slash", "x\n"},
         {"a/new\nline", "x\n"},
         {"a/tab\there", "x\n"},
         {"a/\xc3\xbc \xff", "x\n"},
         {"a/ end ", "x\n"},
         {"a/ b/x", "x\n"}},
        {});
}

TEST(Patch, Edits) {
  const char* const numbers = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  apply({}, {{"first line", numbers, {{0, 2}}},
             {"last line", numbers, {{16, 18}}},
             {"middle", numbers, {{8, 10}}},
             {"two far apart", numbers, {{0, 2}, {16, 18}}},
             {"two near", numbers, {{4, 6}, {10, 12}}},
             {"all", numbers, {{0, 18}}},
             {"no line end", "1\n2\n3", {{4, 5}}},
             {"before a line without end", "1\n2\n3", {{2, 4}}},
             {"within lines", "a b c\nd e f\n", {{1, 3}, {9, 11}}},
             {"twice in a line", "a b c d\n", {{1, 3}, {5, 7}}},
             {"a line end", "a\nb\nc\n", {{1, 2}}},
             {"two line ends", "a\nb\nc\nd\n", {{1, 2}, {3, 4}}},
             {"windows", "a\r\nb\r\nc\r\n", {{3, 6}}},
             {"kept blank  name", numbers, {{2, 4}}}});
}

TEST(Patch, EveryPairOfLines) {
  // All ways to take two lines out of twelve: hunks that touch, join and stand apart.
  std::string text;
  for (char c = 'a'; c <= 'l'; ++c) text += std::string(1, c) + "\n";
  std::vector<Edit> edits;
  std::set<std::string> names;
  for (std::uint32_t a = 0; a < 12; ++a) {
    for (std::uint32_t b = a + 1; b < 12; ++b) {
      const std::string& name = *names.insert(std::to_string(a) + "-" + std::to_string(b)).first;
      edits.push_back({name.c_str(), text.c_str(), {{a * 2, a * 2 + 2}, {b * 2, b * 2 + 2}}});
    }
  }
  apply({}, edits);
}

TEST(Patch, PathsAsGitQuotesThem) {
  EXPECT_EQ(patch::path("a/", "x y"), "a/x y");
  EXPECT_EQ(patch::path("a/", "x\"\\\t\x01\xc3"), "\"a/x\\\"\\\\\\t\\001\\303\"");
}

}  // namespace
}  // namespace modgate::testing
