// JUnit reports: what passes, fails and is skipped, and that xmllint and junitparser read them whatever they hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "hostile.h"
#include "oracle.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string sample_junit(const RenderOptions& options = {}, bool complete = true) {
  Tree tree = sample_tree();
  PrintedReport report = printed(sample_report(tree), tree.files(), tree);
  report.modules = {"relax", "meta_schedule", "relax"};
  report.complete = complete;
  if (!complete) report.incomplete_because = {"the clone is <shallow>"};
  return render(report, Format::junit, options);
}

TEST(JUnit, SaysOfEachCaseWhatIsTrue) {
  const std::string text = sample_junit();
  for (const char* part : {
           "<testcase classname=\"repository\" name=\"the run is complete\"/>",
           "<testcase classname=\"module relax\" name=\"no finding of MG1xx\"/>",
           "<testcase classname=\"module meta_schedule\" name=\"MG301 s0-included: core includes a header of S0 module "
           "`meta_schedule` in src/a.cc\" file=\"src/a.cc\" line=\"2\"><failure type=\"error\" message=\"core includes "
           "a "
           "header of S0 module `meta_schedule`\">src/a.cc:2:10: core includes",
           "\nhelp: move the code into `meta_schedule`",
           "<skipped message=\"the base has it, too\"/>",
           "<skipped message=\"listed in the baseline\"/>",
           "<skipped message=\"suppressed: goes with #42\"/>",
           "name=\"undecided: relax: whether endorser `ada` was",
       }) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, Not(HasSubstr("name=\"no finding of MG3xx\" classname=\"module meta_schedule\"")));
  EXPECT_THAT(text, Not(HasSubstr("time")));
  EXPECT_THAT(sample_junit({.all = true}), Not(HasSubstr("the base has it")));
  EXPECT_THAT(sample_junit({}, false), HasSubstr("name=\"the run is complete\"><error type=\"incomplete\" "
                                                 "message=\"the clone is &lt;shallow&gt;\"/></testcase>"));
  EXPECT_THAT(sample_junit({}, false), Not(HasSubstr("\"/>\n    <testcase")))
      << "what did not run to its end passes no case";
}

TEST(JUnit, ConsumersReadWhateverItHolds) {
  MODGATE_NEEDS_ORACLE("/usr/bin/xmllint");
  MODGATE_NEEDS_ORACLE("/usr/lib/python3/dist-packages/junitparser");
  const std::string folder = ::testing::TempDir() + "modgate_junit_" + std::to_string(::getpid());
  std::filesystem::create_directories(folder);
  std::vector<std::string> texts{sample_junit(), sample_junit({.all = true}, false), render({}, Format::junit, {})};
  Hostile hostile(99);
  for (int round = 0; round < 150; ++round) {
    Tree tree = hostile.tree();
    PrintedReport report = printed(hostile.report(tree), tree.files(), tree);
    report.modules = {hostile.bytes(3), hostile.bytes(3)};
    texts.push_back(render(report, Format::junit, {}));
  }
  std::vector<std::string> lint{"/usr/bin/xmllint", "--noout", "--nonet"};
  std::vector<std::string> read{"/usr/bin/python3", MODGATE_SOURCE_DIR "/tests/unit/report/junit_check.py"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string file = folder + "/" + std::to_string(i) + ".xml";
    std::ofstream(file, std::ios::binary) << texts[i];
    lint.push_back(file);
    read.push_back(file);
  }
  for (const auto& words : {lint, read}) {
    const Ran ran = run_oracle(words, "");
    EXPECT_EQ(ran.status, 0) << ran.err;
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace modgate::testing
