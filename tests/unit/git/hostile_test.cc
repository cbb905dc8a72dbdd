// Trees and indexes that git's own commands never write.
#include <filesystem>
#include <thread>
#include <tuple>

#include "git_test.h"
#include "modgate/limits.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

/// The 20 bytes of a hex id.
std::string raw(const std::string& hex_id) {
  std::string bytes;
  for (std::size_t i = 0; i < hex_id.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex_id.substr(i, 2), nullptr, 16));
  return bytes;
}

std::string entry(const std::string& mode, const std::string& name, const std::string& id) {
  return mode + " " + name + std::string(1, '\0') + raw(id);
}

class HostileTrees : public ::testing::Test {
 protected:
  std::string listing(const std::string& tree) {
    const std::string commit = repo_.commit_of_tree(repo_.object("tree", tree));
    auto view = opened(repo_.path())->tree(commit);
    if (!view) return "failure: " + view.error().message;
    return listing_text(std::move(view));
  }

  RepoBuilder repo_;
  git::Library library_;
  std::string blob_ = repo_.object("blob", "x");
};

TEST_F(HostileTrees, AreRefusedByName) {
  const std::string nested = repo_.object("tree", entry("100644", "..", blob_));
  const std::vector<std::pair<std::string, const char*>> rows = {
      {entry("100644", "..", blob_), "the tree entry `..` has the component `..`"},
      {entry("100644", ".", blob_), "has the component `.`"},
      {entry("100644", ".git", blob_), "has the component `.git`"},
      {entry("40000", ".GIT", blob_), "`.GIT` has the component `.git`"},
      {entry("100644", "", blob_), "has an empty component"},
      {entry("100644", "a/b", blob_), "`a/b` has a `/` inside a component"},
      {entry("100644", "../../evil", blob_), "has a `/` inside a component"},
      {entry("40000", "d", nested), "`d/..` has the component `..`"},
      {entry("100644", "\x1b[31m/", blob_), "`\\x1b[31m/` has a `/`"},
      {entry("100644", "a", blob_) + entry("100644", "a", blob_), "`a` stands twice in its tree"},
      {entry("100644", "a", blob_) + entry("100644", "a.c", blob_) + entry("40000", "a", nested), "`a` stands twice"},
      {entry("0", "a", blob_), "`a` has an unknown mode"},
      {entry("10644", "a", blob_), "`a` has an unknown mode"},
      {entry("100644", std::string(5000, 'n'), blob_), "is longer than 4096 bytes"},
      {entry("100644", "a", blob_).substr(0, 20), "is damaged"},
      {"100644", "is damaged"},
      {"9 a" + std::string(21, '\0'), "is damaged"},
      {std::string(100, ' '), "is damaged"},
  };
  for (const auto& [tree, words] : rows) EXPECT_THAT(listing(tree), HasSubstr(words));
}

TEST_F(HostileTrees, HarmlessOnesAreRead) {
  const std::string old_mode = entry("100664", "z", blob_) + entry("100644", "a", blob_);  // unsorted, group-writable
  EXPECT_EQ(listing(old_mode), "file a\nfile z\n");
  EXPECT_EQ(listing(entry("100644", "..\\..\\evil", blob_)), "file ..\\..\\evil\n");
  EXPECT_EQ(listing(entry("100644", ".gitx", blob_) + entry("100644", "...", blob_)), "file ...\nfile .gitx\n");
  EXPECT_EQ(listing(""), "");
}

TEST_F(HostileTrees, DepthEndsAtTheLimit) {
  std::string path;
  for (int depth = 0; depth < limits::kTreeDepth; ++depth) path += "d/";
  repo_.file(path + "f", "").commit("deep");
  EXPECT_EQ(listing_text(opened(repo_.path())->tree("HEAD")), "file " + path + "f\n");
  repo_.file(path + "d/f", "").commit("deeper");
  EXPECT_THAT(listing_text(opened(repo_.path())->tree("HEAD")), HasSubstr("lies deeper than 256 folders"));
}

TEST_F(HostileTrees, ATreeThatMultipliesEndsAtTheLimit) {
  std::string tree = entry("100644", "f", blob_);
  for (int level = 0; level < 10; ++level) {
    const std::string id = repo_.object("tree", tree);
    tree.clear();
    for (char name = '0'; name <= '9'; ++name) tree += entry("40000", std::string(1, name), id);
  }
  EXPECT_THAT(listing(tree), HasSubstr("has over 500 000 folders"));
}

TEST_F(HostileTrees, AHugeTreeObjectIsNotRead) {
  EXPECT_THAT(listing(std::string(64 * 1024 * 1024 + 1, '\0')), HasSubstr("the root tree is too large"));
}

TEST_F(HostileTrees, ATreeThatIsABlobIsRefused) {
  EXPECT_THAT(listing(entry("40000", "d", blob_)), HasSubstr("is a blob, not a tree"));
}

TEST(HostileIndex, IsRefused) {
  RepoBuilder repo;
  repo.file("xx/evil", "").file("a/.gix/b", "").stage(".");
  const std::string index = repo.path() + "/.git/index";
  const std::string whole = run_program({"/bin/cat", index}, "/", {}).out;
  // The first entry's mode stands behind the header of 12 bytes and six numbers of 4.
  const std::string mode = whole.substr(36, 4);
  const std::vector<std::tuple<std::string, std::string, const char*>> rows = {
      {"xx/evil", "../evil", "is damaged"},
      {"a/.gix/b", "a/.git/b", "is damaged"},
      {mode, std::string(4, '\0'), "`a/.gix/b` has an unknown mode"},
      {mode, std::string("\0\0\x41\xed", 4), "`a/.gix/b` has an unknown mode"},
  };
  const git::Library library;
  for (const auto& [from, to, words] : rows) {
    std::string bytes = whole.substr(0, whole.size() - 20);
    bytes.replace(bytes.find(from, from == mode ? 36 : 0), from.size(), to);
    repo.file(".git/index", bytes + raw(run_program({"sha1sum"}, "/", {}, bytes).out.substr(0, 40)));
    const auto repository = opened(repo.path());
    EXPECT_THAT(failure_text(repository->staged()), HasSubstr(words)) << to;
    EXPECT_THAT(failure_text(repository->worktree()), HasSubstr(words)) << to;
  }
}

TEST(HostileWorktree, DepthEndsAtTheLimit) {
  RepoBuilder repo;
  std::string path;
  for (int depth = 0; depth < limits::kTreeDepth; ++depth) path += "d/";
  repo.file(path + "f", "");
  const git::Library library;
  EXPECT_EQ(listing_text(opened(repo.path())->worktree()), "file " + path + "f\n");
  repo.file(path + "d/f", "");
  EXPECT_THAT(listing_text(opened(repo.path())->worktree()), HasSubstr("lies deeper than 256 folders"));
}

TEST(TornIndex, IsReadAgain) {
  RepoBuilder repo;
  for (int i = 0; i < 200; ++i) repo.file("d/file" + std::to_string(i), "");
  repo.commit("c");
  const git::Library library;
  const auto repository = opened(repo.path());
  const std::string index = repo.path() + "/.git/index";
  std::filesystem::copy_file(index, index + ".whole");
  std::filesystem::resize_file(index, 1000);
  const std::jthread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::filesystem::rename(index + ".whole", index);
  });
  EXPECT_TRUE(repository->staged());
}

TEST(Readers, WorkOnSeveralThreads) {
  RepoBuilder repo;
  for (int i = 0; i < 50; ++i) repo.file("f" + std::to_string(i), "content " + std::to_string(i));
  repo.commit("c");
  const git::Library library;
  auto view = opened(repo.path())->tree("HEAD");
  ASSERT_TRUE(view);
  const Result<Listing> listing = (*view)->list();
  ASSERT_TRUE(listing);
  std::vector<int> good(4);
  {
    std::vector<std::jthread> threads;
    for (int& count : good) {
      threads.emplace_back([&] {
        const auto reader = (*view)->reader();
        std::string bytes;
        for (const Entry& file : listing->entries) {
          count += (*reader)->read(file, 100, bytes) && bytes == "content " + std::string(file.path.substr(1)) ? 1 : 0;
        }
      });
    }
  }
  EXPECT_EQ(good, std::vector<int>(4, 50));
}

}  // namespace
}  // namespace modgate::testing
