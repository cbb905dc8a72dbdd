// Which namespace a name of C++ reaches: from the enclosing one outwards, through aliases and directives, and what
// hides it.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

const std::string kModules = module("relax", "paths: [src/relax/]\nnamespace: {cpp: [acme::relax]}") +
                             module("tune", "paths: [src/tune/]\nnamespace: {cpp: [acme::relax::tune, single]}") +
                             "### src/relax/r.h\nnamespace acme { namespace relax { namespace inner { int f(); } } }\n";

ResolvedCase row(std::string name, const std::string& text, std::string said, const std::string& more = "") {
  return {std::move(name), kModules + more + "### src/core/u.cc\n" + text, std::move(said)};
}

TEST(NameLookup, Scopes) {
  const ResolvedCase rows[] = {
      row("from the global scope",
          "int a = acme::relax::f();\nint b = ::acme::relax::tune::f();\nint c = relax::f();\nint d = "
          "acme::relaxed::f();\nint e = single::f();\n"
          "int g = other::acme::relax::f();\n",
          "src/core/u.cc:1 name acme::relax::f = acme::relax relax\n"
          "src/core/u.cc:2 name acme::relax::tune::f = acme::relax::tune tune also 5\n"),
      row("the deepest declaration", "int b = acme::relax::tune::x::f();\n",
          "src/core/u.cc:1 name acme::relax::tune::x::f = acme::relax::tune tune\n"),
      row("from a namespace around it", "namespace acme { int a = relax::f(); int b = relax::tune::f(); }\n",
          "src/core/u.cc:1 name relax::f = acme::relax relax\n"
          "src/core/u.cc:1 name relax::tune::f = acme::relax::tune tune\n"),
      row("from a namespace within", "namespace acme { namespace x { namespace y { int a = relax::f(); } } }\n",
          "src/core/u.cc:1 name relax::f = acme::relax relax\n"),
      row("absolute", "namespace acme { int a = ::relax::f(); int b = ::acme::relax::f(); }\n",
          "src/core/u.cc:1 name acme::relax::f = acme::relax relax\n"),
      row("through a namespace that the module opens",
          "namespace acme { int a = relax::inner::f(); }\nint b = inner::f();\n",
          "src/core/u.cc:1 name relax::inner::f = acme::relax::inner relax\n"),
      row("hidden by one that is open",
          "namespace acme { namespace x { namespace relax { int q(); } int a = relax::q(); } }\n", ""),
      row("hidden by one of another name only",
          "namespace acme { namespace x { namespace relaxed { int q(); } int a = relax::q(); } }\n",
          "src/core/u.cc:1 name relax::q = acme::relax relax\n"),
      row("hidden at the outside, absolute",
          "namespace q { namespace acme { int z(); } int a = acme::relax::f(); int b = ::acme::relax::f(); }\n",
          "src/core/u.cc:1 name acme::relax::f = acme::relax relax\n"),
      row("a using-declaration, an alias, and directives",
          "namespace r = acme::relax;\nint a = r::f();\nnamespace t = r::tune;\nint b = t::f();\nusing namespace "
          "acme;\nint c = relax::g();\n",
          "src/core/u.cc:1 namespace_alias acme::relax = acme::relax relax also 6\n"
          "src/core/u.cc:3 namespace_alias r::tune = acme::relax::tune tune\n"),
  };
  for (const ResolvedCase& each : rows) expect_resolved(each);
}

TEST(NameLookup, AliasesAndDirectives) {
  const auto chain = [](int links) {
    std::string text = "namespace n0 = acme;\n";
    for (int i = 1; i <= links; ++i) text += "namespace n" + std::to_string(i) + " = n" + std::to_string(i - 1) + ";\n";
    return text + "int a = n" + std::to_string(links) + "::relax::f();\n";
  };
  std::string nine;
  for (int i = 0; i < 9; ++i) nine += "s" + std::to_string(i) + "::same" + (i < 8 ? ", " : "");
  const auto through = [](int directives) {
    std::string text;
    for (int i = 0; i < directives; ++i) text += "using namespace s" + std::to_string(i) + ";\n";
    return text + "int a = same::f();\n";
  };
  const std::string many =
      module("many", "paths: [src/many/]\nnamespace: {cpp: [" + nine + "]}") + "### src/many/a.h\n";
  // Nine that hold the same name lead only near a module's namespace.
  std::string near, hidden = "### inc/h.h\n";
  for (int i = 0; i < 9; ++i) {
    const std::string id = std::to_string(i);
    near += "t" + id + "::same::far, ";
    hidden += "namespace s" + id + " { namespace relax { int f(); } }\n";
  }
  const auto far = [](int directives) {
    std::string text;
    for (int i = 0; i < directives; ++i) text += "using namespace t" + std::to_string(i) + ";\n";
    return text + "using namespace last;\nint a = same::f();\nint b = acme::same::g();\n";
  };
  const std::string distant =
      module("distant", "paths: [src/many/]\nnamespace: {cpp: [" + near + "\"last::same\"]}") + "### src/many/a.h\n";
  const ResolvedCase rows[] = {
      row("the eighth leads there", far(7), "src/core/u.cc:9 name same::f = last::same distant\n", distant),
      row("the ninth would", far(8),
          "src/core/u.cc:10 may be core: same::f: using-directives lead to more than 8 namespaces that may hold it\n",
          distant),
      row("sixteen aliases", chain(15), "src/core/u.cc:17 name n15::relax::f = acme::relax relax\n"),
      row("seventeen", chain(16),
          "src/core/u.cc:18 may be core: n16::relax::f: it leads through more than 16 namespace aliases\n"),
      row("seventeen, and another way", chain(16) + "namespace acme { int b = relax::f(); }\n",
          "src/core/u.cc:18 may be core: n16::relax::f: it leads through more than 16 namespace aliases\n"
          "src/core/u.cc:19 name relax::f = acme::relax relax\n"),
      row("aliases of themselves and of each other",
          "namespace a = a;\nnamespace b = c;\nnamespace c = b;\nint x = a::relax::f() + b::relax::f();\n"
          "namespace n { namespace relax = relax::inner; int y = relax::f(); }\n"
          "namespace acme { namespace relax = relax::inner; int z = relax::f(); }\n",
          "src/core/u.cc:6 namespace_alias relax::inner = acme::relax::inner relax also 6\n"),
      row("directives of which one leads only near", "using namespace a;\nusing namespace d;\nint x = b::f();\n",
          "src/core/u.cc:3 name b::f = d::b there\n",
          module("near", "paths: [n/]\nnamespace: {cpp: [a::b::c]}") +
              module("there", "paths: [m/]\nnamespace: {cpp: [d::b]}") + "### m/a.h\n### n/a.h\n"),
      row("a directive, and a name that begins otherwise", "using namespace acme;\nint x = none::relax::f();\n", ""),
      row("namespaces of the core's are not counted", through(9) + "using namespace acme;\nint b = relax::f();\n",
          "src/core/u.cc:12 name relax::f = acme::relax relax\n", hidden),
      row("of a namespace that holds it", "namespace a = acme;\nint b = a::relax::f();\nint c = a::none::f();\n",
          "src/core/u.cc:2 name a::relax::f = acme::relax relax\n"),
      row("an alias used again", "namespace a = acme;\nint b = a::relax::f();\nint c = a::relax::g();\n",
          "src/core/u.cc:2 name a::relax::f = acme::relax relax also 3\n"),
      row("in a namespace",
          "namespace n { namespace a = acme; namespace m { int b = a::relax::f(); } }\nint c = a::relax::f();\n",
          "src/core/u.cc:1 name a::relax::f = acme::relax relax\n"),
      row("absolute", "namespace a = ::acme::relax;\nnamespace x { int b = ::a::f(); }\n",
          "src/core/u.cc:1 namespace_alias acme::relax = acme::relax relax\n"),
      row("two of one name", "namespace a = none;\nnamespace a = acme;\nint b = a::relax::f();\n",
          "src/core/u.cc:3 name a::relax::f = acme::relax relax\n"),
      row("a directive in a namespace",
          "namespace acme { namespace x { using namespace relax; int a = tune::f(); } }\n",
          "src/core/u.cc:1 using_directive relax = acme::relax relax\n"
          "src/core/u.cc:1 name tune::f = acme::relax::tune tune\n"),
      row("an absolute directive",
          "namespace acme { using namespace ::acme; }\nint a = relax::f();\nint b = ::relax::f();\n",
          "src/core/u.cc:2 name relax::f = acme::relax relax\n"),
      row("an absolute directive of what is not there",
          "namespace acme { using namespace ::relax; }\nint a = tune::f();\n", ""),
      row("a directive of something else", "using namespace other;\nint a = relax::f();\n", ""),
      row("directives of one module", through(1), "src/core/u.cc:2 name same::f = s0::same many\n", many),
      row("eight directives", through(8), "src/core/u.cc:9 name same::f = s0::same many\n", many),
      row("nine directives", through(9), "src/core/u.cc:10 name same::f = s0::same many\n", many),
  };
  for (const ResolvedCase& each : rows) expect_resolved(each);
}

TEST(NameLookup, Owners) {
  const ResolvedCase rows[] = {
      {"a namespace of two modules",
       module("a", "paths: [a/]\nnamespace: {cpp: [acme::both]}") +
           module("b", "paths: [b/]\nnamespace: {cpp: [acme::both]}") +
           "### a/u.cc\nint x = acme::both::f();\n### b/u.cc\nint x = acme::both::f();\n### c/u.cc\nint x = "
           "acme::both::f();\n",
       "c/u.cc:1 name acme::both::f = acme::both a\n"},
      {"gone",
       module("gone", "paths: [x/]\nnamespace: {cpp: [acme::gone]}\nowners: [\"@a\"]", "removed") +
           module("a", "paths: [a/]\nnamespace: {cpp: [acme::a]}") +
           "### a/a.h\n### c/u.cc\nint x = acme::gone::f();\n",
       ""},
      {"no namespaces at all", module("a", "paths: [a/]") + "### a/a.h\n### c/u.cc\nint x = acme::a::f();\n", ""},
      {"included, and by whom",
       kModules + "### inc/hide.h\nnamespace acme { namespace x { namespace relax { int q(); } } }\n### "
                  "src/core/a.cc\n#include \"../../inc/hide.h\"\n"
                  "namespace acme { namespace x { int a = relax::q(); } }\n### src/core/b.cc\nnamespace acme { "
                  "namespace x { int a = relax::q(); } }\n"
                  "### src/core/c.cc\n#include \"../../inc/other.h\"\n#include \"../../inc/hide.h\"\nnamespace acme { "
                  "namespace x { int a = relax::q(); } }\n### inc/other.h\n",
       "src/core/b.cc:1 name relax::q = acme::relax relax\n"
       "src/core/a.cc:1 include > inc/hide.h\n"
       "src/core/c.cc:1 include > inc/other.h\n"
       "src/core/c.cc:2 include > inc/hide.h\n"},
  };
  for (const ResolvedCase& each : rows) expect_resolved(each);
}

}  // namespace
}  // namespace modgate::testing
