// Names that reach a module's namespace, and those that a nearer namespace keeps from it.
#include <gtest/gtest.h>

#include <chrono>

#include "lint/lint.h"
#include "memory_view.h"
#include "tree_case.h"

namespace modgate::testing {
namespace {

const std::string kUser = "src/core/a.cc";

TEST(Names, Aliases) {
  const TreeCase rows[] = {
      {"alias", {{kUser, "namespace a = acme;\nint g() { return a::relax::f(); }\n"}}, {kUser + " MG204"}},
      {"of an alias",
       {{kUser, "namespace a = acme;\nnamespace b = a;\nint g() { return b::relax::f(); }\n"}},
       {kUser + " MG204"}},
      {"two names of one namespace",
       {{kUser, "namespace x = acme;\nnamespace a = acme;\nint g() { return a::relax::f(); }\n"}},
       {kUser + " MG204"}},
      {"in a namespace",
       {{kUser, "namespace n { namespace a = ::acme;\nint g() { return a::relax::f(); } }\n"}},
       {kUser + " MG204"}},
      {"of something else", {{kUser, "namespace a = other;\nint g() { return a::relax::f(); }\n"}}, {}},
      {"of itself",
       {{kUser,
         "namespace a = b;\nnamespace b = a;\nnamespace c = c;\nint g() { return a::relax::f() + "
         "c::relax::f(); }\n"}},
       {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

TEST(Names, NearerNamespaces) {
  const CaseFile nearer{"include/acme/topi.h", "namespace acme { namespace topi { namespace relax { int q(); } } }\n"};
  const std::string use = "namespace acme { namespace topi { int g() { return relax::f(); } } }\n";
  const TreeCase rows[] = {
      {"opened where nobody looks", {nearer, {kUser, use}}, {kUser + " MG204"}},
      {"included", {nearer, {kUser, "#include <acme/topi.h>\n" + use}}, {}},
      {"opened here", {{kUser, nearer.text + use}}, {}},
      {"included by another file",
       {nearer, {kUser, use}, {"src/core/b.cc", "#include <acme/topi.h>\n"}},
       {kUser + " MG204"}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

TEST(Names, Directives) {
  const TreeCase rows[] = {
      {"directive", {{kUser, "using namespace acme;\nint g() { return relax::f(); }\n"}}, {kUser + " MG204"}},
      {"inside a namespace",
       {{kUser, "namespace out { namespace n { using namespace acme; int g() { return relax::f(); } } }\n"}},
       {kUser + " MG204"}},
      {"of something else", {{kUser, "using namespace other;\nint g() { return relax::f(); }\n"}}, {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

/// Directives are looked at once a file, not once a name.
TEST(Names, ManyDirectivesAndNames) {
  constexpr int kMany = 8000;
  std::string text;
  for (int i = 0; i < kMany; ++i) text += "using namespace a" + std::to_string(i) + ";\n";
  for (int i = 0; i < kMany; ++i) text += "int x" + std::to_string(i) + " = relax::f" + std::to_string(i) + "();\n";
  const auto start = std::chrono::steady_clock::now();
  expect_found({"many", {{kUser, text}}, {}});
  expect_found({"many, and one that matters", {{kUser, "using namespace acme;\n" + text}}, {kUser + " MG204"}});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20) * MODGATE_PATIENCE);
}

}  // namespace
}  // namespace modgate::testing
