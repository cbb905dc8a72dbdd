// The plan as a whole: roles, verdict, doubts, cost.
#include <gtest/gtest.h>

#include "removal_case.h"

namespace modgate::testing {
namespace {

using Kind = RemovalPlace::Kind;
using Role = RemovalPlace::Role;

Text text(const std::string& value) { return {value, {}, true}; }

TEST(Plan, ModuleThatNobodyNames) {
  RemovalCase tree({{"src/a.cc", "int a;\n"}, {"src/relax/a.h", "int a();\nint b();"}, {"src/relax/e", ""}});
  const Removal removal = tree.plan();
  EXPECT_EQ(removal.verdict, RemovalVerdict::clean);
  EXPECT_EQ(removal.deletes.size(), 2U);
  EXPECT_EQ(removal.module_lines, 2U);
  EXPECT_EQ(removal.outside_files + removal.outside_lines, 0U);
}

TEST(Plan, RolesAndVerdict) {
  struct Row {
    const char* what;
    const char* path;
    const char* before;
    Kind kind;
    Role role;
    bool integration;
  };
  const Row rows[] = {
      {"include", "src/a.cc", "#include \"relax/a.h\"\n", Kind::include, Role::dangles, false},
      {"declared include", "src/a.cc", "#include \"relax/a.h\"\n", Kind::include, Role::declared, true},
      {"guarded include", "src/a.cc", "#ifdef USE_RELAX\n#include \"relax/a.h\"\n#endif\n", Kind::include,
       Role::leftover, false},
      {"flag", "src/a.cc", "int x = USE_RELAX;\n", Kind::flag, Role::leftover, false},
      {"declared flag", "src/a.cc", "int x = USE_RELAX;\n", Kind::flag, Role::declared, true},
      {"comment", "src/a.cc", "// see src/relax\n", Kind::path, Role::leftover, false},
      {"comment behind code", "src/a.cc", "int a; // src/relax\n", Kind::path, Role::leftover, false},
      {"comment behind code in Python", "a.py", "a = 1  # src/relax\n", Kind::path, Role::leftover, false},
      {"string like a comment", "src/a.cc", "f(\" // src/relax\");\n", Kind::path, Role::dangles, false},
      {"code", "src/a.cc", "open(\"src/relax/x\");\n", Kind::path, Role::dangles, false},
      {"document", "README.md", "see src/relax\n", Kind::path, Role::dangles, false},
      {"build", "CMakeLists.txt", "set(S src/relax/a.cc)\n", Kind::build, Role::dangles, false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    RemovalCase tree({{row.path, row.before}, {"src/relax/a.h", "int a();\n"}});
    if (row.integration) tree.integrate(row.path);
    const Removal removal = tree.plan();
    bool seen = false;
    for (const RemovalPlace& place : removal.places) {
      seen = seen || (place.kind == row.kind && place.role == row.role);
    }
    EXPECT_TRUE(seen);
    EXPECT_EQ(removal.verdict, row.role == Role::dangles ? RemovalVerdict::breaks : RemovalVerdict::clean);
  }
}

TEST(Plan, GateAndDeclarationAreDeclared) {
  RemovalCase tree({{"CMakeLists.txt", "option(USE_RELAX \"r\" OFF)\ninclude(src/relax/r.cmake)\n"},
                    {"src/relax/r.cmake", "if(USE_RELAX)\nendif()\n"}});
  tree.manifest().flag.declared_in = text("CMakeLists.txt");
  const Removal removal = tree.plan();
  EXPECT_EQ(removal.verdict, RemovalVerdict::clean);
  EXPECT_EQ(removal.count(Role::declared), 2U);
  EXPECT_EQ(tree.after(removal, "CMakeLists.txt"), "");
}

TEST(Plan, SourcesListedWhereTheFlagIsDeclaredDangle) {
  RemovalCase tree({{"CMakeLists.txt", "option(USE_RELAX \"r\" OFF)\nadd_library(x a.cc src/relax/a.cc)\n"},
                    {"src/relax/a.cc", "int a;\n"}});
  tree.manifest().flag.declared_in = text("CMakeLists.txt");
  EXPECT_EQ(tree.plan().verdict, RemovalVerdict::breaks);
  tree.manifest().flag.gate = text("CMakeLists.txt");
  EXPECT_EQ(tree.plan().verdict, RemovalVerdict::clean);
}

TEST(Plan, Strings) {
  struct Row {
    const char* what;
    const char* inside;
    const char* outside;
    RemovalVerdict verdict;
  };
  const Row rows[] = {
      {"the module registers it", "register_name(\"relax.a\");\n", "look_up(\"relax.a\");\n", RemovalVerdict::breaks},
      {"somebody else registers it", "\n", "register_name(\"relax.a\"); look_up(\"relax.a\");\n",
       RemovalVerdict::clean},
      {"nobody registers it literally", "\n", "look_up(\"relax.a\");\n", RemovalVerdict::undecided},
      {"only a registration outside", "look_up(\"relax.a\");\n", "register_name(\"relax.a\");\n",
       RemovalVerdict::clean},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    RemovalCase tree({{"src/a.cc", std::string("void f() {\n") + row.outside + "}\n"},
                      {"src/relax/a.cc", std::string("void f() {\n") + row.inside + "}\n"}});
    tree.manifest().namespaces.registry = {text("relax.")};
    EXPECT_EQ(tree.plan().verdict, row.verdict);
  }
}

TEST(Plan, NamesThatAnotherFileHandsOnAreLost) {
  struct Row {
    const char* what;
    const char* hub;
    const char* user;
    bool lost;
  };
  const Row rows[] = {
      {"name", "from acme.relax import f\n", "from hub import f\nf()\n", true},
      {"alias", "from acme.relax import f as g\n", "from hub import g\ng()\n", true},
      {"the name before the alias", "from acme.relax import f as g\n", "from hub import f\nf()\n", false},
      {"several", "from acme.relax import (f,\n  g)\n", "from hub import a, g\ng()\n", true},
      {"another name", "from acme.relax import f\n", "from hub import a\na()\n", false},
      {"a file of that name", "from acme.relax import hub\n", "from x import hub\nhub.a()\n", false},
      {"itself", "from acme.relax import f\nfrom hub import f\n", "\n", true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    RemovalCase tree({{"hub.py", row.hub}, {"user.py", row.user}, {"src/relax/a.py", "f = 1\n"}});
    for (const char* path : {"hub.py", "user.py"}) {
      for (const Reference& reference : tree.facts(path).references) {
        if (reference.spelled.find("relax") != std::string::npos) continue;
        tree.resolution.edges.push_back(
            {tree.id(path), tree.id("hub.py"), Use::Kind::import, reference.line, reference.at});
      }
    }
    tree.integrate("hub.py");
    const Removal removal = tree.plan();
    bool lost = false;
    for (const RemovalPlace& place : removal.places) {
      lost = lost || (place.kind == Kind::import && place.spelled.size() == 1);
    }
    EXPECT_EQ(lost, row.lost);
  }
}

TEST(Plan, WhatCouldNotBeResolvedIsUndecided) {
  RemovalCase tree({{"src/a.cc", "#include X\n"}, {"src/relax/a.h", "\n"}});
  Unresolved unresolved;
  unresolved.from = tree.id("src/a.cc");
  unresolved.line = 1;
  unresolved.reason = "2 files of the tree end in this path";
  unresolved.module = ModuleId{0};
  tree.resolution.unresolved.push_back(unresolved);
  unresolved.module = kCore;
  unresolved.reason = "computed";
  tree.resolution.unresolved.push_back(unresolved);
  const Removal removal = tree.plan();
  EXPECT_EQ(removal.verdict, RemovalVerdict::undecided);
  EXPECT_EQ(removal.doubts.size(), 1U);
  EXPECT_EQ(removal.computed, 1U);
}

TEST(Plan, ManyPlacesOfOneFileAreNotQuadratic) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "set(USE_RELAX ON)\n";
  RemovalCase tree({{"CMakeLists.txt", many}, {"src/relax/a.h", "\n"}});
  const Removal removal = tree.plan();
  EXPECT_EQ(removal.places.size(), 20'000U);
  EXPECT_EQ(tree.after(removal, "CMakeLists.txt"), "");
}

}  // namespace
}  // namespace modgate::testing
