// A grammar of statements around imports: literals that hold quotes, slashes and braces in all their positions.
#include "snippets.h"

#include <initializer_list>
#include <random>
#include <string_view>

namespace modgate::testing {
namespace {

class Writer {
 public:
  Writer(std::uint32_t seed, bool typescript) : random_(seed), typescript_(typescript) {}

  std::string file() {
    if (one_in(12)) text_ += "#!/usr/bin/env node\n";
    if (typescript_ && one_in(4)) text_ += "/// <reference path=\"" + pick({"x.d.ts", "../y.ts", "./z"}) + "\" />\n";
    const std::uint32_t statements = 2 + below(10);
    for (std::uint32_t i = 0; i < statements; ++i) {
      text_ += statement(3);
      if (one_in(5)) text_ += pick({" // import 'no'", " /* import x from 'no' */", " // `", " /* ` */"});
      text_ += one_in(6) ? "\r\n" : "\n";
    }
    return text_;
  }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  std::string pick(std::initializer_list<std::string_view> choices) {
    return std::string(choices.begin()[below(static_cast<std::uint32_t>(choices.size()))]);
  }
  std::string gap() { return pick({"", " ", " ", "\n", "/* ' */", " // \"\n"}); }
  std::string blank() { return pick({" ", "  ", "\n", " /* ` */ ", " // it's\n"}); }

  std::string module() {
    const std::string name =
        pick({"./a", "../b/c", "lib", "@s/p/q", "a'b", "a\\x62c", "\\u0061/b", "d\\\ne", "~/x", "./%/*"});
    if (name.find('\'') == std::string::npos && one_in(2)) return "'" + name + "'";
    return "\"" + name + "\"";
  }
  std::string name() { return pick({"a", "b", "$c", "_d", "from", "of", "type", "as", "async"}); }

  std::string names() {
    std::string out = "{" + gap();
    for (std::uint32_t i = below(3); i > 0; --i) {
      out += pick({"a", "default as d", "from", "as", "x as from", "'str' as s"}) + gap() + "," + gap();
    }
    return out + "y" + gap() + "}";
  }

  std::string import() {
    switch (below(typescript_ ? 10 : 7)) {
      case 0:
        return "import" + gap() + module() + ";";
      case 1:
        return "import" + blank() + name() + blank() + "from" + gap() + module() + ";";
      case 2:
        return "import" + gap() + names() + gap() + "from" + gap() + module() + ";";
      case 3:
        return "import" + blank() + "a," + gap() + pick({"* as n", "{b, c as d}"}) + blank() + "from" + module() + ";";
      case 4:
        return "export" + gap() + names() + gap() + "from" + gap() + module() + ";";
      case 5:
        return "export *" + pick({"", " as n", " as from"}) + blank() + "from" + gap() + module() + ";";
      case 6:
        return "export" + gap() + names() + ";";
      case 7:
        return "import" + blank() + "r = require(" + module() + ");";
      case 8:
        return pick({"import type T from ", "import type {T} from ", "export type {T} from ", "import type from "}) +
               module() + ";";
      default:
        return "type Q = typeof import(" + module() + ") | import(" + module() + ").R<" + pick({"x", "'y'"}) + ">;";
    }
  }

  std::string call(int depth) {
    const std::string function = pick({"require", "import", "require.resolve", "module.require"});
    switch (below(5)) {
      case 0:
        return function + "(" + expression(depth - 1) + ")";
      case 1:
        return function + gap() + "(" + gap() + module() + gap() + ")";
      case 2:
        return function + "(`./plain`)";
      case 3:
        return pick({"o.require", "o.import", "o?.import", "this.require"}) + "(" + module() + ")";
      default:
        return function + "(" + module() + ").then(m => m.default)";
    }
  }

  std::string literal(int depth) {
    switch (below(9)) {
      case 0:
        return pick({"'it\\'s'", "\"//\"", "'/*'", "\"import 'x'\"", "'`'", "'</a>'", "\"\\\\\""});
      case 1:
        return pick({"/'/", "/[/'\"`]/g", "/\\//", "/`/.test(s)", "/a{1,2}\\/[\\]/]/u", "/=\"/"});
      case 2:
        return "`a ${" + expression(depth - 1) + "} ' \" // ${" + expression(depth - 1) + "}`";
      case 3:
        return pick({"``", "`import 'x'`", "`\\``", "`\\${`", "`$`", "`}`", "`//`"});
      case 4:
        return pick({"1", "1.5e3", ".5", "0x1F", "1_0n", "1..x"});
      case 5:
        return "{" + pick({"import", "require", "from", "export"}) + ": " + expression(depth - 1) + "}.a";
      default:
        return pick({"a", "b", "o.from", "this", "null"});
    }
  }

  std::string element(int depth) {
    const std::string text = pick({"it's", "a `b", "// c", "/* d", "\"", "import x from 'y'", "a > b", ""});
    switch (below(4)) {
      case 0:
        return "<A b=\"it's\" c='\"' d={" + expression(depth - 1) + "} />";
      case 1:
        return "<>" + pick({"it's", "// c", ""}) + "{" + expression(depth - 1) + "}</>";
      case 2:
        return "<p.q {...o}>it's {/* ' */}<br/>{" + expression(depth - 1) + "} // `</p.q>";
      default:
        return "<div>" + (text == "a > b" ? "" : text) + "{" + expression(depth - 1) + "}</div>";
    }
  }

  std::string expression(int depth) {
    if (depth <= 0) return pick({"a", "1", "'s'", "b"});
    switch (below(typescript_ ? 11 : 12)) {
      case 0:
        return "a " + pick({"/ b / c", "+ /'/.x", "< b", "? b : c", "++ / 2", "=== /\"/"});
      case 1:
        return "(" + expression(depth - 1) + ") / 2 / c";
      case 2:
        return "[" + expression(depth - 1) + ", " + expression(depth - 1) + "]";
      case 3:
        return "f(" + expression(depth - 1) + ")";
      case 4:
        return "(x => {" + gap() + statement(depth - 1) + gap() + "})";
      case 5:
      case 6:
        return call(depth);
      case 7:
        return "(function () { " + statement(depth - 1) + " })";
      case 11:
        return "(" + element(depth) + ")";
      default:
        return "(" + literal(depth) + ")";
    }
  }

  std::string typed(int depth) {
    return pick({"let g = <T,>(x: T) => x;", "let v = <any>a;", "interface I { import(x: string): void; require: any }",
                 "declare module \"m\" { export = x; }", "let n = a! / 2;", "type F = <T>(x: T) => `a${string}`;",
                 "enum E { A = '\\'' }", "abstract class C<T> { private import?: T; }",
                 "let u: Array<Array<'>'>> = [];"}) +
           (one_in(3) ? " let w = " + expression(depth - 1) + ";" : "");
  }

  std::string statement(int depth) {
    if (depth <= 0) return "a = 1;";
    switch (below(typescript_ ? 10 : 9)) {
      case 0:
      case 1:
        return depth == 3 ? import() : "b = 2;";
      case 2:
        return "if (a) /'/.test(b);";
      case 3:
        return "{ " + statement(depth - 1) + " }" + gap() + statement(depth - 1);
      case 4:
        return "class K { import() { return " + expression(depth - 1) + "; } require(x) { } static from = 1; }";
      case 5:
        return "for (const q of " + expression(depth - 1) + ") " + statement(depth - 1);
      case 6:
        return "function z(x) { return " + expression(depth - 1) + "; }";
      case 9:
        return typed(depth);
      default:
        return "x = " + expression(depth) + ";";
    }
  }

  std::mt19937 random_;
  bool typescript_;
  std::string text_;
};

}  // namespace

std::string javascript_snippet(std::uint32_t seed, bool typescript) { return Writer(seed, typescript).file(); }

}  // namespace modgate::testing
