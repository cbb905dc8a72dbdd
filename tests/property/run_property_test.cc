// What must not change a run's outcome: the number of threads, the fast path, line ends, a comment at the end.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "modgate/report.h"
#include "random_tree.h"

namespace modgate {
namespace {

using testing::make_tree;
using testing::MemoryView;
using testing::Tree;
using testing::view_of;

std::string outcome(const Tree& tree, const LintOptions& options) {
  MemoryView view = view_of(tree);
  auto run = lint(view, options);
  if (!run) return "failure: " + run.error().message;
  std::string text;
  for (const Diagnostic& finding : run->report.findings) {
    text += std::string(run->files->path(finding.at.file)) + ":" + std::to_string(finding.at.span.begin) + " " +
            std::string(finding.rule->id) + " " + finding.message + " " + finding.fingerprint + "\n";
  }
  return text;
}

TEST(RunProperty, SuspectsAndProvingAllAgree) {
  std::size_t findings = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const Tree tree = make_tree(seed);
    LintOptions slow;
    slow.prove_all = true;
    const std::string fast = outcome(tree, {});
    ASSERT_EQ(fast, outcome(tree, slow)) << "seed " << seed;
    findings += static_cast<std::size_t>(std::count(fast.begin(), fast.end(), '\n'));
  }
  EXPECT_GT(findings, 150U * 10) << "the trees must hold findings";
}

TEST(RunProperty, ThreadsChangeNothing) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const Tree tree = make_tree(seed);
    LintOptions eight;
    eight.jobs = 8;
    ASSERT_EQ(outcome(tree, {}), outcome(tree, eight)) << "seed " << seed;
  }
}

TEST(RunProperty, OrderOfFilesChangesNothing) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    Tree tree = make_tree(seed);
    const std::string before = outcome(tree, {});
    std::mt19937 random(seed);
    std::shuffle(tree.files.begin(), tree.files.end(), random);
    ASSERT_EQ(before, outcome(tree, {})) << "seed " << seed;
  }
}

/// Places move, findings and fingerprints stay.
TEST(RunProperty, InsertedLinesKeepFingerprints) {
  const auto fingerprints = [](const Tree& tree) {
    MemoryView view = view_of(tree);
    auto run = lint(view, {});
    std::vector<std::string> all;
    for (const Diagnostic& finding : run->report.findings) all.push_back(finding.fingerprint);
    std::sort(all.begin(), all.end());
    return all;
  };
  for (unsigned seed = 0; seed < 40; ++seed) {
    Tree tree = make_tree(seed);
    const auto before = fingerprints(tree);
    for (auto& [path, text] : tree.files) {
      if (path.ends_with(".cc")) text.insert(0, "// one\n// two\n\n");
      if (path.ends_with(".py")) text.insert(0, "# one\n\n");
    }
    ASSERT_EQ(before, fingerprints(tree)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace modgate
