// Rows of Kotlin in, facts out.
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

TEST(Kotlin, PackagesAndImports) {
  const Rows rows = {
      {"@file:JvmName(\"package x\")\npackage a.b\n\nimport a.b.C\nimport a.b.C as D\nimport a.b.*; import `in`.a\n",
       "package a.b@2; import a.b.C@4; import a.b.C@5; from a.b {*}@6; import in.a@6"},
      {"#!/usr/bin/env kotlin\nimport a.B // c\n/* /* */ import a.C */ import a.D", "import a.B@2; import a.D@3"},
      {"val x = \"import a.B\"\nval y = \"\"\"\nimport a.B\n\"\"\"\"\nimport a.C", "import a.C@5"},
      {"val x = \"${\"${1}\"}\"\nimport a.B\nval c = '\"'\nimport a.C", "import a.B@2; import a.C@4"},
      {"fun f() {\n  import a.B\n}\nval import = 1\nx.import(a)\n", ""},
      {"@file:A package a\nimport\n  a.B", "package a@1; import a.B@3"},
      {"import a.b.C.Companion.d as e\nimport kotlin.text.*\n", "import a.b.C.Companion.d@1; from kotlin.text {*}@2"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_kotlin(source)), expected) << source;
}

TEST(Kotlin, QualifiedNames) {
  const Rows rows = {
      {"val x: org.a.b.Foo<org.a.b.Bar>? = org.a.b.f()", "name org.a.b.Foo@1; name org.a.b.Bar@1; name org.a.b.f@1"},
      {"val s = \"x $a.b.c ${org.a.b.Foo(\"}\")} y\"", "name org.a.b.Foo@1"},
      {"val s = \"\"\"{ ${ { org.a.b.Foo() } } } org.a.b.Bar\"\"\"; org.a.b.Baz::class",
       "name org.a.b.Foo@1; name org.a.b.Baz@1"},
      {"a?.b.c.d; x!!.b.c.d; `org`.`a`.b.Foo", "name org.a.b.Foo@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_kotlin(source)), expected) << source;
}

TEST(Kotlin, Templates) {
  std::string deep;
  for (std::size_t i = 0; i <= limits::kTemplateDepth; ++i) deep += "\"${";
  EXPECT_EQ(testing::fact_text(scan_kotlin(deep)).find("trouble: more string templates"), 0U);
  EXPECT_EQ(testing::fact_text(scan_kotlin("\n\"${ x\nimport a.B")), "trouble: unterminated string template@2");
  EXPECT_EQ(testing::fact_text(scan_kotlin("/* /* */\n")), "trouble: unterminated comment@1");
}

}  // namespace
}  // namespace modgate
