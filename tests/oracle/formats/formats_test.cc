// Reports of four repositories (no finding, one, thousands, and one that is out to break formats) before the programs
// that read them. What these programs cannot know is checked here: that fingerprints differ, that paths lead to files.
#include <array>
#include <filesystem>
#include <set>

#include "../../unit/cli/cli_test.h"
#include "../listing.h"
#include "runner_commands.h"

namespace modgate::testing {
namespace {

namespace fs = std::filesystem;

const std::string kSource = MODGATE_SOURCE_DIR "/tests/oracle/formats/";
const std::string kNode = MODGATE_NODE_DIR;
const std::string kRepositories = MODGATE_REPOSITORIES;
const std::string kMultitool = kNode + "/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool";
const std::string kSarifSchema = kNode + "/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json";

struct Row {
  const char* repository;
  std::size_t findings;  ///< that are shown
};
constexpr std::array kRows = {Row{"clean", 0}, Row{"one", 1}, Row{"many", 5001}, Row{"hostile", 32}};

/// Runs a shell command that must succeed.
void must(const std::string& command) { ASSERT_EQ(std::system(command.c_str()), 0) << command; }

class Formats : public ::testing::Test {
 protected:
  void SetUp() override {
    // Tests run side by side: one installs, the others wait for it. npm writes the hidden lock file last; the
    // package ships its program without the right to run.
    const std::string install =
        "mkdir -p '" + kNode + "' && cd '" + kNode + "' && flock .lock sh -c \"cp '" + kSource + "'package.json '" +
        kSource + "'package-lock.json . && { [ node_modules/.package-lock.json -nt '" + kSource +
        "'package-lock.json ] || npm ci --ignore-scripts --silent --no-audit --no-fund; } && chmod u+x '" + kMultitool +
        "' && python3 '" + kSource + "'repositories.py '" + kRepositories + "'\" >/dev/null 2>&1";
    if (std::system(install.c_str()) == 0) return;
    if (oracles_required()) FAIL() << "the programs that read reports cannot be installed";
    GTEST_SKIP() << "the programs that read reports cannot be installed";
  }

  static std::string report(const std::string& repository, const std::string& format, const Words& more = {}) {
    Words words{"check", "-f", format};
    words.insert(words.end(), more.begin(), more.end());
    const Ran ran = modgate_in(repository, words);
    EXPECT_LE(ran.status, 1) << repository << "\n" << ran.err;
    return ran.out;
  }

  std::string written(const Row& row, const std::string& format, const Words& more = {}) const {
    const std::string name = std::string(row.repository) + "." + format + ".json";
    return folder_.write(name, report(kRepositories + "/" + row.repository, format, more)).string();
  }

  /// All files in one run of ajv, since starting it takes longest.
  static void ajv(const std::string& options, const std::vector<std::string>& files) {
    std::string command = kNode + "/node_modules/.bin/ajv validate " + options;
    for (const std::string& file : files) command += " -d '" + file + "'";
    must(command + " >/dev/null");
  }

  /// The tool would ask the network whether each page exists, and waits long where there is none.
  static void multitool(const std::string& words) {
    must("http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 DOTNET_BUNDLE_EXTRACT_BASE_DIR='" + kNode +
         "/extracted' '" + kMultitool + "' " + words + " --log ForceOverwrite >/dev/null");
  }

  const OracleFolder folder_{"formats"};
};

Json parsed(const std::string& file) { return Json::parse(read_file(file)); }

TEST_F(Formats, SarifKeepsTheStandardsSchema) {
  std::vector<std::string> files;
  for (const Row& row : kRows) {
    files.push_back(written(row, "sarif"));
    EXPECT_EQ(parsed(files.back())["runs"][0]["results"].size(), row.findings + (row.findings == 32 ? 1 : 0));
  }
  ajv("--spec=draft2020 --strict=false --validate-formats=false -s '" + kSarifSchema + "'", files);
  // Another judge of the same schema.
  must(
      "python3 -c \"import json,sys,jsonschema; s=json.load(open(sys.argv[1])); "
      "jsonschema.validators.validator_for(s)(s).validate(json.load(open(sys.argv[2])))\" '" +
      kSarifSchema + "' '" + files.back() + "'");
}

TEST_F(Formats, SarifPassesTheRulesOfCodeScanning) {
  // All files in one run: to start the tool costs seconds.
  std::string words = "validate";
  for (const Row& row : kRows) words += " '" + written(row, "sarif", {"--against", "HEAD~1"}) + "'";
  const std::string verdict = (folder_.path() / "verdict.json").string();
  multitool(words + " --rule-kind 'Sarif;Ghas' --level 'Error;Warning;Note' --max-file-size-in-kb 100000 -o '" +
            verdict + "'");
  // It ends with 0 whatever it found.
  const Json judged = parsed(verdict)["runs"][0];
  EXPECT_TRUE(judged["invocations"][0]["executionSuccessful"].get<bool>());
  // The address of the repository is not known, which it says of each file that it has judged.
  std::set<std::string> seen;
  for (const Json& result : judged["results"]) {
    if (result.value("level", "warning") != "note") ADD_FAILURE() << result.dump(1);
    if (result["ruleId"] != "SARIF2003") continue;
    const auto& artifact = result["locations"][0]["physicalLocation"]["artifactLocation"];
    seen.insert(fs::path(artifact["uri"].get<std::string>()).filename());
  }
  for (const Row& row : kRows)
    EXPECT_TRUE(seen.contains(std::string(row.repository) + ".sarif.json")) << row.repository;
}

TEST_F(Formats, SarifFingerprintsFindResultsThatMoved) {
  const std::string copy = (folder_.path() / "moved").string();
  fs::copy(kRepositories + "/many", copy, fs::copy_options::recursive);
  const std::string before = folder_.write("before.sarif", report(copy, "sarif")).string();
  for (const auto& entry : fs::directory_iterator(copy + "/src/core")) {
    const std::string text = read_file(entry.path());
    // More lines than the file has: the tool prefers a result at the same place before it looks at fingerprints.
    std::ofstream(entry.path(), std::ios::binary) << std::string(200, '\n') << text;
  }
  const std::string after = folder_.write("after.sarif", report(copy, "sarif")).string();
  const std::string matched = (folder_.path() / "matched.sarif").string();
  multitool("match-results-forward '" + after + "' --previous '" + before + "' -o '" + matched + "'");
  std::map<std::string, std::size_t> states;
  const Json results = parsed(matched)["runs"][0]["results"];
  for (const Json& result : results) ++states[result["baselineState"]];
  EXPECT_EQ(states.count("new") + states.count("absent"), 0U);
  EXPECT_EQ(states["unchanged"] + states["updated"], 5001U);
}

TEST_F(Formats, GitlabKeepsItsShapeAndFingerprintsDiffer) {
  std::vector<std::string> files;
  for (const Row& row : kRows) {
    files.push_back(written(row, "gitlab"));
    std::set<std::string> fingerprints;
    for (const Json& issue : parsed(files.back())) {
      EXPECT_TRUE(fingerprints.insert(issue["fingerprint"].get<std::string>()).second) << issue;
      const std::string path = issue["location"]["path"].get<std::string>();
      if (path.find("\ufffd") != std::string::npos) continue;  // JSON has no such bytes
      EXPECT_TRUE(fs::exists(kRepositories + "/" + row.repository + "/" + path)) << path;
    }
    EXPECT_EQ(fingerprints.size(), row.findings) << row.repository;
  }
  ajv("-s '" + kSource + "gitlab.schema.json'", files);
}

TEST_F(Formats, RdjsonKeepsItsShapeAndItsRangesLieInTheirFiles) {
  std::vector<std::string> files;
  for (const Row& row : kRows) {
    files.push_back(written(row, "rdjson"));
    const Json diagnostics = parsed(files.back())["diagnostics"];
    EXPECT_EQ(diagnostics.size(), row.findings) << row.repository;
    for (const Json& diagnostic : diagnostics) {
      const Json& at = diagnostic["location"];
      const std::string path = at["path"].get<std::string>();
      if (path.find("\ufffd") != std::string::npos || row.findings > 1000) continue;
      const Rows lines = lines_of(read_file(kRepositories + "/" + row.repository + "/" + path));
      const Json& end = at["range"]["end"];
      ASSERT_LE(end["line"], lines.size()) << path;
      EXPECT_LE(end["column"], lines[end["line"].get<std::size_t>() - 1].size() + 1) << path;
    }
  }
  ajv("-s '" + kSource + "rdjson.schema.json'", files);
}

TEST_F(Formats, SarifPathsLeadToFiles) {
  std::size_t seen = 0;
  const std::string repository = kRepositories + "/hostile";
  const Json results = Json::parse(report(repository, "sarif"))["runs"][0]["results"];
  for (const Json& result : results) {
    const auto& artifact = result["locations"][0]["physicalLocation"]["artifactLocation"];
    std::string path;
    const std::string uri = artifact["uri"].get<std::string>();
    for (std::size_t i = 0; i < uri.size(); ++i) {
      const bool encoded = uri[i] == '%';
      path += encoded ? static_cast<char>(std::stoi(uri.substr(i + 1, 2), nullptr, 16)) : uri[i];
      if (encoded) i += 2;
    }
    EXPECT_TRUE(fs::exists(repository + "/" + path)) << uri;
    ++seen;
  }
  EXPECT_GE(seen, 20U);
}

TEST_F(Formats, LogsHoldNoCommandButOurs) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.repository);
    std::map<std::string, std::size_t> seen;
    std::string token;
    for (const RunnerCommand& command : runner_commands(report(kRepositories + "/" + row.repository, "github"))) {
      EXPECT_TRUE(!command.stopped || command.name == token) << command.name;
      if (command.name == "stop-commands") token = command.data;
      ++seen[command.name];
    }
    EXPECT_EQ(seen.erase("stop-commands"), 1U);
    EXPECT_EQ(seen.erase(token), 1U);
    std::size_t annotations = 0;
    for (const auto& [name, count] : seen) {
      EXPECT_TRUE(name == "error" || name == "warning" || name == "notice") << name;
      EXPECT_LE(count, 10U) << name;
      annotations += count;
    }
    EXPECT_EQ(annotations == 0, row.findings == 0);
  }
}

TEST_F(Formats, JUnitIsReadByItsConsumers) {
  std::string files;
  for (const Row& row : kRows) {
    const std::string text = report(kRepositories + "/" + row.repository, "junit");
    EXPECT_NE(text.find("failures=\"" + std::to_string(row.findings) + "\""), std::string::npos) << row.repository;
    files += " '" + folder_.write(std::string(row.repository) + ".xml", text).string() + "'";
  }
  must("xmllint --noout --nonet" + files);
  must("/usr/bin/python3 '" MODGATE_SOURCE_DIR "/tests/unit/report/junit_check.py'" + files);
}

TEST_F(Formats, BytesDependOnNeitherThreadsNorRuns) {
  const std::array kFormats = {"full",   "concise", "json",  "jsonl",  "sarif",
                               "github", "gitlab",  "junit", "rdjson", "markdown"};
  for (const Row& row : kRows) {
    std::map<std::string, std::string> first;
    for (const char* threads : {"-j1", "-j8", "-j8"}) {
      Words words{"check", threads, "-f", "concise"};
      for (const char* format : kFormats) {
        words.push_back("--report");
        words.push_back(std::string(format) + "=" + (folder_.path() / format).string());
      }
      EXPECT_LE(modgate_in(kRepositories + "/" + row.repository, words).status, 1);
      for (const char* format : kFormats) {
        const std::string text = read_file(folder_.path() / format);
        const auto [expected, is_first] = first.emplace(format, text);
        EXPECT_TRUE(is_first || expected->second == text) << row.repository << " " << format << " " << threads;
        EXPECT_EQ(text.empty(), false) << row.repository << " " << format;
      }
    }
  }
}

}  // namespace
}  // namespace modgate::testing
