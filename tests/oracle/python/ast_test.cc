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

#include "scan/scan.h"
#include "snippets.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<std::string>;

constexpr std::uint32_t kSnippets = 4000;
constexpr std::size_t kFewestLibraryFiles = 500;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[4096];
  for (std::size_t n = fread(buffer, 1, sizeof(buffer), pipe); n > 0; n = fread(buffer, 1, sizeof(buffer), pipe)) {
    out.append(buffer, n);
  }
  if (pclose(pipe) != 0) out.clear();
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// The facts of a file in the form that facts_by_ast.py prints.
Rows rows_of(const std::string& source) {
  const FileFacts facts = scan_python(source);
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
  std::sort(rows.begin(), rows.end());
  return rows;
}

Rows without(const Rows& rows, const Rows& others) {
  Rows rest;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(rest));
  return rest;
}

class PythonOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    // Columns of import names came with 3.10.
    const std::string version = output_of("python3 -c 'import sys; print(sys.version_info >= (3, 10))' 2>/dev/null");
    fs::create_directories(folder_);
    if (version == "True\n") return;
    const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
    if (required != nullptr && std::string(required) == "1") FAIL() << "python3 of version 3.10 or later is required";
    GTEST_SKIP() << "no python3 of version 3.10 or later";
  }

  void TearDown() override { fs::remove_all(folder_); }

  /// How many files were compared.
  std::size_t compare(const std::vector<fs::path>& files) const {
    const fs::path list = folder_ / "list.txt";
    {
      std::ofstream out(list, std::ios::binary);
      for (const fs::path& file : files) out << file.string() << '\n';
    }
    std::size_t compared = 0;
    std::size_t seen = 0;
    std::string current;
    Rows expected;
    bool parsed = false;
    const auto finish = [&] {
      if (!parsed) return;
      ++compared;
      std::sort(expected.begin(), expected.end());
      const Rows actual = rows_of(read_file(current));
      EXPECT_EQ(without(expected, actual), Rows()) << "only ast sees these in " << current;
      EXPECT_EQ(without(actual, expected), Rows()) << "only modgate sees these in " << current;
    };
    for (const std::string& line : lines_of(output_of("python3 '" FACTS_BY_AST "' < '" + list.string() + "'"))) {
      if (line.starts_with("file\t")) {
        finish();
        current = line.substr(5);
        expected.clear();
        parsed = true;
        ++seen;
      } else if (line == "unparsed") {
        parsed = false;
      } else {
        expected.push_back(line);
      }
    }
    finish();
    EXPECT_EQ(seen, files.size()) << "facts_by_ast.py did not get through the list";
    return compared;
  }

  /// Of this process alone: several builds may be tested at once.
  const fs::path folder_ = fs::path(::testing::TempDir()) / ("modgate_python_" + std::to_string(getpid()));
};

TEST_F(PythonOracle, GeneratedFiles) {
  std::vector<fs::path> files;
  for (std::uint32_t seed = 0; seed < kSnippets; ++seed) {
    files.push_back(folder_ / (std::to_string(seed) + ".py"));
    std::ofstream(files.back(), std::ios::binary) << testing::python_snippet(seed);
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
