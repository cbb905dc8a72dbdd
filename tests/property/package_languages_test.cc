// Languages whose files are found by packages: the search for suspects changes nothing, whatever the module owns and
// declares, wherever its files lie.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "memory_view.h"
#include "modgate/report.h"

namespace modgate {
namespace {

using testing::MemoryView;

/// One language: how a file of it is called, the module's file, and lines that others write.
struct PackageLanguage {
  std::string ending;
  std::string declared;  ///< in the manifest's `namespace`
  std::string own;
  std::vector<std::string> lines;
};

const std::vector<PackageLanguage>& languages() {
  static const std::vector<PackageLanguage> all{
      {".java",
       "jvm: [org.acme.relax]",
       "package org.acme.odd;\nclass Shape {}\n",
       {"import org.acme.relax.Shape;", "import org.acme.odd.Shape;", "import org.acme.odd.*;", "package org.acme.odd;",
        "class A { org.acme.odd.Shape x; }", "import \\u006frg.acme.odd.Made;", "// import org.acme.odd.Shape;",
        "import java.util.*;", "class B { // modgate: allow(MG302) -- x\n}"}},
      {".kt",
       "jvm: [org.acme.relax]",
       "package org.acme.odd\nfun build() = 1\n",
       {"import org.acme.odd.build", "import org.acme.odd.*", "val x = org.acme.odd.build()", "package org.acme.odd",
        "val s = \"${org.acme.odd.Shape()}\"", "/* import org.acme.odd.build */"}},
      {".scala",
       "jvm: [org.acme.relax]",
       "package org.acme\npackage odd\nobject build\n",
       {"package org.acme", "import odd.build", "import org.acme.{odd, relax}", "import odd._", "import relax.X",
        "object A { import org.acme.odd.build; val x = org.acme.odd.Build }"}},
      {".go",
       "go: [example.com/relaxgen]",
       "package odd\n",
       {"package a\nimport \"example.com/acme/lib\"", "package a\nimport \"example.com/relaxgen/x\"",
        "package a\nimport (\n\t\"fmt\"\n\tx \"example.com/acme/lib\"\n)",
        "package a\n// import \"example.com/acme/lib\"", "package a\n// #include \"odd.h\"\nimport \"C\"\n"}},
      {".proto",
       "proto: [acme.relax]",
       "package acme.odd;\n",
       {"import \"lib/own.proto\";", "import \"own.proto\";", "package acme.relax;", "package acme.odd;",
        "// import \"own.proto\";", "import public 'lib/' 'own.proto';"}}};
  return all;
}

MemoryView make_view(const PackageLanguage& language, unsigned seed) {
  std::mt19937 random(seed);
  const auto heads = [&](unsigned of) { return random() % of == 0; };
  MemoryView view;
  const std::string declared = heads(2) ? "{" + language.declared + "}" : "{cpp: [\"acme::relax\"]}";
  view.add(".modgate/modules/relax.yaml",
           "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\nnamespace: " + declared +
               "\npaths: [lib/]\nfeature_flag: USE_RELAX\n");
  view.add("CMakeLists.txt", "option(USE_RELAX \"\" OFF)\n");
  view.add("go.mod", "module example.com/acme\n");
  if (!heads(4)) view.add("lib/own" + language.ending, language.own);
  view.add("lib/odd.h", "int odd();\n");
  if (heads(3)) view.add("core/own" + language.ending, language.own);
  for (int i = 0; i < 6; ++i) {
    std::string text;
    for (unsigned n = 1 + static_cast<unsigned>(random() % 3); n > 0; --n)
      text += language.lines[random() % language.lines.size()] + "\n";
    view.add("core/file" + std::to_string(i) + language.ending, text);
  }
  return view;
}

std::string outcome(const PackageLanguage& language, unsigned seed, bool prove_all) {
  MemoryView view = make_view(language, seed);
  LintOptions options;
  options.prove_all = prove_all;
  auto run = lint(view, options);
  if (!run) return "failure: " + run.error().message;
  std::string text;
  for (const Diagnostic& finding : run->report.findings) {
    text += std::string(run->files->path(finding.at.file)) + ":" + std::to_string(finding.at.span.begin) + " " +
            std::string(finding.rule->id) + " " + finding.message + "\n";
  }
  return text;
}

TEST(PackageLanguages, SuspectsAndProvingAllAgree) {
  for (const PackageLanguage& language : languages()) {
    std::size_t uses = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
      const std::string fast = outcome(language, seed, false);
      ASSERT_EQ(fast, outcome(language, seed, true)) << language.ending << " seed " << seed;
      const bool found = fast.find(" MG302 ") != std::string::npos || fast.find(" MG905 ") != std::string::npos;
      uses += found ? 1 : 0;
    }
    EXPECT_GT(uses, 10U) << "the trees of " << language.ending << " must hold uses";
  }
}

}  // namespace
}  // namespace modgate
