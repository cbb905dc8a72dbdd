// Names of Java, Kotlin and Scala: classes called as their files, what a package may hold beside them, names bound by
// imports, and what manifests declare. The module `relax` owns jvm/relax/.
#include <gtest/gtest.h>

#include "modgate/limits.h"
#include "resolved.h"

namespace modgate::testing {
namespace {

const std::string kRelax = module("relax", "paths: [jvm/relax/]");

/// A file in a package, and what follows.
std::string java(const std::string& path, const std::string& package, const std::string& text = "") {
  return "### " + path + "\n" + (package.empty() ? "" : "package " + package + ";\n") + text;
}

TEST(JvmImports, Java) {
  const std::string tree = kRelax + java("jvm/relax/Op.java", "org.acme.relax") +
                           java("jvm/relax/sub/Deep.java", "org.acme.relax.sub") +
                           java("jvm/core/Core.java", "org.acme.core") + java("jvm/mixed/A.java", "org.acme.mixed") +
                           java("jvm/relax/B.java", "org.acme.mixed");
  const ResolvedCase rows[] = {
      {"imports",
       tree + java("jvm/core/U.java", "org.acme.core",
                   "import org.acme.relax.Op;\nimport org.acme.relax.Op.Inner;\nimport org.acme.relax.*;\nimport "
                   "static org.acme.relax.Op.f;\n"
                   "import static org.acme.relax.Op.*;\nimport org.acme.relax.Unknown;\nimport "
                   "org.acme.relax.lower;\nimport org.acme.relax.sub.Deep;\n"
                   "import org.acme.mixed.A;\nimport org.acme.mixed.B;\nimport org.acme.mixed.Unknown;\nimport "
                   "org.acme.mixed.*;\nimport org.acme.core.Core;\n"
                   "import org.acme.*;\nimport org.acme.relaxed.Op;\nimport java.util.List;\nimport "
                   "org.acme.relax.sub.none.X;\nimport Op;\n"),
       "jvm/core/U.java:2 import org.acme.relax.Op > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:3 import org.acme.relax.Op.Inner > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:4 import org.acme.relax > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:5 import org.acme.relax.Op.f > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:6 import org.acme.relax.Op > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:7 import org.acme.relax.Unknown > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:9 import org.acme.relax.sub.Deep > jvm/relax/sub/Deep.java relax\n"
       "jvm/core/U.java:11 import org.acme.mixed.B > jvm/relax/B.java relax\n"
       "jvm/core/U.java:12 may be relax: org.acme.mixed.Unknown: several places of the tree hold what this names "
       "jvm/mixed/A.java jvm/relax/B.java\n"
       "jvm/core/U.java:13 may be relax: org.acme.mixed: several places of the tree hold what this names "
       "jvm/mixed/A.java jvm/relax/B.java\n"
       "jvm/core/U.java:10 import > jvm/mixed/A.java\n"
       "jvm/core/U.java:14 import > jvm/core/Core.java\n"
       "6 foreign\n"},
      {"names in code",
       tree + java("jvm/core/U.java", "org.acme.core",
                   "class U {\n  org.acme.relax.Op a;\n  org.acme.relax.Unknown b;\n  int c = org.acme.relax.lower;\n  "
                   "org.acme.mixed.B d;\n  org.acme.mixed.Unknown e;\n"
                   "  org.acme.core.Core f;\n  Object g = org.acme.relax.sub.Deep.h();\n}\n"),
       "jvm/core/U.java:3 attribute org.acme.relax.Op = org.acme.relax.Op relax also 4 6 9\n"},
      {"of the file's own package",
       tree +
           java("jvm/core/W.java", "org.acme.relax",
                "class W { Op op; Deep deep; Core core; Op f() { return Op.g(); } }\n") +
           java("jvm/core/V.java", "org.acme.relax",
                "import org.other.Op;\nclass V { Object f() { return Op.g(); } }\n") +
           java("jvm/core/X.java", "org.acme.mixed",
                "class X { Object f() { return B.g(); } Object h() { return A.g(); } }\n"),
       "jvm/core/W.java:2 attribute Op = Op relax\n"
       "jvm/core/X.java:2 attribute B = B relax\n"
       "1 foreign\n"},
      {"a class of the package whose name is imported, or seems to be",
       tree +
           java("jvm/core/A.java", "org.acme.relax",
                "import static org.other.Op.*;\nclass A { Object f() { return Op.g(); } }\n") +
           java("jvm/core/B.java", "org.acme.relax",
                "import org.other.*;\nclass B { Object f() { return Op.g(); } }\n") +
           "### jvm/core/C.scala\npackage org.acme.relax\nimport org.other.{Op}\nclass C { val a = Op.f }\n"
           "### jvm/core/D.scala\npackage org.acme.relax\nimport org.other.{Nope}\nclass D { val a = Op.f }\n"
           "### jvm/core/E.scala\npackage org.acme\npackage other\nclass E { val a = Op.f }\n"
           "### jvm/core/F.scala\npackage org.acme.relax\npackage other\nclass F { val a = Op.f }\n",
       "jvm/core/A.java:3 attribute Op = Op relax\n"
       "jvm/core/B.java:3 attribute Op = Op relax\n"
       "jvm/core/D.scala:3 attribute Op = Op relax\n"
       "jvm/core/F.scala:3 attribute Op = Op relax\n"
       "4 foreign\n"},
      {"a class that two owners have in the file's own package",
       module("relax", "paths: [jvm/a/]") + java("jvm/a/Op.java", "p") + java("jvm/b/Op.java", "p") +
           java("jvm/c/U.java", "p", "class U { Object f() { return Op.g(); } }\n"),
       ""},
      {"capitals",
       tree + java("jvm/core/U.java", "q",
                   "import org.acme.relax.Add;\nimport org.acme.relax.Zed;\nimport org.acme.relax.$made;\nimport "
                   "org.acme.relax._made;\nimport org.acme.relax.A;\nimport org.acme.relax.Z;\n"),
       "jvm/core/U.java:2 import org.acme.relax.Add > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:3 import org.acme.relax.Zed > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:6 import org.acme.relax.A > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:7 import org.acme.relax.Z > jvm/relax/Op.java relax\n"
       "2 foreign\n"},
      {"a package alone",
       tree + java("jvm/core/U.java", "q", "import org.acme.relax;\nclass U { Object f = g(org.acme.relax); }\n"),
       "jvm/core/U.java:2 import org.acme.relax > jvm/relax/Op.java relax\n"},
      {"excluded",
       policy("exclude: [jvm/relax/Op.java]") + tree + java("jvm/core/U.java", "", "import org.acme.relax.Op;\n"),
       "1 foreign\n"},
      {"one class in two folders",
       kRelax + java("jvm/relax/Op.java", "p") + java("jvm/core/Op.java", "p") + java("jvm/relax/x/Two.java", "p") +
           java("jvm/relax/y/Two.java", "p") +
           java("jvm/core/U.java", "q", "import p.Op;\nimport p.Two;\nimport p.*;\nclass U { p.Op a; p.Two b; }\n"),
       "jvm/core/U.java:3 import p.Two > jvm/relax/x/Two.java relax\n"
       "jvm/core/U.java:2 may be relax: p.Op: several places of the tree hold what this names jvm/core/Op.java "
       "jvm/relax/Op.java\n"
       "jvm/core/U.java:4 may be relax: p: several places of the tree hold what this names jvm/core/Op.java "
       "jvm/relax/Op.java\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(JvmImports, Declared) {
  const std::string declares = module("relax", "paths: [jvm/relax/]\nnamespace: {jvm: [org.acme.relax]}") +
                               module("tune", "paths: [jvm/tune/]\nnamespace: {jvm: [org.acme.relax.tune, single]}");
  const std::string imports =
      "import org.acme.relax.Made;\nimport org.acme.relax.*;\nimport org.acme.relax.tune.Made;\nimport "
      "org.acme.relax.lower;\n"
      "import org.acme.relaxed.Made;\nimport single.Made;\nimport org.acme.relax.deep.deeper.Made;\nimport "
      "org.acme.Relax;\n";
  const std::string names =
      "class U {\n  org.acme.relax.Made a;\n  int b = org.acme.relax.lower.x;\n  int c = single.lower.x;\n  "
      "single.Upper d;\n"
      "  org.acme.relax.tune.Made e;\n}\n";
  const ResolvedCase rows[] = {
      {"without files", declares + "### jvm/relax/a.h\n### jvm/tune/a.h\n" + java("jvm/core/U.java", "q", imports),
       "jvm/core/U.java:2 import org.acme.relax.Made > - relax\n"
       "jvm/core/U.java:3 import org.acme.relax > - relax\n"
       "jvm/core/U.java:4 import org.acme.relax.tune.Made > - tune\n"
       "jvm/core/U.java:5 import org.acme.relax.lower > - relax\n"
       "jvm/core/U.java:7 import single.Made > - tune\n"
       "jvm/core/U.java:8 import org.acme.relax.deep.deeper.Made > - relax\n"
       "2 foreign\n"},
      {"names in code", declares + "### jvm/relax/a.h\n### jvm/tune/a.h\n" + java("jvm/core/U.java", "q", names),
       "jvm/core/U.java:3 attribute org.acme.relax.Made = org.acme.relax.Made relax also 4\n"
       "jvm/core/U.java:7 attribute org.acme.relax.tune.Made = org.acme.relax.tune.Made tune\n"},
      {"a package alone in code",
       declares + "### jvm/relax/a.h\n### jvm/tune/a.h\n" +
           java("jvm/core/U.java", "q",
                "class U { Object f = g(org.acme.relax); Object h = g(org.acme.relax.lower); }\n"),
       "jvm/core/U.java:2 attribute org.acme.relax.lower = org.acme.relax.lower relax\n"},
      {"with a file of the module",
       declares + java("jvm/relax/Op.java", "org.acme.relax") + "### jvm/tune/a.h\n" +
           java("jvm/core/U.java", "q", imports),
       "jvm/core/U.java:2 import org.acme.relax.Made > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:3 import org.acme.relax > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:4 import org.acme.relax.tune.Made > - tune\n"
       "jvm/core/U.java:5 import org.acme.relax.lower > jvm/relax/Op.java relax\n"
       "jvm/core/U.java:7 import single.Made > - tune\n"
       "jvm/core/U.java:8 import org.acme.relax.deep.deeper.Made > jvm/relax/Op.java relax\n"
       "2 foreign\n"},
      {"with a file of the core",
       declares + java("jvm/core/Op.java", "org.acme.relax") + "### jvm/relax/a.h\n" +
           java("jvm/core/U.java", "q",
                "import org.acme.relax.Op;\nimport org.acme.relax.Made;\nimport org.acme.relax.*;\n"),
       "jvm/core/U.java:3 import org.acme.relax.Made > - relax\n"
       "jvm/core/U.java:4 import org.acme.relax > - relax\n"
       "jvm/core/U.java:2 import > jvm/core/Op.java\n"},
      {"a file in a deeper package than is declared",
       declares + java("jvm/core/x/Op.java", "org.acme.relax.x") + java("jvm/relax/y/Op.java", "org.acme.relax.y") +
           java("jvm/core/U.java", "q",
                "import org.acme.relax.x.Made;\nimport org.acme.relax.y.Made;\nimport org.acme.relax.x.Op;\n"),
       "jvm/core/U.java:3 import org.acme.relax.y.Made > jvm/relax/y/Op.java relax\n"
       "jvm/core/U.java:2 import > jvm/core/x/Op.java\n"
       "jvm/core/U.java:4 import > jvm/core/x/Op.java\n"},
      {"gone",
       module("gone", "paths: [x/]\nnamespace: {jvm: [p]}\nowners: [\"@a\"]", "removed") + kRelax +
           java("jvm/relax/R.java", "r") + java("jvm/core/U.java", "q", "import p.Made;\n"),
       "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(JvmImports, KotlinAndScala) {
  const std::string tree = kRelax +
                           "### jvm/relax/Op.kt\npackage org.acme.relax\n### jvm/relax/S.scala\npackage "
                           "org.acme.scala\n### jvm/core/C.kt\npackage org.acme.core\n";
  const ResolvedCase rows[] = {
      {"Kotlin",
       tree + "### jvm/core/U.kt\npackage org.acme.core\nimport org.acme.relax.Op\nimport "
              "org.acme.relax.function\nimport org.acme.relax.*\n"
              "import org.acme.relax.Op as Other\nimport org.acme.relax.OpKt.f\nimport org.acme.relax.Kt\nimport "
              "org.acme.relax.a.b\n",
       "jvm/core/U.kt:2 import org.acme.relax.Op > jvm/relax/Op.kt relax\n"
       "jvm/core/U.kt:3 import org.acme.relax.function > jvm/relax/Op.kt relax\n"
       "jvm/core/U.kt:4 import org.acme.relax > jvm/relax/Op.kt relax\n"
       "jvm/core/U.kt:5 import org.acme.relax.Op > jvm/relax/Op.kt relax\n"
       "jvm/core/U.kt:6 import org.acme.relax.OpKt.f > jvm/relax/Op.kt relax\n"
       "jvm/core/U.kt:7 import org.acme.relax.Kt > jvm/relax/Op.kt relax\n"
       "1 foreign\n"},
      {"Java sees Kotlin's functions",
       tree +
           java("jvm/core/U.java", "q",
                "import org.acme.relax.OpKt;\nimport static org.acme.relax.OpKt.f;\nimport org.acme.relax.NoneKt;\n"),
       "jvm/core/U.java:2 import org.acme.relax.OpKt > jvm/relax/Op.kt relax\n"
       "jvm/core/U.java:3 import org.acme.relax.OpKt.f > jvm/relax/Op.kt relax\n"
       "jvm/core/U.java:4 import org.acme.relax.NoneKt > jvm/relax/Op.kt relax\n"},
      {"the file of Kotlin's functions decides",
       kRelax + "### jvm/relax/Op.kt\npackage p\n### jvm/core/C.kt\npackage p\n" +
           java("jvm/core/U.java", "q", "import p.OpKt;\nimport p.CKt;\nimport p.Kt;\nimport p.XOpKt;\n"),
       "jvm/core/U.java:2 import p.OpKt > jvm/relax/Op.kt relax\n"
       "jvm/core/U.java:4 may be relax: p.Kt: several places of the tree hold what this names jvm/core/C.kt "
       "jvm/relax/Op.kt\n"
       "jvm/core/U.java:5 may be relax: p.XOpKt: several places of the tree hold what this names jvm/core/C.kt "
       "jvm/relax/Op.kt\n"
       "jvm/core/U.java:3 import > jvm/core/C.kt\n"},
      {"what another file binds is not bound here",
       tree + "### jvm/core/U.scala\npackage q\nimport org.acme\nimport acme.relax.Op\n### jvm/core/V.scala\npackage "
              "r\nimport "
              "other.X\nimport acme.relax.Op\n",
       "jvm/core/U.scala:3 import acme.relax.Op > jvm/relax/Op.kt relax\n"
       "3 foreign\n"},
      {"functions in code",
       tree + "### jvm/core/U.kt\npackage org.acme.core\nval a = org.acme.relax.function()\nval b = "
              "org.acme.relax.Op.c()\nval d = org.acme.relax.Unknown()\n",
       "jvm/core/U.kt:2 attribute org.acme.relax.function = org.acme.relax.function relax also 3 4\n"},
      {"Scala",
       tree + "### jvm/core/U.scala\npackage org.acme\npackage core\nimport scala.{S, T => U, _}\nimport "
              "org.acme.scala.S\nimport scala._\nimport _root_.org.acme.relax.Op\n"
              "import relax.Op\nimport org.acme\nimport acme.relax.Op\nimport other.relax.Op\nimport S.f\n",
       "jvm/core/U.scala:3 import scala > jvm/relax/S.scala relax at `S`\n"
       "jvm/core/U.scala:4 import org.acme.scala.S > jvm/relax/S.scala relax\n"
       "jvm/core/U.scala:5 import scala > jvm/relax/S.scala relax\n"
       "jvm/core/U.scala:6 import _root_.org.acme.relax.Op > jvm/relax/Op.kt relax\n"
       "jvm/core/U.scala:7 import relax.Op > jvm/relax/Op.kt relax\n"
       "jvm/core/U.scala:9 import acme.relax.Op > jvm/relax/Op.kt relax\n"
       "3 foreign\n"},
      {"names in Scala",
       tree + "### jvm/core/U.scala\npackage org.acme.core\nclass U { val a = _root_.org.acme.relax.Op.f; val b = "
              "org.acme.scala.S.g }\n",
       "jvm/core/U.scala:2 attribute _root_.org.acme.relax.Op = _root_.org.acme.relax.Op relax also 2\n"},
      {"bound by imports",
       tree + "### jvm/core/U.scala\npackage q\nimport org.acme\nimport acme.relax.Op\nimport org.{acme => x}\nimport "
              "org.acme.{relax, none}\nimport relax.Op\nimport none.Op\n",
       "jvm/core/U.scala:3 import acme.relax.Op > jvm/relax/Op.kt relax\n"
       "jvm/core/U.scala:5 import org.acme > jvm/relax/Op.kt relax at `relax`\n"
       "jvm/core/U.scala:6 import relax.Op > jvm/relax/Op.kt relax\n"
       "3 foreign\n"},
      {"of the tree's own root, in code",
       kRelax + "### jvm/relax/S.scala\npackage single\n### jvm/core/U.scala\npackage q\nclass U { val a = "
                "_root_.single.f; val b = single.lower.g; val c = _root_.single; val d = _root_.single.S }\n",
       "jvm/core/U.scala:2 attribute _root_.single.f = _root_.single.f relax also 2\n"},
      {"a name that an import binds to itself",
       kRelax +
           "### jvm/relax/X.scala\npackage a.org\n### jvm/core/Y.scala\npackage org\n### jvm/core/U.scala\npackage a\n"
           "import org\nimport org.X\n",
       "jvm/core/U.scala:2 import org > jvm/relax/X.scala relax\n"
       "jvm/core/U.scala:3 import org.X > jvm/relax/X.scala relax\n"},
      {"a package twice in a file",
       kRelax + "### jvm/relax/T.scala\npackage t { class A }\npackage t { class B }\n### jvm/core/U.scala\npackage q\n"
                "import t.A\nimport t.T\nimport t._\n",
       "jvm/core/U.scala:2 import t.A > jvm/relax/T.scala relax\n"
       "jvm/core/U.scala:3 import t.T > jvm/relax/T.scala relax\n"
       "jvm/core/U.scala:4 import t > jvm/relax/T.scala relax\n"},
      {"within wildcards",
       tree + "### jvm/core/U.scala\npackage q\nimport org.acme._\nimport relax.Op\nimport scala.S\n### "
              "jvm/core/V.scala\npackage q\nimport relax.Op\n",
       "jvm/core/U.scala:3 import relax.Op > jvm/relax/Op.kt relax\n"
       "jvm/core/U.scala:4 import scala.S > jvm/relax/S.scala relax\n"
       "2 foreign\n"},
      {"a package that only leads",
       kRelax + "### jvm/relax/A.scala\npackage org\npackage relax\n### jvm/core/B.scala\npackage org\npackage core\n"
                "### jvm/core/U.scala\nimport org._\nimport relax.A\nimport org.relax.A\nimport org.Unknown\n",
       "jvm/core/U.scala:2 import relax.A > jvm/relax/A.scala relax\n"
       "jvm/core/U.scala:3 import org.relax.A > jvm/relax/A.scala relax\n"
       "2 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

/// A relative import is looked up in so many wildcard imports that the file has before it, and in no more.
TEST(JvmImports, ManyWildcards) {
  for (const std::size_t before : {limits::kWildcardImports - 1, limits::kWildcardImports}) {
    std::string tree = kRelax + "### jvm/relax/Op.kt\npackage org.acme.relax\n", user = "### jvm/core/U.scala\n", said;
    for (std::size_t i = 0; i < before; ++i) {
      const std::string name = "w" + std::to_string(i);
      tree += "### jvm/core/" + name + "/x.scala\npackage " + name + "\n";
      user += "import " + name + "._\n";
      said += "jvm/core/U.scala:" + std::to_string(i + 1) + " import > jvm/core/" + name + "/x.scala\n";
    }
    const bool seen = before < limits::kWildcardImports;
    const std::string use =
        "jvm/core/U.scala:" + std::to_string(before + 2) + " import relax.Op > jvm/relax/Op.kt relax\n";
    expect_resolved({std::to_string(before), tree + user + "import org.acme._\nimport relax.Op\n",
                     (seen ? use : "") + said + (seen ? "1" : "2") + " foreign\n"});
  }
}

}  // namespace
}  // namespace modgate::testing
