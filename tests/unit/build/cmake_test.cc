// List files made by hand in, the BuildModel's lines out: limits, hostile input, references and flags. That verdicts
// are right is for tests/oracle/cmake, against CMake itself.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "build_tree.h"
#include "modgate/limits.h"

namespace modgate::testing {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// "source on off [because]; " of every use, then "! reason; " of what is undecided.
std::string read(const std::string& lists) {
  const BuildTree tree =
      read_tree(files_of(lists.starts_with("###") ? lists : "project(p NONE)\n" + lists), "USE_X", "?");
  std::string out;
  for (const BuildUse& use : tree.model.uses) {
    (out += std::string(tree.files.path(use.source)) + " ") += letter(use.on);
    (out += ' ') += letter(use.off);
    for (const std::string& reason : use.because) out += " [" + reason + "]";
    out += "; ";
  }
  for (const BuildUndecided& undecided : tree.model.undecided) out += "! " + undecided.reason + "; ";
  return out;
}

const std::string kTooMuch = "the list files take more steps than are followed";
const std::string kLibrary = "add_library(t OBJECT a.c)\n";
const std::string kSource = "### a.c\n";

TEST(CMakeLimits, AreNeverSilent) {
  const auto depth = static_cast<std::size_t>(limits::kBuildDepth);
  const struct {
    const char* what;
    std::string lists, expected;
  } kRows[] = {
      {"blocks within each other", repeated("if(A)\n", depth + 1) + kLibrary + repeated("endif()\n", depth + 1),
       "! " + kTooMuch + "; "},
      {"a function that calls itself", "function(f)\n  f()\nendfunction()\nf()\n" + kLibrary,
       "a.c u u [" + kTooMuch + "]; ! " + kTooMuch + "; "},
      {"a file that includes itself", "include(b.cmake)\n" + kLibrary + "### b.cmake\ninclude(b.cmake)\n",
       "a.c u u [" + kTooMuch + "]; ! " + kTooMuch + "; "},
      {"loops", "foreach(i RANGE 100000)\n  foreach(j RANGE 100)\n  endforeach()\nendforeach()\n" + kLibrary,
       "! " + kTooMuch + "; "},
      {"a list that doubles", "set(S a b)\n" + repeated("list(APPEND S ${S})\n", 40) + kLibrary,
       "! " + kTooMuch + "; "},
      {"a text that doubles",
       "set(S 0123456789)\n" + repeated("set(S \"${S}${S}\")\n", 40) + "add_library(t OBJECT ${S})\n",
       "! a source of `t` depends on a long text; "},
      {"a folder within itself", kLibrary + "add_subdirectory(d)\n### d/CMakeLists.txt\nadd_subdirectory(.. again)\n",
       "a.c a a; ! `add_subdirectory()` adds a folder within itself; "},
      {"blocks that do not match", "if(A)\n" + kLibrary, "! its blocks do not match; "},
      {"a command that is not followed", "cmake_language(CALL add_library t OBJECT a.c)\n",
       "a.c u u [the command that `cmake_language(CALL)` runs]; ! the command that `cmake_language(CALL)` runs is not "
       "followed; "},
  };
  for (const auto& row : kRows) EXPECT_EQ(read(row.lists + kSource), row.expected) << row.what;
}

TEST(CMakeLimits, TextsWithManyCasesAreUnknown) {
  std::string lists = "set(S x)\n";
  for (char c = 'A'; c <= 'F'; ++c) {
    const std::string name = std::string("USE_") + c;
    lists += "option(" + name + " \"\" OFF)\nif(" + name + ")\n  set(S \"${S}" + c + "\")\nendif()\n";
  }
  EXPECT_EQ(read(lists + "add_library(t OBJECT ${S}.c)\n" + kLibrary + "### xA.c\n" + kSource),
            "a.c a a; ! a source of `t` depends on a text with more cases than are told apart; ");
}

TEST(CMakeLimits, AFunctionThatOnlyComputesDoesNotStopTheRest) {
  const std::string lists =
      "function(f out)\n  foreach(i RANGE 10000)\n    set(r ${i})\n  endforeach()\n  set(${out} a.c "
      "PARENT_SCOPE)\nendfunction()\n"
      "f(S)\nadd_library(s OBJECT ${S})\n";
  EXPECT_EQ(read(lists + kLibrary + kSource),
            "a.c a a; ! a source of `s` depends on what `f()` gives, which takes more steps than are followed; ");
}

TEST(CMakeLimits, OneRootThatTakesTooMuchLeavesTheOthers) {
  const std::string project = "cmake_minimum_required(VERSION 3.20)\nproject(p NONE)\n";
  EXPECT_EQ(
      read("### a/CMakeLists.txt\n" + project + "function(f)\n  f()\nendfunction()\nf()\nadd_library(t OBJECT a.c)\n" +
           "### a/a.c\n### b/CMakeLists.txt\n" + project + "add_library(t OBJECT b.c)\n### b/b.c\n"),
      "a/a.c u u [" + kTooMuch + "]; b/b.c a a; ! " + kTooMuch + "; ");
}

TEST(CMakeLimits, RootsFarFromAModuleTakeNothingFromItsOwn) {
  // Each far root would go on for ever; together they may take as much as one near root.
  const std::string project = "cmake_minimum_required(VERSION 3.20)\nproject(p NONE)\n";
  std::string lists;
  for (std::uint64_t i = 0; i <= limits::kBuildRoots; ++i) {
    lists += "### far" + std::to_string(i) + "/CMakeLists.txt\n" + project +
             "foreach(i RANGE 100000)\n  foreach(j RANGE 100)\n  endforeach()\nendforeach()\n";
  }
  lists += "### near/CMakeLists.txt\n" + project + kLibrary + "### near/a.c\n";
  EXPECT_EQ(read(lists), "near/a.c a a; ! " + kTooMuch + "; ");
}

TEST(CMakeLimits, AFarRootThatEndsIsFollowedToTheModule) {
  const std::string project = "cmake_minimum_required(VERSION 3.20)\nproject(p NONE)\n";
  EXPECT_EQ(read("### far/CMakeLists.txt\n" + project + "add_library(t OBJECT ../m/a.c)\n### m/a.c\n"), "m/a.c a a; ");
}

TEST(CMakeRoots, TakeTheirTurn) {
  const std::string project = "cmake_minimum_required(VERSION 3.20)\nproject(p NONE)\n";
  std::string endless;
  for (std::uint64_t i = 0; i < limits::kBuildRoots; ++i) {
    endless += "### far" + std::to_string(i) + "/CMakeLists.txt\n" + project +
               "foreach(i RANGE 100000)\n  foreach(j RANGE 100)\n  endforeach()\nendforeach()\n";
  }
  const struct {
    const char* what;
    std::string lists, expected;
  } kRows[] = {
      {"a project that an earlier one adds is no root",
       "### a/CMakeLists.txt\n" + project +
           "option(USE_X \"\" ON)\nif(USE_X)\n  add_subdirectory(../b b)\nendif()\n### b/CMakeLists.txt\n" + project +
           kLibrary + "### b/a.c\n",
       "b/a.c a n; "},
      {"a project that a later one adds is one",
       "### b/CMakeLists.txt\n" + project +
           "option(USE_X \"\" ON)\nif(USE_X)\n  add_subdirectory(../a a)\nendif()\n### a/CMakeLists.txt\n" + project +
           kLibrary + "### a/a.c\n",
       "a/a.c a s; "},
      {"a project for which earlier ones left nothing",
       endless + "### last/CMakeLists.txt\n" + project + "add_library(t OBJECT ../m/a.c)\n### m/a.c\n",
       "! " + kTooMuch + "; "},
      {"the same for another one, which comes first",
       "### 0/CMakeLists.txt\n" + project + "add_library(t OBJECT ../m/a.c)\n### m/a.c\n" + endless,
       "m/a.c a a; ! " + kTooMuch + "; "},
  };
  for (const auto& row : kRows) EXPECT_EQ(read(row.lists), row.expected) << row.what;
}

TEST(CMakeLimits, RegularExpressionsEnd) {
  const std::string many = repeated("a", limits::kBuildRegexBytes - 1);
  for (const std::string expression : {"(a*)*b", "(a|aa)*c", "((a+)+)+$b"}) {
    const std::string lists =
        "string(REGEX MATCH \"" + expression + "\" m \"" + many + "\")\nif(NOT m)\n" + kLibrary + "endif()\n";
    EXPECT_NE(read(lists + kSource), "") << expression;
  }
}

TEST(CMakeFlags, DefaultsAreThoseOfTheDeclaration) {
  using Default = FlagState::Default;
  const struct {
    const char* lists;
    Default value;
    const char* written;
  } kRows[] = {
      {"option(USE_X \"\" ON)", Default::on, "ON"},
      {"option(USE_X \"\")", Default::off, "OFF"},
      {"set(USE_X OFF CACHE BOOL \"\")", Default::off, "OFF"},
      {"set(USE_X ON)", Default::on, "ON"},
      {"option(USE_X \"\" ${Y})", Default::expression, "`${Y}`"},
      {"if(USE_X)\nendif()", Default::none, ""},
  };
  for (const auto& row : kRows) {
    const BuildTree tree = read_tree(files_of(std::string(row.lists) + "\n" + kLibrary + kSource), "USE_X");
    EXPECT_EQ(tree.model.flags[0].value, row.value) << row.lists;
    EXPECT_EQ(tree.model.flags[0].written, row.written) << row.lists;
  }
}

/// "kind spelled names[!]; ": `!` says that nothing of the command is left without it.
std::string references(const std::string& lists) {
  constexpr const char* kKinds[] = {"source", "script", "subdirectory", "path", "target", "command"};
  const BuildTree tree = read_tree(files_of(lists), "USE_X", "m/");
  std::string out;
  for (const BuildReference& reference : tree.model.references) {
    out += std::string(kKinds[static_cast<std::size_t>(reference.kind)]) + " " + reference.spelled + " " +
           reference.names + (reference.only ? "!" : "") + "; ";
  }
  return out;
}

TEST(CMakeReferences, NameWhatDeletingTheModuleLeavesDangling) {
  const std::string module =
      "### m/CMakeLists.txt\nadd_library(mine OBJECT a.c)\n### m/f.cmake\nfunction(m_use)\nendfunction()\n### m/a.c\n";
  const struct {
    const char* lists;
    const char* expected;
  } kRows[] = {
      {"add_subdirectory(m)", "subdirectory m m!; "},
      {"include(m/f.cmake)", "script m/f.cmake m/f.cmake!; "},
      {"add_subdirectory(m)\ntarget_link_libraries(app mine)", "subdirectory m m!; target mine mine!; "},
      {"add_subdirectory(m)\ntarget_link_libraries(app mine yours)", "subdirectory m m!; target mine mine; "},
      {"include(m/f.cmake)\nm_use()", "script m/f.cmake m/f.cmake!; command m_use m_use!; "},
      {"add_library(t OBJECT m/a.c)", "source m/a.c m/a.c!; "},
      {"file(GLOB S m/*.c)\nadd_library(t OBJECT ${S})", ""},
      {"install(FILES m/f.cmake other DESTINATION d)", "path m/f.cmake m/f.cmake; "},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(references(std::string(row.lists) + "\n" + module), row.expected) << row.lists;
}

}  // namespace
}  // namespace modgate::testing
