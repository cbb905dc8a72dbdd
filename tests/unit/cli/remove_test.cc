// `remove`: the plan in both formats, its exit codes, and a patch that git takes in each view.
#include <filesystem>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A module with a flag, a gate, an integration point, and in one of the tests a stranger.
class Removing : public ::testing::Test {
 protected:
  Removing() {
    repo_.file(".modgate/modules/relax.yaml",
               "schema: modgate/module/v1\nmodule: relax\nsummary: One module.\nstage: S0\n"
               "paths: [src/relax/, cmake/relax.cmake]\nnamespace: {cpp: [\"acme::relax\"]}\n"
               "feature_flag: {name: USE_RELAX, gate: cmake/relax.cmake, declared_in: CMakeLists.txt}\n"
               "integration: [{path: src/all.cc, why: registers it, use: true}]\n");
    repo_.file("CMakeLists.txt",
               "cmake_minimum_required(VERSION 3.18)\nproject(x CXX)\noption(USE_RELAX \"r\" OFF)\nset(S src/all.cc)\n"
               "include(cmake/relax.cmake)\nadd_library(x ${S})\n");
    repo_.file("cmake/relax.cmake", "if(USE_RELAX)\n  list(APPEND S src/relax/shape.cc)\nendif()\n");
    repo_.file("src/relax/shape.h", "#pragma once\nnamespace acme::relax {\nint rank();\n}\n");
    repo_.file("src/relax/shape.cc", "#include \"shape.h\"\nnamespace acme::relax {\nint rank() { return 1; }\n}\n");
    repo_.file("src/relax/logo.bin", std::string("\0\1\2", 3));
    repo_.file("src/relax/\xc3\xbc \"odd\"", "no line end");
    repo_.file("src/all.cc", "#ifdef USE_RELAX\n#include \"relax/shape.h\"\n#endif\nint all() { return 0; }\n");
    repo_.commit("with relax");
  }
  Ran remove(const Words& more) {
    Words words = {"remove"};
    words.insert(words.end(), more.begin(), more.end());
    return modgate(repo_, words);
  }
  std::string tracked() { return repo_.git({"ls-files"}); }

  RepoBuilder repo_;
};

TEST_F(Removing, CleanPlan) {
  const Ran ran = remove({"relax"});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("removing `relax` is clean: nothing outside breaks\n"),
                             HasSubstr("  src/relax/  4 files\n"), HasSubstr("  cmake/relax.cmake  1 file\n"),
                             HasSubstr("to keep: .modgate/modules/relax.yaml, which becomes the tombstone"),
                             HasSubstr("src/all.cc:2: include `relax/shape.h`\n"), Not(HasSubstr("by hand"))));
}

TEST_F(Removing, PlanAsJson) {
  const Ran ran = remove({"relax", "-f", "json"});
  const Json plan = report_of(ran);
  EXPECT_EQ(plan.at("verdict"), "clean");
  EXPECT_EQ(plan.at("deletes").size(), 5U);
  EXPECT_THAT(plan.at("keeps"), ElementsAre(".modgate/modules/relax.yaml"));
  for (const Json& edit : plan.at("edits")) {
    EXPECT_EQ(edit.at("patched"), true) << edit;
    EXPECT_EQ(edit.at("role"), "declared") << edit;
  }
  EXPECT_THAT(plan.at("undecided"), IsEmpty());
}

TEST_F(Removing, BreaksWhatUsesIt) {
  repo_.file("src/core.cc", "#include \"relax/shape.h\"\nint core() { return acme::relax::rank(); }\n");
  const Ran ran = remove({"relax"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("removing `relax` breaks: "),
                             HasSubstr("src/core.cc:1: include `relax/shape.h`\n"), HasSubstr("src/core.cc:2: ")));
}

TEST_F(Removing, RelativeImportsAreNamed) {
  repo_.file("src/relax/__init__.py", "");
  repo_.file("src/user.py", "from . import relax\n");
  EXPECT_THAT(remove({"relax"}).out, HasSubstr("src/user.py:1: import `.relax`"));
}

TEST_F(Removing, PatchAppliesInEveryView) {
  // The worktree differs from the index, and the index from the commit.
  repo_.file("src/relax/staged.cc", "int s;\n").stage("src/relax/staged.cc");
  repo_.file("src/relax/untracked.cc", "int u;\n");
  struct Row {
    Words view;
    Words apply;
    std::size_t files;
  };
  const Row rows[] = {{{"--rev", "HEAD"}, {"apply", "--check", "--cached", "-"}, 5},
                      {{"--staged"}, {"apply", "--check", "--cached", "-"}, 6},
                      {{}, {"apply", "--check", "-"}, 7}};
  for (const Row& row : rows) {
    Words words = {"relax", "--diff"};
    words.insert(words.end(), row.view.begin(), row.view.end());
    const Ran ran = remove(words);
    EXPECT_EQ(ran.status, 0) << ran.err;
    std::size_t deletions = 0;
    for (std::size_t at = ran.out.find("\ndeleted file"); at != std::string::npos;
         at = ran.out.find("\ndeleted file", at + 1)) {
      ++deletions;
    }
    EXPECT_EQ(deletions, row.files);
    repo_.git(row.apply, ran.out);
  }
}

TEST_F(Removing, AppliedPatchLeavesATreeThatConfigures) {
  const Ran ran = remove({"relax", "--diff"});
  repo_.git({"apply", "--index", "-"}, ran.out);
  EXPECT_EQ(tracked(), ".modgate/modules/relax.yaml\nCMakeLists.txt\nsrc/all.cc\n");
  EXPECT_EQ(bytes_of(repo_.path() + "/src/all.cc"), "int all() { return 0; }\n");
  EXPECT_EQ(bytes_of(repo_.path() + "/CMakeLists.txt"),
            "cmake_minimum_required(VERSION 3.18)\nproject(x CXX)\nset(S src/all.cc)\nadd_library(x ${S})\n");
  const Ran cmake = run_sealed({"cmake", "-S", repo_.path(), "-B", repo_.temp() + "/build"}, repo_.path());
  EXPECT_EQ(cmake.status, 0) << cmake.err;
  const Ran build = run_sealed({"cmake", "--build", repo_.temp() + "/build"}, repo_.path());
  EXPECT_EQ(build.status, 0) << build.out << build.err;
}

TEST_F(Removing, UsageErrors) {
  EXPECT_EQ(remove({}).status, 2);
  EXPECT_THAT(remove({"relay"}).err, AllOf(HasSubstr("there is no module `relay`"), HasSubstr("`relax`")));
  EXPECT_EQ(remove({"relax", "-f", "sarif"}).status, 2);
  EXPECT_EQ(remove({"relax", "--diff", "--plan"}).status, 2);
  EXPECT_EQ(remove({"relax", "--diff", "-f", "json"}).status, 2);
  EXPECT_EQ(remove({"relax", "other"}).status, 2);
}

/// Configures and builds the tree; empty when all went well, else what CMake said.
std::string built(const RepoBuilder& repo, const std::string& folder, const std::string& flag) {
  const std::string build = repo.temp() + "/" + folder;
  const Ran configured = run_sealed({"cmake", "-S", repo.path(), "-B", build, "-DUSE_RELAX=" + flag}, repo.path());
  if (configured.status != 0) return configured.err;
  const Ran made = run_sealed({"cmake", "--build", build}, repo.path());
  return made.status == 0 ? "" : made.out + made.err;
}

TEST(RemovingTheExample, BuildsWithTheModuleWithoutItAndAfterwards) {
  namespace fs = std::filesystem;
  RepoBuilder repo;
  const fs::path example = fs::path(MODGATE_SOURCE_DIR) / "examples" / "healthy";
  for (const auto& entry : fs::recursive_directory_iterator(example)) {
    if (entry.is_regular_file())
      repo.file(fs::relative(entry.path(), example).string(), bytes_of(entry.path().string()));
  }
  repo.commit("the example");
  EXPECT_EQ(built(repo, "on", "ON"), "");
  EXPECT_EQ(built(repo, "off", "OFF"), "");
  const Ran plan = modgate(repo, {"remove", "relax"});
  EXPECT_EQ(plan.status, 0) << plan.out << plan.err;
  EXPECT_THAT(plan.out, HasSubstr("is clean"));
  repo.git({"apply", "--index", "-"}, modgate(repo, {"remove", "relax", "--diff"}).out);
  EXPECT_EQ(built(repo, "removed", "ON"), "");
  const std::string left = repo.try_git({"grep", "-il", "relax"}, repo.path()).out;
  // The import is the only statement of its `if`: cutting it alone would not leave Python.
  EXPECT_EQ(left, ".modgate/modules/relax.yaml\npython/acme/__init__.py\n");
}

}  // namespace
}  // namespace modgate::testing
