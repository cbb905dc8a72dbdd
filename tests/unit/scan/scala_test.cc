// Rows of Scala 2 and 3 in, facts out.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "brace_fact_text.h"
#include "modgate/limits.h"
#include "scan/scan.h"

namespace modgate {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

TEST(Scala, Imports) {
  const Rows rows = {
      {"import a.b.C\nimport a.b._\nimport a.b.{C, D => E, F => _, _}\n",
       "import a.b.C@1; from a.b {*}@2; from a.b {C,D,*}@3"},
      {"import a.b.C, d.e.{F},g._; import `type`.x", "import a.b.C@1; from d.e {F}@1; from g {*}@1; import type.x@1"},
      {"import a.b.*\nimport a.b.{C as D, given}\nimport a.b.C as D\nimport a.given\n",
       "from a.b {*}@1; from a.b {C,*}@2; import a.b.C@3; import a.given@4"},
      {"def f = {\n  import a.b.C\n}\nimport this.x._, b.C\nimport A.this.{x, y}\nimport a.B",
       "import a.b.C@2; import b.C@4; import a.B@6"},
      {"import _root_.a.b.C", "import _root_.a.b.C@1"},
      {"// import a.B\n/* /* */ import a.B */ import a.{\n  B, // c\n  C\n}", "from a {B,C}@2"},
      {"val s = \"import a.B\"; val c = '\"'; val d = '\\''; val y = 'sym\nimport a.B", "import a.B@2"},
      {"val s = \"\"\"\nimport a.B\"\"\"\"\nimport a.C", "import a.C@3"},
      {"val s = s\"${ import a.B; f(\"}\") }\" + \"${ import a.C }\"", "import a.B@1"},
      {"val s = s\"$$ $x ${y}\"\nimport a.B", "import a.B@2"},
      {"import a.{B => _}\nimport a.b.{", ""},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_scala(source)), expected) << source;
}

TEST(Scala, Packages) {
  const Rows rows = {
      {"package a.b\npackage c\nclass X", "outer a.b@1; package a.b.c@2"},
      {"package a\nclass X\npackage b { class Y }\npackage c {\n class Z }",
       "package a@1; package a.b@3; package a.c@4"},
      {"package a {\n import x.Y\n package b { } }\npackage c", "outer a@1; import x.Y@2; package a.b@3; package c@4"},
      {"package a\npackage object b extends C { val x = 1 }\n", "outer a@1; package a.b@2"},
      {"package a:\n  class X\n", "package a@1"},
      {"package `a b`", "package a b@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_scala(source)), expected) << source;
  std::string many;
  for (std::size_t i = 0; i <= limits::kPackages; ++i) many += "package a { class X }\n";
  const FileFacts first = scan_scala(many);
  EXPECT_EQ(first.packages.size(), limits::kPackages);
  ASSERT_EQ(first.troubles.size(), 1U);
  EXPECT_EQ(first.troubles[0].what, "more packages than are read");
  std::string deep;
  for (std::size_t i = 0; i < 2 * limits::kNamespaceDepth; ++i) deep += "package a {\n";
  const FileFacts facts = scan_scala(deep);
  EXPECT_LE(facts.packages.size(), limits::kNamespaceDepth);
  ASSERT_EQ(facts.troubles.size(), 1U);
  EXPECT_EQ(facts.troubles[0].what, "more packages within each other than are read");
}

TEST(Scala, QualifiedNames) {
  const Rows rows = {
      {"val x: org.a.b.Foo[org.a.b.Bar] = org.a.b.f(1)", "name org.a.b.Foo@1; name org.a.b.Bar@1; name org.a.b.f@1"},
      {"_root_.org.a.Foo; x.y; f.g.h_!.z", "name _root_.org.a.Foo@1; name f.g.h_@1"},
      {"s\"${org.a.b.Foo}\"", "name org.a.b.Foo@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_scala(source)), expected) << source;
}

}  // namespace
}  // namespace modgate
