// What modgate says is built against what CMake lists: every project of rows.cc is configured with the flag on and off,
// and the other option on, off and left alone. "Always" must be listed, "never" must not; undecided may be either.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "build_tree.h"
#include "rows.h"

namespace modgate::testing {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

constexpr std::string_view kHeader = "cmake_minimum_required(VERSION 3.20)\nproject(p NONE)\n";

std::map<std::string, std::string> project_of(const BuildRow& row) {
  std::map<std::string, std::string> files = files_of(row.lists);
  std::string& root = files["CMakeLists.txt"];
  if (root.find("project(") == std::string::npos) root.insert(0, kHeader);
  return files;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// The strongest verdict of each source over all its places.
std::map<std::string, std::array<char, 4>> verdicts_of(const BuildTree& tree) {
  constexpr std::string_view kStrength = "nusa";
  std::map<std::string, std::array<char, 4>> out;
  for (const BuildUse& use : tree.model.uses) {
    auto& known =
        out.emplace(base_name(std::string(tree.files.path(use.source))), std::array<char, 4>{'n', 'n', 'n', 'n'})
            .first->second;
    const std::array<char, 4> found = {letter(use.on), letter(use.off), letter(use.default_on),
                                       letter(use.default_off)};
    for (std::size_t i = 0; i < 4; ++i) {
      if (kStrength.find(found[i]) > kStrength.find(known[i])) known[i] = found[i];
    }
  }
  return out;
}

std::string text_of(const std::map<std::string, std::array<char, 4>>& verdicts) {
  std::string out;
  for (const auto& [name, letters] : verdicts) {
    out += name;
    for (const char c : letters) (out += ' ') += c;
    out += "; ";
  }
  return out;
}

/// The strings of a JSON array of strings, as CMake writes it in one line.
std::vector<std::string> strings_of(const std::string& line, const std::string& key) {
  std::vector<std::string> out;
  std::size_t at = line.find("\"" + key + "\":");
  if (at == std::string::npos) return out;
  at += key.size() + 3;
  const bool array = line[at] == '[';
  for (; at < line.size() && line[at] != ']'; ++at) {
    if (line[at] != '"') continue;
    std::string text;
    for (++at; at < line.size() && line[at] != '"'; ++at) {
      if (line[at] == '\\') ++at;
      text += line[at];
    }
    out.push_back(text);
    if (!array) break;
  }
  return out;
}

/// The sources that targets list in a trace; `fatal` when the project refused the setting.
Names listed(const fs::path& trace, bool& fatal) {
  Names names;
  std::ifstream in(trace);
  for (std::string line; std::getline(in, line);) {
    const auto command = strings_of(line, "cmd");
    const auto arguments = strings_of(line, "args");
    if (command.empty()) continue;
    if (command[0] == "message" && !arguments.empty() && arguments[0] == "FATAL_ERROR") fatal = true;
    if (command[0] != "add_library" && command[0] != "add_executable" && command[0] != "target_sources") continue;
    if (arguments.size() > 1 && (arguments[1] == "INTERFACE" || arguments[1] == "ALIAS")) continue;
    // Such a target is listed, and not built unless asked for.
    if (arguments.size() > 2 && arguments[2] == "EXCLUDE_FROM_ALL") continue;
    for (const std::string& argument : arguments) {
      // `;` stays inside of a quoted argument; an expression's own sources are for the generator to tell.
      std::string rest = argument;
      for (std::size_t at = 0; !rest.empty();) {
        at = rest.find(';');
        const std::string one = rest.substr(0, at);
        if (one.ends_with(".c")) names.insert(base_name(one));
        rest = at == std::string::npos ? std::string() : rest.substr(at + 1);
      }
    }
  }
  return names;
}

class CMakeOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("cmake --version > /dev/null 2>&1") == 0) return;
    const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
    if (required != nullptr && std::string(required) == "1") FAIL() << "cmake is required";
    GTEST_SKIP() << "no cmake";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::map<std::string, std::string>& files) const {
    fs::remove_all(folder_);
    for (const auto& [path, text] : files) {
      const fs::path file = folder_ / "s" / path;
      fs::create_directories(file.parent_path());
      std::ofstream(file, std::ios::binary) << text;
    }
  }

  /// Nothing when the project refuses the setting.
  bool configure(bool flag, const std::string& other, Names& names) const {
    fs::remove_all(folder_ / "b");
    const std::string command = "cmake -S '" + (folder_ / "s").string() + "' -B '" + (folder_ / "b").string() +
                                "' -Wno-dev --trace-expand --trace-format=json-v1 --trace-redirect='" +
                                (folder_ / "trace").string() + "' -DUSE_X=" + (flag ? "ON" : "OFF") + other +
                                " > /dev/null 2>&1";
    // What is listed counts, not whether targets without a language can be generated.
    static_cast<void>(std::system(command.c_str()));
    bool fatal = false;
    names = listed(folder_ / "trace", fatal);
    return !fatal;
  }

  const fs::path folder_ = fs::temp_directory_path() / ("modgate-cmake-" + std::to_string(getpid()));
};

/// A claim about all settings, or about the default one, against one setting's list.
void expect_agreement(char claim, bool is_listed, const std::string& what) {
  if (claim == 'a') {
    EXPECT_TRUE(is_listed) << what << ": always, but CMake does not list it";
  }
  if (claim == 'n') {
    EXPECT_FALSE(is_listed) << what << ": never, but CMake lists it";
  }
}

TEST_F(CMakeOracle, VerdictsAgreeWithTheTrace) {
  for (const BuildRow& row : build_rows()) {
    SCOPED_TRACE(row.lists);
    const auto files = project_of(row);
    const BuildTree tree = read_tree(files, "USE_X");
    auto verdicts = verdicts_of(tree);
    EXPECT_EQ(text_of(verdicts), row.verdicts);
    write(files);
    for (const bool flag : {true, false}) {
      for (const std::string other : {"", " -DUSE_Y=ON", " -DUSE_Y=OFF"}) {
        if (!other.empty() && std::string(row.lists).find("USE_Y") == std::string::npos) continue;
        Names names;
        if (!configure(flag, other, names)) continue;
        for (const auto& [path, text] : files) {
          if (!path.ends_with(".c")) continue;
          const std::string name = base_name(path);
          const std::string what = name + " with USE_X=" + (flag ? "ON" : "OFF") + other;
          const auto found = verdicts.emplace(name, std::array<char, 4>{'n', 'n', 'n', 'n'}).first;
          expect_agreement(found->second[flag ? 0 : 1], names.contains(name), what);
          if (other.empty()) expect_agreement(found->second[flag ? 2 : 3], names.contains(name), what + " by default");
        }
      }
    }
  }
}

}  // namespace
}  // namespace modgate::testing
