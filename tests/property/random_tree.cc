#include "random_tree.h"

namespace modgate::testing {

std::string pick(std::mt19937& random, const std::vector<std::string>& from) { return from[random() % from.size()]; }

std::string line_of_cxx(std::mt19937& random, const std::string& module) {
  const std::vector<std::string> lines{
      "#include <acme/" + module + "/api.h>",
      "#include \"acme/" + module + "/api.h\"",
      "#include \"../" + module + "/detail.h\"",
      "#  include <acme/" + module + "/api.h> // why",
      "#inc\\\nlude <acme/" + module + "/api.h>",
      "%:include <acme/" + module + "/api.h>",
      "// #include <acme/" + module + "/api.h>",
      "/* #include <acme/" + module + "/api.h>\n*/",
      "const char* s = R\"(\n#include <acme/" + module + "/api.h>\n)\";",
      "#if 0\n#include <acme/" + module + "/api.h>\n#endif",
      "#ifdef USE_" + module + "\n#include <acme/" + module + "/api.h>\n#endif",
      "#include ACME_HEADER",
      "#include <vector>",
      "namespace acme { namespace " + module + " { struct Forward; } }",
      "int n = acme::" + module + "::value;",
      "namespace acme { int m = " + module + "::value; }",
      "using namespace acme::" + module + ";",
      "int " + module + "_count = 0;",
      "int acme_\\\n" + module + ";",
      "#include <acme/" + module + "/api.h>  // modgate: allow(MG301) -- kept until the old frontend goes",
  };
  return pick(random, lines);
}

std::string line_of_python(std::mt19937& random, const std::string& module) {
  const std::vector<std::string> lines{"import acme." + module,
                                       "from acme import " + module,
                                       "from ." + module + " import run",
                                       "from . import " + module,
                                       "import importlib\nimportlib.import_module(\"acme." + module + "\")",
                                       "importlib.import_module(name)",
                                       "# import acme." + module,
                                       "\"\"\"\nimport acme." + module + "\n\"\"\"",
                                       "import os",
                                       "import acme\nacme." + module + ".run()",
                                       "def f():\n    from acme." + module + " import run"};
  return pick(random, lines);
}

static std::string line_of_script(std::mt19937& random, const std::string& module) {
  const std::vector<std::string> lines{
      "import x from \"../" + module + "/api\";",
      "import x from \"./" + module + "/api.js\"; // why",
      "const x = require(`@acme/" + module + "`);",
      "export * from \"@/web/" + module + "/api\";",
      "import(name + \"" + module + "\");",
      "require(\"../\\x72elax/api\");",
      "// import \"../" + module + "/api\";",
      "const s = \"import '../" + module + "/api'\";",
      "const e = a / b; // ' \" `",
      "require(\"../" + module + "/missing.css\"); // modgate: allow(MG905) -- made later",
      "import fs from \"fs\";"};
  return pick(random, lines);
}

static std::string line_of_rust(std::mt19937& random, const std::string& module) {
  const std::vector<std::string> lines{"use crate::" + module + "::api;",
                                       "use super::{" + module + "::{self, api as a}, other};",
                                       "mod " + module + ";",
                                       "fn f() { acme_" + module + "::run(); }",
                                       "extern crate acme_" + module + ";",
                                       "const P: &str = include_str!(\"../" + module + "/api.rs\");",
                                       "const P: &str = include_str!($path);",
                                       "// use crate::" + module + ";",
                                       "const S: &str = r#\"use crate::" + module + ";\"#;",
                                       "const C: char = '\"';",
                                       "use std::fmt;"};
  return pick(random, lines);
}

static std::string line_of_cython(std::mt19937& random, const std::string& module) {
  const std::vector<std::string> lines{"cimport acme." + module + " as m",
                                       "from acme." + module + " cimport Graph",
                                       "cdef extern from \"acme/" + module + "/api.h\": pass",
                                       "cdef extern from \"<acme/" + module + "/api.h>\": pass",
                                       "include \"" + module + "/part.pxi\"",
                                       "# cimport acme." + module,
                                       "import acme",
                                       "x = acme." + module + ".run()"};
  return pick(random, lines);
}

/// Files of the languages that are read as a whole where a module takes part in them, or always.
static void add_other_languages(std::mt19937& random, const std::vector<std::string>& modules, Tree& tree) {
  const bool scripts = random() % 3 != 0;
  for (const std::string& module : modules) {
    tree.files.emplace_back("src/" + module + "/mod.rs", "pub mod api;\n");
    tree.files.emplace_back("src/" + module + "/api.rs", "pub fn run() {}\n");
    tree.files.emplace_back("src/" + module + "/Cargo.toml", "[package]\nname = \"acme-" + module + "\"\n");
    tree.files.emplace_back("python/acme/" + module + "/part.pxi", "DEF X = 1\n");
    if (!scripts) continue;
    tree.files.emplace_back("src/" + module + "/api.ts", "export const x = 1;\n");
    tree.files.emplace_back("src/" + module + "/package.json", "{\"name\": \"@acme/" + module + "\"}\n");
  }
  tree.files.emplace_back("Cargo.toml", "[package]\nname = \"acme\"\n");
  tree.files.emplace_back("src/lib.rs", line_of_rust(random, pick(random, modules)) + "\n");
  using Line = std::string (*)(std::mt19937&, const std::string&);
  const std::vector<std::pair<std::string, Line>> kinds{{"src/core/a.js", line_of_script},
                                                        {"src/core/b.tsx", line_of_script},
                                                        {"src/core/c.rs", line_of_rust},
                                                        {"src/core/mod.rs", line_of_rust},
                                                        {"python/acme/d.pyx", line_of_cython}};
  for (const auto& [path, line] : kinds) {
    std::string text;
    for (int n = 0; n < 4; ++n) text += line(random, pick(random, modules)) + "\n";
    tree.files.emplace_back(path, text);
  }
}

Tree make_tree(unsigned seed) {
  std::mt19937 random(seed);
  Tree tree;
  const std::vector<std::string> modules{"relax", "tune", "probe"};
  for (const std::string& module : modules) {
    tree.files.emplace_back(".modgate/modules/" + module + ".yaml",
                            "schema: modgate/module/v1\nmodule: " + module + "\nsummary: A module.\nstage: " +
                                pick(random, {"S0", "S0", "S1"}) + "\nnamespace: {cpp: [\"acme::" + module +
                                "\"], python: [acme." + module + "]}\npaths: [src/" + module + "/, include/acme/" +
                                module + "/, python/acme/" + module + "/]\nfeature_flag: USE_" + module + "\n");
    tree.files.emplace_back("include/acme/" + module + "/api.h",
                            "namespace acme { namespace " + module + " { extern int value; } }\n");
    tree.files.emplace_back("src/" + module + "/detail.h",
                            "namespace acme { namespace " + module + " { struct Detail {}; } }\n");
    tree.files.emplace_back("python/acme/" + module + "/__init__.py", "def run():\n    pass\n");
  }
  if (random() % 2 == 0) {
    tree.files.emplace_back(".modgate/policy.yaml",
                            "schema: modgate/policy/v1\ninclude_roots: [include/, src/]\npython_roots: [python/]\n");
  }
  tree.files.emplace_back("CMakeLists.txt",
                          "option(USE_relax \"\" OFF)\noption(USE_tune \"\" OFF)\noption(USE_probe \"\" OFF)\n");
  tree.files.emplace_back("python/acme/__init__.py", "");
  for (int i = 0; i < 24; ++i) {
    const bool python = random() % 3 == 0;
    const std::string folder = python ? "python/acme/" : pick(random, {"src/core/", "src/relax/", "src/tune/"});
    std::string text;
    for (int n = 0; n < 4; ++n) {
      text +=
          (python ? line_of_python(random, pick(random, modules)) : line_of_cxx(random, pick(random, modules))) + "\n";
    }
    tree.files.emplace_back(folder + "file" + std::to_string(i) + (python ? ".py" : ".cc"), text);
  }
  add_other_languages(random, modules, tree);
  return tree;
}

MemoryView view_of(const Tree& tree) {
  MemoryView view;
  for (const auto& [path, text] : tree.files) view.add(path, text);
  return view;
}

}  // namespace modgate::testing
