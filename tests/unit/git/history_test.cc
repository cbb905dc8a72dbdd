// History: versions of a file, who added its lines, all commits; and what a shallow or partial clone leaves out.
#include "git_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

constexpr long kDay = 86'400;
constexpr long kStart = 1'577'880'000;  // 2020-01-01T12:00Z

std::unique_ptr<History> history_of(const std::string& folder) {
  auto history = opened(folder)->history("HEAD");
  if (!history) throw std::runtime_error(history.error().message);
  return std::move(*history);
}

/// `2020-01-02 text|2020-01-01 -`, the gap behind it.
std::string versions_text(History& history, std::optional<Date> back_to = {}) {
  const auto found = history.versions("f", back_to);
  if (!found) return found.error().message;
  std::string text;
  for (const FileVersion& version : found->versions) {
    text += (text.empty() ? "" : "|") + std::to_string(version.from.month) + "-" + std::to_string(version.from.day) +
            " " + (version.present ? version.bytes : "-");
  }
  return text + (found->gap.empty() ? "" : " ... " + found->gap);
}

/// Per line of `bytes` the subject of its commit, `new`, or `?`.
std::string origins_text(History& history, const std::string& bytes, const std::string& path = "f") {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')); ++i) {
    lines.push_back(i + 1);
  }
  const auto found = history.origins(path, bytes, lines);
  if (!found) return found.error().message;
  std::string text;
  for (const LineOrigin& line : found->lines) {
    if (!text.empty()) text += ' ';
    if (line.kind == LineOrigin::Kind::unknown) text += '?';
    if (line.kind == LineOrigin::Kind::not_committed) text += "new";
    if (line.kind == LineOrigin::Kind::committed) text += found->commits.at(line.commit).subject;
  }
  return text + (found->gap.empty() ? "" : " ... " + found->gap);
}

std::string clone(RepoBuilder& repo, const std::string& option) {
  repo.git({"config", "uploadpack.allowFilter", "true"});
  repo.git({"clone", "-q", option, "file://" + repo.path(), repo.temp() + "/clone"});
  return repo.temp() + "/clone";
}

/// One commit a day: nothing, `a`, an unrelated one, `a b`, gone, `c`.
void six_days(RepoBuilder& repo) {
  repo.file("other", "1").commit("first", kStart);
  repo.file("f", "a\n").commit("a", kStart + kDay);
  repo.file("other", "2").commit("other", kStart + 2 * kDay);
  repo.file("f", "a\nb\n").commit("b", kStart + 3 * kDay);
  repo.remove("f").commit("gone", kStart + 4 * kDay);
  repo.file("f", "c\n").commit("c", kStart + 5 * kDay);
}

TEST(Versions, AreThoseOfFirstParents) {
  RepoBuilder repo;
  six_days(repo);
  const git::Library library;
  const auto history = history_of(repo.path());
  EXPECT_EQ(versions_text(*history), "1-6 c\n|1-5 -|1-4 a\nb\n|1-2 a\n|1-1 -");
  EXPECT_EQ(versions_text(*history, Date{2020, 1, 3}), "1-6 c\n|1-5 -|1-4 a\nb\n|1-2 a\n");
  EXPECT_EQ(versions_text(*history, Date{2020, 1, 6}), "1-6 c\n");
  EXPECT_EQ(versions_text(*history, Date{2019, 1, 1}), "1-6 c\n|1-5 -|1-4 a\nb\n|1-2 a\n|1-1 -");
}

TEST(Versions, OfAShallowCloneEndWithTheCommandThatHelps) {
  RepoBuilder repo;
  six_days(repo);
  const std::string folder = clone(repo, "--depth=3");
  const git::Library library;
  const auto history = history_of(folder);
  EXPECT_THAT(versions_text(*history),
              HasSubstr("1-6 c\n|1-5 -|1-4 a\nb\n ... this shallow clone's history ends at `"));
  EXPECT_THAT(versions_text(*history), HasSubstr("`git fetch --unshallow` brings the rest"));
  EXPECT_EQ(versions_text(*history, Date{2020, 1, 4}), "1-6 c\n|1-5 -|1-4 a\nb\n");
}

TEST(Versions, OfAPartialCloneNameWhatIsMissing) {
  RepoBuilder repo;
  six_days(repo);
  const std::string folder = clone(repo, "--filter=blob:none");
  const git::Library library;
  const auto history = history_of(folder);
  EXPECT_THAT(versions_text(*history), HasSubstr("1-6 c\n|1-5 - ... object "));
  EXPECT_THAT(versions_text(*history), HasSubstr("was left out of this partial clone; `git fetch --refetch"));
}

TEST(Origins, TellCommittedFromNew) {
  RepoBuilder repo;
  repo.file("f", "a\n").commit("one", kStart).file("f", "a\nb\nc\n").commit("two", kStart + kDay);
  const git::Library library;
  const auto history = history_of(repo.path());
  EXPECT_EQ(origins_text(*history, "a\nb\nc\n"), "one two two");
  EXPECT_EQ(origins_text(*history, "x\na\nc\ny\n"), "new one two new");
  EXPECT_EQ(origins_text(*history, "a\r\nb\r\nc\r\n"), "one two two") << "a work tree with other line ends";
  EXPECT_EQ(origins_text(*history, "a\n", "nowhere"), "new");
  const auto asked = history->origins("f", "a\nb\nc\n", {3, 1, 4, 3});
  ASSERT_TRUE(asked);
  ASSERT_EQ(asked->lines.size(), 4U);
  EXPECT_EQ(asked->commits.at(asked->lines[0].commit).subject, "two");
  EXPECT_EQ(asked->commits.at(asked->lines[1].commit).subject, "one");
  EXPECT_EQ(asked->lines[2].kind, LineOrigin::Kind::unknown) << "the file has no fourth line";
  EXPECT_EQ(asked->lines[3].commit, asked->lines[0].commit);
}

TEST(Origins, GoThroughMergesAndMovesWithinAFolder) {
  RepoBuilder repo;
  repo.file("d/old", "a\nb\nc\nd\ne\n").commit("root", kStart);
  repo.git({"checkout", "-q", "-b", "side"});
  repo.file("d/old", "a\nb\nc\nd\ne\nside\n").commit("side", kStart + kDay);
  repo.git({"checkout", "-q", "main"});
  repo.file("d/old", "main\na\nb\nc\nd\ne\n").commit("main", kStart + 2 * kDay);
  repo.git({"merge", "-q", "-m", "merge", "side"});
  repo.rename("d/old", "d/new").commit("move", kStart + 3 * kDay);
  const git::Library library;
  const auto history = history_of(repo.path());
  EXPECT_EQ(origins_text(*history, "main\na\nb\nc\nd\ne\nside\n", "d/new"), "main root root root root root side");
}

TEST(Origins, BeyondAShallowCloneAreUnknown) {
  RepoBuilder repo;
  repo.file("f", "a\n").commit("one", kStart).file("f", "a\nb\n").commit("two", kStart + kDay);
  repo.file("f", "a\nb\nc\n").commit("three", kStart + 2 * kDay);
  const std::string folder = clone(repo, "--depth=2");
  const git::Library library;
  const auto history = history_of(folder);
  const std::string text = origins_text(*history, "a\nb\nc\nd\n");
  EXPECT_THAT(text, HasSubstr("? ? three new ... this shallow clone's history ends at `"));
  EXPECT_THAT(text, HasSubstr("`git fetch --unshallow`"));
}

TEST(Origins, InAPartialCloneAreUnknown) {
  RepoBuilder repo;
  repo.file("f", "a\n").commit("one", kStart).file("f", "a\nb\n").commit("two", kStart + kDay);
  const std::string folder = clone(repo, "--filter=blob:none");
  const git::Library library;
  const auto history = history_of(folder);
  EXPECT_THAT(origins_text(*history, "a\nb\n"), HasSubstr("? ? ... object "));
}

TEST(Commits, AreToldNewestFirstWithTheirPaths) {
  RepoBuilder repo;
  repo.file("a/x", "1").file("b", "long enough to be told from others").commit("one", kStart);
  repo.git({"checkout", "-q", "-b", "side"});
  repo.file("s", "1").commit("side", kStart + kDay);
  repo.git({"checkout", "-q", "main"});
  repo.file("a/x", "2").rename("b", "a.b").commit("two", kStart + 2 * kDay);
  repo.git({"merge", "-q", "--no-ff", "-m", "merge", "side"});
  repo.remove("a").file("a", "now a file").commit("three\n\nCo-authored-by: B <b@x>\n", kStart + 3 * kDay);
  const git::Library library;
  std::string text;
  const auto visit = [&](const CommitChange& change) {
    text += change.commit.subject + (change.commit.merge ? " (merge)" : "") + ":";
    for (const std::string& path : change.paths) text += " " + path;
    for (const Trailer& trailer : change.commit.trailers) text += " [" + trailer.key + "=" + trailer.value + "]";
    text += "\n";
    return true;
  };
  const auto gap = history_of(repo.path())->commits(visit);
  ASSERT_TRUE(gap);
  EXPECT_EQ(*gap, "");
  EXPECT_EQ(text,
            "three: a a/x [Co-authored-by=B <b@x>]\n"
            "merge (merge):\n"
            "two: a.b a/x\n"
            "side: s\n"
            "one: a/x b\n");
  text.clear();
  const std::string folder = clone(repo, "--depth=1");
  const auto shallow = history_of(folder)->commits(visit);
  ASSERT_TRUE(shallow);
  EXPECT_EQ(text, "three: [Co-authored-by=B <b@x>]\n");
  EXPECT_THAT(*shallow, HasSubstr("`git fetch --unshallow`"));
  const auto stopped = history_of(folder)->commits([](const CommitChange&) { return false; });
  ASSERT_TRUE(stopped);
  EXPECT_EQ(*stopped, "") << "what lies beyond was not asked for";
}

TEST(Commits, MayClaimAnything) {
  RepoBuilder repo;
  repo.file("a", "1").commit("one");
  const std::string tree = repo.git({"rev-parse", "HEAD^{tree}"}).substr(0, 40);
  const std::string first = repo.git({"rev-parse", "HEAD"}).substr(0, 40);
  const std::string strange =
      repo.object("commit", "tree " + tree + "\nparent " + first + "\nparent " + first +
                                "\nauthor \xff<> > <a@b <x> > 99999999999999 +0000\ncommitter x <y> "
                                "99999999999999 +0000\nencoding latin1\ngpgsig -----\n tree x\n\n\xe9\n\nK: v\n");
  repo.git({"update-ref", "refs/heads/main", strange});
  const git::Library library;
  std::vector<Commit> seen;
  const auto gap = history_of(repo.path())->commits([&](const CommitChange& change) {
    seen.push_back(change.commit);
    return true;
  });
  ASSERT_TRUE(gap);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].day, (Date{9999, 12, 31}));
  EXPECT_EQ(seen[0].author.name, "\xff");
  EXPECT_EQ(seen[0].subject, "\xe9");
  ASSERT_EQ(seen[0].trailers.size(), 1U);
}

/// Commits these trees one after the other, the last one as HEAD.
void commit_trees(RepoBuilder& repo, const std::vector<std::string>& trees) {
  std::string parent;
  for (const std::string& tree : trees) {
    parent = repo.object("commit", "tree " + tree + "\n" + (parent.empty() ? "" : "parent " + parent + "\n") +
                                       "author a <a@b> 1 +0000\ncommitter a <a@b> 2 +0000\n\nx\n");
  }
  repo.git({"update-ref", "refs/heads/main", parent});
}

TEST(Commits, WithTooManyPathsAreNamed) {
  RepoBuilder repo;
  std::string id = repo.object("blob", "f\n");
  std::string mode = "100644";
  // Seven levels of ten equal entries each: ten million files in eight objects.
  for (int level = 0; level < 7; ++level) {
    std::string tree;
    for (char name = 'a'; name < 'k'; ++name) tree += mode + " " + name + std::string(1, '\0') + bytes_of(id);
    id = repo.object("tree", tree);
    mode = "40000";
  }
  commit_trees(repo, {id});
  const git::Library library;
  std::size_t paths = 0;
  const auto gap = history_of(repo.path())->commits([&](const CommitChange& change) {
    paths = change.paths.size();
    return true;
  });
  ASSERT_TRUE(gap);
  EXPECT_LE(paths, 100'000U);
  EXPECT_THAT(*gap, HasSubstr("it changes more than 100000 paths"));
}

TEST(Commits, ThatAreDamagedOrTooLargeAreNamed) {
  RepoBuilder repo;
  repo.file("f", "a\n").commit("one");
  const std::string tree = repo.git({"rev-parse", "HEAD^{tree}"}).substr(0, 40);
  const std::string person = "<a@b> 2 +0000\n";
  const std::string large = repo.object("commit", "tree " + tree + "\nauthor a " + person + "committer a " + person +
                                                      "\n" + std::string(2'000'000, 'x') + "\n");
  const std::string head = repo.object(
      "commit", "tree " + tree + "\nparent " + large + "\nauthor a " + person + "committer a " + person + "\nhead\n");
  repo.git({"update-ref", "refs/heads/main", head});
  const git::Library library;
  const auto history = history_of(repo.path());
  EXPECT_THAT(origins_text(*history, "a\n"),
              HasSubstr("? ... the commit `" + large.substr(0, 12) + "` is damaged or too large"));
  EXPECT_THAT(versions_text(*history), HasSubstr("a\n ... the commit"));
  const auto gap = history->commits([](const CommitChange&) { return true; });
  ASSERT_TRUE(gap);
  EXPECT_THAT(*gap, HasSubstr("`git fsck --full` says more"));
}

TEST(Versions, BehindABrokenTreeAreUnknown) {
  RepoBuilder repo;
  const std::string blob = bytes_of(repo.object("blob", "a\n"));
  const std::string good = repo.object("tree", "100644 f" + std::string(1, '\0') + blob);
  const std::string broken = repo.object("tree", "100644 e" + std::string(1, '\0') + blob.substr(0, 7));
  commit_trees(repo, {broken, good});
  const git::Library library;
  const auto history = history_of(repo.path());
  EXPECT_THAT(versions_text(*history), HasSubstr("a\n ... tree " + broken + " is damaged"));
  EXPECT_THAT(origins_text(*history, "a\n"), HasSubstr("? ... tree " + broken + " is damaged"));
}

TEST(Origins, OfTextsThatCompareSlowlyAreGivenUp) {
  RepoBuilder repo;
  std::uint32_t state = 1;
  const auto noise = [&] {
    std::string text;
    for (int i = 0; i < 80'000; ++i) {
      state = state * 1'664'525U + 1'013'904'223U;
      text += (state >> 31U) != 0 ? "a\n" : "b\n";
    }
    return text;
  };
  std::string last;
  for (int i = 0; i < 8; ++i) {
    last = "asked\n" + noise();
    repo.file("f", last).commit("noise", kStart + i);
  }
  const git::Library library;
  const auto origins = history_of(repo.path())->origins("f", last, {1});
  ASSERT_TRUE(origins);
  EXPECT_EQ(origins->lines[0].kind, LineOrigin::Kind::unknown);
  EXPECT_THAT(origins->gap, HasSubstr("20000000000 pairs of lines"));
}

TEST(Versions, TooLargeToReadAreNamed) {
  RepoBuilder repo;
  repo.file("f", std::string(9 * 1024 * 1024, 'x') + "\n").commit("large", kStart);
  repo.file("f", "a\n").commit("small", kStart + kDay);
  const git::Library library;
  const auto history = history_of(repo.path());
  EXPECT_THAT(versions_text(*history), HasSubstr("1-2 a\n ... an old version has 9437185 bytes, which is not read"));
  EXPECT_THAT(origins_text(*history, "a\n"), HasSubstr("? ... an old version has 9437185 bytes"));
}

TEST(Trailers, AreThoseBetweenTwoCommits) {
  RepoBuilder repo;
  repo.file("a", "1").commit("one\n\nKey: base");
  // A clock that ran backwards must not bring the base's own commits in.
  repo.file("a", "2").commit("two\n\nKey: older clock", kStart);
  repo.git({"checkout", "-q", "-b", "side"});
  repo.file("b", "1").commit("three\n\nKey: side\n  goes on", kStart + kDay);
  repo.git({"checkout", "-q", "main"});
  repo.file("c", "1").commit("four\n\nKey: main");
  const git::Library library;
  const auto repository = opened(repo.path());
  const auto text = [&](const char* base, const char* head) {
    const auto trailers = repository->trailers(base, head);
    std::string result = trailers ? "" : trailers.error().message;
    if (trailers) {
      for (const Trailer& trailer : *trailers) result += trailer.key + "=" + trailer.value + ";";
    }
    return result;
  };
  EXPECT_EQ(text("main", "side"), "Key=side goes on;");
  EXPECT_EQ(text("side", "main"), "Key=main;");
  EXPECT_EQ(text("main", "main"), "");
  EXPECT_EQ(text("side~2", "side"), "Key=side goes on;Key=older clock;");
  const std::string folder = clone(repo, "--depth=1");
  EXPECT_EQ(opened(folder)->trailers("HEAD", "HEAD")->size(), 0U);
}

/// A packed commit message of a megabyte takes some hundred bytes: a change may bring thousands.
TEST(Trailers, ByTheMegabyteAreBounded) {
  RepoBuilder repo;
  repo.file("a", "1").commit("one");
  const std::string tree = repo.git({"rev-parse", "HEAD^{tree}"}).substr(0, 40);
  const std::string base = repo.git({"rev-parse", "HEAD"}).substr(0, 40);
  std::string many;
  for (int i = 0; i < 8'000; ++i) many += "a: b\n";
  const std::string long_block = many + many + "last: one\n";
  std::string head = base;
  const auto grow = [&](const std::string& name, const std::string& message) {
    head = repo.object("commit", "tree " + tree + "\nparent " + head + "\nauthor " + name +
                                     " <a@b> 1 +0000\ncommitter a <a@b> 2 +0000\n\n" + message);
  };
  grow("a", "long\n\n" + long_block);
  const git::Library library;
  EXPECT_EQ(opened(repo.path())->trailers(base, head)->size(), 0U) << "no paragraph begins in its last bytes";
  grow(std::string(5'000, 'n'), std::string(5'000, 's') + "\n\n" + many);
  EXPECT_EQ(opened(repo.path())->trailers(base, head)->size(), 1'000U);
  repo.git({"update-ref", "refs/heads/main", head});
  std::vector<Commit> commits;
  const auto gap = history_of(repo.path())->commits([&](const CommitChange& change) {
    commits.push_back(change.commit);
    return true;
  });
  ASSERT_TRUE(gap && commits.size() == 3);
  EXPECT_EQ(commits[0].subject.size(), 1'000U);
  EXPECT_EQ(commits[0].author.name + commits[0].author.email, "");
  for (int i = 0; i < 100; ++i) grow("a", "x\n\n" + many);
  const auto trailers = opened(repo.path())->trailers(base, head);
  EXPECT_THAT(failure_text(trailers), HasSubstr("have more than 100000 trailers\ngit log"));
}

}  // namespace
}  // namespace modgate::testing
