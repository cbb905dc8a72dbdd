// The promise of an S0 module, kept by a real build: the example project is configured by CMake and compiled with its
// module, with the module's flag off, and after the patch of `modgate remove` was applied by git. The judges are CMake,
// the compiler, Python and git; modgate only writes the patch.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "repo_builder.h"

namespace modgate::oracle {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::Ran;
using testing::RepoBuilder;

/// CMake, Ninja, a compiler and Python; CI sets MODGATE_REQUIRE_ORACLES, since an oracle that is not there says
/// nothing.
bool has_tools() {
  return std::system("(cmake --version && ninja --version && c++ --version && python3 --version) >/dev/null 2>&1") == 0;
}

class Removal : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_tools()) {
      const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
      if (required != nullptr && *required == '1') FAIL() << "cmake, ninja, c++ or python3 is not installed";
      GTEST_SKIP() << "cmake, ninja, c++ or python3 is not installed";
    }
    const fs::path example = fs::path(MODGATE_SOURCE_DIR) / "examples" / "healthy";
    for (const auto& entry : fs::recursive_directory_iterator(example)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      repo.file(entry.path().lexically_relative(example).string(),
                std::string(std::istreambuf_iterator<char>(stream), {}));
    }
    repo.commit("the example");
  }

  Ran run(const std::vector<std::string>& words, const std::string& input = {}) {
    const char* path = std::getenv("PATH");
    return testing::run_program(words, repo.path(),
                                {{"PATH", path == nullptr ? "/usr/bin:/bin" : path}, {"NO_COLOR", "1"}}, input);
  }

  /// Configures and builds the project as it is now: the sources that were compiled into its library.
  std::set<std::string> build(const std::string& name, const std::vector<std::string>& definitions) {
    const std::string folder = repo.temp() + "/build-" + name;
    // The check whether the compiler works is another test's; it takes longer than this build.
    std::vector<std::string> configure = {"cmake", "-G", "Ninja", "-S",
                                          ".",     "-B", folder,  "-DCMAKE_CXX_COMPILER_WORKS=1"};
    configure.insert(configure.end(), definitions.begin(), definitions.end());
    const Ran configured = run(configure);
    EXPECT_EQ(configured.status, 0) << configured.out << configured.err;
    const Ran built = run({"cmake", "--build", folder});
    EXPECT_EQ(built.status, 0) << built.out << built.err;
    EXPECT_TRUE(fs::exists(folder + "/libacme.a"));
    std::set<std::string> sources;
    const fs::path objects = folder + "/CMakeFiles/acme.dir";
    for (const auto& entry : fs::recursive_directory_iterator(objects)) {
      if (entry.path().extension() != ".o") continue;
      sources.insert(entry.path().lexically_relative(objects).replace_extension().string());
    }
    return sources;
  }

  /// Imports the project's package, with the module's flag on or off.
  Ran import_package(bool on) {
    std::vector<std::string> words = {"env", "PYTHONPATH=python", "PYTHONDONTWRITEBYTECODE=1"};
    if (on) words.emplace_back("ACME_USE_RELAX=1");
    words.insert(words.end(), {"python3", "-c", "import acme; print(hasattr(acme, 'relax'))"});
    return run(words);
  }

  RepoBuilder repo;
};

TEST_F(Removal, OnOffAndGone) {
  EXPECT_THAT(build("on", {"-DUSE_RELAX=ON"}), ElementsAre("src/core/graph.cc", "src/relax/expr.cc"));
  EXPECT_EQ(import_package(true).out, "True\n");
  EXPECT_THAT(build("off", {}), ElementsAre("src/core/graph.cc"));
  EXPECT_EQ(import_package(false).out, "False\n");

  const Ran patch = run({MODGATE_BINARY, "remove", "relax", "--diff"});
  ASSERT_THAT(patch.status, ::testing::Le(1)) << patch.out << patch.err;
  ASSERT_FALSE(patch.out.empty()) << patch.err;
  const Ran applied = run({"git", "apply", "--index", "-"}, patch.out);
  ASSERT_EQ(applied.status, 0) << applied.err << patch.out;

  const std::string left = repo.git({"ls-files"});
  for (const char* gone : {"src/relax/", "include/acme/relax/", "python/acme/relax/", "cmake/Relax.cmake",
                           "tests/relax/", "docs/relax.md"}) {
    EXPECT_EQ(left.find(gone), std::string::npos) << gone << " is still there\n" << left;
  }
  EXPECT_THAT(build("gone", {}), ElementsAre("src/core/graph.cc"));
  // Nobody who still asks for the module may break the build, or get it.
  EXPECT_THAT(build("asked", {"-DUSE_RELAX=ON"}), ElementsAre("src/core/graph.cc"));
  EXPECT_EQ(import_package(false).out, "False\n");
}

TEST_F(Removal, WhatThePatchLeavesIsForHandsAndSaid) {
  const Ran plan = run({MODGATE_BINARY, "remove", "relax", "--plan"});
  const Ran patch = run({MODGATE_BINARY, "remove", "relax", "--diff"});
  ASSERT_EQ(run({"git", "apply", "--index", "-"}, patch.out).status, 0) << patch.out;
  std::set<std::string> left;
  const std::string residue = run({"git", "grep", "--cached", "-il", "relax", "--", ".", ":!.modgate"}).out;
  for (std::size_t begin = 0; begin < residue.size(); begin = residue.find('\n', begin) + 1) {
    left.insert(residue.substr(begin, residue.find('\n', begin) - begin));
  }
  EXPECT_THAT(left, ::testing::IsSubsetOf({"python/acme/__init__.py"}));
  for (const std::string& path : left) EXPECT_NE(plan.out.find(path), std::string::npos) << plan.out;
  if (!left.empty()) {
    EXPECT_NE(plan.out.find("by hand"), std::string::npos) << plan.out;
    repo.file("python/acme/__init__.py", "\"\"\"Acme: a compiler for tensor programs.\"\"\"\n");  // by hand
  }
  EXPECT_EQ(import_package(true).out, "False\n");
}

TEST_F(Removal, WithoutTheFileThatIsIncludedTheBuildBreaks) {
  // The test above can fail: deleting the module's files alone leaves include(cmake/Relax.cmake) dangling.
  for (const char* path : {"src/relax", "include/acme/relax", "cmake/Relax.cmake"}) repo.remove(path);
  const Ran configured =
      run({"cmake", "-G", "Ninja", "-S", ".", "-B", repo.temp() + "/build", "-DCMAKE_CXX_COMPILER_WORKS=1"});
  EXPECT_NE(configured.status, 0);
}

}  // namespace
}  // namespace modgate::oracle
