// The JavaScript and TypeScript scanners against TypeScript's own parser: generated files, and the programs that npm
// brings. Every import must agree, with its line; a file that the parser rejects is not compared.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "../listing.h"
#include "scan/scan.h"
#include "snippets.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using testing::Rows;

constexpr std::uint32_t kSnippets = 1000;
constexpr std::size_t kFewestRealFiles = 300;
/// Of npm's own files every third is enough: parsing them takes the parser seconds.
constexpr std::size_t kEach = 3;

Rows rows_of(const fs::path& path) {
  const FileFacts facts = scan(language_of(path.string()), testing::read_file(path), {});
  Rows rows;
  for (const Reference& found : facts.references) {
    const std::string line = "\t" + std::to_string(found.line);
    const std::string spelled = "\t" + testing::one_line(found.spelled);
    if (found.kind == Reference::Kind::import) rows.push_back("import" + line + spelled);
    if (found.kind == Reference::Kind::import_dynamic) rows.push_back("dynamic" + line + spelled);
    if (found.kind == Reference::Kind::import_computed) rows.push_back("computed" + line);
  }
  for (const ScanTrouble& trouble : facts.troubles) rows.push_back("trouble\t" + trouble.what);
  return rows;
}

class JavascriptOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    // Tests run side by side: one installs, the others wait for it. npm writes the hidden lock file last.
    const std::string from = MODGATE_SOURCE_DIR "/tests/oracle/javascript";
    const std::string install = "mkdir -p '" MODGATE_NODE_DIR "' && cd '" MODGATE_NODE_DIR
                                "' && flock .lock sh -c \"cp '" +
                                from + "'/package.json '" + from + "'/package-lock.json '" + from +
                                "'/imports.mjs . && { [ node_modules/.package-lock.json -nt '" + from +
                                "'/package-lock.json ] || npm ci --silent --no-audit --no-fund; }\" >/dev/null 2>&1";
    if (std::system(install.c_str()) == 0) return;
    if (testing::oracles_required()) FAIL() << "typescript cannot be installed";
    GTEST_SKIP() << "typescript cannot be installed";
  }

  std::size_t compare(const std::vector<fs::path>& files) const {
    return testing::compare("node '" MODGATE_NODE_DIR "/imports.mjs'", files, folder_, rows_of);
  }

  const testing::OracleFolder folder_{"javascript"};
};

TEST_F(JavascriptOracle, GeneratedFiles) {
  std::vector<fs::path> files;
  for (std::uint32_t seed = 0; seed < kSnippets; ++seed) {
    const bool typescript = seed % 3 == 0;
    files.push_back(folder_.write(std::to_string(seed) + (typescript ? ".ts" : ".js"),
                                  testing::javascript_snippet(seed, typescript)));
  }
  // The grammar aims at valid source; if much of it is not, it tests nothing.
  EXPECT_GE(compare(files), kSnippets * 3 / 4);
}

TEST_F(JavascriptOracle, RealFiles) {
  std::string root = testing::output_of("npm root -g");
  while (root.ends_with('\n')) root.pop_back();
  std::vector<fs::path> files;
  const std::vector<fs::path> all = testing::files_below(root, {".js", ".mjs", ".cjs", ".ts"});
  for (std::size_t i = 0; i < all.size(); i += kEach) files.push_back(all[i]);
  if (const char* more = std::getenv("MODGATE_JAVASCRIPT_FILES")) {
    for (const fs::path& file : testing::files_below(more, {".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx"})) {
      files.push_back(file);
    }
  }
  EXPECT_GE(compare(files), kFewestRealFiles);
}

}  // namespace
}  // namespace modgate
