// The scanners of Java, Kotlin, Scala, Go and Protobuf against the parsers of javac, kotlinc, scalac, go and protoc:
// made files, and the real ones that the oracles' own packages bring. Every package, import and qualified name must
// agree, with its line where the oracle tells it; a file that the oracle cannot parse is not compared.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../listing.h"
#include "scan/scan.h"
#include "snippets.h"

namespace modgate {
namespace {

namespace fs = std::filesystem;
using testing::lines_of;
using testing::output_of;
using testing::read_file;
using testing::Rows;
using Scan = FileFacts (*)(std::string_view);

constexpr std::uint32_t kSnippets = 1000;

/// The facts of a file in the form that the oracles print; protoc tells no lines.
Rows rows_of(const FileFacts& facts, bool lines) {
  const auto line = [&](std::uint32_t number) { return lines ? std::to_string(number) + "\t" : std::string(); };
  Rows rows;
  for (const PackageDeclaration& found : facts.packages) rows.push_back("package\t" + line(found.line) + found.name);
  for (const Reference& found : facts.references) {
    if (found.kind == Reference::Kind::import) rows.push_back("import\t" + line(found.line) + found.spelled);
    if (found.kind == Reference::Kind::import_from) rows.push_back("from\t" + line(found.line) + found.spelled + "\t*");
    if (found.kind == Reference::Kind::import_computed) rows.push_back("computed\t" + line(found.line));
  }
  for (const QualifiedName& name : facts.names) rows.push_back("chain\t" + name.name);
  for (const ScanTrouble& trouble : facts.troubles) rows.push_back("trouble\t" + trouble.what);
  return rows;
}

/// A folder with real files that are to be compared, too: no package of the oracle brings any.
const char* tree_in(const char* variable) { return std::getenv(variable); }

class Parsers : public ::testing::Test {
 protected:
  /// False, with the test skipped or failed, when the program is not there.
  static bool has(const std::string& program) {
    if (!output_of("command -v " + program).empty()) return true;
    [&] {
      if (testing::oracles_required()) FAIL() << program << " is required";
      GTEST_SKIP() << "no " << program;
    }();
    return false;
  }

  std::vector<fs::path> generate(std::uint32_t count, const std::string& ending, std::string (*make)(std::uint32_t)) {
    std::vector<fs::path> files;
    for (std::uint32_t seed = 0; seed < count; ++seed) {
      files.push_back(folder_.write("f" + std::to_string(seed) + ending, make(seed)));
    }
    return files;
  }

  /// How many files were compared.
  std::size_t compare(const std::string& command, Scan scanner, const std::vector<fs::path>& files) const {
    return testing::compare(command, files, folder_,
                            [&](const fs::path& file) { return rows_of(scanner(read_file(file)), true); });
  }

  const testing::OracleFolder folder_{"parsers"};
};

const std::string kJavac = "java '" ORACLE_FOLDER "/FactsByJavac.java' 2>/dev/null";

TEST_F(Parsers, Java) {
  if (!has("java")) return;
  const Scan java = [](std::string_view bytes) { return scan_java(bytes); };
  const std::size_t compared = compare(kJavac, java, generate(kSnippets, ".java", testing::java_snippet));
  EXPECT_GE(compared, kSnippets * 3 / 4) << "most snippets have to be valid, or nothing is tested";
  if (const char* const tree = tree_in("JAVA_TREE")) {
    std::printf("compared %zu files\n", compare(kJavac, java, testing::files_below(tree, {".java"})));
  }
}

/// kotlinc reads slowly, and most of the time is its start.
constexpr std::uint32_t kKotlinSnippets = 300;

TEST_F(Parsers, Kotlin) {
  if (!has("java") || !has("kotlinc")) return;
  const std::string jars = "/usr/share/java/";
  const std::string command = "java -cp " + jars + "kotlin-compiler.jar:" + jars + "kotlin-reflect.jar:" + jars +
                              "kotlin-stdlib.jar:" + jars +
                              "libtrove-intellij.jar '" ORACLE_FOLDER "/FactsByKotlin.java' 2>/dev/null";
  // Its parser is asked for packages and imports alone.
  const Scan heads = [](std::string_view bytes) {
    FileFacts facts = scan_kotlin(bytes);
    facts.names.clear();
    return facts;
  };
  const std::size_t compared = compare(command, heads, generate(kKotlinSnippets, ".kt", testing::kotlin_snippet));
  EXPECT_GE(compared, kKotlinSnippets * 3 / 4) << "most snippets have to be valid, or nothing is tested";
  if (const char* const tree = tree_in("KOTLIN_TREE")) {
    std::printf("compared %zu files\n", compare(command, heads, testing::files_below(tree, {".kt"})));
  }
}

TEST_F(Parsers, Go) {
  if (!has("go")) return;
  const std::string environment = "HOME='" + folder_.path().string() + "' GOFLAGS= GO111MODULE=off GOCACHE='" +
                                  (folder_.path() / "cache").string() + "' ";
  const std::string program = (folder_.path() / "facts").string();
  ASSERT_EQ(
      std::system((environment + "go build -o '" + program + "' '" ORACLE_FOLDER "/facts_by_go_parser.go'").c_str()),
      0);
  const std::size_t compared = compare(program, scan_go, generate(kSnippets, ".go", testing::go_snippet));
  EXPECT_GE(compared, kSnippets * 3 / 4) << "most snippets have to be valid, or nothing is tested";
  std::string root = output_of("go env GOROOT");
  while (root.ends_with('\n')) root.pop_back();
  std::vector<fs::path> library;
  std::size_t seen = 0;
  for (fs::path& file : testing::files_below(fs::path(root) / "src", {".go"})) {
    if (seen++ % 3 == 0) library.push_back(std::move(file));  // a third is enough, and quick
  }
  const std::size_t library_compared = compare(program, scan_go, library);
  std::printf("compared %zu of %zu library files\n", library_compared, library.size());
  EXPECT_GE(library_compared, 1000U);
}

/// One row a name, with `*` for all of them, as scalac's tree printer has it: `a.b.{C=>D, E=>_, _}` gives a.b.C and
/// a.b.*.
void add_printed_import(std::string text, std::multiset<std::string>& rows) {
  std::erase(text, '`');
  if (text.ends_with(';')) text.pop_back();
  const std::size_t brace = text.find('{');
  const std::string base = text.substr(0, brace == std::string::npos ? text.rfind('.') + 1 : brace);
  if (base.starts_with("this.") || base.find(".this.") != std::string::npos) return;
  std::string names = text.substr(base.size());
  if (names.starts_with('{')) names = names.substr(1, names.rfind('}') - 1);
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(", ", at), names.size());
    const std::string name = names.substr(at, end - at);
    at = end + 2;
    if (name.ends_with("=>_")) continue;
    rows.insert(base + (name == "_" ? "*" : name.substr(0, name.find("=>"))));
  }
}

/// The imports of all files by what scalac prints behind its parser.
std::map<std::string, std::multiset<std::string>> scalac_imports(const std::string& list) {
  std::map<std::string, std::multiset<std::string>> files;
  std::string current;
  std::string previous;
  const auto lines = lines_of(output_of("xargs scalac -Ystop-after:parser -Xprint:parser < '" + list + "' 2>&1"));
  for (std::string line : lines) {
    // "[[syntax trees at end of parser]] // a.scala", " // b.scala", " // c.scala: tree is unchanged since parser"
    const std::size_t mark = line.find(" // ");
    if (mark != std::string::npos && (mark == 0 || line.starts_with("[[syntax trees"))) {
      previous = std::exchange(current, line.substr(mark + 4, line.find(':', mark) - mark - 4));
      files[current];
      if (line.ends_with(": tree is unchanged since parser")) files[current] = files[previous];
      continue;
    }
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    if (line.starts_with("import ")) add_printed_import(line.substr(7), files[current]);
  }
  return files;
}

/// How many files were compared.
std::size_t compare_scala(const fs::path& folder, const std::vector<fs::path>& paths) {
  const std::string list = (folder / "list.txt").string();
  std::map<std::string, fs::path> by_name;
  {
    std::ofstream out(list, std::ios::binary);
    for (const fs::path& path : paths) {
      // scalac prints the base name alone.
      if (by_name.emplace(path.filename().string(), path).second) out << path.string() << '\n';
    }
  }
  std::size_t compared = 0;
  for (const auto& [name, expected] : scalac_imports(list)) {
    std::multiset<std::string> actual;
    for (const Reference& found : scan_scala(read_file(by_name[name])).references) {
      if (found.kind == Reference::Kind::import) actual.insert(found.spelled);
      for (const Reference::Name& each : found.names) actual.insert(found.spelled + "." + each.name);
    }
    EXPECT_EQ(actual, expected) << by_name[name];
    ++compared;
  }
  return compared;
}

TEST_F(Parsers, Scala) {
  if (!has("scalac")) return;
  constexpr std::uint32_t kFiles = 200;
  EXPECT_EQ(compare_scala(folder_.path(), generate(kFiles, ".scala", testing::scala_snippet)), kFiles);
  if (const char* const tree = tree_in("SCALA_TREE")) {
    std::printf("compared %zu files\n", compare_scala(folder_.path(), testing::files_below(tree, {".scala"})));
  }
}

/// protoc's descriptors of the files of a folder: rows without lines, by file name. `out` is a file to write.
std::vector<std::pair<std::string, Rows>> descriptors(const fs::path& folder, const std::string& files,
                                                      const std::string& out) {
  const std::string decoded =
      output_of("cd '" + folder.string() + "' && protoc -I . --descriptor_set_out='" + out + "' " + files +
                " 2>/dev/null && cd /usr/include && protoc -I . " +
                "--decode=google.protobuf.FileDescriptorSet google/protobuf/descriptor.proto < '" + out + "'");
  std::vector<std::pair<std::string, Rows>> found;
  const auto value = [](const std::string& line) {
    const std::size_t quote = line.find('"');
    return line.substr(quote + 1, line.rfind('"') - quote - 1);
  };
  for (const std::string& line : lines_of(decoded)) {
    if (line.starts_with("  name: ")) found.emplace_back(value(line), Rows());
    if (line.starts_with("  package: ")) found.back().second.push_back("package\t" + value(line));
    if (line.starts_with("  dependency: ")) found.back().second.push_back("import\t" + value(line));
  }
  return found;
}

TEST_F(Parsers, Protobuf) {
  if (!has("protoc")) return;
  constexpr std::uint32_t kFiles = 300;
  const std::string out = (folder_.path() / "descriptors").string();
  generate(kFiles, ".proto", testing::proto_snippet);
  const auto found = descriptors(folder_.path(), "f*.proto", out);
  EXPECT_EQ(found.size(), kFiles);
  for (const auto& [name, rows] : found) {
    EXPECT_THAT(rows_of(scan_protobuf(read_file(folder_.path() / name)), false),
                ::testing::UnorderedElementsAreArray(rows))
        << name;
  }
  const auto library = descriptors("/usr/include", "google/protobuf/*.proto", out);
  EXPECT_GE(library.size(), 8U);
  for (const auto& [name, rows] : library) {
    EXPECT_THAT(rows_of(scan_protobuf(read_file("/usr/include/" + name)), false),
                ::testing::UnorderedElementsAreArray(rows))
        << name;
  }
}

}  // namespace
}  // namespace modgate
