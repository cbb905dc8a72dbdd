// Imports of Protobuf: every file that ends in the path, several owners of them, and files that a build makes.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

std::string user(const std::vector<std::string>& paths) {
  std::string text = "### core/u.proto\nsyntax = \"proto3\";\n";
  for (const std::string& path : paths) text += "import \"" + path + "\";\n";
  return text;
}

std::string several(int count) {
  std::string tree = user({"api/x.proto"});
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    tree +=
        module("m" + id, "paths: [y" + id + "/]") + "### y" + id + "/api/x.proto\n### y" + id + "/more/api/x.proto\n";
  }
  return tree;
}

TEST(ProtoImports, Files) {
  const std::string relax = module("relax", "paths: [proto/relax/]\nnamespace: {proto: [acme.relax]}");
  const ResolvedCase rows[] = {
      {"found",
       relax + "### proto/relax/a.proto\n### proto/relax/sub/b.proto\n### proto/core.proto\n" +
           user({"relax/a.proto", "proto/relax/a.proto", "a.proto", "elax/a.proto", "/relax/a.proto", "", "core.proto",
                 "relax/a.proto", "sub/b.proto"}),
       "core/u.proto:2 import relax/a.proto > proto/relax/a.proto relax\n"
       "core/u.proto:3 import proto/relax/a.proto > proto/relax/a.proto relax\n"
       "core/u.proto:4 import a.proto > proto/relax/a.proto relax\n"
       "core/u.proto:9 import relax/a.proto > proto/relax/a.proto relax\n"
       "core/u.proto:10 import sub/b.proto > proto/relax/sub/b.proto relax\n"
       "core/u.proto:8 import > proto/core.proto\n"
       "2 foreign\n"},
      {"two owners", relax + "### proto/relax/a.proto\n### proto/core/a.proto\n" + user({"a.proto"}),
       "core/u.proto:2 may be relax: a.proto: several places of the tree hold what this names proto/core/a.proto "
       "proto/relax/a.proto\n"},
      {"nothing, and the tree's root", relax + "### proto/relax/a.proto\n" + user({"", "/", "/proto/relax/a.proto"}),
       "2 foreign\n"},
      {"two of one owner", relax + "### proto/relax/a.proto\n### proto/relax/b/a.proto\n" + user({"a.proto"}),
       "core/u.proto:2 import a.proto > proto/relax/a.proto relax\n"},
      {"excluded",
       policy("exclude: [proto/core/]") + relax +
           "### proto/relax/a.proto\n### proto/core/a.proto\n### proto/core/only.proto\n" +
           user({"a.proto", "only.proto"}),
       "core/u.proto:2 import a.proto > proto/relax/a.proto relax\n"
       "1 foreign\n"},
      {"a file that a build makes",
       relax + "### proto/relax/a.proto\n### proto/common/c.proto\n" +
           user({"relax/made.proto", "relax/deep/made.proto", "proto/relax/made.proto", "common/made.proto",
                 "made.proto", "none/relax/made.proto"}),
       "core/u.proto:2 may be relax: relax/made.proto: the file is not in the view, but it would lie in a folder of "
       "the module proto/relax/a.proto\n"
       "core/u.proto:3 may be relax: relax/deep/made.proto: the file is not in the view, but it would lie in a folder "
       "of the module proto/relax/a.proto\n"
       "core/u.proto:4 may be relax: proto/relax/made.proto: the file is not in the view, but it would lie in a folder "
       "of the module proto/relax/a.proto\n"
       "3 foreign\n"},
      {"a folder of that name that is the core's",
       relax + "### a/relax/x.proto\n### proto/relax/a.proto\n" + user({"relax/made.proto", "a/relax/made.proto"}),
       "core/u.proto:2 may be relax: relax/made.proto: the file is not in the view, but it would lie in a folder of "
       "the module proto/relax/a.proto\n"
       "1 foreign\n"},
      {"a module that is gone",
       module("gone", "paths: [proto/gone/]\nowners: [\"@a\"]", "removed") + relax +
           "### proto/relax/a.proto\n### x/gone/a.proto\n" + user({"gone/made.proto"}),
       "1 foreign\n"},
      {"a module's behind eight that are free to use",
       [] {
         std::string tree = user({"api/x.proto"}) + module("relax", "paths: [z/]") + "### z/api/x.proto\n";
         for (int i = 0; i < 8; ++i) {
           const std::string id = std::to_string(i);
           tree += module("m" + id, "paths: [y" + id + "/]\nowners: [\"@a\"]", "S2") + "### y" + id + "/api/x.proto\n";
         }
         return tree;
       }(),
       "core/u.proto:2 may be relax: api/x.proto: several places of the tree hold what this names y0/api/x.proto "
       "y1/api/x.proto y2/api/x.proto y3/api/x.proto y4/api/x.proto y5/api/x.proto y6/api/x.proto z/api/x.proto\n"},
      {"eight owners", several(8),
       "core/u.proto:2 may be m0: api/x.proto: several places of the tree hold what this names y0/api/x.proto "
       "y1/api/x.proto y2/api/x.proto y3/api/x.proto y4/api/x.proto y5/api/x.proto y6/api/x.proto y7/api/x.proto\n"},
      {"nine owners", several(9),
       "core/u.proto:2 may be m0: api/x.proto: several places of the tree hold what this names y0/api/x.proto "
       "y1/api/x.proto y2/api/x.proto y3/api/x.proto y4/api/x.proto y5/api/x.proto y6/api/x.proto y7/api/x.proto\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

}  // namespace
}  // namespace modgate::testing
