// What a row of the resolution tests adds to the module, what is run, and what counts as found.
#include "tree_case.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lint/lint.h"
#include "memory_view.h"

namespace modgate::testing {
namespace {

constexpr const char* kManifest =
    "schema: modgate/module/v1\n"
    "module: relax\n"
    "summary: A module.\n"
    "stage: S0\n"
    "namespace: {cpp: [\"acme::relax\"], python: [acme.relax, acme._relaxc]}\n"
    "paths: [src/relax/, include/acme/relax/, python/acme/relax/]\n"
    "feature_flag: USE_RELAX\n";

MemoryView view_of(const TreeCase& row) {
  MemoryView view;
  view.add(".modgate/modules/relax.yaml", kManifest);
  view.add("CMakeLists.txt", "option(USE_RELAX \"\" OFF)\n");
  view.add("include/acme/relax/relax.h", "namespace acme { namespace relax { int f(); } }\n");
  view.add("src/relax/secret.h", "namespace acme { namespace relax { int g(); } }\n");
  view.add("src/relax/sub/deep.h", "namespace acme { namespace relax { int h(); } }\n");
  view.add("python/acme/__init__.py", "");
  view.add("python/acme/relax/__init__.py", "def run():\n    pass\n");
  view.add("python/acme/relax/api.py", "x = 1\n");
  for (const CaseFile& file : row.files) view.add(file.path, file.text, file.kind);
  return view;
}

/// Findings about uses of the module, not about its manifest.
std::vector<std::string> found_in(const TreeCase& row, bool prove_all) {
  MemoryView view = view_of(row);
  LintOptions options;
  options.prove_all = prove_all;
  options.select = {"MG204", "MG3", "MG905"};
  auto run = lint(view, options);
  if (!run) return {"failure: " + run.error().message};
  std::vector<std::string> found;
  for (const Diagnostic& finding : run->report.findings) {
    found.push_back(std::string(run->files->path(finding.at.file)) + " " + std::string(finding.rule->id));
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

void expect_found(const TreeCase& row) {
  EXPECT_EQ(row.found, found_in(row, false)) << row.name << ", suspects only";
  EXPECT_EQ(row.found, found_in(row, true)) << row.name << ", every file";
}

CaseFile policy_with_roots() {
  return {".modgate/policy.yaml", "schema: modgate/policy/v1\ninclude_roots: [include/, src/]\n"};
}

}  // namespace modgate::testing
