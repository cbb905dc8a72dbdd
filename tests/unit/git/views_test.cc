// What the three views list and read in every state a checkout can be in.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "git_test.h"

namespace modgate::testing {
namespace {

/// One state of a repository and what each view lists; "" means that the view is not looked at.
struct State {
  const char* name;
  std::function<void(RepoBuilder&)> build;
  std::string worktree;
  std::string staged;
  std::string head;
};

class Views : public ::testing::TestWithParam<State> {};

TEST_P(Views, ListTheirFiles) {
  RepoBuilder repo;
  GetParam().build(repo);
  const git::Library library;
  const auto repository = opened(repo.path());
  EXPECT_EQ(listing_text(repository->worktree()), GetParam().worktree);
  if (!GetParam().staged.empty()) {
    EXPECT_EQ(listing_text(repository->staged()), GetParam().staged);
  }
  if (!GetParam().head.empty()) {
    EXPECT_EQ(listing_text(repository->tree("HEAD")), GetParam().head);
  }
}

const std::string kId(40, '1');

const std::vector<State> kStates = {
    {"kinds",
     [](RepoBuilder& r) {
       r.file("a", "a").executable("run", "x").symlink("to", "a").file("d/e/f", "f").submodule("sub", kId);
       r.folder("sub").stage("a").stage("run").stage("to").stage("d").git({"commit", "-qm", "all"});
     },
     "file a\nfile d/e/f\nexec run\nsub sub\nlink to\n", "file a\nfile d/e/f\nexec run\nsub sub\nlink to\n",
     "file a\nfile d/e/f\nexec run\nsub sub\nlink to\n"},
    {"byte_order", [](RepoBuilder& r) { r.file("a/b", "").file("a-b", "").file("a.b", "").file("a0", "").commit("c"); },
     "file a-b\nfile a.b\nfile a/b\nfile a0\n", "file a-b\nfile a.b\nfile a/b\nfile a0\n",
     "file a-b\nfile a.b\nfile a/b\nfile a0\n"},
    {"untracked_and_ignored",
     [](RepoBuilder& r) {
       r.file("kept", "").ignore("*.o").ignore("build/").commit("c");
       r.file("new", "").file("x.o", "").file("build/out", "").file("d/new", "").file("d/y.o", "");
     },
     "file .gitignore\nfile d/new\nfile kept\nfile new\n", "file .gitignore\nfile kept\n",
     "file .gitignore\nfile kept\n"},
    {"tracked_in_ignored_folder",
     [](RepoBuilder& r) {
       r.file("build/kept", "").commit("c").ignore("build/").file("build/.gitignore", "!x\n").file("build/x", "");
     },
     "file .gitignore\nfile build/kept\n", "file build/kept\n", "file build/kept\n"},
    {"exclude_files",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").file(".git/info/exclude", "mine\n").file("mine", "").file("theirs", "");
       r.file("../home/.config/git/ignore", "theirs\n!mine\n");
     },
     "file a\n", "file a\n", ""},
    {"deleted_on_disk", [](RepoBuilder& r) { r.file("a", "").file("d/b", "").commit("c").remove("a").remove("d"); }, "",
     "file a\nfile d/b\n", "file a\nfile d/b\n"},
    {"staged_deletion",
     [](RepoBuilder& r) {
       r.file("a", "").file("b", "").commit("c").git({"rm", "-q", "--cached", "a"});
     },
     "file a\nfile b\n", "file b\n", "file a\nfile b\n"},
    {"file_became_folder", [](RepoBuilder& r) { r.file("a", "").commit("c").remove("a").file("a/b", ""); },
     "file a/b\n", "file a\n", ""},
    {"folder_became_file", [](RepoBuilder& r) { r.file("a/b", "").commit("c").remove("a").file("a", ""); }, "file a\n",
     "file a/b\n", ""},
    {"folder_became_link",
     [](RepoBuilder& r) { r.file("a/b", "in").file("other/b", "out").commit("c").remove("a").symlink("a", "other"); },
     "link a\nfile other/b\n", "file a/b\nfile other/b\n", ""},
    {"mode_changed_on_disk", [](RepoBuilder& r) { r.file("a", "").commit("c").executable("a", ""); }, "exec a\n",
     "file a\n", ""},
    {"file_mode_off",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").executable("a", "").git({"config", "core.fileMode", "false"});
     },
     "file a\n", "file a\n", ""},
    {"intent_to_add",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").file("b", "b").git({"add", "-N", "b"});
     },
     "file a\nfile b\n", "file a\n", ""},
    {"unborn", [](RepoBuilder& r) { r.file("a", "").stage("a").file("b", ""); }, "file a\nfile b\n", "file a\n",
     "failure: HEAD has no commit yet"},
    {"detached",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").git({"checkout", "-q", "--detach"});
     },
     "file a\n", "file a\n", "file a\n"},
    {"no_index_file", [](RepoBuilder& r) { r.file("a", "").commit("c").remove(".git/index"); }, "file a\n", "",
     "file a\n"},
    {"index_version_4",
     [](RepoBuilder& r) {
       r.file("ab/c", "").file("ab/d", "").commit("c").git({"update-index", "--index-version", "4"});
     },
     "file ab/c\nfile ab/d\n", "file ab/c\nfile ab/d\n", ""},
    {"untracked_cache",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").git({"update-index", "--force-untracked-cache"});
     },
     "file a\n", "file a\n", ""},
    {"nested_repository",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").git({"init", "-q", "inner"});
       r.file("inner/x", "").file("gone/.git", "gitdir: /nowhere\n").file("gone/x", "").file("plain/x", "");
     },
     "file a\nfile plain/x\n", "file a\n", ""},
    {"odd_names",
     [](RepoBuilder& r) {
       r.file("caf\xe9", "").file("new\nline", "").file("\x1b[31m", "").file("quo\"te\\", "").commit("c");
     },
     "file \\x1b[31m\nfile caf\\xe9\nfile new\\x0aline\nfile quo\"te\\\n",
     "file \\x1b[31m\nfile caf\\xe9\nfile new\\x0aline\nfile quo\"te\\\n",
     "file \\x1b[31m\nfile caf\\xe9\nfile new\\x0aline\nfile quo\"te\\\n"},
    {"links",
     [](RepoBuilder& r) {
       r.symlink("absolute", "/etc/passwd").symlink("above", "../../..").symlink("broken", "nowhere");
       r.symlink("loop", "loop").folder("d").symlink("to_folder", "d").commit("c").symlink("untracked", "/etc");
     },
     "link above\nlink absolute\nlink broken\nlink loop\nlink to_folder\nlink untracked\n",
     "link above\nlink absolute\nlink broken\nlink loop\nlink to_folder\n", ""},
    {"fifo",
     [](RepoBuilder& r) {
       r.file("pipe", "").commit("c").remove("pipe");
       ::mkfifo((r.path() + "/pipe").c_str(), 0600);
       ::mkfifo((r.path() + "/untracked").c_str(), 0600);
       r.folder("d");
       ::mkfifo((r.path() + "/d/.gitignore").c_str(), 0600);
       ::mkfifo((r.path() + "/d/.gitattributes").c_str(), 0600);
     },
     "file pipe\n", "file pipe\n", ""},
    {"conflict_lists_once",
     [](RepoBuilder& r) {
       r.file("a", "0\n").file("b", "").commit("base").git({"checkout", "-qb", "side"});
       r.file("a", "1\n").commit("one").git({"checkout", "-q", "main"});
       r.file("a", "2\n").commit("two").try_git({"merge", "-q", "side"}, r.path());
     },
     "file a\nfile b\n", "failure: the index has unmerged files: `a`", "file a\nfile b\n"},
    {"sparse_checkout",
     [](RepoBuilder& r) {
       r.file("in/a", "a").file("out/b", "b").file("top", "t").commit("c");
       r.git({"sparse-checkout", "set", "--cone", "--no-sparse-index", "in"});
     },
     "file in/a\nfile out/b\nfile top\n", "file in/a\nfile out/b\nfile top\n", "file in/a\nfile out/b\nfile top\n"},
    {"worktree_config",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").git({"config", "core.repositoryFormatVersion", "1"});
       r.git({"config", "extensions.worktreeConfig", "true"});
     },
     "file a\n", "file a\n", "file a\n"},
    {"partial_clone_extension",
     [](RepoBuilder& r) {
       r.file("a", "").commit("c").git({"config", "core.repositoryFormatVersion", "1"});
       r.git({"config", "extensions.partialClone", "origin"});
       r.git({"config", "extensions.preciousObjects", "true"});
     },
     "file a\n", "file a\n", "file a\n"},
    {"replaced_objects_are_not_followed",
     [](RepoBuilder& r) {
       r.file("a", "").commit("one").file("b", "").commit("two").git({"replace", "HEAD", "HEAD^"});
     },
     "file a\nfile b\n", "file a\nfile b\n", "file a\nfile b\n"},
};

INSTANTIATE_TEST_SUITE_P(States, Views, ::testing::ValuesIn(kStates),
                         [](const auto& state) { return std::string(state.param.name); });

/// What reading one path gives in the work tree and in the index.
struct Content {
  const char* name;
  std::function<void(RepoBuilder&)> build;
  const char* path;
  const char* worktree;
  const char* staged;
};

class Contents : public ::testing::TestWithParam<Content> {};

TEST_P(Contents, AreRead) {
  RepoBuilder repo;
  GetParam().build(repo);
  const git::Library library;
  const auto repository = opened(repo.path());
  EXPECT_EQ(content_of(repository->worktree(), GetParam().path, 100), GetParam().worktree);
  EXPECT_EQ(content_of(repository->staged(), GetParam().path, 100), GetParam().staged);
}

const std::vector<Content> kContents = {
    {"changed_on_disk", [](RepoBuilder& r) { r.file("d/a", "old").commit("c").file("d/a", "new"); }, "d/a", "new",
     "old"},
    {"empty", [](RepoBuilder& r) { r.file("a", "").commit("c"); }, "a", "", ""},
    {"at_the_limit", [](RepoBuilder& r) { r.file("a", std::string(100, 'x')).commit("c"); }, "a",
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {"past_the_limit", [](RepoBuilder& r) { r.file("a", std::string(101, 'x')).commit("c"); }, "a", "!too large",
     "!too large"},
    {"link_is_its_target", [](RepoBuilder& r) { r.symlink("a", "/etc/passwd").commit("c"); }, "a", "/etc/passwd",
     "/etc/passwd"},
    {"submodule", [](RepoBuilder& r) { r.folder("a").submodule("a", kId); }, "a", "!unreadable", "!unreadable"},
    {"line_ends_stay",
     [](RepoBuilder& r) { r.file(".gitattributes", "* eol=crlf\n").file("a", "x\r\ny\n").commit("c"); }, "a",
     "x\r\ny\n", "x\ny\n"},
    {"pipe_where_a_file_was",
     [](RepoBuilder& r) {
       r.file("a", "old").commit("c").remove("a");
       ::mkfifo((r.path() + "/a").c_str(), 0600);
     },
     "a", "!unreadable", "old"},
    {"left_out_by_sparse_checkout",
     [](RepoBuilder& r) {
       r.file("out/a", "kept").file("in/b", "").commit("c");
       r.git({"sparse-checkout", "set", "--cone", "--no-sparse-index", "in"});
     },
     "out/a", "kept", "kept"},
    {"missing_object",
     [](RepoBuilder& r) {
       r.git({"update-index", "--add", "--cacheinfo", "100644," + kId + ",a"});
       r.file("a", "here");
     },
     "a", "here", "!missing object"},
    {"tree_where_a_blob_should_be",
     [](RepoBuilder& r) {
       r.file("d/x", "").commit("c").file("a", "here");
       const std::string tree = r.git({"rev-parse", "HEAD:d"}).substr(0, 40);
       r.git({"update-index", "--add", "--cacheinfo", "100644," + tree + ",a"});
     },
     "a", "here", "!missing object"},
};

INSTANTIATE_TEST_SUITE_P(States, Contents, ::testing::ValuesIn(kContents),
                         [](const auto& content) { return std::string(content.param.name); });

TEST(WorktreeReader, DoesNotFollowALinkThatAppearsAfterTheListing) {
  RepoBuilder repo;
  repo.file("d/a", "inside").file("../outside/a", "outside").commit("c").file("d/a", "changed");
  const git::Library library;
  const auto repository = opened(repo.path());
  auto view = repository->worktree();
  ASSERT_TRUE(view);
  const Result<Listing> listing = (*view)->list();
  ASSERT_TRUE(listing);
  ASSERT_EQ(listing->entries.size(), 1U);
  repo.remove("d").symlink("d", "../outside");
  const auto reader = (*view)->reader();
  ASSERT_TRUE(reader);
  std::string bytes;
  EXPECT_EQ((*reader)->read(listing->entries.front(), 100, bytes).kind, ReadOutcome::Kind::vanished);
  EXPECT_EQ(bytes, "");
}

TEST(WorktreeReader, SaysWhenAFileVanished) {
  RepoBuilder repo;
  repo.file("a", "x");
  const git::Library library;
  const auto repository = opened(repo.path());
  auto view = repository->worktree();
  ASSERT_TRUE(view);
  const Result<Listing> listing = (*view)->list();
  ASSERT_TRUE(listing);
  repo.remove("a");
  const auto reader = (*view)->reader();
  ASSERT_TRUE(reader);
  std::string bytes;
  EXPECT_EQ((*reader)->read(listing->entries.front(), 100, bytes).kind, ReadOutcome::Kind::vanished);
}

/// Whether the worktree view knows the blob id of `a`. The file is older than the index, so that it is not racy.
bool id_known(RepoBuilder& repo) {
  const git::Library library;
  const auto repository = opened(repo.path());
  auto view = repository->worktree();
  if (!view) return false;
  const Result<Listing> listing = (*view)->list();
  for (const Entry& entry : listing->entries) {
    if (entry.path == "a") return entry.id != ObjectId{};
  }
  return false;
}

struct Known {
  const char* name;
  std::function<void(RepoBuilder&)> build;
  bool known;
};

class Ids : public ::testing::TestWithParam<Known> {};

TEST_P(Ids, AreKnownOnlyWhenProven) {
  RepoBuilder repo;
  repo.file("a", "text\n");
  std::filesystem::last_write_time(repo.path() + "/a",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  GetParam().build(repo);
  EXPECT_EQ(id_known(repo), GetParam().known);
}

const std::vector<Known> kKnown = {
    {"unchanged", [](RepoBuilder& r) { r.commit("c"); }, true},
    {"changed", [](RepoBuilder& r) { r.commit("c").file("a", "next\n"); }, false},
    {"racy",
     [](RepoBuilder& r) {
       r.commit("c");
       std::filesystem::last_write_time(r.path() + "/.git/index", std::filesystem::last_write_time(r.path() + "/a"));
     },
     false},
    {"untracked", [](RepoBuilder&) {}, false},
    {"filtered", [](RepoBuilder& r) { r.file(".gitattributes", "a filter=lfs\n").commit("c"); }, false},
    {"harmless_attributes",
     [](RepoBuilder& r) { r.file(".gitattributes", "# text\n*.c diff=cpp -text\n").commit("c"); }, true},
    {"attributes_elsewhere", [](RepoBuilder& r) { r.file("d/.gitattributes", "* text\n").commit("c"); }, true},
    {"line_ends",
     [](RepoBuilder& r) {
       r.commit("c").git({"config", "core.autocrlf", "input"});
     },
     false},
    {"info_attributes", [](RepoBuilder& r) { r.commit("c").file(".git/info/attributes", "* ident\n"); }, false},
};

INSTANTIATE_TEST_SUITE_P(States, Ids, ::testing::ValuesIn(kKnown),
                         [](const auto& known) { return std::string(known.param.name); });

}  // namespace
}  // namespace modgate::testing
