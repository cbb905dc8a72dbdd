// The words and names by which files are picked for the scanners: each way into a module gives one, and nothing else
// does, or every file of a large tree would be read.
#include "resolve/suspicion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "resolved.h"

namespace modgate::testing {
namespace {

struct SuspicionCase {
  std::string name;
  std::string tree;
  std::string words;  ///< sorted, without `modgate:`
  std::string names{};
};

void expect_suspicion(const SuspicionCase& row) {
  MemoryView view = view_of(row.tree);
  LintOptions options;
  const auto run = lint(view, options);
  ASSERT_TRUE(run) << row.name;
  TreeDescription tree;
  const auto listing = view.list();
  for (const Entry& entry : listing->entries) {
    if (entry.kind == EntryKind::symlink) {
      tree.symlinks[std::string(entry.path)] = run->texts->text(*run->files->find(entry.path));
    }
  }
  const Suspicion found = suspicion_of(*run->files, run->registry, tree);
  std::vector<std::string> words = found.words.words();
  EXPECT_EQ(std::erase(words, "modgate:"), 1U) << row.name;
  EXPECT_EQ(row.words, text::join(words, " ")) << row.name;
  std::vector<std::string> names(found.guarded_names.begin(), found.guarded_names.end());
  std::erase(names, "relax.yaml");
  std::sort(names.begin(), names.end());
  EXPECT_EQ(row.names, text::join(names, " ")) << row.name;
}

std::string relax(const std::string& fields, const std::string& stage = "S0") { return module("relax", fields, stage); }

TEST(Suspicion, Words) {
  const SuspicionCase rows[] = {
      {"namespaces, packages and folders",
       relax("paths: [src/one/, src/two/*.cc, lib/three.cc, four/]\nnamespace: {cpp: [acme::five, six], python: "
             "[acme.seven, eight]}"),
       "eight five four one seven six"},
      {"globs that end in `/`", relax("paths: [src/one*/, src/*/, src/two/]"), "two"},
      {"a flag", relax("paths: [a/]\nfeature_flag: USE_RELAX"), "-DUSE_RELAX USE_RELAX a"},
      {"Kconfig's", relax("paths: [a/]\nfeature_flag: {name: USE_RELAX, kind: kconfig}"),
       "-DCONFIG_USE_RELAX -DCONFIG_USE_RELAX_MODULE CONFIG_USE_RELAX CONFIG_USE_RELAX_MODULE a"},
      {"prefixes of registered names", relax("paths: [a/]\nnamespace: {registry: [relax.]}"),
       "\"relax. 'relax. (relax. a"},
      {"gone",
       relax("paths: [a/]\nnamespace: {cpp: [acme::five], registry: [r.]}\nfeature_flag: USE_RELAX\nowners: [\"@a\"]",
             "removed") +
           "### b/x.py\n",
       "-DUSE_RELAX USE_RELAX a five"},
      {"macros that open a namespace",
       policy("namespace_macros: {ACME_RELAX: acme::relax, ACME: acme, OTHER: other, DEEP: acme::relax::deep}") +
           relax("paths: [a/]\nnamespace: {cpp: [acme::relax]}"),
       "ACME ACME_RELAX DEEP a relax"},
  };
  for (const SuspicionCase& row : rows) expect_suspicion(row);
}

TEST(Suspicion, Files) {
  const SuspicionCase rows[] = {
      {"templates", relax("paths: [a/]") + "### a/x.h.in\n### a/y.cc\n### a/.in\n### b/z.h.in\n", "a",
       " .in x.h x.h.in y.cc"},
      {"a closed package",
       relax("paths: [p/]") +
           "### p/__init__.py\n### p/api.py\n### p/sub/__init__.py\n### p/sub/b.py\n### p/loose/c.py\n",
       "c p", "__init__.py api.py b.py c.py"},
      {"a package that the core has files in",
       relax("paths: [p/__init__.py, p/api.py]") + "### p/__init__.py\n### p/api.py\n### p/core.py\n", "api p",
       "__init__.py api.py"},
      {"a package that the core has no Python in",
       relax("paths: [p/__init__.py, p/api.py]") + "### p/__init__.py\n### p/api.py\n### p/core.txt\n### p0/x.py\n",
       "p", "__init__.py api.py"},
      {"a package of the core's with a module's file", relax("paths: [p/api.py]") + "### p/__init__.py\n### p/api.py\n",
       "api", "api.py"},
      {"links to files and folders",
       relax("paths: [p/, h/]") +
           "### p/__init__.py\n### h/x.h\n### l/old.py -> ../p/__init__.py\n### l/y.h -> ../h/x.h\n### l/pack -> ../p\n"
           "### l/headers -> ../h\n### l/core.py -> ../c.py\n### c.py\n### l/all -> ..\n### l/none -> ../c\n### "
           "c/x.py\n",
       "all h old p pack", "__init__.py old.py x.h y.h"},
  };
  for (const SuspicionCase& row : rows) expect_suspicion(row);
}

TEST(Suspicion, NamingWords) {
  const auto words_of = [](const std::string& tree) {
    MemoryView view = view_of(tree);
    const auto run = lint(view, {});
    std::vector<std::string> words = naming_words(run->registry.modules.front());
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return text::join(words, " ");
  };
  EXPECT_EQ(words_of(relax("paths: [src/one/, lib/two-b.cc, x/*.cc]\nnamespace: {jvm: [org.jay], go: [e.org/gee], "
                           "rust: [r_s], js: [\"@a/jess\"], proto: [p.roto]}")),
            "gee jay jess lib/two-b.cc lib/two_b.cc one r_s relax roto src/one two-b.cc two_b.cc");
  // What ends in its separator names nothing behind it; an empty word would name every line.
  EXPECT_EQ(words_of(relax("paths: [a/]\nnamespace: {go: [e.org/gee/], js: [\"@a/\"], jvm: [org.jay.]}")), "a relax");
  EXPECT_EQ(words_of(relax("paths: [a/]\nfeature_flag: {name: USE_IT, kind: cmake, macro: HAVE_IT}\nintegration:\n  - "
                           "{path: cmake/it.cmake, why: builds it, owned: true}\n"
                           "  - {path: cmake/other.cmake, why: includes it}")),
            "-DHAVE_IT -DUSE_IT HAVE_IT USE_IT a cmake/it.cmake it.cmake relax");
  EXPECT_EQ(words_of(relax("paths: [a/]\nfeature_flag: {name: IT, kind: kconfig}")),
            "-DCONFIG_IT -DCONFIG_IT_MODULE CONFIG_IT CONFIG_IT_MODULE IT a relax");
}

}  // namespace
}  // namespace modgate::testing
