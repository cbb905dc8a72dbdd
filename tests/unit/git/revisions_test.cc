// Revisions: what resolves, what the day is, and for what is missing the fetch line that brings it.
#include "git_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

/// Three commits on main with a file each, a branch `side`, a tag `v1`.
void three_commits(RepoBuilder& r) {
  r.file("a", "1").commit("one").git({"tag", "-a", "v1", "-m", "first"});
  r.git({"branch", "side"});
  r.file("b", "2").commit("two").file("c", "3").commit("three", 951'827'699);  // 2000-02-29T12:34:59Z
}

std::string clone(RepoBuilder& repo, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {"clone", "-q"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.push_back("file://" + repo.path());
  words.push_back(repo.temp() + "/clone");
  repo.git({"config", "uploadpack.allowFilter", "true"});
  repo.git({"config", "uploadpack.allowAnySHA1InWant", "true"});
  repo.git(words);
  return repo.temp() + "/clone";
}

TEST(Revisions, AreWhatRevParseSays) {
  RepoBuilder repo;
  three_commits(repo);
  const git::Library library;
  const auto repository = opened(repo.path());
  for (const char* revision : {"HEAD", "main", "side", "v1", "HEAD^", "HEAD~2", "main~1", "refs/tags/v1", "@"}) {
    const auto commit = repository->resolve(revision);
    ASSERT_TRUE(commit) << revision;
    EXPECT_EQ(*commit + "\n", repo.git({"rev-parse", std::string(revision) + "^{commit}"})) << revision;
  }
  const std::string tree = repo.git({"rev-parse", "HEAD^{tree}"}).substr(0, 40);
  EXPECT_EQ(listing_text(repository->tree(tree)), "file a\nfile b\nfile c\n");
  EXPECT_EQ(listing_text(repository->tree("v1")), "file a\n");
}

TEST(Revisions, HaveADayInUtc) {
  RepoBuilder repo;
  three_commits(repo);
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto head = repository->committer_date("HEAD");
  ASSERT_TRUE(head);
  EXPECT_EQ(*head, (Date{2000, 2, 29}));
  const auto first = repository->committer_date("v1");
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, (Date{2023, 11, 14}));
}

TEST(Revisions, AnUnbornHeadHasNoDay) {
  RepoBuilder repo;
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto day = repository->committer_date("HEAD");
  ASSERT_TRUE(day);
  EXPECT_FALSE(day->has_value());
  EXPECT_EQ(failure_text(repository->resolve("HEAD")), "HEAD has no commit yet\ngit commit");
}

TEST(Revisions, ThatDoNotExistAreRefused) {
  RepoBuilder repo;
  three_commits(repo);
  const git::Library library;
  const auto repository = opened(repo.path());
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"nowhere", "the revision `nowhere` is not in this repository\ngit branch --all"},
      {"HEAD~9", "the revision `HEAD~9` does not exist\ngit log --oneline HEAD"},
      {"HEAD:a", "is a blob, not a commit\ngit cat-file -p HEAD:a"},
      {"", "is not a revision"},
      {"-x", "is not a revision"},
      {"a..b", "is not a revision"},
      {"\x1b[31m", "`\\x1b[31m` is not a revision"},
  };
  for (const auto& [revision, words] : rows) {
    EXPECT_THAT(failure_text(repository->resolve(revision)), HasSubstr(words));
    EXPECT_FALSE(repository->tree(revision));
  }
}

/// A clone that lacks a revision; the help brings it.
struct Missing {
  const char* name;
  std::vector<std::string> clone;
  const char* revision;  ///< `SHA`: the id of main~1
  const char* help;
};

class MissingRevisions : public ::testing::TestWithParam<Missing> {};

TEST_P(MissingRevisions, AreBroughtByTheHelp) {
  RepoBuilder repo;
  three_commits(repo);
  const std::string folder = clone(repo, GetParam().clone);
  const std::string id = repo.git({"rev-parse", "main~1"}).substr(0, 40);
  const std::string revision = std::string(GetParam().revision) == "SHA" ? id : GetParam().revision;
  const git::Library library;
  const std::string failure = failure_text(opened(folder)->resolve(revision));
  const std::string help = failure.substr(failure.find('\n') + 1);
  std::string expected = GetParam().help;
  if (expected.ends_with("SHA")) expected.replace(expected.size() - 3, 3, id);
  if (expected.ends_with("HEAD-ID")) expected.replace(expected.size() - 7, 7, repo.git({"rev-parse", "main"}), 0, 40);
  EXPECT_EQ(help, expected) << failure;
  const Ran ran = run_program({"sh", "-c", help}, folder, {{"HOME", repo.home()}, {"PATH", ::getenv("PATH")}});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const auto repository = opened(folder);
  EXPECT_NE(listing_text(repository->tree(revision)).find("file a\n"), std::string::npos);
}

const std::vector<Missing> kMissing = {
    {"parent", {"--depth=1"}, "HEAD^1", "git fetch --depth=2 origin HEAD-ID"},
    {"grandparent", {"--depth=1"}, "HEAD~1^", "git fetch --depth=3 origin HEAD-ID"},
    {"beyond_what_is_here", {"--depth=2"}, "HEAD~2", "git fetch --depth=2 origin SHA"},
    {"commit", {"--depth=1"}, "SHA", "git fetch --depth=1 origin SHA"},
    {"remote_branch",
     {"--depth=1"},
     "origin/side",
     "git fetch --depth=1 origin +refs/heads/side:refs/remotes/origin/side"},
    {"branch", {"--depth=1"}, "side", "git fetch --depth=1 origin side:side"},
    {"branch_of_a_full_clone",
     {"--single-branch"},
     "origin/side",
     "git fetch origin +refs/heads/side:refs/remotes/origin/side"},
};

INSTANTIATE_TEST_SUITE_P(States, MissingRevisions, ::testing::ValuesIn(kMissing),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Clones, AShallowOneIsReadAndSaysSo) {
  RepoBuilder repo;
  three_commits(repo);
  const std::string folder = clone(repo, {"--depth=1"});
  const git::Library library;
  EXPECT_FALSE(opened(repo.path())->shallow());
  const auto repository = opened(folder);
  EXPECT_TRUE(repository->shallow());
  EXPECT_EQ(listing_text(repository->tree("HEAD")), "file a\nfile b\nfile c\n");
  EXPECT_EQ(listing_text(repository->staged()), "file a\nfile b\nfile c\n");
}

TEST(Clones, APartialOneNamesWhatItLeftOut) {
  RepoBuilder repo;
  three_commits(repo);
  const std::string folder = clone(repo, {"--filter=blob:none", "--no-checkout"});
  const git::Library library;
  EXPECT_EQ(listing_text(opened(folder)->tree("HEAD")), "file a\nfile b\nfile c\n");
  EXPECT_EQ(content_of(opened(folder)->tree("HEAD"), "a"), "!missing object");
  repo.try_git({"fetch", "-q", "--refetch", "--no-filter", "origin"}, folder);
  EXPECT_EQ(content_of(opened(folder)->tree("HEAD"), "a"), "1");
}

TEST(Clones, OneWithoutTreesIsRefusedWithTheCommandThatBringsThem) {
  RepoBuilder repo;
  three_commits(repo);
  const std::string folder = clone(repo, {"--filter=tree:0", "--no-checkout"});
  const git::Library library;
  auto view = opened(folder)->tree("HEAD");
  ASSERT_TRUE(view);
  const std::string failure = failure_text((*view)->list());
  EXPECT_THAT(failure, HasSubstr("the root tree cannot be read"));
  EXPECT_THAT(failure, HasSubstr("\ngit fetch --refetch --no-filter origin"));
  EXPECT_EQ(repo.try_git({"fetch", "-q", "--refetch", "--no-filter", "origin"}, folder).status, 0);
  EXPECT_EQ(listing_text(opened(folder)->tree("HEAD")), "file a\nfile b\nfile c\n");
}

TEST(Renames, NeedTheObjectsOfAPartialClone) {
  RepoBuilder repo;
  three_commits(repo);
  repo.remove("a").file("z", "something else").commit("four");
  const std::string folder = clone(repo, {"--filter=blob:none", "--no-checkout"});
  const git::Library library;
  const auto repository = opened(folder);
  const auto head = repository->tree("HEAD");
  ASSERT_TRUE(head);
  EXPECT_THAT(failure_text(repository->renames("HEAD^", **head)), HasSubstr("was left out of this partial clone"));
}

}  // namespace
}  // namespace modgate::testing
