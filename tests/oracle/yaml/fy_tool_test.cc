// The rule of MG101: whatever libfyaml rejects, modgate rejects. The oracle is libfyaml's own program; it is asked
// about every input that modgate accepts, because only those can break the rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "corpus.h"
#include "folder.h"
#include "manifest/yaml_tree.h"

namespace modgate {
namespace {

bool accepted(const std::string& input) {
  const YamlTree tree = read_yaml(input);
  return tree.readable && tree.faults.empty();
}

/// The inputs that libfyaml rejects, out of those given.
std::vector<std::string> rejected_by_oracle(const std::vector<std::string>& inputs) {
  const Folder folder;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::ofstream(folder.path() / (std::to_string(i) + ".yaml"), std::ios::binary) << inputs[i];
  }
  // `--dump` also builds the document, which finds duplicate keys; the event mode does not.
  const std::string script = "cd '" + folder.path().string() +
                             "' && for f in *.yaml; do fy-tool --dump -q --null-output \"$f\" >/dev/null 2>&1 "
                             "</dev/null || echo \"$f\"; done >rejected";
  EXPECT_TRUE(run(script));
  std::ifstream list(folder.path() / "rejected");
  std::vector<std::string> out;
  for (std::string name; std::getline(list, name);) out.push_back(inputs[std::stoul(name)]);
  return out;
}

void compare(const std::vector<std::string>& inputs, std::size_t at_least_accepted) {
  if (!run("fy-tool --version >/dev/null 2>&1")) {
    if (std::getenv("MODGATE_REQUIRE_ORACLES") != nullptr) FAIL() << "fy-tool is not installed";
    GTEST_SKIP() << "fy-tool is not installed";
  }
  std::set<std::string> ours;
  for (const std::string& input : inputs) {
    if (accepted(input)) ours.insert(input);
  }
  EXPECT_GE(ours.size(), at_least_accepted) << "modgate rejects nearly everything: the comparison says nothing";
  for (const std::string& input : rejected_by_oracle({ours.begin(), ours.end()})) {
    ADD_FAILURE() << "accepted, though libfyaml rejects it:\n" << ::testing::PrintToString(input);
  }
}

TEST(FyTool, RejectsNoNastyInputThatWeAccept) { compare(testing::nasty_inputs(), 60); }

TEST(FyTool, RejectsNoMutationThatWeAccept) { compare(testing::mutations(testing::rich_manifest()), 4000); }

TEST(FyTool, RejectsNoLineMutationThatWeAccept) { compare(testing::line_mutations(testing::rich_manifest()), 60); }

TEST(FyTool, TheManifestThatIsMutatedIsValid) {
  const YamlTree tree = read_yaml(testing::rich_manifest());
  ASSERT_THAT(tree.faults, ::testing::IsEmpty()) << tree.faults.front().message;
}

}  // namespace
}  // namespace modgate
