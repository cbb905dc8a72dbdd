// Files are put together from fragments by a seeded generator: gaps that hold comments and quotes, strings that hold
// code, code that looks like an import. Each fragment is valid where it stands.
#include "snippets.h"

#include <initializer_list>
#include <random>
#include <string_view>

namespace modgate::testing {
namespace {

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool often() { return below(3) != 0; }
  std::string pick(std::initializer_list<std::string_view> from) {
    return std::string(from.begin()[below(static_cast<std::uint32_t>(from.size()))]);
  }
  /// Blanks, line ends and comments, at least one.
  std::string gap() {
    return pick({" ", " ", " ", "\n", "\t", " // import a.b.C;\n", " /* import \"x\"; */ ", "/**/", "\r\n", " // \"\n",
                 " /* ' */", "/* // */ ", "\n\n// it's\n"});
  }

 private:
  std::mt19937 random_;
};

std::string java_name(Maker& make) {
  std::string name = make.pick({"org", "com", "a", "acme"});
  for (std::uint32_t more = make.below(4); more > 0; --more) {
    name += make.often() ? "." : make.pick({" . ", ".\n ", "./* c */"});
    name += make.pick({"a", "relax", "\\u0061b", "$x", "_y", "\xC3\xA9t\xC3\xA9"});
  }
  return name + "." + make.pick({"Foo", "Bar", "Baz.Inner"});
}

std::string java_expression(Maker& make) {
  switch (make.below(12)) {
    case 0:
      return "\"" + make.pick({"import a.b.C;", "\\\"", "// x", "/*", "\\\\", "\\u0041", "'", "{"}) + "\"";
    case 1:
      return make.pick({"'\"'", "'\\''", "'\\\\'", "'\\u0041'", "'{'", "'/'"});
    case 2:
      return "\"\"\"\n  " + make.pick({"import a.b.C;", "\\\"\"\"", "\"\" x", "/* y", "// z", "\\\\"}) + "\n  \"\"\"";
    case 3:
      return make.pick({"1.5e3", "0x1F", ".5", "1_000L", "1.", "07"});
    case 4:
      return "new " + java_name(make) + "()";
    case 5:
      return java_name(make) + ".of(" + java_expression(make) + ")";
    case 6:
      return "(" + java_expression(make) + ")";
    case 7:
      return "this.a.b.c";
    case 8:
      return "f()" + make.gap() + ".a.b.c";
    case 9:
      return java_name(make) + ".class";
    case 10:
      return "x[0].y.z.w";
    default:
      return "a.b.c." + make.pick({"d", "e()", "F"});
  }
}

std::string java_member(Maker& make) {
  switch (make.below(5)) {
    case 0:
      return java_name(make) + make.gap() + "x = " + java_expression(make) + ";\n";
    case 1:
      return "@" + java_name(make) + " void f(" + java_name(make) + "... x) { g(" + java_expression(make) + "); }\n";
    case 2:
      return "java.util.Map<" + java_name(make) + "," + make.gap() + java_name(make) + "[]> m;\n";
    case 3:
      return "{ int importX = 1; " + make.pick({"{ }", "if (a) { }", "a = b / c;", "a = b /c/ d;"}) + " }\n";
    default:
      return make.gap() + "org.acme.@A" + make.gap() + "Foo y = " + java_expression(make) + ";\n";
  }
}

std::string scala_import(Maker& make) {
  const std::string path = make.pick({"a", "a.b", "_root_.a.b", "org.acme . relax", "a.`type`.b", "x.\n y"});
  return make.pick({"import ", "import ", "import\n", "import /* c */ "}) + path +
         make.pick({".C", "._", ".{B, C}", ".{B => X, C => _, _}", ".{ _ }", ".{B => X}", ".C, d.E",
                    ".C, d.{E, F}, g._", ".{\n  B, // c\n  C\n}", ".{B=>X,C}"});
}

std::string scala_statement(Maker& make) {
  const std::string n = "v" + std::to_string(make.below(1000));
  switch (make.below(9)) {
    case 0:
      return scala_import(make) + make.pick({"\n", ";", " // c\n", "\n\n"});
    case 1:
      return "val " + n + " = " + make.pick({"'\"'", "'\\''", "'sym", "'a'", "'{'", "'\\\\'", "'/'"}) + "\n";
    case 2:
      return "val " + n + " = \"" + make.pick({"import a.B", "\\\"", "// x", "/*", "${ import a.B }", "'"}) + "\"\n";
    case 3:
      return "val " + n + " = \"\"\"" + make.pick({"\nimport a.B\n", "\\", "\"", "/*", "${"}) + "\"\"\"\n";
    case 4:
      return "val " + n + " = s\"" +
             make.pick({"$x", "$$", "${y}", "${ f(\"\"\"}\"\"\") }", "${ { import p.Q; 1 } }"}) + "\"\n";
    case 5:
      return "val " + n + " = s\"\"\"" + make.pick({"$x \"", "${ f(\"}\") }\nimport a.B\n", "${ s\"${ 1 }\" }"}) +
             "\"\"\"\n";
    case 6:
      return "/* /* import a.B */ import a.C */\n";
    case 7:
      return "def " + n + " = { " + scala_import(make) + "\n 1 }\n";
    default:
      return "class C" + n + " { type `import` = Int }\n";
  }
}

std::string go_path(Maker& make) {
  const std::string path = make.pick({"fmt", "net/http", "example.com/a/b", "C", "../x", "a.b/c-d_e"});
  return make.below(4) == 0 ? "`" + path + "`" : "\"" + path + "\"";
}

std::string go_gap(Maker& make) { return make.pick({" ", "\t", " /* import \"x\" */ ", "/**/"}); }
std::string go_end(Maker& make) { return make.pick({"\n", ";", "\n\n", " // import \"x\"\n", "/* \n */", "\r\n"}); }

}  // namespace

std::string java_snippet(std::uint32_t seed) {
  Maker make(seed);
  std::string text = make.below(8) == 0 ? make.gap() : "";
  if (make.often()) text += "package" + make.gap() + make.pick({"org.acme", "a . b", "a", "\\u0061.b"}) + ";";
  for (std::uint32_t more = make.below(5); more > 0; --more) {
    text += make.gap() + "import" + make.gap() + (make.below(3) == 0 ? "static" + make.gap() : "") + java_name(make);
    text += make.pick({";", " ;", ".*;", " . * ;", ".*/* x */;"});
  }
  text += make.gap() + make.pick({"", "@Deprecated ", "@A(\"import x.Y;\") ", "@a.b.c.D "}) + "class A {\n";
  for (std::uint32_t more = make.below(6); more > 0; --more) text += java_member(make);
  return text + "}" + make.gap();
}

std::string scala_snippet(std::uint32_t seed) {
  Maker make(seed);
  std::string text = make.pick({"", "// import a.B\n", "/* /* */ package x */\n"});
  text += make.pick({"", "package a\n", "package a.b\npackage c\n", "package a;package `b c`\n", "package a // x\n"});
  text +=
      make.pick({"", "import z.Z\n", "package d { package e {\nimport y.Y\n} }\n", "package object o { val x = 1 }\n"});
  text += "object Main" + std::to_string(seed) + " {\n";
  for (std::uint32_t more = make.below(8); more > 0; --more) text += scala_statement(make);
  return text + "}\n";
}

std::string kotlin_snippet(std::uint32_t seed) {
  Maker make(seed);
  std::string text = make.pick({"", "#!/usr/bin/kotlin\n", "\xEF\xBB\xBF", "// import a.B\n"});
  text += make.pick({"", "/* /* */ import a.B */\n", "@file:JvmName(\"import a.B\")\n"});
  text += make.pick({"", "package a\n", "package a.b;", "package a.`b c`\n", "package /* x */ a . b // y\n"});
  for (std::uint32_t more = make.below(6); more > 0; --more) {
    text += "import" + make.pick({" ", "\t", " /* x */ "});
    text += make.pick({"a.B", "a.b.C", "a.`in`.D", "a . b", "a.b.*", "a.b.C as D", "`a b`.C", "data.value.E"});
    text += make.pick({"\n", ";", " // import z.Z\n", "\n\n", " /* import z.Z */\n"});
  }
  for (std::uint32_t more = make.below(5); more > 0; --more) {
    text += make.pick({"\nval s = \"import x.Y ${f(\"}\")} \\\"\"\n",
                       "\nval r = \"\"\"\nimport x.Y\n$a \"\" ${g(\"\"\"b\"\"\")}\n\"\"\"\n", "\nval c = '\"'\n",
                       "\n/** import x.Y */\nfun `import x`() = 1\n", "\nclass K { val import_ = '\\'' }\n"});
  }
  return text;
}

std::string go_snippet(std::uint32_t seed) {
  Maker make(seed);
  std::string text = make.pick({"", "// Package a\n", "//go:build x\n\n", "/* package x */ ", "\xEF\xBB\xBF"});
  text += "package" + go_gap(make) + "a" + go_end(make);
  for (std::uint32_t more = make.below(5); more > 0; --more) {
    text += "import" + go_gap(make);
    const bool group = make.below(2) == 0;
    if (group) text += "(" + make.pick({"", "\n", "\n// c\n"});
    for (std::uint32_t specs = group ? make.below(4) : 1; specs > 0; --specs) {
      text += make.pick({"", "", "x", ".", "_"}) + go_gap(make) + go_path(make) + go_end(make);
    }
    if (group) text += ")" + go_end(make);
  }
  text += make.pick({"", "var x = `\nimport \"b\"\n`\n", "const c = '\"'\n", "func f() { import_ := \"import\" }\n"});
  return text;
}

std::string proto_snippet(std::uint32_t seed) {
  Maker make(seed);
  std::string text = make.pick({"syntax = \"proto3\";", "syntax='proto3';", "// c\nsyntax = \"proto3\"\n;"});
  const auto package = [&] { text += make.gap() + "package" + make.gap() + make.pick({"a.b", "a . b", "c"}) + ";"; };
  const bool first = make.often();
  if (first) package();
  for (std::uint32_t i = 0; i < 3 && seed > i; ++i) {
    if (make.below(2) == 0) continue;
    const std::string number = std::to_string(seed - 1 - i);
    text += make.gap() + "import" + make.gap() + make.pick({"", "", "public ", "weak\n"});
    text += make.pick({"\"f", "'f", "\"f\" \""});
    const char quote = text.back() == 'f' ? text[text.size() - 2] : '"';
    text += number + ".proto" + quote + make.pick({";", " ;", "/* x */;"});
  }
  if (!first && make.often()) package();
  text += make.gap() + "option java_package = \"import \\\"x\\\"; // \";\n";
  text += "message M" + std::to_string(seed) + " { string import = 1; string package = 2; /* import \"y\"; */ }";
  return text + make.gap();
}

}  // namespace modgate::testing
