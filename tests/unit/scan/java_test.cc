// Rows of Java in, facts out.
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

TEST(Java, PackagesAndImports) {
  const Rows rows = {
      {"package a.b;\nimport a.b.C;\nimport static a.b.C.m;\nimport a.b.*;\nimport static a.b.C.*;\n",
       "package a.b@1; import a.b.C@2; import a.b.C.m@3; from a.b {*}@4; from a.b.C {*}@5"},
      {"@Deprecated @A(\"package x;\") package a . b\n;import a\n.b. /* c */ C;", "package a.b@1; import a.b.C@2"},
      {"// import a.B;\n/* import a.C; /* */ import a.D;", "import a.D@2"},
      {"import module java.base;\nimport module.a.B;", "import java.base@1; import module.a.B@2"},
      {"class A { String s = \"import a.B;\"; char c = '\"'; char d = '\\''; }\nimport a.C;", "import a.C@2"},
      {"class A { String s = \"\"\"\n  \\\"\"\" import a.B;\n\"\"\"; }\nimport a.C;", "import a.C@4"},
      {"class A { void f() { import a.B; } }", ""},
      {"import a.$b.C_1;import a.\xC3\xA9.D", "import a.$b.C_1@1; import a.\xC3\xA9.D@1"},
      {"\xEF\xBB\xBFpackage a;\r\nimport b.C;\r\n", "package a@1; import b.C@2"},
      {"import ;import a.;import *;import a.b", "import a.b@1"},
      {"package a; package b;", "package a@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_java(source)), expected) << source;
}

TEST(Java, UnicodeEscapes) {
  const Rows rows = {
      {"import \\u0061.B;\nimport a.C;", "import a.B@1; import a.C@2"},
      {"// \\u000aimport a.B;\nimport a.C;", "import a.B@1; import a.C@2"},
      {"String s = \"\\u0022; import a.B; \\u0022\";", "import a.B@1"},
      {"String s = \"\\\\u0022; import a.B;\";", ""},
      {"/\\uuu002a import a.B; *\\u002f import a.C;", "import a.C@1"},
      {"import a.\\u00zz;\n", ""},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_java(source)), expected) << source;
  // Places are those of the bytes as they stand.
  const std::string source = "import \\u0061.b; import \\u0061.c; // modgate: allow(MG302) -- x";
  const FileFacts facts = scan_java(source);
  ASSERT_EQ(facts.references.size(), 2U);
  const Span at = facts.references[1].at;
  EXPECT_EQ(source.substr(at.begin, at.end - at.begin), "\\u0061.c");
  ASSERT_EQ(facts.suppressions.size(), 1U);
  EXPECT_EQ(source.substr(facts.suppressions[0].at.begin, 10), "// modgate");
}

TEST(Java, QualifiedNames) {
  const Rows rows = {
      {"org.a.b.Foo x = new org.a.b.Foo.Bar();\norg.a.c.f();", "name org.a.b.Foo@1; name org.a.c.f@2"},
      {"f().a.b.c(); x[0].a.b.c; \"s\".a.b.c; this.a.b.c; super.a.b; a.b; A.b.c.d; a.B.c.d", ""},
      {"void f(org.a.b.Foo... x) { g(a ... b); } Map<org.a.K, org.a.V> m;",
       "name org.a.b.Foo@1; name org.a.K@1; name org.a.V@1"},
      {"org.a.@Nullable Foo x; org.b.@x.y.B @C D y; @org.c.d.E z;",
       "name org.a.Foo@1; name org.b.D@1; name org.c.d.E@1"},
      {"double d = 1.5.a.b + 0x1.p3 + 1e3;", ""},
      {"x = org\n  .a // c\n  .b\n  .Foo", "name org.a.b.Foo@1"},
      {"{ org.a.b.Foo::bar; (org.a.b.Baz) x }", "name org.a.b.Foo@1; name org.a.b.Baz@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_java(source)), expected) << source;
}

TEST(Java, HostileText) {
  const Rows rows = {
      {"import a.B;\n/* x", "import a.B@1; trouble: unterminated comment@2"},
      {"\n\"\"\"\nimport a.B;", "trouble: unterminated string@2"},
      {"String s = \"open\nimport a.B;", "import a.B@2"},
      {"}}}))) import a.B;", "import a.B@1"},
      {std::string(100'000, '(') + "import a.B;", ""},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_java(source)), expected) << source;

  std::string imports;
  for (std::size_t i = 0; i <= limits::kFacts; ++i) imports += "import a.B;\n";
  const FileFacts many = scan_java(imports);
  EXPECT_EQ(many.references.size(), limits::kFacts);
  ASSERT_EQ(many.troubles.size(), 1U);
  EXPECT_EQ(many.troubles[0].what, "more imports than are read");

  std::string names;
  for (std::size_t i = 0; i <= limits::kJvmNames; ++i) names += "a.b.c" + std::to_string(i) + "();\n";
  const FileFacts chains = scan_java(names);
  EXPECT_EQ(chains.names.size(), limits::kJvmNames);
  ASSERT_EQ(chains.troubles.size(), 1U);
  EXPECT_EQ(chains.troubles[0].what, "more qualified names than are read");

  std::string path = "import a";
  for (std::size_t i = 0; i < limits::kDottedPathBytes; ++i) path += ".b";
  const FileFacts longest = scan_java(path + ";" + path.substr(7));
  ASSERT_EQ(longest.references.size(), 1U);
  EXPECT_LE(longest.references[0].spelled.size(), limits::kDottedPathBytes);
  ASSERT_EQ(longest.names.size(), 1U);
  EXPECT_LE(longest.names[0].name.size(), limits::kDottedPathBytes);
}

TEST(Java, Suppressions) {
  const FileFacts facts = scan_java("// modgate: allow(MG302) -- x\nimport a.B; /* modgate: allow(MG303) -- y */\n");
  ASSERT_EQ(facts.suppressions.size(), 2U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 2U);
  EXPECT_EQ(facts.suppressions[1].applies_to, 2U);
}

}  // namespace
}  // namespace modgate
