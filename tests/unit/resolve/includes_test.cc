// Includes that reach a module on ways that are not plain: folded paths, links, the system's folders, made headers.
#include <gtest/gtest.h>

#include "lint/lint.h"
#include "memory_view.h"
#include "tree_case.h"

namespace modgate::testing {
namespace {

const std::string kUser = "src/core/a.cc";

TEST(Includes, ReachTheModule) {
  const TreeCase rows[] = {
      {"inner ..", {{kUser, "#include \"acme/../acme/relax/relax.h\"\n"}}, {kUser + " MG301"}},
      {"inner .", {{kUser, "#include <acme/./relax/relax.h>\n"}}, {kUser + " MG301"}},
      {"doubled slash", {{kUser, "#include <acme//relax/relax.h>\n"}}, {kUser + " MG301"}},
      {"inner .. beside roots that miss",
       {{kUser, "#include <lib/../acme/relax/relax.h>\n"},
        {".modgate/policy.yaml", "schema: modgate/policy/v1\ninclude_roots: [lib/]\n"}},
       {kUser + " MG905"}},
      {"leading ..", {{kUser, "#include \"../../include/acme/relax/relax.h\"\n"}}, {kUser + " MG301"}},
      {"chain of links",
       {{kUser, "#include \"a.h\"\n"},
        {"src/core/a.h", "b.h", kLink},
        {"src/core/b.h", "../../include/acme/relax/relax.h", kLink}},
       {kUser + " MG301"}},
      {".. behind a folder link",
       {{kUser, "#include \"l/../secret.h\"\n"},
        {"src/core/l", "../relax/sub", kLink},
        {"src/core/secret.h", "int core();\n"}},
       {kUser + " MG301"}},
      {".. behind a folder link, to the core's own",
       {{kUser, "#include \"l/../own.h\"\n"},
        {"src/core/l", "../lib/sub", kLink},
        {"src/lib/own.h", ""},
        {"src/lib/sub/x.h", ""}},
       {}},
      {".. behind a link, with what changes nothing between",
       {{kUser, "#include \"./l/.//../secret.h\"\n"}, {"src/core/l", "../relax/sub", kLink}},
       {kUser + " MG301"}},
      {"a link to an absolute path leads out of the tree",
       {{kUser, "#include \"a.h\"\n"}, {"src/core/a.h", "/src/relax/secret.h", kLink}},
       {}},
      {"a link above the root",
       {{kUser, "#include \"l/src/relax/secret.h\"\n"}, {"src/core/l", "../../..", kLink}},
       {}},
      {"link to itself", {{kUser, "#include \"l/../l/secret.h\"\n"}, {"src/core/l", "l", kLink}}, {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

/// A name without a folder decides only where somebody would look for it without being told.
TEST(Includes, BareNames) {
  for (const char* folder : {"include", "inc", "includes", "src"}) {
    expect_found({folder,
                  {{"src/relax/" + std::string(folder) + "/bare.h", ""}, {kUser, "#include <bare.h>\n"}},
                  {kUser + " MG301"}});
  }
  expect_found({"a folder that only begins alike",
                {{"src/relax/incs/bare.h", ""}, {kUser, "#include <bare.h>\n"}},
                {kUser + " MG905"}});
  expect_found({"the root",
                {{"bare.h", "#include \"src/relax/secret.h\"\n"}, {kUser, "#include <bare.h>\n"}},
                {"bare.h MG301"}});
}

TEST(Includes, SystemFolders) {
  const CaseFile own{"src/relax/include/net/relax.h", "int n();\n"};
  const TreeCase rows[] = {
      {"a module's file", {own, {kUser, "#include <net/relax.h>\n"}}, {kUser + " MG905"}},
      {"with roots", {own, policy_with_roots(), {kUser, "#include <net/relax.h>\n"}}, {kUser + " MG905"}},
      {"the system's", {own, {kUser, "#include <net/if.h>\n"}}, {}},
      {"a header's whole name is the system's",
       {{"src/relax/include/string.h", ""}, {kUser, "#include <string.h>\n"}},
       {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

TEST(Includes, FilesThatABuildMakes) {
  const CaseFile made{"include/acme/relax/config.h.in", "#define N @N@\n"};
  const TreeCase rows[] = {
      {"template", {made, {kUser, "#include <acme/relax/config.h>\n"}}, {kUser + " MG905"}},
      {"template, roots", {made, policy_with_roots(), {kUser, "#include <acme/relax/config.h>\n"}}, {kUser + " MG905"}},
      {"template elsewhere",
       {{"src/relax/in/acme/cfg/made.h.in", ""}, {kUser, "#include <acme/cfg/made.h>\n"}},
       {kUser + " MG905"}},
      {"folder", {{kUser, "#include \"acme/relax/made.h\"\n"}}, {kUser + " MG905"}},
      {"folder, roots", {policy_with_roots(), {kUser, "#include <acme/relax/made.h>\n"}}, {kUser + " MG905"}},
      {"the core's folder", {{"include/acme/core.h", ""}, {kUser, "#include <acme/made.h>\n"}}, {}},
      {"a folder of both",
       {{"src/lib/relax/core.h", ""}, {"src/lib/relax/core.cc", ""}, {kUser, "#include <lib/relax/made.h>\n"}},
       {}},
      {"nobody's folder", {{kUser, "#include <other/relax/x/made.h>\n"}}, {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

/// However many files end in a spelling, each include of it costs little and its finding names few of them.
TEST(Includes, ManyCandidates) {
  constexpr int kFiles = 6000;
  MemoryView view;
  view.add(".modgate/modules/relax.yaml",
           "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\npaths: [src/relax/]\n"
           "feature_flag: USE_RELAX\n");
  for (int i = 0; i < kFiles; ++i) view.add("lib/l" + std::to_string(i) + "/api/x.h", "");
  view.add("src/relax/api/x.h", "");
  std::string text;
  for (int i = 0; i < kFiles; ++i) text += "#include <api/x.h>\n";
  view.add(kUser, text);
  LintOptions options;
  options.select = {"MG905"};
  const auto run = lint(view, options);
  ASSERT_TRUE(run);
  ASSERT_EQ(run->resolution.unresolved.size(), static_cast<std::size_t>(kFiles));
  const Unresolved& first = run->resolution.unresolved.front();
  EXPECT_EQ(first.candidates.size(), 8U);
  EXPECT_EQ(run->files->path(first.candidates.back()), "src/relax/api/x.h");
  EXPECT_EQ(first.reason, "6001 files of the tree end in this path, and no include root is declared");
}

}  // namespace
}  // namespace modgate::testing
