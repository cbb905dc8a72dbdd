// The Cython scanner against Cython's own parser: the declarations that Cython brings, and whatever folder
// MODGATE_CYTHON_FILES names. Every import and include must agree, with its line.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "../listing.h"
#include "scan/scan.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using testing::Rows;

constexpr std::size_t kFewestFiles = 80;

/// The interpreter that has Cython: the first of the path may be another one.
constexpr const char* kPython =
    "$(for p in python3 /usr/bin/python3; do $p -c 'import Cython' 2>/dev/null && echo $p && break; done)";

Rows rows_of(const fs::path& path) {
  const FileFacts facts = scan_cython(testing::read_file(path));
  Rows rows;
  for (const Reference& found : facts.references) {
    const std::string line = "\t" + std::to_string(found.line) + "\t";
    if (found.kind == Reference::Kind::import) {
      rows.push_back("import" + line + found.spelled);
    } else if (found.kind == Reference::Kind::include_quoted) {
      rows.push_back("include" + line + found.spelled);
    } else if (found.kind == Reference::Kind::include_angled) {
      rows.push_back("include" + line + "<" + found.spelled + ">");
    } else if (found.kind == Reference::Kind::import_from && found.spelled != "__future__") {
      std::string names;
      for (const Reference::Name& name : found.names) names += (names.empty() ? "" : ",") + name.name;
      rows.push_back("from" + line + std::to_string(found.level) + "\t" + found.spelled + "\t" + names);
    }
  }
  for (const ScanTrouble& trouble : facts.troubles) rows.push_back("trouble\t" + trouble.what);
  return rows;
}

TEST(CythonOracle, RealFiles) {
  const std::string folder_of_cython =
      "python3=" + std::string(kPython) +
      "; [ -n \"$python3\" ] && $python3 -c 'import Cython; print(Cython.__path__[0])'";
  std::string root = testing::output_of(folder_of_cython);
  while (root.ends_with('\n')) root.pop_back();
  if (root.empty()) {
    if (testing::oracles_required()) FAIL() << "cython3 is required";
    GTEST_SKIP() << "no Cython";
  }
  std::vector<fs::path> files = testing::files_below(root, {".pxd", ".pyx", ".pxi"});
  if (const char* more = std::getenv("MODGATE_CYTHON_FILES")) {
    for (const fs::path& file : testing::files_below(more, {".pxd", ".pyx", ".pxi"})) files.push_back(file);
  }
  const testing::OracleFolder folder("cython");
  files.push_back(folder.write("forms.pyx",
                               "cimport cython, a.b as c\nfrom .x cimport y, z as w\nfrom libc cimport *\n"
                               "from . import (p,\n  q)\nimport os.path as r, sys; cimport s\ninclude 'q.pxi'\n"
                               "cdef extern from \"<a/b.h>\" namespace \"x\" nogil:\n    int f()\n"
                               "cdef extern from *:\n    \"\"\"\n#include \"n.h\"\n\"\"\"\n    int g()\n"
                               "DEF ON = 1\nIF ON:\n    from k import v\nELSE:\n    cimport t\n"
                               "cdef class K:\n    cpdef int m(self, int x=<int>1 % 2, *a):\n        import u\n"
                               "        return '%% cimport no' % x if x else \"include 'no'\"\n"));
  const std::string command = "python3=" + std::string(kPython) + "; $python3 '" IMPORTS_BY_CYTHON "'";
  const std::size_t compared = testing::compare(command, files, folder, rows_of);
  EXPECT_GE(compared, kFewestFiles);
  RecordProperty("compared", static_cast<int>(compared));
}

}  // namespace
}  // namespace modgate
