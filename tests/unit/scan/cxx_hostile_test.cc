// What no author writes: limits are met and named, time stays in step with size, and no cut of a file breaks anything.
#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "cxx_fact_text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using testing_facts::blocks;
using testing_facts::troubles;

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(CxxHostile, LimitsAreNamed) {
  const std::string deep = repeated("extern \"C\" {", limits::kNamespaceDepth);
  EXPECT_EQ(troubles(deep + repeated("}", limits::kNamespaceDepth)), "");
  EXPECT_EQ(troubles(deep + "\nnamespace b { int no; }\nnamespace c { }"), "more namespaces than are read@2");
  const std::string name(limits::kNamespaceBytes, 'n');
  EXPECT_EQ(troubles("namespace " + name + " { }"), "");
  EXPECT_EQ(troubles("namespace " + name + "x { int no; }"), "a namespace's name is longer than is read@1");
  EXPECT_EQ(testing_facts::declarations("namespace " + name + "x { int no; } int x;"), "variable x");
  const std::string conditions = repeated("#if A\n", limits::kConditionals);
  EXPECT_EQ(troubles(conditions + repeated("#endif\n", limits::kConditionals)), "");
  EXPECT_EQ(troubles(conditions + "#if B\n#else\n#endif\n" + repeated("#endif\n", limits::kConditionals)),
            "more #ifs within each other than are told apart@1001");
}

TEST(CxxHostile, FactsAreBounded) {
  std::string names;
  std::string lines;
  for (std::size_t i = 0; i < limits::kFacts + 10; ++i) {
    names += "a::b" + std::to_string(i) + ";";
    lines += "#include \"h\"\n#define M\n";
  }
  EXPECT_EQ(scan_cxx(names, {}).names.size(), limits::kFacts);
  EXPECT_NE(troubles(names).find("qualified names"), std::string::npos);
  EXPECT_EQ(scan_cxx(lines, {}).references.size(), limits::kFacts);
  EXPECT_EQ(scan_cxx(lines, {}).macros.size(), limits::kFacts);
  EXPECT_NE(troubles(lines).find("includes"), std::string::npos);
  std::string guarded;
  for (int i = 0; i < 100; ++i) guarded += "#ifdef M" + std::to_string(i) + "\n";
  guarded += "#include \"a.h\"\n";
  EXPECT_EQ(scan_cxx(guarded, {}).references.front().guards.size(), limits::kGuards);
}

TEST(CxxHostile, ConditionsOfAnyDepth) {
  const std::string open = repeated("(", 5000);
  const std::string close = repeated(")", 5000);
  for (const std::string& condition : {open + "0" + close, repeated("!", 5001) + "1", open, close,
                                       repeated("!(", 5000) + "0", repeated("A&&(", 5000)}) {
    scan_cxx("#if " + condition + "\n#include \"a.h\"\n#endif\n", {});
  }
  EXPECT_EQ(testing_facts::includes("#if " + repeated("!", 5001) + "1\n#include \"a.h\"\n#endif\n"), "");
}

/// Seconds of processor time for scanning `part` repeated to `size` bytes.
double seconds(const std::string& part, std::size_t size) {
  const std::string source = repeated(part, size / part.size());
  const std::clock_t begin = std::clock();
  scan_cxx(source, {});
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(CxxHostile, TimeGrowsWithSizeOnly) {
  const std::vector<std::string> parts = {
      "{",
      "}",
      "(",
      "<",
      "template<",
      "namespace a{",
      "namespace a::",
      "#if A\n",
      "#if A\n#else\n",
      "#if A\n#elif !B\n#endif\n",
      "#define A {\nA ",
      "#define A namespace a{\nA\n",
      "#undef A\n#define A\n",
      "/*",
      "/* \\\n*\\\n",
      "R\"(",
      "R\"a(",
      "\"",
      "'",
      "\\",
      "\\\n",
      "\\ ",
      "a::",
      "a::b;",
      "::",
      "[[",
      "a<",
      "using a::",
      "namespace a=",
      "#include \"",
      "#include <a\\\n",
      "operator",
      "requires(",
      "requires{",
      "@interface ",
      "extern \"C\"{",
      "// modgate: allow(MG301)\n",
      "\r",
      "\r\n",
      "#",
      "#\n",
      "enum{",
      "int(",
      "int(*",
      "A(",
      "A(x)\n",
      "a\\\nb",
      "1'",
      "1\\\n",
      "\\u00e9",
      "import ",
      "import\"",
      "export ",
      "class A ",
      "class A<",
      ":\\\n",
      "%:",
      "<:",
      "...",
      "#if (((((((\n",
      "#if a||\n",
      "#if 0\n#if 1\n",
  };
  constexpr std::size_t kSize = 25'000;
  for (const std::string& part : parts) {
    const double small = seconds(part, kSize);
    const double large = seconds(part, 8 * kSize);
    // Quadratic growth would be 64-fold.
    EXPECT_LT(large, 24 * small + 0.3) << part;
  }
}

TEST(CxxHostile, EveryCutAndEveryByte) {
  const std::string source =
      "#pragma once\n#if defined(A) && !B // c\n#include \"a.h\"\n#elif 0\n/* x */\n#else\n#define N(x) namespace x "
      "{\n#endif\n"
      "namespace a::inline b [[x]] { template <class T> requires C<T> struct S : B<T> { int x{3}; };\nN(q) int z; }\n"
      "enum { K }; typedef int (*f)(int); auto [p, r] = R\"d(})d\"; S::S() try : a{1} { } catch (...) { }\n"
      "extern \"C\" { int operator\"\"_x(int); } using namespace ::x; u8'\\'' 1'0e+3 \\u00e9 %:%: <:: "
      "...\\\n@interface Q @end }\n";
  for (std::size_t i = 0; i <= source.size(); ++i) {
    scan_cxx(source.substr(0, i), {});
    scan_cxx(source.substr(i), {});
  }
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string changed = source;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) {
      changed[random() % changed.size()] = static_cast<char>(random() % 256);
    }
    const FileFacts facts = scan_cxx(changed, {});
    for (const Declaration& found : facts.declarations) ASSERT_LT(found.block, facts.blocks.size());
    for (const Reference& found : facts.references) ASSERT_LE(found.at.end, changed.size());
  }
}

}  // namespace
}  // namespace modgate
