// What differs between a revision and a view, told as renames, copies, edits.
#include <chrono>
#include <functional>

#include "git_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

std::string lines(const std::string& word, int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += word + " line number " + std::to_string(i) + "\n";
  return text;
}

/// `before>after` with `=` for equal content and `+` for a copy, by words.
std::string text_of(const Result<std::vector<PathChange>>& changes) {
  if (!changes) return changes.error().message;
  std::string text;
  for (const PathChange& change : *changes) {
    if (!text.empty()) text += ' ';
    text += change.before + (change.copied ? "+" : "") + (change.edited ? ">" : "=") + change.after;
  }
  return text;
}

struct Row {
  const char* name;
  std::function<void(RepoBuilder&)> edit;
  const char* expected;
};

class Changes : public ::testing::TestWithParam<Row> {};

TEST_P(Changes, AreToldInEveryView) {
  RepoBuilder repo;
  repo.file("a.cc", lines("alpha", 20)).file("d/b.cc", lines("beta", 20)).file("small.cc", "tiny\n");
  repo.file("empty", "").executable("run", lines("run", 10)).commit("base");
  GetParam().edit(repo);
  repo.stage(".");
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto worktree = repository->worktree();
  const auto staged = repository->staged();
  ASSERT_TRUE(worktree && staged);
  EXPECT_EQ(text_of(repository->changes("HEAD", **worktree)), GetParam().expected);
  EXPECT_EQ(text_of(repository->changes("HEAD", **staged)), GetParam().expected);
  repo.git({"commit", "-q", "--allow-empty", "-m", "head"});
  const auto tree = repository->tree("HEAD");
  ASSERT_TRUE(tree);
  EXPECT_EQ(text_of(repository->changes("HEAD^", **tree)), GetParam().expected);
}

const std::vector<Row> kRows = {
    {"nothing", [](RepoBuilder&) {}, ""},
    {"touched", [](RepoBuilder& r) { r.remove("a.cc").file("a.cc", lines("alpha", 20)); }, ""},
    {"added_and_deleted", [](RepoBuilder& r) { r.remove("a.cc").file("n.cc", lines("new", 20)); }, "a.cc> >n.cc"},
    {"edited", [](RepoBuilder& r) { r.file("a.cc", lines("alpha", 21)); }, "a.cc>a.cc"},
    {"moved", [](RepoBuilder& r) { r.rename("a.cc", "d/a.cc"); }, "a.cc=d/a.cc"},
    {"moved_and_edited", [](RepoBuilder& r) { r.remove("a.cc").file("d/z.cc", lines("alpha", 23)); }, "a.cc>d/z.cc"},
    {"copied", [](RepoBuilder& r) { r.file("d/c.txt", lines("alpha", 20)); }, "a.cc+=d/c.txt"},
    {"copied_and_edited", [](RepoBuilder& r) { r.file("d/c.cc", lines("alpha", 22)); }, "a.cc+>d/c.cc"},
    {"copied_to_its_own_name", [](RepoBuilder& r) { r.file("d/a.cc", lines("alpha", 22)); }, "a.cc+>d/a.cc"},
    {"copied_from_an_edited_one",
     [](RepoBuilder& r) { r.file("c.cc", lines("alpha", 20)).file("a.cc", lines("other", 20)); },
     "a.cc>a.cc a.cc+=c.cc"},
    {"moved_and_copied", [](RepoBuilder& r) { r.rename("a.cc", "d/a.cc").file("e/x.cc", lines("alpha", 20)); },
     "a.cc=d/a.cc a.cc+=e/x.cc"},
    {"too_different", [](RepoBuilder& r) { r.file("c.cc", lines("alpha", 12) + lines("mine", 9)); }, ">c.cc"},
    {"small_ones", [](RepoBuilder& r) { r.file("c.cc", "tiny\n").file("e", "").remove("empty").file("k.cc", "x\n"); },
     ">c.cc empty=e >k.cc"},
    {"mode", [](RepoBuilder& r) { r.remove("run").file("run", lines("run", 10)); }, "run=run"},
    {"link", [](RepoBuilder& r) { r.remove("a.cc").symlink("a.cc", "d/b.cc"); }, "a.cc>a.cc"},
};

INSTANTIATE_TEST_SUITE_P(Rows, Changes, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ChangesOfAWorkTree, AreNoLineEndsAndNoFilters) {
  RepoBuilder repo;
  repo.file(".gitattributes", "*.cc text eol=crlf\n").file("a.cc", "one\ntwo\n").file("b.cc", "one\n").commit("base");
  repo.remove("a.cc").git({"checkout", "-q", "a.cc"});
  repo.file("b.cc", "one\r\nmore\r\n");
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto worktree = repository->worktree();
  ASSERT_TRUE(worktree);
  EXPECT_EQ(content_of(repository->worktree(), "a.cc"), "one\r\ntwo\r\n");
  EXPECT_EQ(text_of(repository->changes("HEAD", **worktree)), "b.cc>b.cc");
}

TEST(Renames, OfTooManyEditedFilesAreSaidToBeIncomplete) {
  RepoBuilder repo;
  constexpr int kFiles = 1'001;  // a million pairs is the limit
  for (int i = 0; i < kFiles; ++i) repo.file("a/" + std::to_string(i), lines("alpha " + std::to_string(i), 4));
  repo.file("a/equal", lines("equal", 4)).commit("base").remove("a");
  for (int i = 0; i < kFiles; ++i) repo.file("b/" + std::to_string(i) + "x", lines("alpha " + std::to_string(i), 5));
  repo.file("b/other", lines("equal", 4)).stage(".");
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto staged = repository->staged();
  ASSERT_TRUE(staged);
  std::string note;
  EXPECT_THAT(text_of(repository->changes("HEAD", **staged, &note)), HasSubstr("a/equal=b/other"));
  EXPECT_THAT(note, HasSubstr("1001 files that are gone and 1001 that are new are too many to compare"));
}

TEST(Renames, OfManyEqualFilesTakeLinearTime) {
  RepoBuilder repo;
  const std::string blob = bytes_of(repo.object("blob", "same\n"));
  constexpr int kFiles = 60'000;
  const auto tree = [&](const std::string& prefix) {
    std::string entries;
    for (int i = 100'000; i < 100'000 + kFiles; ++i) {
      entries += "100644 " + prefix + std::to_string(i) + std::string(1, '\0') + blob;
    }
    return repo.commit_of_tree(repo.object("tree", entries));
  };
  const std::string base = tree("a");
  const std::string head = tree("b");
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto view = repository->tree(head);
  ASSERT_TRUE(view);
  const auto start = std::chrono::steady_clock::now();
  const auto renames = repository->renames(base, **view);
  ASSERT_TRUE(renames);
  EXPECT_EQ(renames->size(), static_cast<std::size_t>(kFiles));
  EXPECT_EQ(renames->front(), (std::pair<std::string, std::string>("a100000", "b100000")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20) * MODGATE_PATIENCE);
}

TEST(Copies, BeyondTheBudgetAreSaidToBeLookedForInPart) {
  RepoBuilder repo;
  // Three new files share the budget; the base has more files than one share with their ending.
  for (int i = 0; i < 7'000; ++i) repo.file("d/" + std::to_string(i) + ".cc", "x");
  repo.file("zz/far.cc", lines("alpha", 20)).commit("base");
  for (const char* name : {"a/one.cc", "a/two.cc", "a/far.cc"}) repo.file(name, lines("alpha", 21));
  repo.stage(".");
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto staged = repository->staged();
  ASSERT_TRUE(staged);
  std::string note;
  EXPECT_EQ(text_of(repository->changes("HEAD", **staged, &note)), "zz/far.cc+>a/far.cc >a/one.cc >a/two.cc");
  EXPECT_EQ(note, "for 3 new files, changed copies were looked for only in the nearest files with the same ending");
}

}  // namespace
}  // namespace modgate::testing
