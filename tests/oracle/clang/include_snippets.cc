// Atoms, and how they are put together. In an atom `@` is a digit, so that includes can be told apart.
#include "include_snippets.h"

#include <array>
#include <random>
#include <string_view>

namespace modgate::oracle {
namespace {

using namespace std::string_view_literals;

/// Each ends its lines; none leaves a literal or comment open.
constexpr std::array kAtoms = {
    "#include \"h@.h\"\n"sv,
    "#include <h@.h>\n"sv,
    "#include\"h@.h\"\n"sv,
    "#include<h@.h>\n"sv,
    "  #  include   \"h@.h\"  \n"sv,
    "\t#\tinclude\t<h@.h>\t// \"h@.h\"\n"sv,
    "\f\v#\finclude\v\"h@.h\"\n"sv,
    "#/* c */include/**/\"h@.h\"/* x\n*/\n"sv,
    "/* a */ /* b\n */ #include \"h@.h\"\n"sv,
    "/**/#include \"h@.h\" /* open\n#include \"h@.h\"\n*/\n"sv,
    "int x@; /* x\n*/ #include \"h@.h\"\n"sv,
    "/* #include \"h@.h\"\n#include \"h@.h\"\n*/\n"sv,
    "// #include \"h@.h\"\n"sv,
    "// x \\\n#include \"h@.h\"\n"sv,
    "// x \\ \t\n#include \"h@.h\"\n"sv,
    "// x \\\\\n#include \"h@.h\"\n"sv,
    "// /*\n#include \"h@.h\"\n"sv,
    "/* // */\n#include \"h@.h\"\n"sv,
    "/\\\n/ c\n#include \"h@.h\"\n"sv,
    "/\\\n* c *\\\n/\n#include \"h@.h\"\n"sv,
    "/* *\\ \n/ #include \"h@.h\"\n"sv,
    "#inc\\\nlude \"h@.h\"\n"sv,
    "#\\\ninclude \\\n\"h@.h\"\n"sv,
    "#include \"h\\\n@.h\"\n"sv,
    "#include <h@\\  \n.h>\n"sv,
    "\\\n#include \"h@.h\"\n"sv,
    "#include \"d//h@.h\"\n"sv,
    "#include \"d/*h@.h\"\n"sv,
    "#include <d/*h@.h> /* */\n"sv,
    "#include \"./h@.h\" junk 'x\n"sv,
    "#include \"sp ace@.h\"\n"sv,
    "#include <q'uote@.h>\n"sv,
    "const char* s@ = \"\\\n#include \\\"h@.h\\\"\n\";\n"sv,
    "const char* s@ = \"//\"; // \"\n#include \"h@.h\"\n"sv,
    "const char* s@ = \"http://x\"; /*\"*/\n#include \"h@.h\"\n"sv,
    "const char* s@ = \"\\\\\";\n#include \"h@.h\"\n"sv,
    "const char* s@ = R\"(\n#include \"h@.h\"\n)\";\n"sv,
    "const char* s@ = R\"x(\n)\" \n#include \"h@.h\"\n)x\";\n"sv,
    "auto s@ = u8R\"(\n#include \"h@.h\"\n)\"; auto t = LR\"(\n#include \"h@.h\"\n)\";\n"sv,
    "auto s@ = uR\"(\n#include \"h@.h\"\n)\"; auto t = UR\"(\n#include \"h@.h\"\n)\";\n"sv,
    "auto s@ = R\\\n\"(\n#include \"h@.h\"\n)\";\n"sv,
    "auto s@ = R\"(\\)\"; \n#include \"h@.h\"\n"sv,
    "auto s@ = R\"(\\\n)\"; \n#include \"h@.h\"\n"sv,
    "auto s@ = R\"aaaaaaaaaaaaaaaa(\n#include \"h@.h\"\n)aaaaaaaaaaaaaaaa\";\n"sv,
    "auto s@ = R\"aaaaaaaaaaaaaaaaa(\n#include \"h@.h\"\n)aaaaaaaaaaaaaaaaa\";\n"sv,
    "auto s@ = xR\"(\";\n#include \"h@.h\"\n//)\"\n"sv,
    "auto s@ = 1R\"(\";\n#include \"h@.h\"\n//)\"\n"sv,
    "int n@ = 1'000'0;\n#include \"h@.h\"\n"sv,
    "int n@ = 0x'ff;\n#include \"h@.h\"\n"sv,
    "int n@ = 1e+5'0 + .5e-3'1;\n#include \"h@.h\"\n"sv,
    "char c@ = '\"'; char d = '\\''; char e = u8'/';\n#include \"h@.h\"\n"sv,
    "char c@ = '\n#include \"h@.h\"\n"sv,
    "auto s@ = \"\n#include \"h@.h\"\n"sv,
    "%:include \"h@.h\"\n"sv,
    "%: include <h@.h>\n%:%: include \"h@.h\"\n"sv,
    "\?\?=include \"h@.h\"\n"sv,
    "int a@<:1:>; <%%> <::h@> #\n"sv,
    "int x@; #include \"h@.h\"\n"sv,
    "#\n#include \"h@.h\"\n"sv,
    "# 1 \"h@.h\"\n#line 3 \"h@.h\"\n"sv,
    "#define INC@ #include \"h@.h\"\nINC@\n"sv,
    "#define S@ \"\\\n#include \\\n\"h@.h\"\n"sv,
    "#if __has_include(\"h@.h\")\n#endif\n"sv,
    "int f@ = g(\n#include \"h@.h\"\n);\n"sv,
    "#include\n#include \"\"\n#include <>\n#include L\"h@.h\"\n#include R\"(h@.h)\"\n"sv,
    "#include \"h@.h\n#include <h@.h\n"sv,
    "#includes \"h@.h\"\n#includ \"h@.h\"\n#Include \"h@.h\"\n"sv,
    "#pragma foo don't /*\n#include \"h@.h\"\n/**/\n"sv,
    "#pragma foo dont /*\n#include \"h@.h\"\n*/\n"sv,
    "#error dont /*\n#include \"h@.h\"\n/* */\n"sv,
    "#warning x \\\n#include \"h@.h\"\n"sv,
    "#foo don't /*\n#include \"h@.h\"\n/* */\n"sv,
    "k@<<<1, 2>>>();\n#include \"h@.h\"\n"sv,
    "@import Foo.Bar;\n"sv,
    "#include_next <h@.h>\n"sv,
    "\xEF\xBB\xBF#include \"h@.h\"\n"sv,
    "int caf\xC3\xA9@; // \x83\x5c\n#include \"h@.h\"\n"sv,
    "// \x83\x5c\x5c\n#include \"h@.h\"\n"sv,
    "#include \"h@.h\"\x1a\n"sv,
    "#if 0\n#error don't /*\n#endif\n#include \"h@.h\"\n/* */\n"sv,
    "#if 0\n#error dont /*\n#endif\n*/\n#endif\n#include \"h@.h\"\n"sv,
    "#if 0\nR\"(\n#endif\n#include \"h@.h\"\n)\"\n#endif\n#include \"h@.h\"\n"sv,
    "#if 0\ndon't\n\"x\n#include \"h@.h\"\n#endif\n#include \"h@.h\"\n"sv,
    "#if 0\n'a\\\n#endif\n#endif\n#include \"h@.h\"\n"sv,
    "#if 0\n// \\\n#endif\n#include \"h@.h\"\n#endif\n"sv,
    "#if 0\n#endif junk /*\n#include \"h@.h\"\n*/\n"sv,
    "#if 1\n#elif don't /*\n#include \"h@.h\"\n#endif\n#include \"h@.h\"\n"sv,
    "#if 0\n#else junk /*\n#include \"h@.h\"\n*/\n#include \"h@.h\"\n#endif\n"sv,
    "#if 0\n#if 1\n#else\n#endif\n#include \"h@.h\"\n#elif 1\n#include \"h@.h\"\n#elif 1\n#include \"h@.h\"\n#endif\n"sv,
    "%:if 0\n#inc\\\nlude \"h@.h\"\n#end\\\nif\n#include \"h@.h\"\n"sv,
    "#if 0\n#elifdef __clang__\n#include \"h@.h\"\n#endif\n"sv,
};

constexpr std::array kConstantConditions = {
    "#if 0\n"sv,          "#if 1\n"sv,
    "#if (0)\n"sv,        "#if !0\n"sv,
    "#if !(1)\n"sv,       "#if 0 // 1\n"sv,
    "#if 1 && 0\n"sv,     "#if 0 || 1\n"sv,
    "#if false\n"sv,      "#if true\n"sv,
    "#if 0x0\n"sv,        "#if 0L\n"sv,
    "#if 1 \\\n&& 1\n"sv, "#if ((1) || (0)) && !(0)\n"sv,
    "#if/**/0\n"sv,       "#if\\\n 0\n"sv,
};

/// `$` is the depth, so that every branch is taken by some choice of flags.
constexpr std::array kFlagConditions = {
    "#ifdef FLAG$\n"sv,
    "#ifndef FLAG$\n"sv,
    "#if FLAG$\n"sv,
    "#if !FLAG$\n"sv,
    "#if defined FLAG$\n"sv,
    "#if defined(FLAG$)\n"sv,
    "#if !defined(FLAG$)\n"sv,
    "#if !(defined(FLAG$))\n"sv,
    "#if FLAG$ == 1\n"sv,
    "#if FLAG$ != 1\n"sv,
    "#if 1 == FLAG$\n"sv,
    "#if FLAG$ > 0\n"sv,
    "#if FLAG$ >= 1\n"sv,
    "#if FLAG$ != 0\n"sv,
    "#if FLAG$ == 0\n"sv,
    "#if defined(FLAG$) && FLAG$\n"sv,
    "#if defined(FLAG$) || 0\n"sv,
    "#if 1 && defined(FLAG$)\n"sv,
    "#if !defined(FLAG$) || !FLAG$\n"sv,
    "#if defined(FLAG$) || defined(OTHER)\n"sv,
    "#if !!defined(FLAG$)\n"sv,
    "#if (FLAG$ + 0) > 0\n"sv,
    "#if FLAG$ ? 1 : 0\n"sv,
};

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  Snippet snippet() {
    flags_ = false;
    Snippet made;
    const bool noisy = below(3) == 0;
    const std::size_t parts = 1 + below(5);
    for (std::size_t i = 0; i < parts; ++i) made.text += noisy ? noisy_atom() : part(0);
    if (!noisy && below(10) == 0) made.text += "#import \"i" + std::to_string(imports_++) + ".h\"\n";
    if (noisy) make_noise(made.text);
    finish(made.text);
    made.flags = flags_;
    return made;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string fill(std::string_view form, int depth) {
    std::string out;
    for (const char c : form) {
      if (c == '@' && form.front() != '@') {
        out += static_cast<char>('0' + below(10));
      } else if (c == '$') {
        out += static_cast<char>('0' + depth);
      } else {
        out += c;
      }
    }
    return out;
  }

  std::string atom() { return fill(kAtoms[below(kAtoms.size())], 0); }

  /// clang drops a group whose condition noise has spoiled, where this scanner keeps what it cannot judge.
  std::string noisy_atom() {
    std::string chosen = atom();
    while (chosen.find("if") != std::string::npos) chosen = atom();
    return chosen;
  }

  std::string parts(int depth) {
    std::string out;
    for (std::size_t i = below(3); i > 0; --i) out += part(depth);
    return out + fill("#include \"h@.h\"\n", 0);
  }

  std::string part(int depth) {
    if (depth > 1 || below(3) != 0) return atom();
    const bool constant = below(2) == 0;
    flags_ = flags_ || !constant;
    std::string out = constant ? fill(kConstantConditions[below(kConstantConditions.size())], depth)
                               : fill(kFlagConditions[below(kFlagConditions.size())], depth);
    out += parts(depth + 1);
    for (std::size_t i = below(3); i > 0; --i) {
      std::string other = fill(kConstantConditions[below(kConstantConditions.size())], depth);
      other.replace(other.find("if"), 2, "elif");
      out += other + parts(depth + 1);
    }
    if (below(2) == 0) out += "#else\n" + parts(depth + 1);
    return out + "#endif\n";
  }

  /// A few bytes changed: what no author of atoms would think of.
  void make_noise(std::string& text) {
    static constexpr std::string_view kBytes = "\"'\\\n/*#<>()R \t\r%:.8uL{}";
    for (std::size_t i = below(4); i > 0 && !text.empty(); --i) {
      const std::size_t at = below(text.size());
      const char byte = kBytes[below(kBytes.size())];
      switch (below(3)) {
        case 0:
          text.erase(at, 1);
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        default:
          text[at] = byte;
      }
    }
  }

  /// Line ends, a byte order mark, a missing last line end.
  void finish(std::string& text) {
    const std::size_t ends = below(8);
    if (ends < 2) {
      std::string other;
      for (const char c : text) {
        if (c == '\n') {
          other += ends == 0 ? "\r\n" : "\r";
        } else {
          other += c;
        }
      }
      text = other;
    }
    if (below(10) == 0) text.insert(0, "\xEF\xBB\xBF");
    if (below(10) == 0 && !text.empty()) text.pop_back();
    if (below(20) == 0) text += '\\';
  }

  std::mt19937 random_;
  bool flags_ = false;
  std::size_t imports_ = 0;
};

}  // namespace

std::vector<std::string> snippet_headers() {
  std::vector<std::string> names;
  for (char digit = '0'; digit <= '9'; ++digit) {
    for (const std::string_view form : {"h@.h"sv, "d//h@.h"sv, "d/*h@.h"sv, "sp ace@.h"sv, "q'uote@.h"sv}) {
      std::string name(form);
      name[name.find('@')] = digit;
      names.push_back(std::move(name));
    }
  }
  return names;
}

std::vector<Snippet> make_snippets(std::uint32_t seed, std::size_t count) {
  Generator generator(seed);
  std::vector<Snippet> snippets;
  for (std::size_t i = 0; i < count; ++i) snippets.push_back(generator.snippet());
  return snippets;
}

}  // namespace modgate::oracle
