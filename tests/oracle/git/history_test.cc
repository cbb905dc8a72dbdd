// git itself as the oracle of history: who added each line, versions along first parents, trailers, copies, merge
// bases, in repositories grown at random.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.h"
#include "git/library.h"
#include "git/repository.h"
#include "repo_builder.h"

namespace modgate::testing {
namespace {

std::unique_ptr<git::Repository> opened(const RepoBuilder& repo) {
  auto repository = git::Repository::open(repo.path());
  if (!repository) throw std::runtime_error(repository.error().message);
  return std::move(*repository);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : text::split(text, "\n")) lines.emplace_back(line);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

class Grown : public ::testing::TestWithParam<unsigned> {
 protected:
  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

  /// Some lines are taken out, some put in; few different ones, so that equal lines stand at many places.
  std::string edited(const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    for (std::size_t n = 1 + pick(3); n > 0; --n) {
      const std::size_t at = pick(lines.size() + 1);
      if (pick(3) == 0 && at < lines.size()) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
      } else {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), pick(4) == 0 ? "" : std::to_string(pick(60)));
      }
    }
    return text::join(lines, "\n") + (lines.empty() || pick(9) == 0 ? "" : "\n");
  }

  /// Two branches that edit the same file and merge each other now and then.
  void grow(int steps) {
    std::string content;
    for (int i = 0; i < 30; ++i) content += std::to_string(pick(60)) + "\n";
    repo_.file("d/f", content).commit("root", time_);
    repo_.git({"branch", "side"});
    for (int step = 0; step < steps; ++step) {
      time_ += 60;
      const bool side = pick(2) == 0;
      repo_.git({"checkout", "-q", side ? "side" : "main"});
      if (pick(4) == 0) {
        repo_.try_git({"merge", "-q", "-X", "ours", "--no-ff", "-m", "merge", side ? "main" : "side"}, repo_.path(),
                      {{"GIT_COMMITTER_DATE", std::to_string(time_) + " +0000"}});
      } else {
        repo_.file("d/f", edited(repo_.git({"show", "HEAD:d/f"})));
        if (pick(3) == 0) repo_.file("other", std::to_string(step));
        repo_.try_git({"commit", "-q", "-a", "--allow-empty", "-m", "step " + std::to_string(step)}, repo_.path(),
                      {{"GIT_COMMITTER_DATE", std::to_string(time_) + " +0000"}});
      }
    }
    repo_.git({"checkout", "-q", "main"});
  }

  std::mt19937 random_{GetParam()};
  long time_ = RepoBuilder::kTime;
  RepoBuilder repo_;
  git::Library library_;
};

TEST_P(Grown, LinesAreWhoseBlameSays) {
  grow(24);
  const std::string bytes = repo_.git({"show", "HEAD:d/f"});
  std::vector<std::string> expected;
  for (const std::string& line : lines_of(repo_.git({"blame", "--porcelain", "HEAD", "--", "d/f"}))) {
    constexpr std::size_t kId = 40;
    if (line.size() > kId && line[kId] == ' ' && line.find_first_not_of("0123456789abcdef") == kId) {
      expected.push_back(line.substr(0, kId));
    }
  }
  ASSERT_EQ(expected.size(), lines_of(bytes).size());
  std::vector<std::size_t> asked;
  for (std::size_t i = 1; i <= expected.size(); ++i) asked.push_back(i);
  const auto history = opened(repo_)->history("HEAD");
  ASSERT_TRUE(history);
  const auto origins = (*history)->origins("d/f", bytes, asked);
  ASSERT_TRUE(origins);
  EXPECT_EQ(origins->gap, "");
  std::vector<std::string> found;
  for (const LineOrigin& line : origins->lines) {
    ASSERT_EQ(line.kind, LineOrigin::Kind::committed);
    found.push_back(origins->commits.at(line.commit).id);
  }
  EXPECT_EQ(found, expected);
}

TEST_P(Grown, VersionsAndCommitsAreWhatLogLists) {
  grow(14);
  const auto repository = opened(repo_);
  const auto history = repository->history("HEAD");
  ASSERT_TRUE(history);
  const auto versions = (*history)->versions("d/f", std::nullopt);
  ASSERT_TRUE(versions);
  std::vector<std::string> expected;
  std::string last;
  for (const std::string& id : lines_of(repo_.git({"log", "--first-parent", "--format=%H", "HEAD"}))) {
    std::string bytes = repo_.git({"show", id + ":d/f"});
    if (expected.empty() || bytes != last) expected.push_back(bytes);
    last = std::move(bytes);
  }
  std::vector<std::string> found;
  for (const FileVersion& version : versions->versions) found.push_back(version.bytes);
  EXPECT_EQ(found, expected);

  std::string commits;
  const auto gap = (*history)->commits([&](const CommitChange& change) {
    commits += change.commit.id + "\n";
    for (const std::string& path : change.paths) commits += path + "\n";
    return true;
  });
  ASSERT_TRUE(gap);
  std::vector<std::string> ours = lines_of(commits);
  std::vector<std::string> gits = lines_of(repo_.git({"log", "--format=%H", "--name-only", "--no-renames", "HEAD"}));
  std::erase(gits, "");
  EXPECT_EQ(ours, gits);
  // Of several best ones git names one; ours must be among them.
  const std::vector<std::string> bases = lines_of(repo_.git({"merge-base", "--all", "main", "side"}));
  ::setenv("PRE_COMMIT_FROM_REF", "side", 1);
  const auto base = repository->base_of("auto", false, std::nullopt);
  ::unsetenv("PRE_COMMIT_FROM_REF");
  ASSERT_TRUE(base);
  EXPECT_NE(std::find(bases.begin(), bases.end(), *base), bases.end()) << *base;
  EXPECT_EQ(repository->trailers("side", "main")->size(), 0U);
}

TEST_P(Grown, TrailersAreWhatGitReads) {
  const std::vector<std::string> parts = {"Key: value",
                                          "Other-Key:  x y",
                                          " goes on",
                                          "\tgoes on",
                                          "no trailer here",
                                          "Signed-off-by: A <a@b>",
                                          "",
                                          "",
                                          "two words: v",
                                          "# comment",
                                          "key:",
                                          ": v",
                                          "(cherry picked from commit 1)",
                                          "http://x.y: z",
                                          "K : spaced",
                                          "---",
                                          "K\xc3\xa9: v",
                                          "  "};
  repo_.file("a", "1").commit("root");
  const std::string tree = repo_.git({"rev-parse", "HEAD^{tree}"}).substr(0, 40);
  for (int i = 0; i < 12; ++i) {
    std::string message = pick(5) == 0 ? "" : "title\n\n";
    for (std::size_t n = pick(9); n > 0; --n) message += parts[pick(parts.size())] + "\n";
    const std::string expected = repo_.git({"interpret-trailers", "--parse", "--no-divider"}, message);
    const std::string base = repo_.git({"rev-parse", "HEAD"}).substr(0, 40);
    const std::string commit =
        repo_.object("commit", "tree " + tree + "\nparent " + base + "\nauthor a <a@b> 1 +0000\ncommitter a <a@b> " +
                                   std::to_string(RepoBuilder::kTime + 1) + " +0000\n\n" + message);
    const auto trailers = opened(repo_)->trailers(base, commit);
    ASSERT_TRUE(trailers);
    std::string found;
    for (const Trailer& trailer : *trailers) {
      found += trailer.key + ":" + (trailer.value.empty() ? "" : " ") + trailer.value + "\n";
    }
    std::string wanted;
    for (const std::string& line : lines_of(expected)) wanted += std::string(text::trim(line)) + "\n";
    EXPECT_EQ(found, wanted) << message;
  }
}

TEST_P(Grown, CopiesAreWhatDiffFinds) {
  const auto text = [&](std::size_t n) {
    std::string bytes;
    for (; n > 0; --n) bytes += "line " + std::to_string(random_()) + "\n";
    return bytes;
  };
  std::vector<std::string> sources;
  for (int i = 0; i < 8; ++i) {
    sources.push_back(text(20 + pick(30)));
    repo_.file("d" + std::to_string(i % 3) + "/" + std::to_string(i) + ".cc", sources.back());
  }
  repo_.commit("base");
  for (int i = 0; i < 8; ++i) {
    std::string bytes = sources[pick(sources.size())] + text(pick(12));
    repo_.file("n/" + std::to_string(i) + ".cc", bytes);
    if (pick(3) == 0) repo_.file("d" + std::to_string(i % 3) + "/" + std::to_string(i) + ".cc", text(20));
  }
  repo_.stage(".");
  std::vector<std::string> expected;
  for (const std::string& line :
       lines_of(repo_.git({"diff", "--cached", "-C75%", "--find-copies-harder", "--name-status", "HEAD"}))) {
    if (line.front() == 'C') expected.push_back(line.substr(line.find('\t') + 1));
  }
  const auto repository = opened(repo_);
  const auto staged = repository->staged();
  ASSERT_TRUE(staged);
  const auto changes = repository->changes("HEAD", **staged);
  ASSERT_TRUE(changes);
  std::vector<std::string> found;
  for (const PathChange& change : *changes) {
    if (change.copied) found.push_back(change.before + "\t" + change.after);
  }
  EXPECT_EQ(found, expected);
  EXPECT_FALSE(found.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Grown, ::testing::Range(1U, 5U));

}  // namespace
}  // namespace modgate::testing
