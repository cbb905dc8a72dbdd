// A grammar of statements with weights. Names come from a small pool, so that imports, targets and parameters collide.
// Only syntax of Python 3.8 to 3.11: an older interpreter must be able to judge it.
#include "snippets.h"

#include <initializer_list>
#include <random>
#include <string_view>

namespace modgate::testing {
namespace {

class Writer {
 public:
  explicit Writer(std::uint32_t seed) : random_(seed) {}

  std::string file() {
    if (one_in(4)) line("\"\"\"Module.\n\nimport docstring\n\"\"\"", 0);
    if (one_in(2))
      line(pick({"import importlib", "import importlib as il", "from importlib import import_module",
                 "from importlib import import_module as im", "import builtins"}),
           0);
    const std::uint32_t statements = 3 + below(12);
    for (std::uint32_t i = 0; i < statements; ++i) statement(0);
    if (one_in(8) && !text_.empty()) text_.pop_back();
    return with_line_ends();
  }

 private:
  // The standard's distributions differ between libraries; the engine does not.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  std::string pick(std::initializer_list<std::string_view> choices) {
    return std::string(choices.begin()[below(static_cast<std::uint32_t>(choices.size()))]);
  }

  std::string with_line_ends() {
    const std::string_view end = one_in(5) ? "\r\n" : one_in(8) ? "\r" : "\n";
    std::string out = one_in(10) ? "\xef\xbb\xbf" : "";
    for (const char c : text_) {
      if (c == '\n') {
        out += end;
      } else {
        out += c;
      }
    }
    return out;
  }

  void line(const std::string& code, std::uint32_t indent) {
    text_.append(indent * 2, ' ').append(code);
    if (one_in(6)) text_ += pick({"  # import comment", " #", " # '''", " # ("});
    text_ += '\n';
    if (one_in(8)) text_ += pick({"\n", "# import comment\n", "\f\n", "   \n", "      # indented\n"});
  }

  std::string blank() { return one_in(6) ? pick({"  ", "\t", " \\\n ", " \f"}) : " "; }
  std::string gap() { return one_in(9) ? blank() : ""; }
  std::string name() {
    return pick({"a", "b", "m", "tvm", "pkg_1", "from_", "importer", "match", "\xc3\xa9t\xc3\xa9"});
  }
  std::string plain() { return pick({"a", "b", "m", "tvm", "pkg_1", "_x"}); }

  std::string dotted() {
    std::string out = name();
    while (one_in(2)) out += gap() + "." + gap() + name();
    return out;
  }
  std::string alias() { return one_in(3) ? blank() + "as" + blank() + plain() : ""; }

  std::string import_names() {
    std::string out = dotted() + alias();
    while (one_in(4)) out += gap() + "," + gap() + dotted() + alias();
    return "import" + blank() + out;
  }

  std::string import_from(bool star) {
    std::string module;
    if (one_in(2)) {
      const std::uint32_t dots = 1 + below(5);
      for (std::uint32_t i = 0; i < dots; ++i) module += "." + gap();
    }
    if (module.empty() || !one_in(3)) module += dotted();
    const std::string head = "from" + blank() + module + (module.ends_with('.') ? gap() : blank()) + "import";
    if (star && one_in(8)) return head + gap() + "*";
    const bool parentheses = one_in(2);
    const auto space = [&] {
      return parentheses ? pick({"", " ", "\n    ", "  # import x\n  ", "\n"}) : std::string();
    };
    std::string names = space() + name() + alias();
    while (one_in(2)) names += space() + "," + space() + name() + alias();
    if (!parentheses) return head + blank() + names;
    return head + gap() + "(" + names + (one_in(2) ? "," : "") + space() + ")";
  }

  std::string import_statement(bool star) { return one_in(2) ? import_names() : import_from(star); }

  std::string string_literal() {
    const std::string prefix = pick({"", "", "r", "b", "u", "Rb", "bR", "f", "F", "rf", "fr"});
    const bool format = prefix.find_first_of("fF") != std::string::npos;
    const std::string quote = pick({"'", "\"", "'''", "\"\"\""});
    std::string body =
        pick({"import a", "", "from a import b", "\\'", "\\\\", "\\\"", "#", "(", "\\\n", "\\n", "x\\\nimport b"});
    if (quote.size() == 3) body += pick({"", "\nimport a\n", "\n", " ' \" x", "''x", "\"\"x"});
    if (format)
      body +=
          pick({"{a}", "{{", "}}", "{a!r:>{b}}", "{a:%H:%M}", "{(a, b)[0]}", "{a=}", "{ {1: 2}[1] }", "{m.x.y:#x}"});
    if (prefix.find_first_of("bB") == std::string::npos && prefix.find_first_of("rR") == std::string::npos &&
        one_in(5)) {
      body += "\\N{BULLET}";
    }
    return prefix + quote + body + (body.ends_with('\\') ? " " : "") + quote;
  }

  std::string literal_module() {
    return pick({"'a.b'",   "\"tvm\"",     "r'a'",   "'a.' 'b'",        "'''m'''", "f'a.b'",    "f'{a}'",
                 "'\\x61'", "b'a'",        "'.x'",   "'..x.y'",         "name",    "'a' + 'b'", "'%s' % a",
                 "*a",      "'a'.lower()", "a['b']", "(lambda: 'a')()", "''",      "'.'"});
  }

  std::string dynamic_import() {
    const std::string callee =
        pick({"importlib.import_module", "il.import_module", "import_module", "im", "__import__",
              "importlib . import_module", "a.import_module", "builtins.__import__", "a().importlib.import_module"});
    const std::string rest =
        pick({"", "", ",", ", __package__", ", package=__name__", ", 'p.q'", ", package='p.q.r'", ", package=a",
              ", None, None, (), 1", ", level=2", ", globals(), locals(), ['x'], 0"});
    return callee + gap() + "(" + pick({"", " ", "\n  "}) + literal_module() + rest + ")";
  }

  std::string chain() {
    std::string out = plain();
    const std::uint32_t attributes = 1 + below(3);
    for (std::uint32_t i = 0; i < attributes; ++i) out += gap() + "." + gap() + plain();
    return out;
  }

  std::string expression(std::uint32_t depth) {
    switch (below(depth > 3 ? 5 : 11)) {
      case 0:
        return string_literal();
      case 1:
      case 2:
        return chain();
      case 3:
        return plain();
      case 4:
        return pick({"1", "0x1f", "1.5e-3", "None", "...", "1_000j"});
      case 5:
        return "(" + expression(depth + 1) + pick({",\n   ", " , ", ", # import x\n"}) + expression(depth + 1) + ")";
      case 6:
        return "[" + expression(depth + 1) + " for " + plain() + " in " + expression(depth + 1) + "]";
      case 7:
        return chain() + "(" + expression(depth + 1) + ", " + plain() + "=" + expression(depth + 1) + ")";
      case 8:
        return "{" + plain() + ": " + expression(depth + 1) + "}";
      case 9:
        return "(lambda " + plain() + ": " + expression(depth + 1) + ")";
      default:
        return dynamic_import();
    }
  }

  std::string binding() {
    const std::string value = " = " + expression(1);
    switch (below(8)) {
      case 0:
        return plain() + value;
      case 1:
        return plain() + ", (" + plain() + ", *rest)" + value;
      case 2:
        return plain() + ": " + chain() + value;
      case 3:
        return chain() + value;
      case 4:
        return plain() + "[" + plain() + "]" + value;
      case 5:
        return "(" + plain() + " := 1)";
      case 6:
        return plain() + " = " + plain() + value;
      default:
        return plain() + " += 1";
    }
  }

  std::string simple(bool star) {
    switch (below(7)) {
      case 0:
      case 1:
      case 2:
        return import_statement(star);
      case 3:
        return binding();
      case 4:
        return dynamic_import();
      default:
        return expression(0);
    }
  }

  std::string block_head() {
    switch (below(9)) {
      case 0:
        return "def f(x, " + plain() + "=" + expression(2) + ", *args: " + chain() + ") -> " + chain() + ":";
      case 1:
        return "async def f(*, " + pick({"k", "tvm", "m"}) + "):";
      case 2:
        return "class C(" + chain() + ", metaclass=" + plain() + "):";
      case 3:
        return "for " + pick({"x", "x, y", "tvm", "(x, (y, m))"}) + " in " + expression(1) + ":";
      case 4:
        return "with " + chain() + "() as " + pick({"x", "m", "(x, y)"}) + ", " + chain() + ":";
      case 5:
        return "while " + expression(1) + ":";
      case 6:
        return "if TYPE_CHECKING:";
      default:
        return "if " + expression(1) + ":";
    }
  }

  void block(std::uint32_t indent) {
    const bool is_try = one_in(4);
    const std::string head = is_try ? "try:" : block_head();
    if (one_in(3)) {
      line(head + gap() + simple(false) + (one_in(3) ? "; " + simple(false) : ""), indent);
    } else {
      line(head, indent);
      const std::uint32_t statements = 1 + below(3);
      for (std::uint32_t i = 0; i < statements; ++i) statement(indent + 1);
    }
    if (is_try) line("except " + plain() + pick({"", " as e", " as m"}) + ": " + simple(false), indent);
  }

  void statement(std::uint32_t indent) {
    if (indent < 4 && one_in(4)) return block(indent);
    std::string code = simple(indent == 0);
    while (one_in(5)) code += gap() + ";" + gap() + simple(indent == 0);
    if (one_in(10)) code += ";";
    line(code, indent);
  }

  std::mt19937 random_;
  std::string text_;
};

}  // namespace

std::string python_snippet(std::uint32_t seed) { return Writer(seed).file(); }

}  // namespace modgate::testing
