// Rows of C-family source in, includes out: what a compiler's view of generated snippets cannot show, because it gives
// no lines, spans, guards or kinds. Whether an include is one at all is compared with clang in tests/oracle/clang.
#include <gtest/gtest.h>

#include <vector>

#include "cxx_fact_text.h"

namespace modgate {
namespace {

using namespace std::string_literals;
using testing_facts::includes;
using testing_facts::Row;
using testing_facts::troubles;

TEST(CxxIncludes, KindsAndLines) {
  const std::vector<Row> rows = {
      {"#include \"a.h\"\n#include <b/c.h>\n", "\"a.h\"@1; <b/c.h>@2"},
      {"#include_next <a.h>\n#import \"b.h\"\n", "next <a.h>@1; \"b.h\"@2"},
      {"\n\n#inc\\\nlude \\\n \"a\\\n.h\"\n#include \"b.h\"", "\"a.h\"@5; \"b.h\"@7"},
      {"/* a\n b */ #include \"a.h\" // c \\\n d\n#include <b.h>\n", "\"a.h\"@2; <b.h>@4"},
      {"#include \"a.h\"\r\n\r\n#include \"b.h\"\r\n", "\"a.h\"@1; \"b.h\"@3"},
      {"#include \"x\\y.h\"\n#include \"../a.h\"\n#include </abs.h>\n", "\"x\\y.h\"@1; \"../a.h\"@2; </abs.h>@3"},
      {"#include MACRO\n#include F(a, \"b\") // c\n#include A /* x */ B\n",
       "computed MACRO@1; computed F(a, \"b\")@2; computed A B@3"},
      {"#include <a/*\n*/b.h>\n#include <FN\n#include <sys/FN /*\n*/ > x\n#include <%\n",
       "computed <a b.h>@1; computed <FN@3; computed <sys/FN > x@4"},
      {"import <vector>;\nimport \"a.h\";\nexport import <b>;\nimport std;\nexport module x;\n",
       "<vector>@1; \"a.h\"@2; <b>@3"},
      {"int import = x < y; import(\"no.h\");\n@import Foo.Bar;\n", ""},
      {"#define F(x) x\nF(\n#include \"a.h\"\n)\n", "\"a.h\"@3"},
      {"#if !__has_include(<a/*b>)\n#include \"a.h\"\n#else\n/**/\n#endif\n", "\"a.h\"@2"},
      {"#embed \"data.bin\"\n#pragma GCC dependency \"p.y\"\n#if __has_include(\"o.h\")\n#endif\n", ""},
      {"#include \"ab\" \n#include 3\n#include \"\"\n#include <>x>\n#include \"\"X\n#include\n#include \"c",
       "\"ab\"@1"},
  };
  for (const Row& row : rows) EXPECT_EQ(includes(row.source), row.expected) << row.source;
}

TEST(CxxIncludes, Guards) {
  const std::string body = "#include \"a.h\"\n#else\n#include \"b.h\"\n#endif\n";
  const std::vector<Row> rows = {
      {"#ifdef X\n" + body, "\"a.h\"@2 if X; \"b.h\"@4"},
      {"#ifndef X\n" + body, "\"a.h\"@2; \"b.h\"@4 if X"},
      {"#if X\n" + body, "\"a.h\"@2 if X; \"b.h\"@4"},
      {"#if defined(X)\n" + body, "\"a.h\"@2 if X; \"b.h\"@4"},
      {"#if defined X && Y\n" + body, "\"a.h\"@2 if X+Y; \"b.h\"@4"},
      {"#if defined X || Y\n" + body, "\"a.h\"@2; \"b.h\"@4"},
      {"#if !defined X || !Y\n" + body, "\"a.h\"@2; \"b.h\"@4 if X+Y"},
      {"#if !X\n" + body, "\"a.h\"@2; \"b.h\"@4 if X"},
      {"#if X == 1\n" + body, "\"a.h\"@2 if X; \"b.h\"@4"},
      {"#if X == 0\n" + body, "\"a.h\"@2; \"b.h\"@4 if X"},
      {"#if X > 0 && (Y >= 2) && Z != 0\n" + body, "\"a.h\"@2 if X+Y+Z; \"b.h\"@4"},
      {"#if X >= 0\n" + body, "\"a.h\"@2; \"b.h\"@4"},
      {"#if X + 1\n" + body, "\"a.h\"@2; \"b.h\"@4"},
      {"#if X ? Y : Z\n" + body, "\"a.h\"@2; \"b.h\"@4"},
      {"#if F(X)\n" + body, "\"a.h\"@2; \"b.h\"@4"},
      {"#if X && (\n" + body, "\"a.h\"@2 if X; \"b.h\"@4"},
      {"#if ((X)\n" + body, "\"a.h\"@2 if X; \"b.h\"@4"},
      {"#if 0\n" + body, "\"b.h\"@4"},
      {"#if X && 0\n" + body, "\"b.h\"@4"},
      {"#if X || 1\n" + body, "\"a.h\"@2"},
      {"#ifdef X\n#elif Y\n#include \"c.h\"\n#elif !Z\n" + body, "\"c.h\"@3 if Y; \"a.h\"@5; \"b.h\"@7 if Z"},
      {"#ifndef X\n#elifdef Y\n#include \"c.h\"\n#elifndef Z\n" + body,
       "\"c.h\"@3 if X+Y; \"a.h\"@5 if X; \"b.h\"@7 if X+Z"},
      {"#ifdef X\n#ifdef Y\n#endif\n#include \"c.h\"\n#ifdef Z\n#include \"d.h\"\n#endif\n#endif\n#include \"e.h\"\n",
       "\"c.h\"@4 if X; \"d.h\"@6 if X+Z; \"e.h\"@9"},
  };
  for (const Row& row : rows) EXPECT_EQ(includes(row.source), row.expected) << row.source;
}

TEST(CxxIncludes, Troubles) {
  const std::vector<Row> rows = {
      {"int a;\n/* x\n#include \"a.h\"\n", "unterminated comment@2"},
      {"auto s =\nR\"x(\n", "unterminated raw string@2"},
      {"#if A\n#if B\n#endif\n", "unterminated #if@1"},
      {"\n#endif\n#else\n#elif X\n", "#endif without #if@2; #else without #if@3; #elif without #if@4"},
      {"#if A\n#else\n#else\n#endif\n", "#else after #else@3"},
      {"#if A\n#error R\"(\n#endif\n)\" \"/*\"\n#endif\n#include \"a.h\"\n/**/",
       "a comment or raw string that begins in a directive@2"},
      {"#if A\n#include <a/*b>\n#include <c/*d>\n#endif\n#include \"a.h\"\n/**/",
       "a comment or raw string that begins in a directive@2"},
      {"#if 0\n#include <a/*b>\n#endif\n#include \"a.h\"\n/**/\n#endif\n",
       "a comment or raw string that begins in a directive@2"},
      {"#if A\n#include <a> /*\n*/\n#include \"a/*b\"\n#error don't /*\n#warning R\n#error /* */ *\n#endif\n", ""},
      {"#include <a/*b>\n#error /*\n", ""},
      {"#warning /*\nR\"( */\n#include \"a.h\"\n// )\"\n", "a comment or raw string that begins in a directive@1"},
      {"#warning a\n#warning R\n", ""},
      {"\xFF\xFE#\0i\0"s, "not UTF-8: UTF-16 byte order mark@1"},
      {"\xFE\xFF\0#"s, "not UTF-8: UTF-16 byte order mark@1"},
      {"\xFF\xFE\0\0#\0\0\0"s, "not UTF-8: UTF-32 byte order mark@1"},
      {std::string(100, '\0') + "#include \"a.h\"\n", "not text: NUL bytes@1"},
      {"int a;" + std::string(1, '\0') + "\n#include \"a.h\"\n" + std::string(100, ' '), ""},
  };
  for (const Row& row : rows) EXPECT_EQ(troubles(row.source), row.expected) << row.source;
}

TEST(CxxIncludes, Suppressions) {
  const std::string source =
      "// modgate: allow(MG301) -- above\n\n#include \"a.h\"  // modgate: allow(MG301) -- behind\n"
      "/* modgate: allow(MG301) -- before */ int x;\n#if 0\n// modgate: allow(MG301) -- nobody's\n#endif\n// modgate: "
      "no\n";
  std::string out;
  for (const Suppression& found : scan_cxx(source, {}).suppressions) {
    out += std::to_string(found.line) + "->" + std::to_string(found.applies_to) + (found.malformed ? "! " : " ");
  }
  EXPECT_EQ(out, "1->3 3->3 4->4 8->8! ");
}

}  // namespace
}  // namespace modgate
