// The Rust scanner against rustc's lexer: generated files, and the sources of the standard library where they are
// installed. Every use, module and included file must agree; a file that rustc cannot lex is not compared.
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

constexpr std::uint32_t kSnippets = 1500;

Rows rows_of(const fs::path& path) {
  const std::string source = testing::read_file(path);
  const FileFacts facts = scan_rust(source);
  Rows rows;
  for (const Reference& found : facts.references) {
    const std::string spelled = testing::one_line(found.spelled);
    if (found.kind == Reference::Kind::include_quoted) {
      rows.push_back("include\t" +
                     testing::one_line(source.substr(found.at.begin + 1, found.at.end - found.at.begin - 2)));
    } else if (found.kind == Reference::Kind::import) {
      rows.push_back("use\t" + spelled);
    }
  }
  for (const ScanTrouble& trouble : facts.troubles) rows.push_back("trouble\t" + trouble.what);
  return rows;
}

class RustOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("main.rs", "extern crate uses;\nuses::print_uses!();\nfn main() {}\n");
    const std::string build = "rustc --edition 2018 --crate-type proc-macro --crate-name uses '" MODGATE_SOURCE_DIR
                              "/tests/oracle/rust/uses.rs' --out-dir '" +
                              folder_.path().string() + "' >/dev/null 2>&1";
    if (std::system(build.c_str()) == 0) return;
    if (testing::oracles_required()) FAIL() << "rustc is required";
    GTEST_SKIP() << "no rustc";
  }

  std::size_t compare(const std::vector<fs::path>& files) const {
    const std::string at = folder_.path().string();
    const std::string command = "sh -c 'cat > " + at + "/in && USES_OF=" + at + "/in USES_TO=" + at +
                                "/out rustc --edition 2018 --emit=metadata -L " + at + " --out-dir " + at + " " + at +
                                "/main.rs && cat " + at + "/out'";
    return testing::compare(command, files, folder_, rows_of);
  }

  const testing::OracleFolder folder_{"rust"};
};

TEST_F(RustOracle, GeneratedFiles) {
  std::vector<fs::path> files;
  for (std::uint32_t seed = 0; seed < kSnippets; ++seed) {
    files.push_back(folder_.write(std::to_string(seed) + ".rs", testing::rust_snippet(seed)));
  }
  EXPECT_GE(compare(files), kSnippets * 3 / 4);
}

TEST_F(RustOracle, RealFiles) {
  std::string root = testing::output_of("rustc --print sysroot");
  while (root.ends_with('\n')) root.pop_back();
  std::vector<fs::path> files = testing::files_below(root + "/lib/rustlib/src/rust/library", {".rs"});
  for (const fs::path& file : testing::files_below(MODGATE_SOURCE_DIR "/tests/oracle/rust", {".rs"}))
    files.push_back(file);
  if (const char* more = std::getenv("MODGATE_RUST_FILES")) {
    for (const fs::path& file : testing::files_below(more, {".rs"})) files.push_back(file);
  }
  EXPECT_GE(compare(files), 1U);
}

}  // namespace
}  // namespace modgate
