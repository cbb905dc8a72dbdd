// GitLab's and reviewdog's reports: values, what is shown, and that neither is empty when something was not looked at.
#include "report/foreign.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "sample.h"

namespace modgate::testing {
namespace {

using Json = nlohmann::json;

Json parsed(const LintReport& report, Tree& tree, Format format, const RenderOptions& options = {}) {
  return Json::parse(rendered(report, tree, format, options));
}

TEST(Uri, EncodesBytesAndKeepsReferencesRelative) {
  const std::pair<const char*, const char*> rows[] = {
      {"src/a_b-c.~1.cc", "src/a_b-c.~1.cc"},
      {"a b%41#?", "a%20b%2541%23%3F"},
      {"http:x", "http%3Ax"},
      {"\xff/\n", "%FF/%0A"},
      {"é", "%C3%A9"},
      {"./././a", "a"},
      {"/tmp/a b", "file:///tmp/a%20b"},
      {"", ""},
  };
  for (const auto& [path, uri] : rows) EXPECT_EQ(uri_of(path), uri) << path;
}

TEST(Sentence, EndsAndBegins) {
  const std::pair<const char*, const char*> rows[] = {
      {"a b", "A b."}, {"a b.", "A b."}, {"`a` b?", "`a` b?"}, {"a:", "A:"}, {"", ""}, {"a\nb", "A\\x0ab."},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(sentence(text), expected) << text;
}

TEST(Gitlab, Values) {
  Tree tree = sample_tree();
  const Json issues = parsed(sample_report(tree), tree, Format::gitlab);
  ASSERT_EQ(issues.size(), 12U);  // 11 new ones, and that something is undecided
  EXPECT_EQ(issues[1]["description"], "MG102: Unknown key `stgae`. Write `stage: S0`.");
  EXPECT_EQ(issues[1]["check_name"], "MG102");
  EXPECT_EQ(issues[1]["location"], Json::parse(R"({"path": "modules/meta_schedule.yaml", "lines": {"begin": 1}})"));
  EXPECT_EQ(issues[3]["fingerprint"].get<std::string>().substr(0, 16), "0123456789abcdef");
  EXPECT_EQ(issues[6]["location"]["lines"], Json::parse(R"({"begin": 1, "end": 3})"));
  EXPECT_EQ(issues[6]["severity"], "major");
  EXPECT_EQ(issues[7]["severity"], "minor");
  EXPECT_EQ(issues[8]["severity"], "info");
  EXPECT_EQ(issues[10]["location"]["path"], "empty.yaml");
  EXPECT_EQ(issues[11]["check_name"], "undecided");
  EXPECT_EQ(parsed(sample_report(tree), tree, Format::gitlab, {.all = true}).size(), 13U);
}

TEST(Gitlab, FingerprintsDifferAndStay) {
  Tree tree = one_file("f", "x\ny\n");
  LintReport report;
  for (const char* print : {"0123456789abcdef", "0123456789abcdef", "", "", "g"}) {
    report.findings.push_back(finding({tree.id("f"), {0, 1}}, "one"));
    report.findings.back().fingerprint = print;
  }
  std::vector<std::string> first;
  for (const Json& issue : parsed(report, tree, Format::gitlab)) first.push_back(issue["fingerprint"]);
  EXPECT_EQ(std::set<std::string>(first.begin(), first.end()).size(), 5U);
  for (const std::string& print : first) EXPECT_EQ(print.size(), 32U);
  for (Diagnostic& moved : report.findings) moved.at.span = {2, 3};
  std::vector<std::string> then;
  for (const Json& issue : parsed(report, tree, Format::gitlab)) then.push_back(issue["fingerprint"]);
  EXPECT_EQ(then, first);
}

TEST(Rdjson, Values) {
  Tree tree = sample_tree();
  const Json report = parsed(sample_report(tree), tree, Format::rdjson);
  EXPECT_EQ(report["severity"], "ERROR");
  EXPECT_EQ(report["source"]["name"], "modgate");
  ASSERT_EQ(report["diagnostics"].size(), 12U);
  EXPECT_EQ(report["diagnostics"][7]["location"]["range"],
            Json::parse(R"({"start": {"line": 1, "column": 26}, "end": {"line": 1, "column": 33}})"));
  EXPECT_EQ(report["diagnostics"][3]["code"],
            Json::parse(R"({"value": "MG301", "url": "https://modgate.example/rules/MG301"})"));
  EXPECT_EQ(report["diagnostics"][3]["related_locations"].size(), 2U);
  EXPECT_EQ(report["diagnostics"][10]["message"], "No place at all.");
}

TEST(Rdjson, SuggestsOnlyWhatIsAWholeFix) {
  Tree tree = one_file("f", "ownner\nb\n");
  const Location word{tree.id("f"), {0, 6}};
  LintReport report;
  report.findings = {finding(word, "one"), finding(word, "two")};
  report.findings[0].fixes = {{"replace", {{word, "owner"}}}};
  report.findings[1].fixes = {{"replace", {{word, "owner"}, {{tree.id("f"), {7, 8}}, "c"}}}};
  const Json diagnostics = parsed(report, tree, Format::rdjson)["diagnostics"];
  EXPECT_EQ(diagnostics[0]["suggestions"], Json::parse(R"([{"text": "owner", "range":
      {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 7}}}])"));
  EXPECT_FALSE(diagnostics[1].contains("suggestions"));
}

TEST(Foreign, AnIncompleteRunIsNeverEmpty) {
  LintReport report;
  report.complete = false;
  report.incomplete_because = {"`a` is missing", "`b` is missing"};
  Tree tree = one_file("f", "x\n");
  const Json issues = parsed(report, tree, Format::gitlab);
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues[0]["severity"], "blocker");
  EXPECT_NE(issues[0]["fingerprint"], issues[1]["fingerprint"]);
  EXPECT_EQ(issues[0]["location"]["path"], "f");
  const Json diagnostics = parsed(report, tree, Format::rdjson);
  EXPECT_EQ(diagnostics["severity"], "ERROR");
  EXPECT_EQ(diagnostics["diagnostics"][1]["message"], "`b` is missing.");

  Tree nothing(std::map<std::string, std::string>{});
  EXPECT_EQ(parsed(report, nothing, Format::gitlab)[0]["location"]["path"], ".");
  EXPECT_FALSE(parsed(report, nothing, Format::rdjson)["diagnostics"][0].contains("location"));
}

TEST(Foreign, ACleanRunIsAnEmptyReport) {
  Tree tree = one_file("f", "x\n");
  EXPECT_EQ(rendered({}, tree, Format::gitlab, {}), "[]\n");
  EXPECT_EQ(parsed({}, tree, Format::rdjson)["severity"], "INFO");
  EXPECT_TRUE(parsed({}, tree, Format::rdjson)["diagnostics"].empty());
}

}  // namespace
}  // namespace modgate::testing
