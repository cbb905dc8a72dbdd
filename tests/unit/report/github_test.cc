// The log of a job as a double of GitHub's runner reads it: what it takes for a command is what modgate meant.
#include <gtest/gtest.h>

#include "hostile.h"
#include "modgate/limits.h"
#include "runner_commands.h"

namespace modgate::testing {
namespace {

struct Row {
  const char* name;
  const char* path;
  const char* text;
  Span span;
  std::string message;
  std::string where;  ///< `file line-endLine col-endColumn`, "-" for what is not said
  std::string data;
};

std::string said(const RunnerCommand& command, const std::string& key) {
  const auto found = command.properties.find(key);
  return found == command.properties.end() ? "-" : found->second;
}

std::string where_of(const RunnerCommand& command) {
  return said(command, "file") + " " + said(command, "line") + "-" + said(command, "endLine") + " " +
         said(command, "col") + "-" + said(command, "endColumn");
}

/// The commands behind the report for people.
std::vector<RunnerCommand> annotations(const std::string& log) {
  std::vector<RunnerCommand> commands = runner_commands(log);
  EXPECT_GE(commands.size(), 2U);
  EXPECT_EQ(commands[0].name, "stop-commands");
  EXPECT_EQ(commands[1].name, commands[0].data);
  commands.erase(commands.begin(), commands.begin() + 2);
  return commands;
}

const Row kRows[] = {
    {"plain", "src/a.cc", "int x;\n", {4, 5}, "a message", "src/a.cc 1-1 5-6", "a message"},
    {"code points", "src/a.cc", "/*é字😀*/x;\n", {13, 14}, "m", "src/a.cc 1-1 8-9", "m"},
    {"byte order mark", "src/a.cc", "\ufeffint x;\n", {7, 8}, "m", "src/a.cc 1-1 5-6", "m"},
    {"several lines", "src/a.cc", "one\ntwo\nsix\n", {1, 9}, "m", "src/a.cc 1-3 ---", "m"},
    {"to the line's end", "src/a.cc", "one\ntwo\n", {0, 4}, "m", "src/a.cc 1-1 ---", "m"},
    {"signs of commands in the name", "src/a:b,c%2C=d.cc", "x\n", {0, 1}, "m", "src/a:b,c%2C=d.cc 1-1 1-2", "m"},
    {"percent and colons in the message", "a", "x\n", {0, 1}, "50%0A :: a,b", "a 1-1 1-2", "50%0A :: a,b"},
    {"a name that no command can carry", "src/\n.cc", "x\n", {0, 1}, "m", "- --- ---", "src/\\x0a.cc:1:1: m"},
    {"an older command as a name", "##[error]x", "x\n", {0, 1}, "m", "- --- ---", "# #[error]x:1:1: m"},
};

TEST(GithubLog, Annotations) {
  for (const Row& row : kRows) {
    Tree tree = one_file(row.path, row.text);
    LintReport report;
    report.findings.push_back(finding({tree.id(row.path), row.span}, row.message));
    const auto commands = annotations(rendered(report, tree, Format::github, {}));
    ASSERT_EQ(commands.size(), 1U) << row.name;
    EXPECT_EQ(commands[0].name, "error") << row.name;
    EXPECT_EQ(said(commands[0], "title"), "MG301 s0-included") << row.name;
    EXPECT_EQ(where_of(commands[0]), row.where) << row.name;
    EXPECT_EQ(commands[0].data, row.data) << row.name;
  }
}

TEST(GithubLog, PlacesOutsideTheTreeGoToTheAnchor) {
  Tree tree = one_file(".modgate/policy.yaml", "x\n");
  LintReport report;
  report.findings.push_back(finding({kNoFile, {}}, "about the whole"));
  PrintedReport printed_report = printed(report, tree.files(), tree);
  printed_report.findings.push_back(printed_report.findings.front());
  printed_report.findings.back().at.path = "config:policy.yaml";
  printed_report.findings.back().at.outside = true;
  const auto commands = annotations(render(printed_report, Format::github, {}));
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(where_of(commands[0]), ".modgate/policy.yaml 1-- ---");
  EXPECT_EQ(commands[0].data, "about the whole");
  EXPECT_EQ(where_of(commands[1]), ".modgate/policy.yaml 1-- ---");
  EXPECT_EQ(commands[1].data, "config:policy.yaml:1:1: about the whole");
}

/// `kind title` of each command for this many findings of each severity, and a run that is complete or not.
std::vector<std::string> kinds(std::size_t errors, std::size_t warnings, bool complete) {
  Tree tree = one_file("a", "x\n");
  LintReport report;
  report.complete = complete;
  report.incomplete_because = {"the clone is shallow"};
  for (std::size_t i = 0; i < errors + warnings; ++i) {
    report.findings.push_back(finding({tree.id("a"), {0, 1}}, "m"));
    report.findings.back().severity = i < warnings ? Severity::warning : Severity::error;
  }
  std::vector<std::string> out;
  for (const RunnerCommand& command : annotations(rendered(report, tree, Format::github, {}))) {
    const bool own = said(command, "title").starts_with("modgate");
    out.push_back(command.name + (own ? ": " + command.data : ""));
  }
  return out;
}

TEST(GithubLog, KeepsToWhatTheRunnerShows) {
  using Kinds = std::vector<std::string>;
  Kinds expected(10, "error");
  EXPECT_EQ(kinds(10, 0, true), expected) << "ten fit";
  expected.back() = "error: 2 more errors in the summary and the log of this job";
  EXPECT_EQ(kinds(11, 0, true), expected);
  expected.back() = "error: 4 992 more errors in the summary and the log of this job";
  expected.insert(expected.end(), {"warning", "warning"});
  EXPECT_EQ(kinds(5001, 2, true), expected) << "the most severe first, each severity for itself";
  EXPECT_EQ(kinds(0, 0, false), (Kinds{"error: the clone is shallow"}));
  Kinds incomplete(9, "error");
  incomplete.insert(incomplete.begin(), "error: the clone is shallow");
  EXPECT_EQ(kinds(9, 0, false), incomplete);
  incomplete.back() = "error: 2 more errors in the summary and the log of this job";
  EXPECT_EQ(kinds(10, 0, false), incomplete);
}

TEST(GithubLog, LongMessagesAreCutBetweenCharacters) {
  Tree tree = one_file("a", "x\n");
  LintReport report;
  std::string message = "x";
  while (message.size() < 2 * limits::kAnnotationBytes) message += "字";
  report.findings.push_back(finding({tree.id("a"), {0, 1}}, message));
  const auto commands = annotations(rendered(report, tree, Format::github, {}));
  ASSERT_EQ(commands.size(), 1U);
  const std::string& data = commands[0].data;
  EXPECT_LE(data.size(), limits::kAnnotationBytes);
  EXPECT_GT(data.size(), limits::kAnnotationBytes - 8);
  ASSERT_TRUE(data.ends_with("字..."));
}

TEST(GithubLog, NothingThatIsNotNew) {
  Tree tree = one_file("a", "x\n");
  LintReport report;
  using Status = Diagnostic::Status;
  for (const Status status : {Status::existing, Status::baselined, Status::suppressed}) {
    report.findings.push_back(finding({tree.id("a"), {0, 1}}, "m"));
    report.findings.back().status = status;
  }
  EXPECT_EQ(annotations(rendered(report, tree, Format::github, {})).size(), 0U);
  EXPECT_EQ(annotations(rendered(report, tree, Format::github, {.all = true})).size(), 1U);
}

/// The text itself has the token that its first form would get; it gets another.
TEST(GithubLog, TheTokenDoesNotOccurInTheText) {
  Tree tree = one_file("a", "x\n");
  LintReport report;
  std::string seen = "no token yet";
  for (int round = 0; round < 3; ++round) {
    report.findings = {finding({tree.id("a"), {0, 1}}, seen)};
    const std::string log = rendered(report, tree, Format::github, {});
    const std::string token = runner_commands(log).at(0).data;
    const std::size_t first = log.find(token);
    EXPECT_EQ(log.find("\n::" + token + "::\n") + 3, log.find(token, first + 1)) << "only to end the stop";
    seen += " " + token;
  }
}

TEST(GithubLog, HostileReportsGiveOnlyOurCommands) {
  Hostile hostile(20260101);
  for (int round = 0; round < 400; ++round) {
    Tree tree = hostile.tree();
    const LintReport report = hostile.report(tree);
    const std::string log = rendered(report, tree, Format::github, {.statistics = true});
    const auto commands = annotations(log);
    const std::size_t expected = report.findings.size() + (report.complete ? 0 : 1);
    ASSERT_EQ(commands.size(), expected) << "round " << round << "\n" << log;
    for (const RunnerCommand& command : commands) {
      ASSERT_TRUE(command.name == "error" || command.name == "warning" || command.name == "notice") << log;
      ASSERT_TRUE(command.properties.count("title")) << log;
    }
  }
}

TEST(RunnerDouble, SeesWhatTheRunnerWould) {
  const auto commands = runner_commands(
      "x ##[add-mask a=b;c=d]y\n \u3000::set-env name=a%2Cb,x=%253A::v%0Aw\r\n::stop-commands::T\n::error::hidden\n"
      "::t::\n::debug::seen\nnot ::a:: command\n");
  std::vector<std::string> seen;
  for (const RunnerCommand& command : commands) {
    std::string line = command.name + "|" + command.data + (command.stopped ? "|stopped" : "");
    for (const auto& [key, value] : command.properties) line += "|" + key + "=" + value;
    seen.push_back(line);
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"add-mask|y|a=b|c=d", "set-env|v\nw|name=a,b|x=%3A", "stop-commands|T",
                                            "error|hidden|stopped", "t|", "debug|seen"}));
}

}  // namespace
}  // namespace modgate::testing
