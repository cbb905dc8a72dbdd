// The Python scanner against CPython's own parser: generated files and the whole standard library. Every import,
// dynamic import and attribute chain must agree, with its line; a file that CPython cannot parse is not compared.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../listing.h"
#include "scan/scan.h"
#include "snippets.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using testing::output_of;
using testing::Rows;

constexpr std::uint32_t kSnippets = 4000;
constexpr std::size_t kFewestLibraryFiles = 500;

/// The facts of a file in the form that facts_by_ast.py prints.
Rows rows_of(const fs::path& file) {
  const FileFacts facts = scan_python(testing::read_file(file));
  Rows rows;
  for (const Reference& found : facts.references) {
    const std::string line = "\t" + std::to_string(found.line);
    const std::string level = "\t" + std::to_string(found.level);
    if (found.kind == Reference::Kind::import) {
      rows.push_back("import" + line + "\t" + found.spelled);
    } else if (found.kind == Reference::Kind::import_from) {
      std::string names;
      for (const Reference::Name& name : found.names) names += (names.empty() ? "" : ",") + name.name;
      rows.push_back("from" + line + level + "\t" + found.spelled + "\t" + names);
    } else if (found.kind == Reference::Kind::import_dynamic) {
      rows.push_back("dynamic" + line + level + "\t" + found.spelled);
    } else {
      rows.push_back("computed" + line);
    }
  }
  for (const QualifiedName& name : facts.names) rows.push_back("chain\t" + name.name);
  for (const ScanTrouble& trouble : facts.troubles) rows.push_back("trouble\t" + trouble.what);
  return rows;
}

class PythonOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    // Columns of import names came with 3.10.
    const std::string version = output_of("python3 -c 'import sys; print(sys.version_info >= (3, 10))' 2>/dev/null");
    if (version == "True\n") return;
    if (testing::oracles_required()) FAIL() << "python3 of version 3.10 or later is required";
    GTEST_SKIP() << "no python3 of version 3.10 or later";
  }

  std::size_t compare(const std::vector<fs::path>& files) const {
    return testing::compare("python3 '" FACTS_BY_AST "'", files, folder_, rows_of);
  }

  const testing::OracleFolder folder_{"python"};
};

TEST_F(PythonOracle, GeneratedFiles) {
  std::vector<fs::path> files;
  for (std::uint32_t seed = 0; seed < kSnippets; ++seed) {
    files.push_back(folder_.write(std::to_string(seed) + ".py", testing::python_snippet(seed)));
  }
  const std::size_t compared = compare(files);
  // The grammar aims at valid source; if much of it is not, it tests nothing.
  EXPECT_GE(compared, kSnippets * 3 / 4);
}

TEST_F(PythonOracle, StandardLibrary) {
  std::string root = output_of("python3 -c 'import sysconfig; print(sysconfig.get_paths()[\"stdlib\"])'");
  while (root.ends_with('\n')) root.pop_back();
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string name = entry->path().filename().string();
    if (name == "site-packages" || name == "dist-packages") {
      entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".py" && entry->is_regular_file()) {
      files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  EXPECT_GE(compare(files), kFewestLibraryFiles);
}

}  // namespace
}  // namespace modgate
