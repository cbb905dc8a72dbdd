// `init hook`, `init github` and `init gitlab`: git itself says where its hooks lie; whatever is there already, or lies
// outside of the repository, stays as it is.
#include <array>
#include <filesystem>
#include <functional>

#include "cli_test.h"

namespace modgate::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kHook = bytes_of(MODGATE_SOURCE_DIR "/examples/ci/pre-commit.sh");

struct Place {
  const char* name;
  std::function<void(RepoBuilder&)> prepare;
  std::string folder = "repo";  ///< where `init hook` is run, from the folder around the repository
};

class HookPlaces : public ::testing::TestWithParam<Place> {};

Ran init_hook(RepoBuilder& repo, const std::string& folder) {
  return modgate_in(repo.temp() + "/" + folder, {"init", "hook"}, {{"HOME", repo.home()}});
}

TEST_P(HookPlaces, IsWhereGitLooks) {
  RepoBuilder repo;
  repo.file("a", "").file("sub/b", "").commit("c");
  GetParam().prepare(repo);
  const std::string folder = repo.temp() + "/" + GetParam().folder;
  // From the root: git prints a relative core.hooksPath as it is, wherever it is asked.
  const std::string root = repo.try_git({"rev-parse", "--show-toplevel"}, folder).out;
  const Ran asked = repo.try_git({"rev-parse", "--path-format=absolute", "--git-path", "hooks/pre-commit"},
                                 root.substr(0, root.size() - 1));
  ASSERT_EQ(asked.status, 0) << asked.err;
  const std::string expected = asked.out.substr(0, asked.out.size() - 1);
  ASSERT_FALSE(fs::exists(expected));
  const Ran ran = init_hook(repo, GetParam().folder);
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(bytes_of(expected), kHook) << expected << "\n" << ran.out;
  EXPECT_EQ(fs::status(expected).permissions() & fs::perms::mask, fs::perms(0755));
  EXPECT_EQ(init_hook(repo, GetParam().folder).status, 2) << "a second time nothing is overwritten";
}

void set_path(RepoBuilder& repo, const std::string& path) { repo.git({"config", "core.hooksPath", path}); }

const std::vector<Place> kPlaces = {
    {"plain", [](RepoBuilder&) {}},
    {"from_a_folder", [](RepoBuilder&) {}, "repo/sub"},
    {"no_hooks_folder", [](RepoBuilder& r) { r.remove(".git/hooks"); }},
    {"linked_worktree",
     [](RepoBuilder& r) {
       r.git({"worktree", "add", "-q", "../linked"});
     },
     "linked"},
    {"separate_git_dir",
     [](RepoBuilder& r) {
       r.git({"init", "-q", "--separate-git-dir", "../elsewhere"});
     }},
    {"relative_path", [](RepoBuilder& r) { set_path(r, ".githooks"); }},
    {"relative_path_from_a_folder", [](RepoBuilder& r) { set_path(r, "tools/hooks/"); }, "repo/sub"},
    {"relative_path_in_a_linked_worktree",
     [](RepoBuilder& r) {
       set_path(r, ".githooks");
       r.git({"worktree", "add", "-q", "../linked"});
     },
     "linked"},
    {"absolute_path", [](RepoBuilder& r) { set_path(r, r.path() + "/my hooks"); }},
    {"path_below_home", [](RepoBuilder& r) { set_path(r, "~/../repo/.git/own"); }},
    {"path_of_one_worktree",
     [](RepoBuilder& r) {
       set_path(r, ".shared");
       r.git({"config", "extensions.worktreeConfig", "true"});
       r.git({"config", "--worktree", "core.hooksPath", ".own"});
     }},
    {"submodule",
     [](RepoBuilder& r) {
       r.git({"-c", "protocol.file.allow=always", "submodule", "add", "-q", "file://" + r.path(), "inner"});
     },
     "repo/inner"},
};

INSTANTIATE_TEST_SUITE_P(All, HookPlaces, ::testing::ValuesIn(kPlaces),
                         [](const auto& row) { return std::string(row.param.name); });

/// Configuration that stands in variables: git reads it, libgit2 does not.
TEST(InitHook, FollowsConfigurationOfTheEnvironment) {
  const std::vector<std::pair<std::map<std::string, std::string>, std::string>> rows = {
      {{{"GIT_CONFIG_COUNT", "1"}, {"GIT_CONFIG_KEY_0", "core.hooksPath"}, {"GIT_CONFIG_VALUE_0", ".given"}}, ".own"},
      {{{"GIT_CONFIG_COUNT", "1"}, {"GIT_CONFIG_KEY_0", "core.hookspath"}, {"GIT_CONFIG_VALUE_0", "~/../repo/g"}}, ""},
      {{{"GIT_CONFIG_GLOBAL", "../users"}}, ""},
      {{{"GIT_CONFIG_GLOBAL", "../users"}}, ".own"},
      {{{"GIT_CONFIG_GLOBAL", "/dev/null"}}, ""},
  };
  for (const auto& [variables, own] : rows) {
    SCOPED_TRACE(variables.begin()->second + own);
    RepoBuilder repo;
    repo.file("../users", "[core]\n\thooksPath = .users\n");
    repo.file("../home/.gitconfig", "[core]\n\thooksPath = .not-read\n");
    if (!own.empty()) set_path(repo, own);
    Environment with = {{"HOME", repo.home()}};
    for (const auto& [name, value] : variables) with[name] = value;
    const Ran asked =
        run_program({"git", "rev-parse", "--path-format=absolute", "--git-path", "hooks/pre-commit"}, repo.path(), [&] {
          Environment all = with;
          all["PATH"] = std::getenv("PATH");
          return all;
        }());
    ASSERT_EQ(asked.status, 0) << asked.err;
    const Ran ran = modgate_in(repo.path(), {"init", "hook"}, with);
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(bytes_of(asked.out.substr(0, asked.out.size() - 1)), kHook) << asked.out << ran.out;
  }
}

struct Refusal {
  const char* name;
  std::function<void(RepoBuilder&)> prepare;
  std::string error;
  std::string folder = "repo";
};

class HookRefusals : public ::testing::TestWithParam<Refusal> {};

/// Paths, links and the bytes of files below a folder.
std::map<std::string, std::string> state_of(const std::string& folder) {
  std::map<std::string, std::string> state;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    state[entry.path()] = entry.is_symlink()        ? "link to " + fs::read_symlink(entry.path()).string()
                          : entry.is_regular_file() ? bytes_of(entry.path())
                                                    : "folder";
  }
  return state;
}

TEST_P(HookRefusals, LeaveEverythingAsItIs) {
  RepoBuilder repo;
  repo.file("a", "").commit("c").folder("../outside");
  GetParam().prepare(repo);
  const auto before = state_of(repo.temp());
  const Ran ran = init_hook(repo, GetParam().folder);
  EXPECT_EQ(ran.status, 2) << ran.out;
  EXPECT_THAT(ran.err, HasSubstr(GetParam().error));
  EXPECT_THAT(ran.err, HasSubstr("  help: "));
  EXPECT_EQ(state_of(repo.temp()), before);
}

const std::string kOutside = ", as core.hooksPath says, and init writes only into the repository";

const std::vector<Refusal> kRefusals = {
    {"everybodys_hooks", [](RepoBuilder& r) { r.file("../home/.gitconfig", "[core]\n\thooksPath = ~/hooks\n"); },
     "/home/hooks`" + kOutside},
    {"path_is_empty", [](RepoBuilder& r) { set_path(r, ""); }, "the hooks in `/`" + kOutside},
    {"path_below_gits_own", [](RepoBuilder& r) { set_path(r, "%(prefix)/x"); }, "`/%(prefix)/x`" + kOutside},
    {"hooks_switched_off", [](RepoBuilder& r) { set_path(r, "/dev/null"); }, "`/dev/null`" + kOutside},
    {"path_that_leads_out", [](RepoBuilder& r) { set_path(r, ".githooks/../../outside"); }, "/outside`" + kOutside},
    {"path_with_a_like_beginning", [](RepoBuilder& r) { set_path(r, r.path() + "-other"); }, "-other`" + kOutside},
    {"hooks_folder_is_a_link", [](RepoBuilder& r) { r.remove(".git/hooks").symlink(".git/hooks", "../../outside"); },
     "`.git/hooks` is a link"},
    {"folder_of_the_tree_is_a_link",
     [](RepoBuilder& r) {
       r.symlink("tools", "../outside");
       set_path(r, "tools/hooks");
     },
     "`tools` is a link"},
    {"hook_is_there", [](RepoBuilder& r) { r.file(".git/hooks/pre-commit", "#!/bin/sh\n"); },
     "`.git/hooks/pre-commit` is there already"},
    {"hook_is_a_dangling_link", [](RepoBuilder& r) { r.symlink(".git/hooks/pre-commit", "../../../outside/x"); },
     "`.git/hooks/pre-commit` is there already"},
    {"bare",
     [](RepoBuilder& r) {
       r.git({"init", "-q", "--bare", "../b.git"});
     },
     "bare repository", "b.git"},
};

INSTANTIATE_TEST_SUITE_P(All, HookRefusals, ::testing::ValuesIn(kRefusals),
                         [](const auto& row) { return std::string(row.param.name); });

struct Chained {
  const char* name;
  std::string folder;  ///< core.hooksPath
  std::string there;   ///< the pre-commit hook in it
  std::string target;  ///< what `init hook` writes, or says to put a line into
};

/// `init hook` beside hooks of others: what it writes, or what its help says to write, stops a commit.
void expect_that_it_stops_a_commit(const Chained& row) {
  RepoBuilder repo;
  add_relax(repo);
  repo.commit("base").file("src/core/new.cc", kUse).git({"add", "-A"});
  set_path(repo, row.folder);
  repo.executable(row.folder + "/pre-commit", row.there);
  const std::string target = repo.path() + "/" + row.target;
  const bool written = !fs::exists(target);
  const Ran ran = init_hook(repo, "repo");
  EXPECT_EQ(ran.status, written ? 0 : 2) << ran.err;
  if (!written) {
    const std::string start = "  help: put this line into it, before any `exec` or `exit`: ";
    const std::size_t at = ran.err.find(start);
    ASSERT_NE(at, std::string::npos) << ran.err;
    repo.executable(row.target, "#!/bin/sh\n" + ran.err.substr(at + start.size()) + row.there.substr(10));
  }
  EXPECT_EQ(bytes_of(target).find("modgate") != std::string::npos, true) << ran.out;
  const std::string path = fs::path(MODGATE_BINARY).parent_path().string() + ":" + std::getenv("PATH");
  const Ran commit = repo.try_git({"commit", "-qm", "x"}, repo.path(), {{"PATH", path}});
  EXPECT_NE(commit.status, 0) << commit.out;
  EXPECT_THAT(commit.out + commit.err, HasSubstr("MG301"));
}

TEST(InitHook, StopsACommitBesideOtherHooks) {
  const std::string generated = "#!/bin/sh\nsh -e \"$(dirname \"$0\")/../pre-commit\" \"$@\"\nexit $?\n";
  for (const Chained& row : std::vector<Chained>{
           {"own_hook", ".githooks", "#!/bin/sh\nexec true\n", ".githooks/pre-commit"},
           {"husky", ".husky/_", generated, ".husky/pre-commit"},
       }) {
    SCOPED_TRACE(row.name);
    expect_that_it_stops_a_commit(row);
  }
}

TEST(InitJob, WritesTheTextsOfTheExamples) {
  RepoBuilder repo;
  for (const auto& [what, path, text] :
       std::vector<std::array<std::string, 3>>{{"github", ".github/workflows/modgate.yml", "github.yml"},
                                               {"gitlab", ".gitlab/modgate.gitlab-ci.yml", "gitlab.yml"}}) {
    repo.file(".gitlab-ci.yml", "mine: {}\n");
    const Ran ran = modgate(repo, {"init", what});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("wrote " + path + "\nnext: set MODGATE_URL"));
    EXPECT_EQ(bytes_of(repo.path() + "/" + path), bytes_of(MODGATE_SOURCE_DIR "/examples/ci/" + text));
    EXPECT_EQ(modgate(repo, {"init", what}).status, 2);
    EXPECT_EQ(modgate(repo, {"init", what, "src"}).status, 2);
    EXPECT_EQ(bytes_of(repo.path() + "/.gitlab-ci.yml"), "mine: {}\n");
  }
  EXPECT_THAT(modgate(repo, {"init", "gitlab"}).err, HasSubstr("is there already"));
}

/// A schema that is there may be older, or the user's own.
TEST(InitSchema, IsWrittenOnceAndNeverOver) {
  RepoBuilder repo;
  add_relax(repo);
  repo.remove(".modgate");
  ASSERT_EQ(modgate(repo, {"init", "manifest", "src/relax"}).status, 0);
  const std::string schema = repo.path() + "/.modgate/manifest.schema.json";
  EXPECT_EQ(bytes_of(schema), modgate(repo, {"schema", "manifest"}).out);
  EXPECT_EQ(modgate(repo, {"init", "manifest", "src/core"}).out.find("schema"), std::string::npos);
  repo.file(".modgate/manifest.schema.json", "{}").remove(".modgate/modules/core.yaml");
  const Ran third = modgate(repo, {"init", "manifest", "src/core"});
  EXPECT_EQ(third.status, 0) << third.err;
  EXPECT_THAT(third.out,
              HasSubstr("note: `.modgate/manifest.schema.json` differs from what `modgate schema manifest`"));
  EXPECT_EQ(bytes_of(schema), "{}");
}

/// The schema's examples are nobody's leftovers, though modules may have their names: editors' files are not searched.
TEST(InitSchema, HoldsNoResidue) {
  RepoBuilder repo;
  add_relax(repo);
  repo.remove(".modgate");
  ASSERT_EQ(modgate(repo, {"init", "manifest", "src/relax"}).status, 0);
  repo.file(".modgate/modules/relax.yaml", manifest("relax", "removed")).remove("src/relax");
  const Words residue = {"--select", "tombstone-residue"};
  EXPECT_THAT(checked(repo, residue), IsEmpty());
  repo.file("docs/copy.json", bytes_of(repo.path() + "/.modgate/manifest.schema.json"));
  EXPECT_THAT(checked(repo, residue), Not(IsEmpty())) << "the examples name no module of this test any more";
}

}  // namespace
}  // namespace modgate::testing
