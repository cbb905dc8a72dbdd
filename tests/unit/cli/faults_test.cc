// The registry of tests/cases/registry/every_fault.md through the real program: the order of the faults, and the very
// bytes at which each one points. What it says about them is the document's business.
#include "cli_test.h"
#include "markdown_case.h"

namespace modgate::testing {
namespace {

constexpr const char* kFile = ".modgate/modules/relax.yaml";

MarkdownCase every_fault() {
  const std::string path = MODGATE_SOURCE_DIR "/tests/cases/registry/every_fault.md";
  const CaseDocument document = parse_case_document(bytes_of(path));
  EXPECT_THAT(document.errors, ::testing::IsEmpty());
  return document.cases.at(0);
}

void build(RepoBuilder& repo, const MarkdownCase& one) {
  for (const CaseFile& file : one.files) {
    if (file.symlink) {
      repo.symlink(file.path, file.text);
    } else {
      repo.file(file.path, file.text);
    }
  }
}

/// Each finding as its rule and the text under its span.
Words marked(const Json& report, const std::string& text) {
  Words found;
  for (const Json& finding : report.at("findings")) {
    const std::size_t begin = finding.at("start").at("byte").get<std::size_t>();
    const std::size_t end = finding.at("end").at("byte").get<std::size_t>();
    found.push_back(finding.at("rule").get<std::string>() + " " + text.substr(begin, end - begin));
  }
  return found;
}

TEST(EveryFault, InTheOrderOfTheDocument) {
  const MarkdownCase one = every_fault();
  RepoBuilder repo;
  build(repo, one);
  Words expected;
  Words rules;
  for (const ExpectedFinding& finding : one.findings) {
    expected.push_back(finding.path + ":" + std::to_string(finding.line) + " " + finding.rule + " new");
    rules.push_back(finding.rule);
  }
  for (int i = 1; i <= 9; ++i) EXPECT_THAT(rules, ::testing::Contains("MG10" + std::to_string(i)));
  for (const char* threads : {"-j1", "-j8"}) EXPECT_EQ(checked(repo, {threads}), expected);
  repo.commit("faults");
  EXPECT_EQ(checked(repo, {"--rev", "HEAD"}), expected);
}

TEST(EveryFault, AtItsPlace) {
  RepoBuilder repo;
  build(repo, every_fault());
  const Words expected = {"MG104 module",
                          "MG106 relax",
                          "MG107 TBD",
                          "MG103 compiler",
                          "MG103 2023-02-30",
                          "MG101 since",
                          "MG108 src/relaks/",
                          "MG109 .",
                          "MG109 ../outside/",
                          "MG109 /usr/include/relax/",
                          "MG109 linked/core/",
                          "MG109 src\\relax\\win.h",
                          "MG109 src/relax/aux.h",
                          "MG109 \"**\"",
                          "MG103 \"acme relax\"",
                          "MG102 pyhton",
                          "MG103 {",
                          "MG103 many",
                          "MG103 \"two words\"",
                          "MG107 TODO",
                          "MG103 on",
                          "MG103 relax.md",
                          "MG107 \"https://example.com/rfc\"",
                          "MG103 acepted",
                          "MG105 compositions",
                          "MG103 31.12.2027",
                          "MG103 1.10",
                          "MG103 [none, yet]",
                          "MG102 colour",
                          "MG101 <<",
                          "MG101 \"all \\u202e\"",
                          "MG107 <the thread>",
                          "MG105 deprecation",
                          "MG103 bored"};
  const Json report = report_of(modgate(repo, {"check", "-f", "json"}));
  EXPECT_EQ(marked(report, bytes_of(repo.path() + "/" + kFile)), expected);
}

/// Outside of any repository `validate` finds all that needs no tree.
TEST(EveryFault, ByValidateToo) {
  RepoBuilder repo;
  const MarkdownCase one = every_fault();
  build(repo, one);
  Words expected;
  for (const ExpectedFinding& finding : one.findings) {
    const bool needs_tree = finding.rule == "MG108" || finding.message.find("symbolic link") != std::string::npos;
    if (!needs_tree)
      expected.push_back(finding.path + ":" + std::to_string(finding.line) + " " + finding.rule + " new");
  }
  const Ran ran = modgate(repo, {"validate", "-f", "json", kFile, ".modgate/modules/re_lax.yaml"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(findings_of(report_of(ran)), expected);
}

}  // namespace
}  // namespace modgate::testing
