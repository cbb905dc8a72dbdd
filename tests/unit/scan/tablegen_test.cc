// Rows of TableGen in, includes out; and which names belong to which language.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "scan/scan.h"

namespace modgate {
namespace {

std::string includes(const std::string& source) {
  std::string out;
  for (const Reference& found : scan_tablegen(source).references) {
    EXPECT_EQ(source.substr(found.at.begin, found.at.end - found.at.begin), "\"" + found.spelled + "\"");
    out += (out.empty() ? "" : "; ") + found.spelled + "@" + std::to_string(found.line);
    for (const std::string& guard : found.guards) out += "+" + guard;
  }
  return out;
}

TEST(TableGen, Includes) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"include \"a.td\"\n  include\"b/c.td\" include\n\"d.td\"", "a.td@1; b/c.td@2; d.td@3"},
      {"// include \"a.td\"\n/* include \"b.td\" /* nested */\ninclude \"c.td\" */ include \"d.td\"\n", "d.td@3"},
      {"include // c\n /* d */ \"a.td\"\n", "a.td@2"},
      {"def x { string s = \"include \\\"a.td\\\"\"; code c = [{ include \"b.td\"\n }]; }\ninclude \"c.td\"", "c.td@3"},
      {"#ifndef A\n#define A\ninclude \"a.td\"\n#else\ninclude \"b.td\"\n#endif\n#ifdef B\ninclude \"c.td\"\n#endif\n",
       "a.td@3; b.td@5+A; c.td@8+B"},
      {"def a#ifdef;\nx #endif\nincluded \"a.td\"\ninclude \"b.td", ""},
      {"include \"\" include include \"a.td\"", "a.td@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(includes(source), expected) << source;
}

TEST(TableGen, Troubles) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"\n/* x /* */\n", "unterminated comment@2"}, {"code c =\n[{ x", "unterminated [{@2"},
      {"#ifdef A\n", "unterminated #ifdef@1"},      {"\n#endif\n", "#endif without #ifdef@2"},
      {"\n#ifdef A\n#else\n#endif\n", ""},
  };
  for (const auto& [source, expected] : rows) {
    const FileFacts facts = scan_tablegen(source);
    const std::string found =
        facts.troubles.empty() ? "" : facts.troubles[0].what + "@" + std::to_string(facts.troubles[0].line);
    EXPECT_EQ(found, expected) << source;
  }
}

TEST(TableGen, Suppressions) {
  const FileFacts facts =
      scan_tablegen("// modgate: allow(MG301) -- x\n\ninclude \"a.td\" // modgate: allow(MG301) -- y\n");
  ASSERT_EQ(facts.suppressions.size(), 2U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 3U);
  EXPECT_EQ(facts.suppressions[1].applies_to, 3U);
}

TEST(Languages, ByName) {
  const std::vector<std::pair<const char*, Language>> rows = {
      {"a.c", Language::c},
      {"a.c.in", Language::c},
      {"x/a.h", Language::cxx},
      {"a.h.in", Language::cxx},
      {"a.H", Language::cxx},
      {"a.c++", Language::cxx},
      {"a.cuh", Language::cxx},
      {"a.mm", Language::cxx},
      {"a.ixx", Language::cxx},
      {"a.def", Language::cxx},
      {"a.metal", Language::cxx},
      {"a.td", Language::tablegen},
      {"a.py", Language::python},
      {"a.pyi", Language::python},
      {"CMakeLists.txt", Language::cmake},
      {"x/a.cmake", Language::cmake},
      {"a.cmake.in", Language::cmake},
      {"x/Kconfig", Language::kconfig},
      {"Kconfig.debug", Language::kconfig},
      {"x.Kconfig", Language::none},
      {"a.txt", Language::none},
      {".h", Language::none},
      {"cc", Language::none},
      {"a.CC", Language::none},
      {"", Language::none},
      {"a.py.in", Language::none},
      {"h.in", Language::none},
  };
  for (const auto& [path, language] : rows) EXPECT_EQ(language_of(path), language) << path;
  EXPECT_TRUE(is_header("a/b.h"));
  EXPECT_TRUE(is_header("b.hpp.in"));
  EXPECT_TRUE(is_header("b.inc"));
  EXPECT_FALSE(is_header("b.cc"));
  EXPECT_FALSE(is_header("b.td"));
}

TEST(Languages, ScanNamesTheLanguage) {
  for (const Language language : {Language::none, Language::c, Language::cxx, Language::tablegen, Language::python,
                                  Language::cmake, Language::kconfig}) {
    EXPECT_EQ(scan(language, "", {}).language, language);
    EXPECT_EQ(scan(language, "", {}).scanned, language != Language::none);
  }
}

}  // namespace
}  // namespace modgate
