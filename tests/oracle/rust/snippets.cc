// A grammar of items around uses: literals with quotes, hashes and comment marks, nested comments, inline modules.
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
    if (one_in(10)) text_ += pick({"#!/usr/bin/env run\n", "#![allow(dead_code)]\n", "#! [allow(x)]\n"});
    for (std::uint32_t i = 2 + below(10); i > 0; --i) text_ += item(3) + (one_in(6) ? "\r\n" : "\n");
    return text_;
  }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  std::string pick(std::initializer_list<std::string_view> choices) {
    return std::string(choices.begin()[below(static_cast<std::uint32_t>(choices.size()))]);
  }
  std::string gap() { return pick({"", "", " ", "\n", "/* ' */", "/* /* \" */ */", "// \"\n"}); }
  std::string blank() { return pick({" ", " ", "\n", " /* use a; */ ", " // '\n"}); }
  std::string name() { return pick({"a", "b", "relax", "r#type", "_x", "caf\xc3\xa9", "r", "br", "b1"}); }

  std::string tree(int depth) {
    std::string out = name();
    for (std::uint32_t i = below(3); i > 0; --i) out += gap() + "::" + gap() + name();
    if (depth > 0 && one_in(2)) {
      out += gap() + "::" + gap() + "{" + gap();
      for (std::uint32_t i = below(3); i > 0; --i) out += tree(depth - 1) + gap() + "," + gap();
      if (one_in(3)) out += "self" + gap() + "," + gap();
      return out + (one_in(3) ? "*" : tree(depth - 1)) + gap() + "}";
    }
    if (one_in(4)) return out + "::*";
    return out + (one_in(4) ? blank() + "as" + blank() + pick({"z", "_", "r#use"}) : "");
  }

  std::string use() {
    const std::string start = pick({"", "", "", "::", "crate::", "self::", "super::", "super::super::"});
    if (one_in(12)) return "use" + blank() + pick({"{", "::{"}) + tree(1) + ", " + tree(1) + "};";
    return pick({"", "pub ", "pub(crate) "}) + "use" + blank() + start + tree(2) + gap() + ";";
  }

  std::string literal() {
    return pick({"\"use a;\"",
                 "\"\\\"\"",
                 "\"//\"",
                 "\"/*\"",
                 "\"a\n use b;\n\"",
                 "r\"\\\"",
                 "r#\"\"use a;\"\"#",
                 "br##\"\"#\"##",
                 "b\"'\"",
                 "'\"'",
                 "'\\''",
                 "'\\\\'",
                 "b'\\''",
                 "b'\"'",
                 "'\\u{1F600}'",
                 "'\xc3\xa9'",
                 "1.0e3",
                 "0..9",
                 "1u8",
                 "'/'",
                 "\"\\\\\"",
                 "'{'",
                 "r#\"}\"#",
                 "\"\\\n   x\""});
  }

  std::string expression(int depth) {
    switch (below(7)) {
      case 0:
        return "f::<'static, u8>(" + literal() + ")";
      case 1:
        return "vec![" + literal() + ", " + literal() + "]";
      case 2:
        return depth > 0 ? "{ " + item(depth - 1) + " " + literal() + " }" : "1";
      case 3:
        return pick({"include!(\"x.rs\")", "include_str!(\"../y/z.txt\")", "include_bytes! [\"w\"]",
                     "std::include_str!(\"v\")", "x.include_str"});
      case 4:
        return "'l: loop { break 'l " + literal() + " }";
      default:
        return literal();
    }
  }

  std::string item(int depth) {
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
        return use();
      case 3:
        return pick({"", "pub ", "#[cfg(test)]\n"}) + "mod" + blank() + name() + gap() + ";";
      case 4: {
        std::string out = "mod " + name() + gap() + "{" + gap();
        if (depth > 0) {
          for (std::uint32_t i = below(4); i > 0; --i) out += item(depth - 1) + "\n";
        }
        return out + "}";
      }
      case 5:
        return "extern crate " + name() + pick({"", " as y"}) + ";";
      case 6:
        return pick({"/* use a; /* use b; */ use c; */", "// use a;", "/// use a; '", "//! \" {", "/** ' */",
                     "/*/ x */", "/*/**/*/"});
      case 7:
        return "fn g<'a, T: 'a>(x: &'a T) -> impl Sized + use<'a, T> { " + expression(depth) + "; }";
      case 8:
        return "macro_rules! m { ($x:ident) => { use $crate::k; mod $x; }; }";
      case 9:
        return "extern \"C\" { fn h(c: u8); }";
      default:
        return "const C: u8 = " + expression(depth) + ";";
    }
  }

  std::mt19937 random_;
  std::string text_;
};

}  // namespace

std::string rust_snippet(std::uint32_t seed) { return Writer(seed).file(); }

}  // namespace modgate::testing
