// Rewriting files that changed, moved or became links after they were judged, and a disk that takes no more.
#include "cli/rewrite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "repo_builder.h"

namespace modgate::testing {
namespace {

using cli::Rewrite;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

struct Refusal {
  std::string name;
  std::function<void(RepoBuilder&)> meanwhile;
  std::string why;
};

class Refusing : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refusing, NothingIsWritten) {
  RepoBuilder repo;
  repo.file("a/first", "1").file("dir/sub/file", "before").file("elsewhere/sub/file", "before");
  GetParam().meanwhile(repo);
  const auto written =
      cli::rewrite_files(repo.path() + "/", {{"a/first", "1", "2"}, {"dir/sub/file", "before", "after"}});
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr(GetParam().why));
  EXPECT_THAT(written.error().message, HasSubstr("nothing was written"));
  EXPECT_EQ(bytes_of(repo.path() + "/a/first"), "1");
  EXPECT_EQ(bytes_of(repo.path() + "/elsewhere/sub/file"), "before");
}

const Refusal kRefusals[] = {
    {"other_bytes", [](RepoBuilder& repo) { repo.file("dir/sub/file", "befOre"); }, "it changed while"},
    {"more_bytes", [](RepoBuilder& repo) { repo.file("dir/sub/file", "before and more"); }, "it changed while"},
    {"fewer_bytes", [](RepoBuilder& repo) { repo.file("dir/sub/file", "bef"); }, "it changed while"},
    {"gone", [](RepoBuilder& repo) { repo.remove("dir/sub/file"); }, "cannot fix `dir/sub/file`"},
    {"a_link",
     [](RepoBuilder& repo) { repo.remove("dir/sub/file").symlink("dir/sub/file", "../../elsewhere/sub/file"); },
     "a symbolic link leads to it"},
    {"a_linked_folder", [](RepoBuilder& repo) { repo.remove("dir").symlink("dir", "elsewhere"); },
     "a symbolic link leads to it"},
    {"a_linked_folder_at_the_end",
     [](RepoBuilder& repo) { repo.remove("dir/sub").symlink("dir/sub", "../elsewhere/sub"); },
     "a symbolic link leads to it"},
    {"a_pipe",
     [](RepoBuilder& repo) {
       repo.remove("dir/sub/file");
       ::mkfifo((repo.path() + "/dir/sub/file").c_str(), 0600);
     },
     "it is no regular file"},
    {"a_folder", [](RepoBuilder& repo) { repo.remove("dir/sub/file").folder("dir/sub/file"); },
     "it is no regular file"},
    {"read_only", [](RepoBuilder& repo) { fs::permissions(repo.path() + "/dir/sub/file", fs::perms::owner_read); },
     "it is read-only"},
};

INSTANTIATE_TEST_SUITE_P(Rows, Refusing, ::testing::ValuesIn(kRefusals),
                         [](const ::testing::TestParamInfo<Refusal>& row) { return row.param.name; });

TEST(Rewriting, KeepsModeAndLeavesNothingBehind) {
  RepoBuilder repo;
  repo.executable("dir/run", "before");
  fs::permissions(repo.path() + "/dir/run", static_cast<fs::perms>(0751));
  ASSERT_TRUE(cli::rewrite_files(repo.path() + "/", {{"dir/run", "before", std::string("a\0b", 3)}}));
  EXPECT_EQ(bytes_of(repo.path() + "/dir/run"), std::string("a\0b", 3));
  EXPECT_EQ(fs::status(repo.path() + "/dir/run").permissions(), static_cast<fs::perms>(0751));
  EXPECT_EQ(std::distance(fs::directory_iterator(repo.path() + "/dir"), fs::directory_iterator()), 1);
}

TEST(Rewriting, SaysHowFarItCame) {
  RepoBuilder repo;
  repo.file("a", "1").file("b", "2").file("c", "3");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  const rlimit small{4096, old.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto written =
      cli::rewrite_files(repo.path() + "/", {{"a", "1", "x"}, {"b", "2", std::string(8192, 'y')}, {"c", "3", "z"}});
  ::setrlimit(RLIMIT_FSIZE, &old);
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("cannot fix `b`: File too large; 1 file before it"));
  EXPECT_EQ(bytes_of(repo.path() + "/a"), "x");
  EXPECT_EQ(bytes_of(repo.path() + "/b"), "2");
  EXPECT_EQ(bytes_of(repo.path() + "/c"), "3");
  EXPECT_FALSE(fs::exists(repo.path() + "/.modgate." + std::to_string(::getpid()) + ".tmp"));
}

}  // namespace
}  // namespace modgate::testing
