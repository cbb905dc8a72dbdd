// Which file an include takes: the order of folders, the files that end in its path where no folder is declared, and
// what is said of those that nothing decides.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

std::string relax() {
  return module("relax", "paths: [src/relax/, include/acme/relax/]\nnamespace: {cpp: [acme::relax]}");
}

/// `a0/TAIL`, `a1/TAIL`, ...
std::string numbered(char first, int count, const std::string& tail) {
  std::string tree;
  for (int i = 0; i < count; ++i) tree += "### " + std::string(1, first) + std::to_string(i) + "/" + tail + "\n";
  return tree;
}

TEST(IncludeOrder, Folders) {
  const std::string tree = relax() + module("tune", "paths: [lib/acme/]") +
                           files({"include/acme/a.h", "lib/acme/a.h", "lib/acme/b.h", "src/core/acme/a.h",
                                  "include/acme/relax/relax.h", "deep/er/acme/c.h"});
  const std::string user =
      "### src/core/u.cc\n#include \"acme/a.h\"\n#include <acme/a.h>\n#include <acme/b.h>\n#include \"./acme/a.h\"\n"
      "#include \"acme\\relax\\relax.h\"\n#include \"/include/acme/relax/relax.h\"\n#include "
      "<./././acme/relax/relax.h>\n"
      "#include_next <acme/a.h>\n#include <acme/c.h>\n#include <>\n#include \"./\"\n"
      "### include/acme/n.h\n#include_next <acme/n.h>\n#include <acme/n.h>\n";
  const ResolvedCase rows[] = {
      {"roots", policy("include_roots: [include/, lib/]") + tree + user,
       "src/core/u.cc:3 include acme/b.h > lib/acme/b.h tune\n"
       "src/core/u.cc:5 include acme\\relax\\relax.h > include/acme/relax/relax.h relax\n"
       "src/core/u.cc:7 include ./././acme/relax/relax.h > include/acme/relax/relax.h relax\n"
       "include/acme/n.h:1 may be tune: acme/n.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:1 include > src/core/acme/a.h\n"
       "src/core/u.cc:2 include > include/acme/a.h\n"
       "src/core/u.cc:4 include > src/core/acme/a.h\n"
       "src/core/u.cc:8 include > include/acme/a.h\n"
       "3 foreign\n"},
      {"roots in another order", policy("include_roots: [lib, include]") + tree + user,
       "src/core/u.cc:2 include acme/a.h > lib/acme/a.h tune\n"
       "src/core/u.cc:3 include acme/b.h > lib/acme/b.h tune\n"
       "src/core/u.cc:5 include acme\\relax\\relax.h > include/acme/relax/relax.h relax\n"
       "src/core/u.cc:7 include ./././acme/relax/relax.h > include/acme/relax/relax.h relax\n"
       "src/core/u.cc:8 include acme/a.h > lib/acme/a.h tune\n"
       "include/acme/n.h:1 may be tune: acme/n.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:1 include > src/core/acme/a.h\n"
       "src/core/u.cc:4 include > src/core/acme/a.h\n"
       "3 foreign\n"},
      {"no roots", tree + user,
       "src/core/u.cc:3 include acme/b.h > lib/acme/b.h tune inferred\n"
       "src/core/u.cc:5 include acme\\relax\\relax.h > include/acme/relax/relax.h relax inferred\n"
       "src/core/u.cc:7 include ./././acme/relax/relax.h > include/acme/relax/relax.h relax inferred\n"
       "include/acme/n.h:1 may be tune: acme/n.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:2 may be tune: acme/a.h: 3 files of the tree end in this path, and no include root is declared "
       "include/acme/a.h lib/acme/a.h src/core/acme/a.h\n"
       "src/core/u.cc:8 may be tune: acme/a.h: 3 files of the tree end in this path, and no include root is declared "
       "include/acme/a.h lib/acme/a.h src/core/acme/a.h\n"
       "src/core/u.cc:1 include > src/core/acme/a.h\n"
       "src/core/u.cc:4 include > src/core/acme/a.h\n"
       "src/core/u.cc:9 include > deep/er/acme/c.h\n"
       "2 foreign\n"},
      {"the tree as a root", policy("include_roots: [.]") + tree + "### src/core/u.cc\n#include <lib/acme/b.h>\n",
       "src/core/u.cc:1 include lib/acme/b.h > lib/acme/b.h tune\n"},
      {"a compile database",
       policy("include_roots: [include/]") + tree + user,
       "src/core/u.cc:3 include acme/b.h > lib/acme/b.h tune\n"
       "include/acme/n.h:1 may be tune: acme/n.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:5 may be relax: acme\\relax\\relax.h: no declared include root leads to it, but a module's file "
       "ends in this path include/acme/relax/relax.h\n"
       "src/core/u.cc:7 may be relax: ./././acme/relax/relax.h: no declared include root leads to it, but a module's "
       "file ends in this path include/acme/relax/relax.h\n"
       "src/core/u.cc:1 include > src/core/acme/a.h\n"
       "src/core/u.cc:2 include > src/core/acme/a.h\n"
       "src/core/u.cc:4 include > src/core/acme/a.h\n"
       "src/core/u.cc:8 include > src/core/acme/a.h\n"
       "3 foreign\n",
       {{"src/core/u.cc", {"src/core", "lib"}}, {"", {"lib", "include"}}}},
      {"a compile database without the file",
       tree + user,
       "src/core/u.cc:2 include acme/a.h > lib/acme/a.h tune\n"
       "src/core/u.cc:3 include acme/b.h > lib/acme/b.h tune\n"
       "src/core/u.cc:8 include acme/a.h > lib/acme/a.h tune\n"
       "include/acme/n.h:1 may be tune: acme/n.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:5 may be relax: acme\\relax\\relax.h: no declared include root leads to it, but a module's file "
       "ends in this path include/acme/relax/relax.h\n"
       "src/core/u.cc:7 may be relax: ./././acme/relax/relax.h: no declared include root leads to it, but a module's "
       "file ends in this path include/acme/relax/relax.h\n"
       "src/core/u.cc:1 include > src/core/acme/a.h\n"
       "src/core/u.cc:4 include > src/core/acme/a.h\n"
       "src/core/u.cc:9 include > deep/er/acme/c.h\n"
       "3 foreign\n",
       {{"src/core/other.cc", {"src/core"}}, {"", {"deep/er", "lib"}}}},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(IncludeOrder, Endings) {
  const ResolvedCase rows[] = {
      {"all of one owner",
       relax() + files({"src/relax/x/p/q.h", "src/relax/y/p/q.h"}) + "### src/core/u.cc\n#include <p/q.h>\n",
       "src/core/u.cc:1 include p/q.h > src/relax/x/p/q.h relax inferred\n"},
      {"two owners",
       relax() + files({"src/relax/x/p/q.h", "lib/p/q.h"}) +
           "### src/core/u.cc\n#include <p/q.h>\n#include \"../p/q.h\"\n",
       "src/core/u.cc:1 may be relax: p/q.h: 2 files of the tree end in this path, and no include root is declared "
       "lib/p/q.h src/relax/x/p/q.h\n"
       "src/core/u.cc:2 may be relax: ../p/q.h: 2 files of the tree end in this path, and no include root is declared "
       "lib/p/q.h src/relax/x/p/q.h\n"},
      {"not in the middle of a name", relax() + files({"src/relax/xp/q.h"}) + "### src/core/u.cc\n#include <p/q.h>\n",
       "1 foreign\n"},
      {"the next one",
       relax() + files({"src/relax/x/p/q.h"}) + "### lib/p/q.h\n#include_next <p/q.h>\n#include_next \"p/q.h\"\n",
       "lib/p/q.h:1 include p/q.h > src/relax/x/p/q.h relax inferred\n"
       "lib/p/q.h:2 include p/q.h > src/relax/x/p/q.h relax inferred\n"},
      {"a name alone, beside and above",
       relax() + module("top", "paths: [src/own.h, src/core/sub.h, other/far.h]") +
           files({"src/own.h", "src/core/sub.h", "other/far.h"}) +
           "### src/core/deep/u.cc\n#include <own.h>\n#include <sub.h>\n#include <far.h>\n",
       "src/core/deep/u.cc:1 include own.h > src/own.h top inferred\n"
       "src/core/deep/u.cc:2 include sub.h > src/core/sub.h top inferred\n"
       "src/core/deep/u.cc:3 may be top: far.h: only the file's name agrees, and no include root is declared "
       "other/far.h\n"},
      {"a name alone in two places",
       relax() + files({"src/relax/one/far.h", "src/relax/two/far.h"}) + "### src/core/u.cc\n#include <far.h>\n",
       "src/core/u.cc:1 include far.h > src/relax/one/far.h relax inferred\n"},
      {"systems'",
       relax() +
           files({"src/relax/include/vector", "src/relax/include/aio.h", "src/relax/include/xlocale.h",
                  "src/relax/include/sys/types.h", "src/relax/include/ext/a.h", "src/relax/include/arpa.h"}) +
           "### src/core/u.cc\n#include <vector>\n#include \"vector\"\n#include <aio.h>\n#include <xlocale.h>\n"
           "#include <sys/types.h>\n#include \"sys/types.h\"\n#include <ext/a.h>\n#include <sys/none.h>\n#include "
           "<arpa.h>\n",
       "src/core/u.cc:2 include vector > src/relax/include/vector relax inferred\n"
       "src/core/u.cc:6 include sys/types.h > src/relax/include/sys/types.h relax inferred\n"
       "src/core/u.cc:9 include arpa.h > src/relax/include/arpa.h relax inferred\n"
       "src/core/u.cc:5 may be relax: sys/types.h: the system has a folder of this name, but a module's file ends in "
       "this path src/relax/include/sys/types.h\n"
       "src/core/u.cc:7 may be relax: ext/a.h: the system has a folder of this name, but a module's file ends in this "
       "path src/relax/include/ext/a.h\n"
       "4 foreign\n"},
      {"the system's folder where it is only the core's",
       relax() + files({"lib/sys/types.h"}) + "### src/core/u.cc\n#include <sys/types.h>\n", "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

/// Eight candidates are told; of more, one of each module that is not free to use comes before the rest.
TEST(IncludeOrder, Candidates) {
  const std::string user = "### src/u.cc\n#include <api/x.h>\n";
  const std::string two = module("one", "paths: [y0/]") + module("two", "paths: [y1/, y2/]") +
                          module("old", "paths: [z0/]\nowners: [\"@a\"]", "S2");
  std::string nine;
  for (int i = 0; i < 9; ++i) nine += module("m" + std::to_string(i), "paths: [y" + std::to_string(i) + "/]");
  const std::string roots = policy("include_roots: [include/]");
  const ResolvedCase rows[] = {
      {"eight", two + numbered('b', 4, "api/x.h") + numbered('y', 3, "api/x.h") + numbered('z', 1, "api/x.h") + user,
       "src/u.cc:1 may be one: api/x.h: 8 files of the tree end in this path, and no include root is declared "
       "b0/api/x.h b1/api/x.h b2/api/x.h b3/api/x.h y0/api/x.h y1/api/x.h y2/api/x.h z0/api/x.h\n"},
      {"nine", two + numbered('b', 8, "api/x.h") + numbered('y', 3, "api/x.h") + numbered('z', 1, "api/x.h") + user,
       "src/u.cc:1 may be one: api/x.h: 12 files of the tree end in this path, and no include root is declared "
       "b0/api/x.h b1/api/x.h b2/api/x.h b3/api/x.h b4/api/x.h b5/api/x.h y0/api/x.h y1/api/x.h\n"},
      {"a module's before all others",
       module("first", "paths: [a0/]") + numbered('a', 1, "api/x.h") + numbered('b', 9, "api/x.h") + user,
       "src/u.cc:1 may be first: api/x.h: 10 files of the tree end in this path, and no include root is declared "
       "a0/api/x.h b0/api/x.h b1/api/x.h b2/api/x.h b3/api/x.h b4/api/x.h b5/api/x.h b6/api/x.h\n"},
      {"more modules than are told", nine + numbered('b', 1, "api/x.h") + numbered('y', 9, "api/x.h") + user,
       "src/u.cc:1 may be m0: api/x.h: 10 files of the tree end in this path, and no include root is declared "
       "y0/api/x.h y1/api/x.h y2/api/x.h y3/api/x.h y4/api/x.h y5/api/x.h y6/api/x.h y7/api/x.h\n"},
      {"eight beside the roots", roots + nine + numbered('y', 8, "api/x.h") + user,
       "src/u.cc:1 may be m0: api/x.h: no declared include root leads to it, but a module's file ends in this path "
       "y0/api/x.h y1/api/x.h y2/api/x.h y3/api/x.h y4/api/x.h y5/api/x.h y6/api/x.h y7/api/x.h\n"},
      {"nine beside the roots", roots + nine + numbered('b', 3, "api/x.h") + numbered('y', 9, "api/x.h") + user,
       "src/u.cc:1 may be m0: api/x.h: no declared include root leads to it, but a module's file ends in this path; "
       "there are 9 such files y0/api/x.h y1/api/x.h y2/api/x.h y3/api/x.h y4/api/x.h y5/api/x.h y6/api/x.h "
       "y7/api/x.h\n"},
      {"a module that is free to use",
       module("old", "paths: [x0/]\nowners: [\"@a\"]", "S2") + numbered('b', 1, "api/x.h") +
           numbered('x', 1, "api/x.h") + user,
       ""},
      {"the module itself",
       module("one", "paths: [y0/]") + numbered('b', 1, "api/x.h") + numbered('y', 1, "api/x.h") +
           "### y0/u.cc\n#include <api/x.h>\n",
       ""},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(IncludeOrder, NotInView) {
  const std::string roots = policy("include_roots: [include/, src/]");
  const std::string user =
      "### src/core/u.cc\n#include <acme/relax/made.h>\n#include \"../relax/made.h\"\n#include "
      "<acme/relax/deep/made.h>\n"
      "#include <relax/sub/made.h>\n#include <made.h>\n#include <relax/t.h>\n#include <acme/relax/made.h>\n"
      "#include <relax/../made.h>\n";
  const std::string tree = relax() + files({"include/acme/relax/relax.h", "src/relax/a.cc", "src/relax/sub/b.cc",
                                            "src/relax/t.h.in", "src/relax0/x.h", "src/relax-old/x.h"});
  const ResolvedCase rows[] = {
      {"roots", roots + tree + user,
       "src/core/u.cc:1 may be relax: acme/relax/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "src/core/u.cc:2 may be relax: ../relax/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "src/core/u.cc:4 may be relax: relax/sub/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "src/core/u.cc:6 may be relax: relax/t.h: the file is not in the view, but a module holds its template "
       "src/relax/t.h.in\n"
       "src/core/u.cc:7 may be relax: acme/relax/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "3 foreign\n"},
      {"no roots", tree + user,
       "src/core/u.cc:1 may be relax: acme/relax/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "src/core/u.cc:2 may be relax: ../relax/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "src/core/u.cc:4 may be relax: relax/sub/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "src/core/u.cc:6 may be relax: relax/t.h: the file is not in the view, but a module holds its template "
       "src/relax/t.h.in\n"
       "src/core/u.cc:7 may be relax: acme/relax/made.h: the file is not in the view, but it would lie in a folder of "
       "the module\n"
       "3 foreign\n"},
      {"from the module", tree + "### src/relax/u.cc\n#include <acme/relax/made.h>\n", ""},
      {"the core has a file there, too",
       module("relax", "paths: [src/relax/a.cc, src/relax/c.cc]\nnamespace: {cpp: [acme::relax]}") +
           files({"src/relax/a.cc", "src/relax/b.cc", "src/relax/c.cc"}) +
           "### src/core/u.cc\n#include <relax/made.h>\n",
       "1 foreign\n"},
      {"beside the file before elsewhere",
       relax() + module("near", "paths: [src/core/relax/]") +
           files({"lib/relax/x.h", "src/relax/a.cc", "src/core/relax/x.h"}) +
           "### src/core/u.cc\n#include \"relax/made.h\"\n#include <relax/made.h>\n",
       "src/core/u.cc:1 may be near: relax/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:2 may be near: relax/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"},
      {"in angles not beside the file",
       relax() + module("near", "paths: [zoo/relax/]") + files({"src/relax/a.cc", "zoo/relax/x.h"}) +
           "### zoo/u.cc\n#include <relax/made.h>\n#include \"relax/made.h\"\n",
       "zoo/u.cc:1 may be relax: relax/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "zoo/u.cc:2 may be near: relax/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"},
      {"a folder that is a link to the tree itself",
       module("relax", "paths: [a/]\nnamespace: {cpp: [acme::relax]}") + files({"a/x.h"}) +
           "### lib/relax -> ..\n### lib/u.cc\n#include \"relax/made.h\"\n#include \"relax/a/made.h\"\n#include "
           "\"..\"\n"
           "#include <relax/..>\n",
       "lib/u.cc:2 may be relax: relax/a/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "3 foreign\n"},
      {"the first of two folders that a module owns",
       relax() + files({"lib/relax/x.h", "src/relax/a.cc", "zip/relax/x.h"}) +
           "### src/core/u.cc\n#include <relax/made.h>\n",
       "src/core/u.cc:1 may be relax: relax/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"},
      {"the last file of the tree",
       module("zeta", "paths: [zeta/]") + files({"zeta/a.h", "zeta/b.h"}) +
           "### src/core/u.cc\n#include <zeta/made.h>\n",
       "src/core/u.cc:1 may be zeta: zeta/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"},
      {"a module that is gone or free to use",
       module("old", "paths: [old/]\nowners: [\"@a\"]", "S2") + files({"old/a.h"}) +
           "### src/core/u.cc\n#include <old/made.h>\n",
       ""},
      {"templates of nine modules",
       [] {
         std::string all = "### src/core/u.cc\n#include <api/t.h>\n";
         for (int i = 0; i < 9; ++i) {
           all += module("m" + std::to_string(i), "paths: [y" + std::to_string(i) + "/]");
         }
         return all + numbered('y', 9, "api/t.h.in");
       }(),
       "src/core/u.cc:1 may be m0: api/t.h: the file is not in the view, but a module holds its template; there are 9 "
       "such files y0/api/t.h.in y1/api/t.h.in y2/api/t.h.in y3/api/t.h.in y4/api/t.h.in y5/api/t.h.in y6/api/t.h.in "
       "y7/api/t.h.in\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(IncludeOrder, Links) {
  std::string chain = "### l0/t.h -> ../src/relax/t.h\n";
  for (int i = 1; i < 10; ++i) {
    chain += "### l" + std::to_string(i) + "/t.h -> ../l" + std::to_string(i - 1) + "/t.h\n";
  }
  const ResolvedCase rows[] = {
      {"eight links are followed, nine are not",
       relax() + files({"src/relax/t.h"}) + chain +
           "### src/core/u.cc\n#include \"../../l7/t.h\"\n#include \"../../l8/t.h\"\n",
       "src/core/u.cc:1 include ../../l7/t.h > src/relax/t.h relax\n"
       "1 foreign\n"},
      {"a link's name is no file's",
       relax() + "### src/relax/real.h\n### lib/q/alias.h -> ../../src/relax/real.h\n### src/core/u.cc\n#include "
                 "<q/alias.h>\n"
                 "#include \"../../lib/q/alias.h\"\n",
       "src/core/u.cc:1 include q/alias.h > src/relax/real.h relax inferred\n"
       "src/core/u.cc:2 include ../../lib/q/alias.h > src/relax/real.h relax\n"},
      {"a submodule is no file",
       relax() + "### src/relax/sub @\n### src/core/u.cc\n#include \"../relax/sub\"\n#include <relax/sub>\n",
       "src/core/u.cc:1 may be relax: ../relax/sub: the file is not in the view, but it would lie in a folder of the "
       "module\n"
       "src/core/u.cc:2 may be relax: relax/sub: the file is not in the view, but it would lie in a folder of the "
       "module\n"},
      {"through a folder, a link, and above",
       relax() + "### src/relax/deep/t.h\n### src/relax/s.h\n### src/core/in -> ../relax/deep\n### src/core/dot -> "
                 "./../relax/.\n"
                 "### src/core/u.cc\n#include \"in/t.h\"\n#include \"in/../s.h\"\n#include \"dot/s.h\"\n#include "
                 "\"dot/../relax/s.h\"\n"
                 "#include \"../../../src/relax/s.h\"\n",
       "src/core/u.cc:1 include in/t.h > src/relax/deep/t.h relax\n"
       "src/core/u.cc:2 include in/../s.h > src/relax/s.h relax\n"
       "src/core/u.cc:3 include dot/s.h > src/relax/s.h relax\n"
       "src/core/u.cc:4 include dot/../relax/s.h > src/relax/s.h relax\n"
       "src/core/u.cc:5 include ../../../src/relax/s.h > src/relax/s.h relax inferred\n"},
      {"a link that leads nowhere, and one to what is no folder",
       relax() + "### src/relax/s.h\n### src/core/gone -> ../none\n### src/core/file -> ../relax/s.h\n"
                 "### src/core/u.cc\n#include \"gone/s.h\"\n#include \"file/s.h\"\n#include \"file\"\n",
       "src/core/u.cc:3 include file > src/relax/s.h relax\n"
       "2 foreign\n"},
      {"the tree itself",
       relax() + "### src/relax/s.h\n### src/core/top -> ../..\n### src/core/over -> ../../..\n"
                 "### src/core/u.cc\n#include \"top/src/relax/s.h\"\n#include \"over/src/relax/s.h\"\n#include "
                 "\"top/../src/relax/s.h\"\n",
       "src/core/u.cc:1 include top/src/relax/s.h > src/relax/s.h relax\n"
       "src/core/u.cc:3 include top/../src/relax/s.h > src/relax/s.h relax inferred\n"
       "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

}  // namespace
}  // namespace modgate::testing
