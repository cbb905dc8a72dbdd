// What the tests of this folder share: running the program in a sealed environment, and a small repository in which
// core may not use the S0 module `relax`. Nothing of the program is linked; only its command line is known here.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "repo_builder.h"

namespace modgate::testing {

using Words = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;
using Json = nlohmann::json;

/// Runs any program with no variable but these and what a shell and git need.
inline Ran run_sealed(const Words& words, const std::string& folder, const Environment& more = {},
                      const std::string& input = {}) {
  Environment all = {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"HOME", "/nonexistent"}, {"LC_ALL", "C"}};
  for (const auto& [name, value] : more) all[name] = value;
  return run_program(words, folder, all, input);
}

inline Ran modgate_in(const std::string& folder, Words arguments, const Environment& more = {},
                      const std::string& input = {}) {
  arguments.insert(arguments.begin(), MODGATE_BINARY);
  return run_sealed(arguments, folder, more, input);
}

inline Ran modgate(const RepoBuilder& repo, const Words& arguments) { return modgate_in(repo.path(), arguments); }

inline std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The JSON report of a run that came to a verdict.
inline Json report_of(const Ran& ran) {
  Json report = Json::parse(ran.out, nullptr, false);
  EXPECT_TRUE(report.is_object()) << ran.status << "\n" << ran.out << ran.err;
  return report;
}

/// Each finding as `path:line RULE status`.
inline Words findings_of(const Json& report) {
  Words lines;
  if (!report.is_object()) return lines;
  for (const Json& finding : report.at("findings")) {
    lines.push_back(finding.at("path").get<std::string>() + ":" + finding.at("start").at("line").dump() + " " +
                    finding.at("rule").get<std::string>() + " " + finding.at("status").get<std::string>());
  }
  return lines;
}

/// `check -f json` with more words behind it: its findings.
inline Words checked(const std::string& folder, Words arguments = {}, const Environment& more = {}) {
  Words words = {"check", "-f", "json"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return findings_of(report_of(modgate_in(folder, words, more)));
}

inline Words checked(const RepoBuilder& repo, const Words& arguments = {}) { return checked(repo.path(), arguments); }

/// A manifest that is whole under the preset `minimal`: its files below src/ID/, its flag USE_ID.
inline std::string manifest(const std::string& id, const std::string& stage = "S0", const std::string& more = {}) {
  std::string flag = "USE_" + id;
  for (char& c : flag) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return "schema: modgate/module/v1\nmodule: " + id + "\nsummary: One module of the fixture.\nstage: " + stage +
         "\npaths: [src/" + id + "/]\nnamespace: {cpp: [\"acme::" + id + "\"]}\nfeature_flag: " + flag + "\n" + more;
}

inline const std::string kUse = "#include \"../relax/shape.h\"\nint run();\n";
inline const std::string kNoUse = "int run();\n";

/// The S0 module `relax`, without any finding and not committed.
inline void add_relax(RepoBuilder& repo) {
  repo.file(".modgate/modules/relax.yaml", manifest("relax"));
  repo.file("CMakeLists.txt", "option(USE_RELAX \"Build relax\" OFF)\noption(USE_SCOUT \"Build scout\" OFF)\n");
  repo.file("src/relax/shape.h", "#pragma once\nnamespace acme::relax {\nint rank();\n}\n");
  repo.file("src/core/clean.cc", kNoUse);
}

}  // namespace modgate::testing
