// Import paths of Go: modules of the view, replacements, vendored copies, workspaces without go.mod, and what manifests
// declare. The module `relax` owns pkg/relax/.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

std::string relax(const std::string& more = "") { return module("relax", "paths: [pkg/relax/" + more + "]"); }

/// A file that imports each of these.
std::string user(const std::string& path, const std::vector<std::string>& imports) {
  std::string text = "### " + path + "\npackage main\n";
  for (const std::string& each : imports) text += "import \"" + each + "\"\n";
  return text;
}

const std::string kMod = "### go.mod\nmodule example.com/acme\n";
const std::string kPackages =
    "### pkg/relax/shape.go\npackage relax\n### pkg/relax/op/add.go\npackage op\n### pkg/ir/node.go\npackage ir\n"
    "### pkg/relax/only/a_test.go\npackage only\n";

TEST(GoImports, Modules) {
  const ResolvedCase rows[] = {
      {"the module's path and a folder",
       relax() + kMod + kPackages +
           user("cmd/main.go",
                {"example.com/acme/pkg/relax", "example.com/acme/pkg/relax/op", "example.com/acme/pkg/ir",
                 "example.com/acmepkg/relax", "example.com/acme", "./../pkg/relax", "../pkg/none", "../../pkg/relax",
                 "./", "example.com/acme/pkg/relax/only", "fmt", "C"}),
       "cmd/main.go:2 import example.com/acme/pkg/relax > pkg/relax/shape.go relax\n"
       "cmd/main.go:3 import example.com/acme/pkg/relax/op > pkg/relax/op/add.go relax\n"
       "cmd/main.go:7 import ./../pkg/relax > pkg/relax/shape.go relax\n"
       "cmd/main.go:11 may be relax: example.com/acme/pkg/relax/only: the file is not in the view, but it would lie in "
       "a folder of the module pkg/relax/only/a_test.go\n"
       "cmd/main.go:4 import > pkg/ir/node.go\n"
       "6 foreign\n"},
      {"the root itself",
       relax(", root.go") + kMod + "### root.go\npackage acme\n" +
           user("cmd/main.go", {"example.com/acme", "example.com", "example.com/acm"}),
       "cmd/main.go:2 import example.com/acme > root.go relax\n"
       "2 foreign\n"},
      {"a module within",
       relax() + kMod + kPackages + "### pkg/relax/op/go.mod\nmodule example.com/op\n" +
           user("cmd/main.go", {"example.com/op", "example.com/acme/pkg/relax/op", "example.com/op/made"}),
       "cmd/main.go:2 import example.com/op > pkg/relax/op/add.go relax\n"
       "cmd/main.go:4 may be relax: example.com/op/made: the file is not in the view, but it would lie in a folder of "
       "the module pkg/relax/op/add.go\n"
       "1 foreign\n"},
      {"the longest module that holds the package",
       relax(", lib/") + kMod + kPackages +
           "### lib/go.mod\nmodule example.com/acme/pkg\n### lib/relax/x.go\npackage x\n" +
           user("cmd/main.go", {"example.com/acme/pkg/relax", "example.com/acme/pkg/relax/op"}),
       "cmd/main.go:2 import example.com/acme/pkg/relax > lib/relax/x.go relax\n"
       "cmd/main.go:3 import example.com/acme/pkg/relax/op > pkg/relax/op/add.go relax\n"},
      {"two modules of one path",
       relax() +
           "### a/go.mod\nmodule m.org\n### a/p/x.go\npackage p\n### pkg/relax/go.mod\nmodule m.org\n### "
           "pkg/relax/p/x.go\npackage p\n" +
           user("cmd/main.go", {"m.org/p"}) + user("a/main.go", {"m.org/p"}) + user("pkg/relax/main.go", {"m.org/p"}),
       "cmd/main.go:2 may be relax: m.org/p: several places of the tree hold what this names a/p/x.go "
       "pkg/relax/p/x.go\n"
       "a/main.go:2 import > a/p/x.go\n"
       "pkg/relax/main.go:2 import > pkg/relax/p/x.go\n"},
      {"two modules of one path and one owner",
       relax() +
           "### pkg/relax/a/go.mod\nmodule m.org\n### pkg/relax/a/p/x.go\npackage p\n### pkg/relax/b/go.mod\nmodule "
           "m.org\n"
           "### pkg/relax/b/p/x.go\npackage p\n" +
           user("cmd/main.go", {"m.org/p", "m.org/q"}),
       "cmd/main.go:2 import m.org/p > pkg/relax/a/p/x.go relax\n"
       "cmd/main.go:3 may be relax: m.org/q: the file is not in the view, but it would lie in a folder of the module "
       "pkg/relax/a/go.mod\n"},
      {"names of other languages are no modules",
       relax() + kPackages +
           "### pkg/relax/package.json\n{\"name\": \"m.org\"}\n### pkg/relax/Cargo.toml\n[package]\nname = "
           "\"c\"\n" +
           user("cmd/main.go", {"m.org", "m.org/op", "c/op"}),
       "3 foreign\n"},
      {"above the tree",
       relax(", root.go") + kMod + "replace example.com/up => ../\n### root.go\npackage acme\n" + kPackages +
           user("cmd/main.go", {"../../", "../..", "example.com/up", "example.com/up/pkg/relax"}),
       "4 foreign\n"},
      {"a module without a name, and one that is excluded",
       policy("exclude: [gone/]") + relax() +
           "### go.mod\ngo 1.20\n### gone/go.mod\nmodule m.org\n### gone/p/x.go\npackage p\n" +
           user("cmd/main.go", {"m.org/p"}),
       "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(GoImports, Replacements) {
  const std::string replaced = kMod +
                               "replace example.com/other => ./pkg/relax\nreplace example.com/other/op => ./pkg/ir\n"
                               "replace example.com/up => ../x\nreplace example.com/far => example.org/far v1.0.0\n"
                               "replace (\n\texample.com/a v1.2.3 => ./pkg/relax/op\n)\n";
  const ResolvedCase rows[] = {
      {"the longest",
       relax() + replaced + kPackages +
           user("cmd/main.go", {"example.com/other", "example.com/other/op", "example.com/other/op/made",
                                "example.com/up/a", "example.com/far/a", "example.com/a", "example.com/othe",
                                "example.com/other/none", "example.com/zzz"}),
       "cmd/main.go:2 import example.com/other > pkg/relax/shape.go relax\n"
       "cmd/main.go:7 import example.com/a > pkg/relax/op/add.go relax\n"
       "cmd/main.go:9 may be relax: example.com/other/none: the file is not in the view, but it would lie in a folder "
       "of the module pkg/relax/only/a_test.go\n"
       "cmd/main.go:3 import > pkg/ir/node.go\n"
       "5 foreign\n"},
      {"only in the module that replaces",
       relax() + "### sub/go.mod\nmodule s.org\n" + replaced + kPackages + user("sub/main.go", {"example.com/other"}),
       "1 foreign\n"},
      {"within a folder",
       relax() + "### cmd/go.mod\nmodule c.org\nreplace example.com/other => ../pkg/relax\n" + kPackages +
           user("cmd/x/main.go", {"example.com/other/op", "example.com/other/made"}),
       "cmd/x/main.go:2 import example.com/other/op > pkg/relax/op/add.go relax\n"
       "cmd/x/main.go:3 may be relax: example.com/other/made: the file is not in the view, but it would lie in a "
       "folder of the module pkg/relax/only/a_test.go\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(GoImports, VendoredAndWorkspaces) {
  const ResolvedCase rows[] = {
      {"vendored, the nearest",
       relax(", vendor/v.org/, cmd/vendor/v.org/near/") + kMod +
           "### vendor/v.org/p/x.go\npackage p\n### vendor/v.org/near/x.go\npackage near\n### "
           "cmd/vendor/v.org/near/x.go\npackage near\n" +
           user("cmd/a/main.go", {"v.org/p", "v.org/near", "v.org/none"}) + user("main.go", {"v.org/near"}),
       "cmd/a/main.go:2 import v.org/p > vendor/v.org/p/x.go relax\n"
       "cmd/a/main.go:3 import v.org/near > cmd/vendor/v.org/near/x.go relax\n"
       "main.go:2 import v.org/near > vendor/v.org/near/x.go relax\n"
       "1 foreign\n"},
      {"a workspace",
       relax(", w/src/g.org/relax/") +
           "### w/src/g.org/relax/x.go\npackage relax\n### w/src/g.org/ir/x.go\npackage ir\n" +
           user("w/src/g.org/main.go", {"g.org/relax", "g.org/ir", "org/relax", "g.org/relax/none"}),
       "w/src/g.org/main.go:2 import g.org/relax > w/src/g.org/relax/x.go relax\n"
       "w/src/g.org/main.go:3 import > w/src/g.org/ir/x.go\n"
       "2 foreign\n"},
      {"no workspace beside a go.mod",
       relax(", w/src/g.org/relax/") + kMod + "### w/src/g.org/relax/x.go\npackage relax\n" +
           user("main.go", {"g.org/relax"}),
       "1 foreign\n"},
      {"a workspace's folder without Go",
       relax(", w/src/g/") + "### w/src/g/x.go\npackage g\n### v/src/g/x.c\n" + user("main.go", {"g"}),
       "main.go:2 import g > w/src/g/x.go relax\n"},
      {"two workspaces",
       relax(", w/src/g/") + "### w/src/g/x.go\npackage g\n### v/src/g/x.go\npackage g\n" + user("main.go", {"g"}),
       "main.go:2 may be relax: g: several places of the tree hold what this names v/src/g/x.go w/src/g/x.go\n"},
      {"a package that a module has only a file of",
       module("relax", "paths: [pkg/a/a.go]") + kMod + "### pkg/a/a.go\npackage a\n### pkg/a/b.go\npackage a\n" +
           user("main.go", {"example.com/acme/pkg/a"}),
       "main.go:2 import > pkg/a/b.go\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(GoImports, Declared) {
  const std::string deep = "made/so/deep/that/it/is/longer/than/all";
  const ResolvedCase rows[] = {
      {"the longest declared",
       module("relax", "paths: [pkg/relax/]\nnamespace: {go: [e.org/acme]}") +
           module("tune", "paths: [pkg/tune/]\nnamespace: {go: [e.org/acme/tune]}") +
           "### pkg/relax/x.go\npackage x\n### pkg/tune/x.go\npackage x\n" +
           user("main.go", {"e.org/acme", "e.org/acme/made", "e.org/acme/tune", "e.org/acme/tune/made", "e.org/acmex",
                            "e.org", "e.org/acme/" + deep}),
       "main.go:2 import e.org/acme > - relax\n"
       "main.go:3 import e.org/acme/made > - relax\n"
       "main.go:4 import e.org/acme/tune > - tune\n"
       "main.go:5 import e.org/acme/tune/made > - tune\n"
       "main.go:8 import e.org/acme/made/so/deep/that/it/is/longer/than/all > - relax\n"
       "2 foreign\n"},
      {"one that is gone, beside one that is not",
       module("gone", "paths: [pkg/gone/]\nnamespace: {go: [e.org/gone]}\nowners: [\"@a\"]", "removed") + relax() +
           kPackages + user("main.go", {"e.org/gone", "e.org/gone/x"}),
       "2 foreign\n"},
      {"a file before what is declared",
       module("relax", "paths: [pkg/relax/]\nnamespace: {go: [example.com/acme/pkg/ir]}") + kMod + kPackages +
           user("main.go", {"example.com/acme/pkg/ir", "example.com/acme/pkg/ir/made"}),
       "main.go:3 import example.com/acme/pkg/ir/made > - relax\n"
       "main.go:2 import > pkg/ir/node.go\n"},
      {"a package that a build makes",
       relax() + kMod + kPackages +
           user("main.go", {"example.com/acme/pkg/relax/made", "example.com/acme/pkg/relax/made/deep",
                            "example.com/acme/pkg/made", "example.com/acme/pkg/relaxed", "other.org/pkg/relax/made"}),
       "main.go:2 may be relax: example.com/acme/pkg/relax/made: the file is not in the view, but it would lie in a "
       "folder of the module pkg/relax/only/a_test.go\n"
       "main.go:3 may be relax: example.com/acme/pkg/relax/made/deep: the file is not in the view, but it would lie in "
       "a folder of the module pkg/relax/only/a_test.go\n"
       "3 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

}  // namespace
}  // namespace modgate::testing
