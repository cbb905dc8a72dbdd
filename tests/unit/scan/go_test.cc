// Rows of Go and of go.mod in, facts out.
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

TEST(Go, Imports) {
  const Rows rows = {
      {"package a\n\nimport \"b\"\nimport c \"d/e\"\nimport . \"f\"; import _ `g`\n",
       "package a@1; import b@3; import d/e@4; import f@5; import g@5"},
      {"// c\n/* import \"x\" */ package a; import (\n\t\"b\" // \"x\"\n\n\tc \"d\"; \"e\"\n)\nimport ()\nimport \"f\"",
       "package a@2; import b@3; import d@5; import e@5; import f@8"},
      {"package a\nvar x = `\nimport \"b\"\n`\nimport \"c\"", "package a@1"},
      {"package a\nimport \"\\x62\"\nimport \"\"\n", "package a@1; computed \\x62@2"},
      {"package a\nimport (\n1 2 \"b\"", "package a@1; import b@3"},
      {"import \"b\"", "import b@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_go(source)), expected) << source;
  const FileFacts longest = scan_go("package a\nimport \"" + std::string(limits::kPathBytes + 1, 'a') + "\"");
  ASSERT_EQ(longest.references.size(), 1U);
  EXPECT_EQ(longest.references[0].kind, Reference::Kind::import_computed);
}

TEST(Go, IncludesAboveC) {
  const Rows rows = {
      {"package a\n// #include <a.h>\n// #include \"b/c.h\"\nimport \"C\"\n",
       "package a@1; include a.h@2; include b/c.h@3; import C@4"},
      {"package a\n/*\n#include <a.h>\nint f(void);\n*/\nimport \"C\"\nimport \"b\"\n",
       "package a@1; include a.h@3; import C@6; import b@7"},
      {"package a\n\nimport (\n\t// #include <a.h>\n\t\"C\"\n\t// #include <b.h>\n\t\"d\"\n)\n",
       "package a@1; include a.h@4; import C@5; import d@7"},
      {"package a\n// #include <a.h>\n\nimport \"C\"\n", "package a@1; import C@4"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_go(source)), expected) << source;
  const std::string source = "package a\n/* #include <a.h> */ import \"C\"";
  const Span at = scan_go(source).references.at(0).at;
  EXPECT_EQ(source.substr(at.begin, at.end - at.begin), "<a.h>");
}

TEST(Go, SuppressionsEverywhere) {
  const FileFacts facts = scan_go("package a\nfunc f() {\n// modgate: allow(MG302) -- x\n}\n");
  ASSERT_EQ(facts.suppressions.size(), 1U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 4U);
}

TEST(GoMod, ModulesAndReplacements) {
  const Rows rows = {
      {"// c\nmodule example.com/a // d\n\ngo 1.19\n", "package example.com/a@2"},
      {"module \"a/b\"\nreplace c/d => ../d\nreplace c/e v1.2.3 => ./e // why\n",
       "package a/b@1; from ../d {c/d}@2; from ./e {c/e}@3"},
      {"module (\n\ta/b\n)\nreplace (\n\tc => ./c\n\td => e v1.0.0\n)\nrequire f v1.0.0\n",
       "package a/b@2; from ./c {c}@5"},
      {"replace a =>\nreplace =>\nmodule\n)\n(\n", ""},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_go_mod(source)), expected) << source;
  EXPECT_EQ(scan_go_mod("module a // modgate: allow(MG302) -- x\n").suppressions.size(), 1U);
}

}  // namespace
}  // namespace modgate
