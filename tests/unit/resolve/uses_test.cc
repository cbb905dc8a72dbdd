// What is noted of a use beside its two ends: its guard, who stands where, what is said once a line, and what is left
// out.
#include <gtest/gtest.h>

#include "modgate/graph.h"
#include "resolved.h"

namespace modgate::testing {
namespace {

const std::string kFlagged = "paths: [src/relax/]\nnamespace: {cpp: [acme::relax]}\n";

TEST(Uses, Guards) {
  const std::string sources =
      "### src/relax/r.h\nnamespace acme { namespace relax { int f(); } }\n### src/core/u.cc\n#ifdef USE_RELAX\n"
      "#include \"../relax/r.h\"\n#endif\n#ifdef CONFIG_USE_RELAX\n#include <src/relax/r.h>\n#endif\n"
      "#ifdef CONFIG_USE_RELAX_MODULE\n#include <relax/r.h>\n#endif\n#ifdef HAVE_RELAX\n#include "
      "\"src/relax/r.h\"\n#endif\n"
      "#ifndef USE_RELAX\n#include \"src/relax/r.h\"\n#endif\n#ifdef OTHER\n#include \"src/relax/r.h\"\n#endif\n"
      "#if defined(OTHER) && defined(USE_RELAX)\n#include \"src/relax/r.h\"\n#endif\n";
  const ResolvedCase rows[] = {
      {"a flag", module("relax", kFlagged + "feature_flag: USE_RELAX") + sources,
       "src/core/u.cc:2 include ../relax/r.h > src/relax/r.h relax guarded\n"
       "src/core/u.cc:5 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:8 include relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:11 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:14 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:17 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:20 include src/relax/r.h > src/relax/r.h relax inferred guarded\n"},
      {"Kconfig's", module("relax", kFlagged + "feature_flag: {name: USE_RELAX, kind: kconfig}") + sources,
       "src/core/u.cc:2 include ../relax/r.h > src/relax/r.h relax guarded\n"
       "src/core/u.cc:5 include src/relax/r.h > src/relax/r.h relax inferred guarded\n"
       "src/core/u.cc:8 include relax/r.h > src/relax/r.h relax inferred guarded\n"
       "src/core/u.cc:11 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:14 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:17 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:20 include src/relax/r.h > src/relax/r.h relax inferred guarded\n"},
      {"Kconfig's with its prefix",
       module("relax", kFlagged + "feature_flag: {name: CONFIG_USE_RELAX, kind: kconfig}") + sources,
       "src/core/u.cc:2 include ../relax/r.h > src/relax/r.h relax\n"
       "src/core/u.cc:5 include src/relax/r.h > src/relax/r.h relax inferred guarded\n"
       "src/core/u.cc:8 include relax/r.h > src/relax/r.h relax inferred guarded\n"
       "src/core/u.cc:11 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:14 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:17 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:20 include src/relax/r.h > src/relax/r.h relax inferred\n"},
      {"a macro",
       module("relax", kFlagged + "feature_flag: {name: USE_RELAX, kind: cmake, macro: HAVE_RELAX}") + sources,
       "src/core/u.cc:2 include ../relax/r.h > src/relax/r.h relax\n"
       "src/core/u.cc:5 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:8 include relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:11 include src/relax/r.h > src/relax/r.h relax inferred guarded\n"
       "src/core/u.cc:14 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:17 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:20 include src/relax/r.h > src/relax/r.h relax inferred\n"},
      {"none", module("relax", kFlagged) + sources,
       "src/core/u.cc:2 include ../relax/r.h > src/relax/r.h relax\n"
       "src/core/u.cc:5 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:8 include relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:11 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:14 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:17 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "src/core/u.cc:20 include src/relax/r.h > src/relax/r.h relax inferred\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(Uses, GuardedNames) {
  const std::string relax = module("relax", kFlagged + "feature_flag: USE_RELAX");
  const std::string sources = "### src/relax/r.h\nnamespace acme { namespace relax { int f(); } }\n";
  const std::string guarded = "#ifdef USE_RELAX\nint a = acme::relax::f();\n#endif\n";
  std::string many;
  for (int i = 0; i < 8; ++i) many += "int b" + std::to_string(i) + " = acme::relax::f" + std::to_string(i) + "();\n";
  const ResolvedCase rows[] = {
      {"guarded", relax + sources + "### src/core/u.cc\n" + guarded,
       "src/core/u.cc:2 name acme::relax::f = acme::relax relax guarded\n"},
      {"one without a guard takes the place", relax + sources + "### src/core/u.cc\n" + guarded + many,
       "src/core/u.cc:4 name acme::relax::f0 = acme::relax relax also 2 5 6 7 8\n"},
      {"guarded later", relax + sources + "### src/core/u.cc\nint z = acme::relax::g();\n" + guarded,
       "src/core/u.cc:1 name acme::relax::g = acme::relax relax also 3\n"},
      {"guarded twice",
       relax + sources + "### src/core/u.cc\n" + guarded + "#ifdef USE_RELAX\nint c = acme::relax::h();\n#endif\n",
       "src/core/u.cc:2 name acme::relax::f = acme::relax relax guarded also 5\n"},
      {"kinds",
       relax + module("tune", "paths: [src/tune/]\nnamespace: {cpp: [acme::tune]}") + sources +
           "### src/core/a.cc\nusing namespace acme::relax;\nint k = acme::tune::x();\n### src/core/b.cc\n"
           "using acme::relax::f;\n### src/core/c.cc\nnamespace r = acme::relax;\n### src/relax/d.cc\n"
           "int t = acme::tune::f() + acme::relax::f();\n### tests/e.cc\nint t = acme::tune::f();\n" +
           policy("tests: [tests/]"),
       "src/core/a.cc:1 using_directive acme::relax = acme::relax relax\n"
       "src/core/a.cc:2 name acme::tune::x = acme::tune tune\n"
       "src/core/b.cc:1 using_declaration acme::relax::f = acme::relax relax\n"
       "src/core/c.cc:1 namespace_alias acme::relax = acme::relax relax\n"
       "src/relax/d.cc:1 name acme::tune::f = acme::tune tune by relax\n"
       "tests/e.cc:1 name acme::tune::f = acme::tune tune test\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(Uses, EndsAndLines) {
  const std::string tune = module("tune", "paths: [src/tune/, python/acme/tune/]\nnamespace: {python: [acme.tune]}");
  const std::string tree =
      module("relax", "paths: [src/relax/]") + tune +
      "### src/relax/r.h\n### src/tune/t.h\n### src/core/c.h\n### src/core/d.h\n### python/acme/__init__.py\n"
      "### python/acme/tune/__init__.py\n### python/acme/tune/b.py\n### python/acme/core.py\n";
  const ResolvedCase rows[] = {
      {"who uses whom",
       tree + "### src/core/u.cc\n#include \"../relax/r.h\"\n#include \"../tune/t.h\"\n#include \"c.h\"\n"
              "### src/relax/u.cc\n#include \"../tune/t.h\"\n#include \"r.h\"\n#include \"../core/c.h\"\n"
              "### src/core/self.h\n#include \"self.h\"\n",
       "src/core/u.cc:1 include ../relax/r.h > src/relax/r.h relax\n"
       "src/core/u.cc:2 include ../tune/t.h > src/tune/t.h tune\n"
       "src/relax/u.cc:1 include ../tune/t.h > src/tune/t.h tune by relax\n"
       "src/relax/u.cc:3 include ../core/c.h > src/core/c.h core by relax\n"
       "src/core/u.cc:3 include > src/core/c.h\n"
       "src/relax/u.cc:2 include > src/relax/r.h\n"},
      {"once a line and module",
       tree +
           "### python/acme/u.py\nfrom acme.tune import b, c\nfrom . import core, tune\nimport acme.tune.b, acme.tune\n"
           "import acme.core\nimport acme.none, os\n",
       "python/acme/u.py:1 import acme.tune > python/acme/tune/b.py tune at `b`\n"
       "python/acme/u.py:2 import . > python/acme/tune/__init__.py tune at `tune`\n"
       "python/acme/u.py:3 import acme.tune.b > python/acme/tune/b.py tune\n"
       "python/acme/u.py:1 import > python/acme/tune/__init__.py\n"
       "python/acme/u.py:2 import > python/acme/core.py\n"
       "python/acme/u.py:3 import > python/acme/tune/__init__.py\n"
       "python/acme/u.py:4 import > python/acme/core.py\n"
       "python/acme/u.py:5 import > python/acme/__init__.py\n"
       "1 foreign\n"},
      {"from a module to the core, once a line",
       tree + "### python/acme/tune/u.py\nfrom acme import core, x\nfrom .. import core\nimport acme.tune.b\n",
       "python/acme/tune/u.py:1 import acme > python/acme/core.py core by tune at `core`\n"
       "python/acme/tune/u.py:2 import .. > python/acme/core.py core by tune at `core`\n"
       "python/acme/tune/u.py:1 import > python/acme/__init__.py\n"
       "python/acme/tune/u.py:3 import > python/acme/tune/b.py\n"},
      {"tests",
       policy("tests: [tests/]") + tree +
           "### tests/u.cc\n#include <src/relax/r.h>\n### src/core/u.cc\n#include <src/relax/r.h>\n",
       "src/core/u.cc:1 include src/relax/r.h > src/relax/r.h relax inferred\n"
       "tests/u.cc:1 include src/relax/r.h > src/relax/r.h relax inferred test\n"},
      {"what is excluded neither uses nor is used",
       policy("exclude: [gen/, src/relax/made/, src/core/d.h]") + tree +
           "### src/relax/made/m.h\n### gen/u.cc\n#include \"../src/relax/r.h\"\nint x = acme::relax::f();\n"
           "### src/core/u.cc\n#include \"../relax/made/m.h\"\n#include \"d.h\"\n",
       ""},
      {"a module's file uses nothing that is excluded",
       policy("exclude: [src/core/d.h]") + tree +
           "### src/relax/u.cc\n#include \"../core/d.h\"\n#include \"../core/c.h\"\n",
       "src/relax/u.cc:2 include ../core/c.h > src/core/c.h core by relax\n"},
      {"two modules in one line",
       tree + module("third", "paths: [python/acme/third.py]") +
           "### python/acme/third.py\n### python/acme/u.py\nfrom acme import tune, third, core\nimport acme.third, "
           "acme.tune.b\n",
       "python/acme/u.py:1 import acme > python/acme/tune/__init__.py tune at `tune`\n"
       "python/acme/u.py:1 import acme > python/acme/third.py third at `third`\n"
       "python/acme/u.py:2 import acme.third > python/acme/third.py third\n"
       "python/acme/u.py:2 import acme.tune.b > python/acme/tune/b.py tune\n"
       "python/acme/u.py:1 import > python/acme/core.py\n"},
      {"computed",
       tree + "### src/core/u.cc\n#include RELAX\n### src/core/u.py\nimport "
              "importlib\nimportlib.import_module(x)\n__import__('acme.tune')\n",
       "src/core/u.py:3 import acme.tune > python/acme/tune/__init__.py tune\n"
       "src/core/u.cc:1 may be core: RELAX: computed\n"
       "src/core/u.py:2 may be core: x: computed\n"
       "1 foreign\n"},
      {"integration points",
       policy("") +
           module("relax",
                  "paths: [src/relax/]\nintegration:\n  - {path: src/core/a.cc, why: joins it, use: true}\n"
                  "  - {path: src/core/b.cc, why: prints it}\n") +
           "### src/relax/r.h\n### src/core/a.cc\n#include \"../relax/r.h\"\n### src/core/b.cc\n#include "
           "\"../relax/r.h\"\n"
           "### src/core/c.cc\n#include \"../relax/r.h\"\n",
       "src/core/a.cc:1 include ../relax/r.h > src/relax/r.h relax integration\n"
       "src/core/b.cc:1 include ../relax/r.h > src/relax/r.h relax\n"
       "src/core/c.cc:1 include ../relax/r.h > src/relax/r.h relax\n"},
      {"integration points that may not use",
       policy("integration_use: forbid") +
           module("relax", "paths: [src/relax/]\nintegration:\n  - {path: src/core/a.cc, why: joins it, use: true}\n") +
           "### src/relax/r.h\n### src/core/a.cc\n#include \"../relax/r.h\"\n",
       "src/core/a.cc:1 include ../relax/r.h > src/relax/r.h relax integration\n"},
      {"undecided between a module and itself or a free one",
       module("old", "paths: [x/]\nowners: [\"@a\"]", "S2") + module("relax", "paths: [y/]") +
           "### x/api/a.h\n### y/api/a.h\n### z/api/a.h\n### y/u.cc\n#include <api/a.h>\n### z/u.cc\n#include "
           "<api/a.h>\n",
       "z/u.cc:1 may be relax: api/a.h: 3 files of the tree end in this path, and no include root is declared "
       "x/api/a.h y/api/a.h z/api/a.h\n"},
      {"a file that would lie in the module's own folder, or a free one's",
       module("old", "paths: [old/]\nowners: [\"@a\"]", "S2") + module("relax", "paths: [relax/]") +
           "### old/a.h\n### relax/a.h\n### relax/u.cc\n#include <relax/made.h>\n#include <old/made.h>\n"
           "### old/u.cc\n#include <relax/made.h>\n",
       "old/u.cc:1 may be relax: relax/made.h: the file is not in the view, but it would lie in a folder of the "
       "module\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

/// Edges as digits, `02` is one from file 0 to file 2 in a line of its own, `025` one in line 5, which is told; sets as
/// the digits of their files.
std::string way(const std::vector<std::string>& edges, const std::string& from, const std::string& to) {
  std::vector<Edge> all;
  for (const std::string& each : edges) {
    Edge edge;
    edge.from = static_cast<FileId>(each[0] - '0');
    edge.target = static_cast<FileId>(each[1] - '0');
    edge.line =
        each.size() > 2 ? static_cast<std::uint32_t>(each[2] - '0') : static_cast<std::uint32_t>(all.size() + 10);
    all.push_back(edge);
  }
  const auto set = [](const std::string& digits) {
    std::vector<bool> members(8);
    for (const char digit : digits) members[static_cast<std::size_t>(digit - '0')] = true;
    return members;
  };
  const auto text = [](const std::vector<Edge>& some) {
    std::string out;
    for (const Edge& edge : some) {
      out += " " + std::to_string(index(edge.from)) + std::to_string(index(edge.target));
      if (edge.line < 10) out += ":" + std::to_string(edge.line);
    }
    return out;
  };
  const Reach found = reach(all, set(from), set(to));
  return "direct" + text(found.direct) + " chain" + text(found.chain) + " followed " + std::to_string(found.followed);
}

TEST(Reach, Ways) {
  const struct {
    std::vector<std::string> edges;
    const char* from;
    const char* to;
    const char* expected;
  } rows[] = {
      {{}, "0", "1", "direct chain followed 1"},
      {{"01"}, "0", "1", "direct 01 chain followed 0"},
      {{"10"}, "0", "1", "direct chain followed 1"},
      {{"01", "02", "12", "13", "23"}, "01", "2", "direct 02 12 chain followed 0"},
      // One line that refers to several files of the other set is one use; another line, or another file's, is another.
      {{"025", "035", "036", "135"}, "01", "23", "direct 02:5 03:6 13:5 chain followed 0"},
      // Of several references from one file to another the first.
      {{"015", "016", "012", "12", "127"}, "0", "2", "direct chain 01:5 12 followed 3"},
      {{"01", "12", "23"}, "0", "3", "direct chain 01 12 23 followed 4"},
      {{"01", "04", "12", "23", "43"}, "0", "3", "direct chain 04 43 followed 5"},
      // Of equal ways the smallest paths', whatever the order of lines.
      {{"02", "01", "13", "23"}, "0", "3", "direct chain 01 13 followed 4"},
      {{"04", "05", "14", "16", "47", "57"}, "01", "7", "direct chain 04 47 followed 6"},
      {{"01", "10", "12", "21"}, "0", "7", "direct chain followed 3"},
      // What belongs to both is there already.
      {{"01", "12"}, "01", "12", "direct 12 chain followed 0"},
      {{"01"}, "01", "1", "direct chain followed 2"},
      {{"34", "45"}, "3", "5", "direct chain 34 45 followed 3"},
      {{"01", "06", "17"}, "0", "7", "direct chain 01 17 followed 4"},
  };
  for (const auto& row : rows) EXPECT_EQ(way(row.edges, row.from, row.to), row.expected);
}

}  // namespace
}  // namespace modgate::testing
