// Comparison with a program that reads a list of source files on its input and prints for each `file<TAB>PATH`, then
// `unparsed`, or one row a fact. The rows of modgate must be the same, in any order.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace modgate::testing {

using Rows = std::vector<std::string>;

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What a shell command prints; empty when it fails.
inline std::string output_of(const std::string& command) {
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

inline Rows lines_of(const std::string& text) {
  Rows lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// A row's text on one line: both sides escape the same bytes.
inline std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  return out;
}

/// Whether a missing program must fail the test.
inline bool oracles_required() {
  const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
  return required != nullptr && std::string(required) == "1";
}

/// A folder of this process alone: several builds may be tested at once.
class OracleFolder {
 public:
  explicit OracleFolder(const std::string& name)
      : path_(std::filesystem::path(::testing::TempDir()) / ("modgate_" + name + "_" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~OracleFolder() { std::filesystem::remove_all(path_); }
  OracleFolder(const OracleFolder&) = delete;
  OracleFolder& operator=(const OracleFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

/// All files below a folder with one of these endings, in order.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& root, const Rows& endings) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto entry = std::filesystem::recursive_directory_iterator(root, error);
       entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
    const std::string ending = entry->path().extension().string();
    if (entry->is_regular_file() && std::find(endings.begin(), endings.end(), ending) != endings.end()) {
      files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// How many files the program could parse; each of them must give the same rows on both sides.
inline std::size_t compare(const std::string& command, const std::vector<std::filesystem::path>& files,
                           const OracleFolder& folder, const std::function<Rows(const std::filesystem::path&)>& rows) {
  std::string list;
  for (const auto& file : files) list += file.string() + "\n";
  const std::string list_file = folder.write("list.txt", list).string();
  std::size_t seen = 0;
  std::size_t compared = 0;
  std::string current;
  Rows expected;
  bool parsed = false;
  const auto finish = [&] {
    if (!parsed) return;
    ++compared;
    Rows actual = rows(current);
    std::sort(actual.begin(), actual.end());
    std::sort(expected.begin(), expected.end());
    Rows missed;
    Rows invented;
    std::set_difference(expected.begin(), expected.end(), actual.begin(), actual.end(), std::back_inserter(missed));
    std::set_difference(actual.begin(), actual.end(), expected.begin(), expected.end(), std::back_inserter(invented));
    EXPECT_EQ(missed, Rows()) << "only the parser sees these in " << current;
    EXPECT_EQ(invented, Rows()) << "only modgate sees these in " << current;
  };
  for (const std::string& line : lines_of(output_of(command + " < '" + list_file + "'"))) {
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
  EXPECT_EQ(seen, files.size()) << "the parser did not get through the list";
  return compared;
}

}  // namespace modgate::testing
