// Which file a script's specifier loads: endings in their order, packages and what stands below them, aliases, and what
// manifests declare. The module `relax` owns src/relax/.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

const std::string kRelax = module("relax", "paths: [src/relax/]");

std::string user(const std::vector<std::string>& specifiers, const std::string& path = "src/core/u.ts") {
  std::string text = "### " + path + "\n";
  for (const std::string& each : specifiers) text += "import '" + each + "'\n";
  return text;
}

TEST(JsResolution, Endings) {
  std::string every;
  std::vector<std::string> specifiers;
  const char* endings[] = {".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".node"};
  for (int i = 0; i < 11; ++i) {
    // Of two endings the earlier one is taken; alone, each is found.
    for (int j = i; j < 11 && j < i + 2; ++j) every += "### src/relax/f" + std::to_string(i) + endings[j] + "\n";
    every += "### src/relax/d" + std::to_string(i) + "/index" + endings[i] + "\n";
    specifiers.push_back("../relax/f" + std::to_string(i));
    specifiers.push_back("../relax/d" + std::to_string(i));
  }
  const ResolvedCase rows[] = {
      {"left out", kRelax + every + user(specifiers),
       "src/core/u.ts:1 import ../relax/f0 > src/relax/f0.ts relax\n"
       "src/core/u.ts:2 import ../relax/d0 > src/relax/d0/index.ts relax\n"
       "src/core/u.ts:3 import ../relax/f1 > src/relax/f1.tsx relax\n"
       "src/core/u.ts:4 import ../relax/d1 > src/relax/d1/index.tsx relax\n"
       "src/core/u.ts:5 import ../relax/f2 > src/relax/f2.d.ts relax\n"
       "src/core/u.ts:6 import ../relax/d2 > src/relax/d2/index.d.ts relax\n"
       "src/core/u.ts:7 import ../relax/f3 > src/relax/f3.mts relax\n"
       "src/core/u.ts:8 import ../relax/d3 > src/relax/d3/index.mts relax\n"
       "src/core/u.ts:9 import ../relax/f4 > src/relax/f4.cts relax\n"
       "src/core/u.ts:10 import ../relax/d4 > src/relax/d4/index.cts relax\n"
       "src/core/u.ts:11 import ../relax/f5 > src/relax/f5.js relax\n"
       "src/core/u.ts:12 import ../relax/d5 > src/relax/d5/index.js relax\n"
       "src/core/u.ts:13 import ../relax/f6 > src/relax/f6.jsx relax\n"
       "src/core/u.ts:14 import ../relax/d6 > src/relax/d6/index.jsx relax\n"
       "src/core/u.ts:15 import ../relax/f7 > src/relax/f7.mjs relax\n"
       "src/core/u.ts:16 import ../relax/d7 > src/relax/d7/index.mjs relax\n"
       "src/core/u.ts:17 import ../relax/f8 > src/relax/f8.cjs relax\n"
       "src/core/u.ts:18 import ../relax/d8 > src/relax/d8/index.cjs relax\n"
       "src/core/u.ts:19 import ../relax/f9 > src/relax/f9.json relax\n"
       "src/core/u.ts:20 import ../relax/d9 > src/relax/d9/index.json relax\n"
       "src/core/u.ts:21 import ../relax/f10 > src/relax/f10.node relax\n"
       "src/core/u.ts:22 import ../relax/d10 > src/relax/d10/index.node relax\n"},
      {"what is compiled to what",
       kRelax +
           files({"src/relax/a.ts", "src/relax/b.tsx", "src/relax/c.d.ts", "src/relax/d.tsx", "src/relax/e.mts",
                  "src/relax/f.d.mts", "src/relax/g.cts", "src/relax/h.js", "src/relax/h.ts", "src/relax/i.ts"}) +
           user({"../relax/a.js", "../relax/b.js", "../relax/c.js", "../relax/d.jsx", "../relax/e.mjs",
                 "../relax/f.mjs", "../relax/g.cjs", "../relax/h.js", "../relax/i.mjs", "../relax/i.js.js"}),
       "src/core/u.ts:1 import ../relax/a.js > src/relax/a.ts relax\n"
       "src/core/u.ts:2 import ../relax/b.js > src/relax/b.tsx relax\n"
       "src/core/u.ts:3 import ../relax/c.js > src/relax/c.d.ts relax\n"
       "src/core/u.ts:4 import ../relax/d.jsx > src/relax/d.tsx relax\n"
       "src/core/u.ts:5 import ../relax/e.mjs > src/relax/e.mts relax\n"
       "src/core/u.ts:6 import ../relax/f.mjs > src/relax/f.d.mts relax\n"
       "src/core/u.ts:7 import ../relax/g.cjs > src/relax/g.cts relax\n"
       "src/core/u.ts:8 import ../relax/h.js > src/relax/h.js relax\n"
       "src/core/u.ts:9 may be relax: ../relax/i.mjs: the file is not in the view, but it would lie in a folder of the "
       "module src/relax/a.ts\n"
       "src/core/u.ts:10 may be relax: ../relax/i.js.js: the file is not in the view, but it would lie in a folder of "
       "the module src/relax/a.ts\n"},
      {"relative",
       kRelax + files({"src/relax/index.ts", "src/relax/a.ts", "src/relax/p/package.json", "src/index.ts"}) +
           user({"../relax", "../relax/", "../relax/.", "..", ".", "./", "./none", "../relax/none", "../relax/a/",
                 "../relax/p", ".../relax/a", "../../src/relax/a", "../../../src/relax/a", "../relax/a.ts?raw",
                 "x!y!../relax/a", "../relax/a#b"}) +
           user({".", "./a", "../core/u"}, "src/relax/u.ts"),
       "src/core/u.ts:1 import ../relax > src/relax/index.ts relax\n"
       "src/core/u.ts:2 import ../relax/ > src/relax/index.ts relax\n"
       "src/core/u.ts:3 import ../relax/. > src/relax/index.ts relax\n"
       "src/core/u.ts:10 import ../relax/p > src/relax/p/package.json relax\n"
       "src/core/u.ts:12 import ../../src/relax/a > src/relax/a.ts relax\n"
       "src/core/u.ts:14 import ../relax/a.ts?raw > src/relax/a.ts relax\n"
       "src/core/u.ts:15 import x!y!../relax/a > src/relax/a.ts relax\n"
       "src/relax/u.ts:3 import ../core/u > src/core/u.ts core by relax\n"
       "src/core/u.ts:8 may be relax: ../relax/none: the file is not in the view, but it would lie in a folder of the "
       "module src/relax/a.ts\n"
       "src/core/u.ts:9 may be relax: ../relax/a/: the file is not in the view, but it would lie in a folder of the "
       "module src/relax/a.ts\n"
       "src/core/u.ts:16 may be relax: ../relax/a#b: the file is not in the view, but it would lie in a folder of the "
       "module src/relax/a.ts\n"
       "src/core/u.ts:4 import > src/index.ts\n"
       "src/relax/u.ts:1 import > src/relax/index.ts\n"
       "src/relax/u.ts:2 import > src/relax/a.ts\n"
       "5 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(JsResolution, Places) {
  const ResolvedCase rows[] = {
      {"another ending is no ending to leave out",
       kRelax + files({"src/relax/x.tsx", "src/relax/y.ts"}) + user({"../relax/x.css", "../relax/yxjs", "../a"}),
       "src/core/u.ts:1 may be relax: ../relax/x.css: the file is not in the view, but it would lie in a folder of the "
       "module src/relax/x.tsx\n"
       "src/core/u.ts:2 may be relax: ../relax/yxjs: the file is not in the view, but it would lie in a folder of the "
       "module src/relax/x.tsx\n"
       "1 foreign\n"},
      {"a folder of the module and others",
       module("relax", "paths: [src/relax/a.ts]") + files({"src/relax/a.ts", "src/relax/b.ts"}) +
           user({"../relax/none"}),
       "1 foreign\n"},
      {"a link to the tree itself",
       module("relax", "paths: [a/]") + files({"a/x.ts"}) + "### src/core/top -> ../..\n" +
           user({"./top/none", "./top/a/none", "./top/a/x"}),
       "src/core/u.ts:3 import ./top/a/x > a/x.ts relax\n"
       "src/core/u.ts:2 may be relax: ./top/a/none: the file is not in the view, but it would lie in a folder of the "
       "module a/x.ts\n"
       "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(JsResolution, Packages) {
  const std::string named = "### src/relax/package.json\n{\"name\": \"@acme/relax\"}\n";
  const std::string core =
      "### package.json\n{\"name\": \"acme\", \"dependencies\": {\"react\": \"1\", \"@scope/x\": \"1\"}}\n";
  const ResolvedCase rows[] = {
      {"by name",
       kRelax + named + files({"src/relax/index.ts", "src/relax/a.ts", "src/relax/d/index.js"}) +
           user({"@acme/relax", "@acme/relax/a", "@acme/relax/d", "@acme/relax/none", "@acme/relaxed", "@acme", "relax",
                 "@acme/relax/", "/@acme/relax", "https://x/@acme/relax", ""}),
       "src/core/u.ts:1 import @acme/relax > src/relax/index.ts relax\n"
       "src/core/u.ts:2 import @acme/relax/a > src/relax/a.ts relax\n"
       "src/core/u.ts:3 import @acme/relax/d > src/relax/d/index.js relax\n"
       "src/core/u.ts:4 import @acme/relax/none > src/relax/package.json relax\n"
       "src/core/u.ts:8 import @acme/relax/ > src/relax/index.ts relax\n"
       "6 foreign\n"},
      {"by name, without an index", kRelax + named + files({"src/relax/a.ts"}) + user({"@acme/relax"}),
       "src/core/u.ts:1 import @acme/relax > src/relax/package.json relax\n"},
      {"the core's",
       kRelax + core + files({"src/relax/a.ts", "src/core/b.ts", "index.ts"}) +
           user({"acme", "acme/src/relax/a", "acme/relax/a", "acme/a", "acme/b", "acme/core/b", "acme/none"}),
       "src/core/u.ts:2 import acme/src/relax/a > src/relax/a.ts relax\n"
       "src/core/u.ts:3 may be relax: acme/relax/a: the `exports` of the package are not read, but a module's file "
       "ends in this path src/relax/a.ts\n"
       "src/core/u.ts:4 may be relax: acme/a: the `exports` of the package are not read, but a module's file ends in "
       "this path src/relax/a.ts\n"
       "src/core/u.ts:1 import > index.ts\n"
       "src/core/u.ts:5 import > package.json\n"
       "src/core/u.ts:6 import > package.json\n"
       "src/core/u.ts:7 import > package.json\n"
       "2 foreign\n"},
      {"two of one name and one owner",
       kRelax + "### src/relax/a/package.json\n{\"name\": \"p\"}\n### src/relax/b/package.json\n{\"name\": \"p\"}\n" +
           user({"p", "p/x"}),
       "src/core/u.ts:1 import p > src/relax/a/package.json relax\n"
       "src/core/u.ts:2 import p/x > src/relax/a/package.json relax\n"},
      {"two of one name",
       kRelax +
           "### src/relax/a/package.json\n{\"name\": \"p\"}\n### lib/package.json\n{\"name\": \"p\"}\n### "
           "lib/index.js\n" +
           user({"p", "p/x"}),
       "src/core/u.ts:1 may be relax: p: several places of the tree hold what this names lib/index.js "
       "src/relax/a/package.json\n"
       "src/core/u.ts:2 may be relax: p/x: several places of the tree hold what this names lib/package.json "
       "src/relax/a/package.json\n"},
      {"a module's behind eight of the core's",
       [] {
         std::string tree = kRelax + "### src/relax/package.json\n{\"name\": \"p\"}\n";
         for (int i = 0; i < 8; ++i) tree += "### a" + std::to_string(i) + "/package.json\n{\"name\": \"p\"}\n";
         return tree + user({"p"});
       }(),
       "src/core/u.ts:1 may be relax: p: several places of the tree hold what this names a0/package.json "
       "src/relax/package.json\n"},
      {"a package without a name, and one that is excluded",
       policy("exclude: [gone/]") + kRelax +
           "### src/relax/package.json\n{}\n### gone/package.json\n{\"name\": \"p\"}\n### src/relax/a.ts\n" +
           user({"p", "p/a"}),
       "2 foreign\n"},
      {"an excluded package beside scripts of a module",
       policy("exclude: [gone/]") + kRelax +
           "### gone/package.json\n{\"name\": \"p\"}\n### gone/a.ts\n### src/relax/a.ts\n" +
           user({"p", "p/b", "../../gone/a"}),
       "2 foreign\n"},
      {"a file beside the package",
       kRelax + "### lib/package.json\n{\"name\": \"p\"}\n### lib/x.ts\n### src/relax/a.ts\n" + user({"p/a", "p"}),
       "src/core/u.ts:1 import > lib/package.json\n"
       "src/core/u.ts:2 import > lib/package.json\n"},
      {"names that no package has",
       kRelax + "### src/relax/package.json\n{\"name\": \"\"}\n### src/relax/a.ts\n" +
           user({"", "/", "/a", "/src/relax/a", "https://relax/a", "node:fs"}),
       "6 foreign\n"},
      {"the longest first, and two of one length",
       module("relax", "paths: [src/relax/]\nnamespace: {js: [\"@acme/tune\", same]}") +
           module("tune", "paths: [src/tune/]\nnamespace: {js: [\"@acme\", same]}") +
           files({"src/relax/a.h", "src/tune/a.h"}) + user({"@acme/tune/a", "@acme/x", "same/x"}),
       "src/core/u.ts:1 import @acme/tune/a > - relax\n"
       "src/core/u.ts:2 import @acme/x > - tune\n"
       "src/core/u.ts:3 import same/x > - relax\n"},
      {"one that is gone, beside one that is not",
       module("gone", "paths: [src/gone/]\nnamespace: {js: [g]}\nowners: [\"@a\"]", "removed") +
           module("relax", "paths: [src/relax/]\nnamespace: {js: [p]}") + "### src/relax/a.h\n" +
           user({"g", "p", "g/x"}),
       "src/core/u.ts:2 import p > - relax\n"
       "2 foreign\n"},
      {"declared",
       module("relax", "paths: [src/relax/]\nnamespace: {js: [\"@acme\", p]}") +
           module("tune", "paths: [src/tune/]\nnamespace: {js: [\"@acme/tune\"]}") +
           files({"src/relax/a.h", "src/tune/a.h"}) +
           user({"@acme", "@acme/x", "@acme/tune", "@acme/tune/a", "@acme/tuned", "p", "p/x", "px", "q"}),
       "src/core/u.ts:1 import @acme > - relax\n"
       "src/core/u.ts:2 import @acme/x > - relax\n"
       "src/core/u.ts:3 import @acme/tune > - tune\n"
       "src/core/u.ts:4 import @acme/tune/a > - tune\n"
       "src/core/u.ts:5 import @acme/tuned > - relax\n"
       "src/core/u.ts:6 import p > - relax\n"
       "src/core/u.ts:7 import p/x > - relax\n"
       "2 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(JsResolution, Aliases) {
  const std::string core =
      "### package.json\n{\"name\": \"acme\", \"dependencies\": {\"react\": \"1\", \"@scope/x\": \"1\"}}\n";
  const std::vector<std::string> all = {"@/relax/a",    "~/relax/a",      "#relax/a", "~relax/a",  "#/relax/a",
                                        "@own/relax/a", "@scope/relax/a", "relax/a",  "a",         "src/relax/a",
                                        "@/none",       "@own",           "@/",       "#",         "elax/a",
                                        "relax/a/",     "relax/d",        "@/core/b", "relax/a.ts"};
  std::string nine = kRelax;
  for (int i = 0; i < 9; ++i) nine += "### src/relax/x" + std::to_string(i) + "/api/f.ts\n";
  const ResolvedCase rows[] = {
      {"with dependencies",
       kRelax + core + files({"src/relax/a.ts", "src/relax/d/index.js", "src/core/b.ts"}) + user(all),
       "src/core/u.ts:1 may be relax: @/relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:2 may be relax: ~/relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:3 may be relax: #relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:4 may be relax: ~relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:6 may be relax: @own/relax/a: no package has this name, but an alias may, and a module's file "
       "ends in this path src/relax/a.ts\n"
       "src/core/u.ts:8 may be relax: relax/a: no package has this name, but an alias may, and a module's file ends in "
       "this path src/relax/a.ts\n"
       "src/core/u.ts:10 may be relax: src/relax/a: no package has this name, but an alias may, and a module's file "
       "ends in this path src/relax/a.ts\n"
       "src/core/u.ts:16 may be relax: relax/a/: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:17 may be relax: relax/d: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/d/index.js\n"
       "src/core/u.ts:19 may be relax: relax/a.ts: no package has this name, but an alias may, and a module's file "
       "ends in this path src/relax/a.ts\n"
       "11 foreign\n"},
      {"without", kRelax + files({"src/relax/a.ts", "src/relax/d/index.js", "src/core/b.ts"}) + user(all),
       "src/core/u.ts:1 may be relax: @/relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:2 may be relax: ~/relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:3 may be relax: #relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:4 may be relax: ~relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:8 may be relax: relax/a: no package has this name, but an alias may, and a module's file ends in "
       "this path src/relax/a.ts\n"
       "src/core/u.ts:10 may be relax: src/relax/a: no package has this name, but an alias may, and a module's file "
       "ends in this path src/relax/a.ts\n"
       "src/core/u.ts:16 may be relax: relax/a/: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "src/core/u.ts:17 may be relax: relax/d: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/d/index.js\n"
       "src/core/u.ts:19 may be relax: relax/a.ts: no package has this name, but an alias may, and a module's file "
       "ends in this path src/relax/a.ts\n"
       "10 foreign\n"},
      {"of the module itself", kRelax + files({"src/relax/a.ts"}) + user({"@/relax/a"}, "src/relax/u.ts"),
       "1 foreign\n"},
      {"nine files", nine + user({"@/api/f"}),
       "src/core/u.ts:1 may be relax: @/api/f: no package has this name, but an alias may, and a module's file ends in "
       "this path src/relax/x0/api/f.ts src/relax/x1/api/f.ts src/relax/x2/api/f.ts src/relax/x3/api/f.ts "
       "src/relax/x4/api/f.ts src/relax/x5/api/f.ts src/relax/x6/api/f.ts src/relax/x7/api/f.ts\n"},
      {"of a module that is free to use",
       kRelax + module("old", "paths: [old/]\nowners: [\"@a\"]", "S2") + files({"src/relax/a.ts", "old/deep/b.ts"}) +
           user({"@/deep/b", "@/relax/a"}),
       "src/core/u.ts:2 may be relax: @/relax/a: no package has this name, but an alias may, and a module's file ends "
       "in this path src/relax/a.ts\n"
       "1 foreign\n"},
      {"one file in two ways",
       kRelax + files({"src/relax/a.ts", "src/relax/a.ts.js", "lib/a.ts"}) + user({"@/a.ts", "@/a"}),
       "src/core/u.ts:1 may be relax: @/a.ts: no package has this name, but an alias may, and a module's file ends in "
       "this path src/relax/a.ts src/relax/a.ts.js\n"
       "src/core/u.ts:2 may be relax: @/a: no package has this name, but an alias may, and a module's file ends in "
       "this path src/relax/a.ts\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

/// A module takes part when it has something that a script can load.
TEST(JsResolution, TakesPart) {
  const std::string script = "### src/core/u.js\nrequire(x)\nimport '../relax/none.js'\n";
  const char* const loaded[] = {"a.js",  "a.ts",  "a.json", "a.css", "a.scss", "a.sass", "a.less",
                                "a.svg", "a.png", "a.wasm", "a.vue", "a.html", "a.node", "a.svelte"};
  for (const char* const name : loaded) {
    expect_resolved({name, kRelax + "### src/relax/" + name + "\n" + script,
                     std::string("src/core/u.js:1 may be core: x: computed\nsrc/core/u.js:2 may be relax: "
                                 "../relax/none.js: the file is not in the view, "
                                 "but it would lie in a folder of the module src/relax/") +
                         name + "\n"});
  }
  const ResolvedCase rows[] = {
      {"a header", kRelax + "### src/relax/a.h\n" + script, "1 foreign\n"},
      {"declared", module("relax", "paths: [src/relax/]\nnamespace: {js: [p]}") + "### src/relax/a.h\n" + script,
       "src/core/u.js:1 may be core: x: computed\n"
       "src/core/u.js:2 may be relax: ../relax/none.js: the file is not in the view, but it would lie in a folder of "
       "the module src/relax/a.h\n"},
      {"gone", module("gone", "paths: [x/]\nnamespace: {js: [p]}\nowners: [\"@a\"]", "removed") + script,
       "1 foreign\n"},
      {"its manifest alone", module("relax", "paths: [src/relax/, .modgate/modules/]") + script, "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

}  // namespace
}  // namespace modgate::testing
