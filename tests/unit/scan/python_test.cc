// Rows of Python source in, facts out: imports with their lines and spans, attribute chains, troubles, suppressions.
// What CPython itself says about whole files is compared in tests/oracle/python.
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

#include "modgate/limits.h"
#include "scan/scan.h"

namespace modgate {
namespace {

using namespace std::string_literals;

struct Row {
  std::string source;
  std::string expected;
};

std::string imports(const std::string& source) {
  std::string out;
  for (const Reference& found : scan_python(source).references) {
    const std::string at = source.substr(found.at.begin, found.at.end - found.at.begin);
    out += std::to_string(found.line) + " ";
    const std::string dots(found.level, '.');
    switch (found.kind) {
      case Reference::Kind::import:
        out += "import " + dots + found.spelled;
        break;
      case Reference::Kind::import_from:
        out += "from " + dots + found.spelled + " import";
        for (const Reference::Name& name : found.names) {
          EXPECT_EQ(source.substr(name.at.begin, name.at.end - name.at.begin), name.name) << source;
          out += " " + name.name;
        }
        break;
      case Reference::Kind::import_dynamic:
        out += "dynamic " + dots + found.spelled;
        break;
      default:
        out += "computed " + dots + found.spelled;
    }
    if (at != dots + found.spelled) out += " <" + at + ">";
    out += "; ";
  }
  return out;
}

std::string chains(const std::string& source) {
  std::string out;
  for (const QualifiedName& name : scan_python(source).names) {
    EXPECT_EQ(name.kind, QualifiedName::Kind::attribute);
    EXPECT_TRUE(name.absolute);
    out += std::to_string(name.line) + " " + name.name + "; ";
  }
  return out;
}

std::string troubles(const std::string& source) {
  std::string out;
  for (const ScanTrouble& trouble : scan_python(source).troubles) {
    EXPECT_LE(trouble.at.end, source.size()) << trouble.what;
    out += std::to_string(trouble.line) + " " + trouble.what + "; ";
  }
  return out;
}

void check(std::string (*facts)(const std::string&), const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(facts(row.source), row.expected) << row.source;
}

TEST(Python, ImportStatements) {
  check(imports, {
                     {"import a", "1 import a; "},
                     {"import a.b as c, d", "1 import a.b; 1 import d; "},
                     {"import a . b", "1 import a.b <a . b>; "},
                     {"from a.b import c", "1 from a.b import c; "},
                     {"from a import (b as c,  # why\n  d,\n)", "1 from a import b d; "},
                     {"from ..x import y", "1 from ..x import y; "},
                     {"from . import x, y as z", "1 from . import x y; "},
                     {"from ... import x", "1 from ... import x; "},
                     {"from .import x", "1 from . import x; "},
                     {"from.import_x import import_y", "1 from .import_x import import_y; "},
                     {"from .... x import y", "1 from ....x import y <.... x>; "},
                     {"from . . x import y", "1 from ..x import y <. . x>; "},
                     {"from.x import*", "1 from .x import *; "},
                     {"from a \\\n import b", "1 from a import b; "},
                     {"import \\\n a", "2 import a; "},
                     {"import a\\\n.b", "1 import a.b <a\\\n.b>; "},
                     {"from __future__ import annotations", "1 from __future__ import annotations; "},
                 });
}

TEST(Python, WhereStatementsBegin) {
  check(imports, {
                     {"x = 1; import a; import b", "1 import a; 1 import b; "},
                     {"if 1: import a", "1 import a; "},
                     {"try: import a\nexcept ImportError: a = None", "1 import a; "},
                     {"def f(x: int = 1) -> int: import a", "1 import a; "},
                     {"class A:\n\timport a\n\tdef f(self):\n\t\tfrom b import c\n", "2 import a; 4 from b import c; "},
                     {"if TYPE_CHECKING:\n    from a import B\n", "2 from a import B; "},
                     {"match x:\n  case {'a': 1}: import a\n", "2 import a; "},
                     {"try:\n  pass\nexcept* E:\n  import a\n", "4 import a; "},
                     {"\fimport a\n\f\nimport b", "1 import a; 3 import b; "},
                     {"import a\r\nimport b\r\n", "1 import a; 2 import b; "},
                     {"import a\rimport b\r", "1 import a; 1 import b; "},
                     {"\xef\xbb\xbfimport a", "1 import a; "},
                     {"import a # x", "1 import a; "},
                     {"raise X \\\nfrom e", ""},
                     {"def f():\n  x = (yield\n    from g)\n  yield from a.b\n", ""},
                     {"f = lambda: 0\nimport a", "2 import a; "},
                     {"x[...]; [... for a in b]\nfrom ...a import b", "2 from ...a import b; "},
                 });
}

TEST(Python, NotImports) {
  check(imports, {
                     {"'import a'", ""},
                     {"# import a", ""},
                     {"'''\nimport a\n'''", ""},
                     {"\"\"\"'''\nimport a\n'''\"\"\"\nimport b", "4 import b; "},
                     {"r'\\'\nimport b'", ""},
                     {"rb'''\nimport a'''; Rb'\\\\'\nimport b", "3 import b; "},
                     {"'a\\\nimport b'", ""},
                     {"'a\\\r\nimport b'", ""},
                     {"f'''\nimport a\n{x}\nimport b\n'''", ""},
                     {"x.import_module('a')", ""},
                     {"important = from_ = 1", ""},
                     {"u''; ''; \"\"; import a", "1 import a; "},
                     {"''''''; import a", "1 import a; "},
                 });
}

TEST(Python, FStrings) {
  check(imports, {
                     {"f'{x['a']}'\nimport a", "2 import a; "},
                     {"f\"{f\"{f\"{1}\"}\"}\"\nimport a", "2 import a; "},
                     {"f'{{'\nimport a", "2 import a; "},
                     {"f'{x:{y}>{z}}'\nimport a", "2 import a; "},
                     {"f'{x!r:^{w}.{p}}'; import a", "1 import a; "},
                     {"f'{x:%H:%M}'; import a", "1 import a; "},
                     {"f'{d[1:2]}{ {1: 2}[1] }'; import a", "1 import a; "},
                     {"f'\\N{BULLET}\\N{EN DASH}'; import a", "1 import a; "},
                     {"rf'\\N{x}'; import a", "1 import a; "},
                     {"f'\\{x}'; import a", "1 import a; "},
                     {"f'\\''; import a", "1 import a; "},
                     {"f'''{\nx  # it's\n}'''\nimport a", "4 import a; "},
                     {"f'{(lambda x: 1)(2)}'; import a", "1 import a; "},
                     {"f'{x != 1} {y = }'; import a", "1 import a; "},
                     {"t'{x['a']}'; import a", "1 import a; "},
                     {"f'''{x:\n}'''; import a", "2 import a; "},
                     {"f'{__import__(\"a\")}'", "1 dynamic a <\"a\">; "},
                 });
}

TEST(Python, BrokenSourceDoesNotHideTheRest) {
  check(imports, {
                     {"print \"x\" % y\nexec 'a'\nimport a", "3 import a; "},
                     {"print `x`\nraise E, 'x'\nimport a", "3 import a; "},
                     {"x = 'abc\nimport a", "2 import a; "},
                     {"f(1,\nimport a\nimport b", "2 import a; 3 import b; "},
                     {"f(1,\nfrom .a import b", "2 from .a import b; "},
                     {"from a import (b,\nfrom c import d", "1 from a import b; 2 from c import d; "},
                     {"f'{x'\nimport a", "2 import a; "},
                     {"f'{x\nimport a", "2 import a; "},
                     {"f'{x:'\nimport a", "2 import a; "},
                     {"f'{x[}'\nimport a", "2 import a; "},
                     {"f'{x\nfrom a import b", "2 from a import b; "},
                     {"f'abc\nimport a", "2 import a; "},
                     {")]}\nimport a", "2 import a; "},
                     {"import\nimport a\nfrom\nfrom b\nfrom import c\nimport d.\nimport e,",
                      "2 import a; 6 import d; 7 import e; "},
                     {"$ ? ! \\ x\nimport a", "2 import a; "},
                     {"x\x1a\nimport a", "2 import a; "},
                     {"'\xe2\x80\xa8import b'\nimport a", "2 import a; "},
                     {std::string(100'000, '(') + "\nimport a", "2 import a; "},
                 });
}

TEST(Python, DynamicImports) {
  const std::string head = "import importlib\n";
  check(imports,
        {
            {"__import__('a.b')", "1 dynamic a.b <'a.b'>; "},
            {"__import__('x', globals(), locals(), ['y'], 1)", "1 dynamic .x <'x'>; "},
            {"__import__('', globals(), level=2)", "1 dynamic .. <''>; "},
            {"__import__('x', globals(), locals(), [], -1)", "1 computed 'x'; "},
            {"__import__(name)", "1 computed name; "},
            {"def __import__(x): pass\n__import__('a')", ""},
            {"x.__import__('a')", ""},
            {"import builtins\nbuiltins.__import__('a')", "1 import builtins; 2 dynamic a <'a'>; "},
            {head + "importlib.import_module('a.b')", "1 import importlib; 2 dynamic a.b <'a.b'>; "},
            {head + "importlib.import_module('a.'\n  \"b\")", "1 import importlib; 2 dynamic a.b <'a.'\n  \"b\">; "},
            {head + "importlib.import_module(name='a')", "1 import importlib; 2 dynamic a <'a'>; "},
            {head + "importlib . import_module (r'''a''')", "1 import importlib; 2 dynamic a <r'''a'''>; "},
            {head + "importlib.import_module(f'a.b')", "1 import importlib; 2 dynamic a.b <f'a.b'>; "},
            {head + "importlib.import_module(f'a.{b}')", "1 import importlib; 2 computed f'a.{b}'; "},
            {head + "importlib.import_module('a.' + b)", "1 import importlib; 2 computed 'a.' + b; "},
            {head + "importlib.import_module('a.%s' % b[1, 2])", "1 import importlib; 2 computed 'a.%s' % b[1, 2]; "},
            {head + "importlib.import_module(b'a')", "1 import importlib; 2 computed b'a'; "},
            {head + "importlib.import_module('\\x61')", "1 import importlib; 2 computed '\\x61'; "},
            {head + "importlib.import_module()", "1 import importlib; "},
            {head + "importlib.import_module(*a)", "1 import importlib; 2 computed *a; "},
            {head + "importlib.import_module(__import__('a').b)",
             "1 import importlib; 2 computed __import__('a').b; 2 dynamic a <'a'>; "},
            {"import importlib as il\nil.import_module('a')", "1 import importlib; 2 dynamic a <'a'>; "},
            {"from importlib import import_module as im\nim('a')",
             "1 from importlib import import_module; 2 dynamic a <'a'>; "},
            {"def f(): return import_module('a')\nfrom importlib import import_module",
             "1 dynamic a <'a'>; 2 from importlib import import_module; "},
            {"def import_module(x): pass\nimport_module('a')", ""},
            {"from other import import_module\nimport_module('a')", "1 from other import import_module; "},
            {head + "other.importlib.import_module('a')", "1 import importlib; "},
            {head + "f().importlib.import_module('a')", "1 import importlib; "},
        });
}

TEST(Python, RelativeDynamicImports) {
  const std::string head = "from importlib import import_module\n";
  const std::string from = "1 from importlib import import_module; ";
  check(imports, {
                     {head + "import_module('..x', package=__package__)", from + "2 dynamic ..x <'..x'>; "},
                     {head + "import_module('.x', __name__)", from + "2 dynamic .x <'.x'>; "},
                     {head + "import_module('.x', 'a.b')", from + "2 dynamic a.b.x <'.x'>; "},
                     {head + "import_module('..x.y', 'a.b')", from + "2 dynamic a.x.y <'..x.y'>; "},
                     {head + "import_module('...x', 'a.b')", from + "2 computed '...x'; "},
                     {head + "import_module('.x', package=p)", from + "2 computed '.x'; "},
                     {head + "import_module('.x')", from + "2 computed '.x'; "},
                     {head + "import_module('.', __package__)", from + "2 computed '.'; "},
                     {head + "import_module('x', package=p)", from + "2 dynamic x <'x'>; "},
                 });
}

TEST(Python, NamesOutsideAsciiAreNotSilent) {
  check(imports, {
                     {"import \xef\xbd\x8d"
                      "ath",
                      "1 computed \xef\xbd\x8d"
                      "ath; "},
                     {"from .\xc3\xa9.b import c", "1 computed .\xc3\xa9.b; "},
                     {"from a import \xc3\xa9, b", "1 from a import b; 1 computed \xc3\xa9; "},
                     {"__import__('\xc3\xa9')", "1 computed '\xc3\xa9'; "},
                 });
}

TEST(Python, AttributeChains) {
  check(chains,
        {
            {"import a.b.c\na.b.c.d()", "2 a.b.c.d; "},
            {"import tvm\ntvm.meta_schedule.tune(x).y.z", "2 tvm.meta_schedule.tune; "},
            {"import tvm as t\nt.relax.x\nt.relax.x\nt.relax.y", "2 tvm.relax.x; 4 tvm.relax.y; "},
            {"import a.b as c\nc.d", "2 a.b.d; "},
            {"from tvm import contrib as c\nc.ethosu.x", "2 tvm.contrib.ethosu.x; "},
            {"from tvm import contrib\nx = contrib.y", "2 tvm.contrib.y; "},
            {"def f():\n  return tvm.x\nimport tvm", "2 tvm.x; "},
            {"import tvm\n(tvm\n  # tvm.no\n  .a . b)", "2 tvm.a.b; "},
            {"import tvm\nf'{tvm.a[tvm.b]}'", "2 tvm.a; 2 tvm.b; "},
            {"import tvm\n@tvm.a.b\ndef f(x: tvm.c = tvm.d) -> tvm.e: pass", "2 tvm.a.b; 3 tvm.c; 3 tvm.d; 3 tvm.e; "},
            {"import tvm\nx.tvm.a; f().tvm.b; 'tvm.c'  # tvm.d", ""},
            {"import tvm\ntvm.\xc3\xa9.x; tvm.a.\xc3\xa9.x", "2 tvm.a; "},
            {"import tvm\ntvm", ""},
            {"x.y", ""},
            {"import a\n(a.b).c", "2 a.b; "},
            {"from . import x\nx.y", ""},
            {"from a import *\nx.y", ""},
            {"try: import a.x as j\nexcept E: import b.x as j\nj.y", ""},
            {"import a.x as m\nfrom a import x as m\nm.y", "3 a.x.y; "},
        });
}

TEST(Python, NamesBoundOtherwiseAreNotFollowed) {
  const std::string use = "import m\nm.x\n";
  const std::string found = "2 m.x; ";
  for (const char* binding : {"m = 1",
                              "a = m = 1",
                              "a, m = 1, 2",
                              "(a, m) = b",
                              "[a, *m] = b",
                              "m += 1",
                              "m: int = 1",
                              "m: int",
                              "x = 1; m = 2",
                              "def m(): pass",
                              "async def m(): pass",
                              "class m: pass",
                              "def f(m): pass",
                              "def f(a, /, *, m=2): pass",
                              "def f(*m): pass",
                              "def f(a=lambda m: 1): pass",
                              "def f(a: int = 2, **m): pass",
                              "def f[T](m): pass",
                              "f(lambda m: 1)",
                              "lambda a, *m: 1",
                              "for m in x: pass",
                              "for a, (b, m) in x: pass",
                              "[m for m in x]",
                              "with x as m: pass",
                              "with a as b, c as m: pass",
                              "with x as (a, m): pass",
                              "try: pass\nexcept E as m: pass",
                              "if (m := 1): pass",
                              "if 1: m = 2",
                              "if x: pass\nelse: m = 2"}) {
    EXPECT_EQ(chains(use + binding), "") << binding;
  }
  for (const char* other : {"f(m=1)",
                            "m == 1",
                            "m.y = 1",
                            "m[0] = 1",
                            "a[m] = 1",
                            "f(a, m).b = 1",
                            "x.m = 1",
                            "def f(a=m): pass",
                            "def f(a=2 * m): pass",
                            "for a in m: pass",
                            "for m.y in a: pass",
                            "with a as b, m.y: pass",
                            "a: m = 1",
                            "del m",
                            "lambda a: m",
                            "x = lambda a=m: m",
                            "if m: a = 1",
                            "a = m",
                            "a = m, m",
                            "global m",
                            "f(lambda x: x, m)",
                            "x[a:m] = 1",
                            "class A(m.B, k=m): pass",
                            "print(m, file=m)"}) {
    EXPECT_TRUE(chains(use + other).starts_with(found)) << other;
  }
}

TEST(Python, Troubles) {
  check(troubles, {
                      {"import a", ""},
                      {"x = 'abc\n", ""},
                      {"a\n'''\nimport a", "2 unterminated triple-quoted string; "},
                      {"a\nf'''\nimport a", "2 unterminated f-string; "},
                      {"a\n\nf(1, [2]", "3 unterminated bracket; "},
                      {"f(\nimport a\ng[", "1 unterminated bracket; 3 unterminated bracket; "},
                      {"import a\n\0import b"s, "2 NUL byte; "},
                      {"x = '\xff'\n", "1 not UTF-8: no such sequence of bytes; "},
                      {"x = '\xc3\xa9'\n", ""},
                  });
}

TEST(Python, Encodings) {
  const struct {
    std::string head;
    std::string troubles;
    bool read;
  } kRows[] = {
      {"# coding: latin-1\n#\xe9\n", "", true},
      {"#!/usr/bin/python\n# -*- coding: iso-8859-15 -*-\n#\xe9\n", "", true},
      {"\n#vim: set fileencoding=koi8_r :\n#\xe9\n", "", true},
      {"# coding: utf-8-unix\n", "", true},
      {"# coding: UTF_8\n#\xe9\n", "2 not UTF-8: no such sequence of bytes; ", true},
      {"#\n#\n# coding: latin-1\n#\xe9\n", "4 not UTF-8: no such sequence of bytes; ", true},
      {"x = 1\n# coding: utf-16\n", "", true},
      {"# coding cp932, coding:\n", "", true},
      {"# coding: cp932\n", "1 not UTF-8: encoding cp932; ", false},
      {"#\n# coding=utf-7\n", "2 not UTF-8: encoding utf-7; ", false},
      {"# coding: rot13\n", "1 not UTF-8: encoding rot13; ", false},
      {"# coding: utf8mb4\n", "1 not UTF-8: encoding utf8mb4; ", false},
      {"\xff\xfe#\n", "1 not UTF-8: UTF-16 byte order mark; ", false},
      {"\xef\xbb\xbf# coding: utf-8\n", "", true},
      {"\xef\xbb\xbf# coding: latin-1\n", "1 UTF-8 byte order mark and encoding latin-1 contradict each other; ", true},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(troubles(row.head), row.troubles) << row.head;
    EXPECT_EQ(!imports(row.head + "import a").empty(), row.read) << row.head;
  }
}

TEST(Python, Suppressions) {
  const FileFacts facts = scan_python(
      "# modgate: allow(MG302) -- above\n"
      "\n"
      "# another comment\n"
      "import a\n"
      "import b  # modgate: allow(MG302) until=2027-01-01 -- beside\n"
      "from c import (\n"
      "    # modgate: allow(MG302) -- inside\n"
      "    d,\n"
      ")\n"
      "x = '# modgate: allow(MG302)'\n"
      "'''\n"
      "'''  # modgate: allow(MG204)\n"
      "# modgate: nonsense\n");
  std::string out;
  for (const Suppression& found : facts.suppressions) {
    out += std::to_string(found.line) + ">" + std::to_string(found.applies_to) + (found.malformed ? "!" : "") + " ";
  }
  EXPECT_EQ(out, "1>4 5>5 7>8 12>12 13>13! ");
}

/// Reports count line feeds, and so do suppressions, where Python counts a lone carriage return as well.
TEST(Python, LinesAreThoseOfReports) {
  const FileFacts facts =
      scan_python("x = 1\ry = '''a\rb'''\r\n# modgate: allow(MG302) -- why\n\nimport a\rimport b\n");
  ASSERT_EQ(facts.suppressions.size(), 1U);
  EXPECT_EQ(facts.suppressions[0].line, 2U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 4U);
  ASSERT_EQ(facts.references.size(), 2U);
  EXPECT_EQ(facts.references[0].line, 4U);
  EXPECT_EQ(facts.references[1].line, 4U);
}

TEST(Python, HostileInputTakesLinearTime) {
  constexpr std::size_t kBytes = 1'000'000;
  constexpr double kSeconds = 10;  // a few hundredths are normal; a step that looks back or ahead takes minutes
  const auto seconds = [](const std::string& source) {
    const std::clock_t start = std::clock();
    scan_python(source);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  for (const char* unit :
       {"f'{", "f\"{f'{", "f'''{", "f'{x:{", "(\nfrom a.b\n", "\\N{", "f'\\N{a", "a.", "__import__(", "\nf'''{'", "'''",
        "import a;", "import a.b as a;", "from a import(b,\n", "lambda x,", "x=(", "for a,", "f'''{x:{'\n"}) {
    std::string source = "import a\n";
    while (source.size() < kBytes) source += unit;
    EXPECT_LT(seconds(source), kSeconds) << unit;
  }
  // Every name's path holds the module's: a million bytes a hundred thousand times, if it were written down.
  std::string names = "from " + std::string(kBytes, 'm') + " import a";
  for (int i = 0; i < 100'000; ++i) names += ",a" + std::to_string(i);
  EXPECT_LT(seconds(names), kSeconds);
}

TEST(Python, LimitsAreMet) {
  std::string many = "import a\n";
  for (std::size_t i = 0; i <= limits::kPythonChains; ++i) many += "a.b" + std::to_string(i) + "\n";
  const FileFacts facts = scan_python(many);
  EXPECT_EQ(facts.names.size(), limits::kPythonChains);
  ASSERT_EQ(facts.troubles.size(), 1U);
  EXPECT_EQ(facts.troubles[0].what, "more attribute chains than modgate keeps");

  std::string deep = "import a\na";
  for (int i = 0; i < 1000; ++i) deep += ".b";
  const FileFacts cut = scan_python(deep);
  ASSERT_EQ(cut.names.size(), 1U);
  EXPECT_EQ(cut.names[0].name.size(), limits::kDottedPathBytes - 1);

  const std::string long_argument = "__import__(" + std::string(1000, 'x') + ")";
  ASSERT_EQ(scan_python(long_argument).references.size(), 1U);
  EXPECT_EQ(scan_python(long_argument).references[0].spelled.size(), limits::kQuotedBytes);
}

}  // namespace
}  // namespace modgate
