// Rows of Protobuf in, facts out.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "brace_fact_text.h"
#include "scan/scan.h"

namespace modgate {
namespace {

TEST(Protobuf, PackagesAndImports) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"syntax = \"proto3\";\npackage a . b;\nimport \"a/b.proto\";\nimport public 'c.proto';\nimport weak "
       "\"d.proto\";",
       "package a.b@2; import a/b.proto@3; import c.proto@4; import d.proto@5"},
      {"// import \"x\";\n/* import \"y\"; */ import /* z */ \"a\"\n\"b\";", "import ab@2"},
      {"message M { string import = 1; optional string package = 2; }\nimport \"a\";", "import a@2"},
      {"option x = { import: \"a\" };\nservice S { rpc import (A) returns (B); }\nimport \"b\";", "import b@3"},
      {"option java_package = \"import \\\"x\\\";\";\nimport \"\\x61\";", "computed \\x61@2"},
      {"import a;\nimport;\npackage;import \"\";", ""},
      {"package a;\n/* x", "package a@1; trouble: unterminated comment@2"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(testing::fact_text(scan_protobuf(source)), expected) << source;
}

}  // namespace
}  // namespace modgate
