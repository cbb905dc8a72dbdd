// git itself as the oracle: listings, modes, blob ids, bytes and renames of generated repositories must be what git's
// plumbing commands print.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "git/library.h"
#include "git/repository.h"
#include "repo_builder.h"
#include "view_text.h"

namespace modgate::testing {
namespace {

using git::Library;
using git::Repository;

/// Splits NUL-terminated records.
std::vector<std::string> records(const std::string& text) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\0', begin), text.size());
    result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

/// `mode id path` for every entry, as git prints it or as a view lists it.
using Rows = std::set<std::string>;

Rows rows_of(View& view) {
  const Result<Listing> listing = view.list();
  EXPECT_TRUE(listing) << listing.error().message;
  Rows rows;
  if (!listing) return rows;
  EXPECT_TRUE(std::is_sorted(listing->entries.begin(), listing->entries.end(),
                             [](const Entry& a, const Entry& b) { return a.path < b.path; }));
  for (const Entry& entry : listing->entries) {
    rows.insert(mode_of(entry.kind) + " " + hex(entry.id) + " " + std::string(entry.path));
  }
  return rows;
}

/// Files of every kind under names that need quoting anywhere else, several levels deep.
void grow(RepoBuilder& repo, std::mt19937& random) {
  const std::vector<std::string> names = {"a",  "b.cc",        "a-b",         "a.b",        "new\nline", "tab\there",
                                          "é",  "caf\xe9",     "back\\slash", "quote\"d",   " blank",    "\x1b[31m",
                                          "ab", ".gitignored", "UPPER",       "name with ", "-dash",     ":colon"};
  const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  std::set<std::string> folders = {""};
  for (int i = 0; i < 12; ++i) {
    const std::string parent = *std::next(folders.begin(), static_cast<std::ptrdiff_t>(pick(folders.size())));
    folders.insert(parent + "d" + names[pick(names.size())] + "/");
  }
  std::set<std::string> taken;
  for (int i = 0; i < 60; ++i) {
    const std::string folder = *std::next(folders.begin(), static_cast<std::ptrdiff_t>(pick(folders.size())));
    const std::string path = folder + names[pick(names.size())];
    if (!taken.insert(path).second) continue;
    std::string bytes;
    for (std::size_t line = pick(40); line > 0; --line) bytes += "line " + std::to_string(random()) + "\n";
    switch (pick(8)) {
      case 0:
        repo.executable(path, bytes);
        break;
      case 1:
        repo.symlink(path, "../" + names[pick(names.size())]);
        break;
      default:
        repo.file(path, bytes);
    }
  }
}

class Plumbing : public ::testing::TestWithParam<unsigned> {
 protected:
  Plumbing() { grow(repo_, random_); }

  std::unique_ptr<Repository> open() {
    auto opened = Repository::open(repo_.path());
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }

  std::mt19937 random_{GetParam()};
  RepoBuilder repo_;
  Library library_;
};

TEST_P(Plumbing, TreesAreWhatLsTreeLists) {
  repo_.submodule("vendor/sub", std::string(40, '1')).git({"add", "-A", ":!vendor"});
  repo_.git({"commit", "-q", "-m", "all"});
  Rows expected;
  for (const std::string& record : records(repo_.git({"ls-tree", "-rz", "HEAD"}))) {
    // mode type id TAB path
    expected.insert(record.substr(0, 6) + " " + record.substr(record.find('\t') - 40, 40) + " " +
                    record.substr(record.find('\t') + 1));
  }
  ASSERT_GT(expected.size(), 20U);
  const auto repository = open();
  auto view = repository->tree("HEAD");
  ASSERT_TRUE(view);
  EXPECT_EQ(rows_of(**view), expected);
  EXPECT_EQ((*view)->revision() + "\n", repo_.git({"rev-parse", "HEAD"}));
}

TEST_P(Plumbing, StagedIsWhatLsFilesStages) {
  repo_.stage(".").submodule("vendor/sub", std::string(40, '1'));
  Rows expected;
  for (const std::string& record : records(repo_.git({"ls-files", "-sz"}))) {
    // mode id stage TAB path
    expected.insert(record.substr(0, 47) + " " + record.substr(record.find('\t') + 1));
  }
  ASSERT_GT(expected.size(), 20U);
  const auto repository = open();
  auto view = repository->staged();
  ASSERT_TRUE(view);
  EXPECT_EQ(rows_of(**view), expected);
}

/// What git calls tracked or untracked and not ignored, without what is deleted on disk.
std::set<std::string> files_on_disk(RepoBuilder& repo) {
  std::set<std::string> paths;
  for (const std::string& path : records(repo.git({"ls-files", "-co", "--exclude-standard", "-z"}))) paths.insert(path);
  for (const std::string& path : records(repo.git({"ls-files", "-d", "-z"}))) paths.erase(path);
  return paths;
}

std::set<std::string> paths_of(View& view) {
  std::set<std::string> paths;
  const Result<Listing> listing = view.list();
  EXPECT_TRUE(listing) << listing.error().message;
  if (listing) {
    for (const Entry& entry : listing->entries) paths.insert(std::string(entry.path));
  }
  return paths;
}

TEST_P(Plumbing, WorktreeIsWhatLsFilesFinds) {
  const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); };
  const std::vector<std::string> all = records(repo_.git({"ls-files", "-oz"}));
  for (const std::string& path : all) {
    if (pick(2) == 0) repo_.git({"add", "-f", "--", ":(literal)" + path});
  }
  for (const std::string& path : all) {
    if (pick(6) == 0) repo_.remove(path);
  }
  const std::vector<std::string> patterns = {
      "*.cc",    "a",     "/a",   "d*/", "!b.cc", "**/ab",    "da/**",   "[a-b]*",     "!/a",    "*b",   "/d*/*",
      "!/d*/a*", "UPPER", "\\!x", "a?b", "é",     "\\:colon", "d?/b.cc", "# not this", "da/*/a", "!*.b", "-dash"};
  for (int i = 0; i < 3; ++i) repo_.ignore(patterns[pick(patterns.size())]);
  std::string lower;
  for (int i = 0; i < 2; ++i) lower += patterns[pick(patterns.size())] + "\n";
  for (const std::string& path : all) {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string::npos && pick(8) == 0) repo_.file(path.substr(0, slash) + "/.gitignore", lower);
  }
  repo_.file(".git/info/exclude", patterns[pick(patterns.size())] + "\n");
  const auto repository = open();
  auto view = repository->worktree();
  ASSERT_TRUE(view);
  EXPECT_EQ(paths_of(**view), files_on_disk(repo_)) << repo_.git({"ls-files", "-o"}) << "-- .gitignore\n"
                                                    << repo_.git({"grep", "--no-index", "", "--", "*.gitignore"});
}

TEST_P(Plumbing, ContentIsHashedToWhatGitHashes) {
  repo_.stage(".");
  std::map<std::string, std::string> expected;
  for (const std::string& record : records(repo_.git({"ls-files", "-sz"}))) {
    expected[record.substr(record.find('\t') + 1)] = record.substr(7, 40);
  }
  const auto repository = open();
  using ViewOf = std::function<Result<std::unique_ptr<View>>()>;
  for (const ViewOf& view_of :
       {ViewOf([&] { return repository->worktree(); }), ViewOf([&] { return repository->staged(); })}) {
    auto view = view_of();
    ASSERT_TRUE(view);
    const Result<Listing> listing = (*view)->list();
    const auto reader = (*view)->reader();
    ASSERT_TRUE(listing);
    ASSERT_TRUE(reader);
    ASSERT_EQ(listing->entries.size(), expected.size());
    std::vector<std::string> arguments = {"hash-object", "--no-filters"};
    std::string in_order;
    for (const Entry& entry : listing->entries) {
      std::string bytes;
      ASSERT_TRUE((*reader)->read(entry, 1 << 20, bytes)) << entry.path;
      const std::string& id = expected[std::string(entry.path)];
      EXPECT_TRUE(entry.id == ObjectId{} || hex(entry.id) == id) << entry.path;
      const std::string copy = "../copies/" + std::to_string(arguments.size());
      repo_.file(copy, bytes);
      arguments.push_back(copy);
      in_order += id + "\n";
    }
    EXPECT_EQ(repo_.git(arguments), in_order);
  }
}

using Renames = std::vector<std::pair<std::string, std::string>>;

Renames git_renames(RepoBuilder& repo, const std::vector<std::string>& what) {
  std::vector<std::string> arguments = {"diff", "--name-status", "-M", "-z"};
  arguments.insert(arguments.end(), what.begin(), what.end());
  Renames renames;
  const std::vector<std::string> fields = records(repo.git(arguments));
  for (std::size_t i = 0; i + 1 < fields.size();) {
    if (fields[i].front() == 'R') {
      renames.emplace_back(fields[i + 1], fields[i + 2]);
      i += 3;
    } else {
      i += 2;
    }
  }
  return renames;
}

TEST_P(Plumbing, RenamesAreWhatDiffFinds) {
  const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); };
  repo_.commit("base");
  const std::vector<std::string> all = records(repo_.git({"ls-files", "-z"}));
  const std::vector<std::string> folders = {"moved/", "moved/deeper/", "x/", ""};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t slash = all[i].rfind('/');
    const std::string name = slash == std::string::npos ? all[i] : all[i].substr(slash + 1);
    switch (pick(5)) {
      case 0:  // the same name elsewhere
        repo_.rename(all[i], folders[pick(3)] + std::to_string(i) + "/" + name);
        break;
      case 1:  // another name
        repo_.rename(all[i], folders[pick(3)] + "renamed" + std::to_string(i));
        break;
      case 2: {  // changed on the way
        if (repo_.try_git({"ls-files", "-s", "--", ":(literal)" + all[i]}, repo_.path()).out.starts_with("120000"))
          break;
        std::string bytes = repo_.git({"cat-file", "blob", "HEAD:" + all[i]});
        for (std::size_t extra = pick(30); extra > 0; --extra) bytes += "more " + std::to_string(random_()) + "\n";
        repo_.remove(all[i]).file(folders[pick(3)] + std::to_string(i) + name, bytes);
        break;
      }
      case 3:
        repo_.remove(all[i]);
        break;
      default:
        break;
    }
  }
  repo_.stage(".");
  const auto repository = open();
  const auto staged = repository->staged();
  ASSERT_TRUE(staged);
  const auto found = repository->renames("HEAD", **staged);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(*found, git_renames(repo_, {"--cached", "HEAD"}));
  ASSERT_FALSE(found->empty());
  const auto worktree = repository->worktree();
  ASSERT_TRUE(worktree);
  const auto on_disk = repository->renames("HEAD", **worktree);
  ASSERT_TRUE(on_disk);
  EXPECT_EQ(*on_disk, git_renames(repo_, {"HEAD"}));
  repo_.commit("head");
  const auto tree = repository->tree("HEAD");
  ASSERT_TRUE(tree);
  const auto committed = repository->renames("HEAD^", **tree);
  ASSERT_TRUE(committed);
  EXPECT_EQ(*committed, git_renames(repo_, {"HEAD^", "HEAD"}));
}

/// Every pattern of up to three tokens, each in a folder of its own with the same files.
TEST(Ignore, AgreesOnASmallGrammar) {
  const std::vector<std::string> tokens = {"a", "b", "*", "**", "?", "/", "[ab]", "[!a]", "\\a", "!"};
  std::vector<std::string> patterns = {""};
  for (std::size_t begin = 0, length = 1; length <= 3; ++length) {
    const std::size_t end = patterns.size();
    for (; begin < end; ++begin) {
      for (const std::string& token : tokens) patterns.push_back(patterns[begin] + token);
    }
  }
  ASSERT_EQ(patterns.size(), 1111U);
  RepoBuilder repo;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const std::string folder = std::to_string(i) + "/";
    // A pattern that shows needs something that hides.
    const bool shows = patterns[i].starts_with('!');
    repo.file(folder + ".gitignore", (shows ? "*\n!*/\n!.gitignore\n" : "") + patterns[i] + "\n");
    for (const char* path : {"a", "ab", "b/a", "b/b/a", "b/ab", "!a", "aab/b"}) repo.file(folder + path, "");
  }
  const Library library;
  auto repository = Repository::open(repo.path());
  ASSERT_TRUE(repository);
  auto view = (*repository)->worktree();
  ASSERT_TRUE(view);
  const std::set<std::string> ours = paths_of(**view);
  const std::set<std::string> gits = files_on_disk(repo);
  ASSERT_GT(gits.size(), 2000U);
  std::vector<std::string> differing;
  std::set_symmetric_difference(ours.begin(), ours.end(), gits.begin(), gits.end(), std::back_inserter(differing));
  for (const std::string& path : differing) {
    ADD_FAILURE() << path << " is " << (gits.contains(path) ? "shown" : "hidden") << " by git with "
                  << patterns[std::stoul(path)];
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Plumbing, ::testing::Range(1U, 13U));

}  // namespace
}  // namespace modgate::testing
