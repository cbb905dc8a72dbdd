// What an author sees in an editor: a YAML language server, without a network and without settings, on the files that
// `init` writes with a mistake put in; and on the examples, which have none.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "consumers.h"

namespace modgate::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::StartsWith;

struct Opened {
  std::string path;
  std::optional<std::pair<int, int>> hover, complete;
};

/// One session of the language server for all files; `schema` for those without a modeline.
Json opened_in_editor(const std::vector<Opened>& files, const std::string& schema = {}) {
  Json asked;
  asked["files"] = Json::array();
  for (const Opened& file : files) {
    Json one = {{"path", file.path}};
    if (file.hover) one["hover"] = {file.hover->first, file.hover->second};
    if (file.complete) one["complete"] = {file.complete->first, file.complete->second};
    asked["files"].push_back(one);
  }
  if (!schema.empty()) asked["schemas"] = {{"file://" + schema, "/**/*.yaml"}};
  const Ran ran = run_sealed({"node", "editor.mjs"}, kNode, {}, asked.dump());
  Json results = Json::parse(ran.out, nullptr, false);
  EXPECT_TRUE(results.is_array() && results.size() == files.size()) << ran.status << ran.out << ran.err;
  return results.is_array() ? results : Json::array();
}

class Editor : public ::testing::Test {
 protected:
  void SetUp() override {
    MODGATE_NEEDS(install_consumers(), "yaml-language-server");
    repo_.file("src/relax/shape.h", "#pragma once\nnamespace acme::relax {\nint rank();\n}\n");
    ASSERT_EQ(modgate(repo_, {"init", "policy"}).status, 0);
    ASSERT_EQ(modgate(repo_, {"init", "manifest", "src/relax"}).status, 0);
  }
  std::string text(const std::string& path) { return bytes_of(repo_.path() + "/" + path); }
  std::string in_repo(const std::string& path) { return repo_.path() + "/" + path; }

  RepoBuilder repo_;
  const std::string policy_ = ".modgate/policy.yaml";
  const std::string manifest_ = ".modgate/modules/relax.yaml";
};

/// The zero-based line that starts with this.
int line_of(const std::string& text, const std::string& start) {
  const std::size_t at = ("\n" + text).find("\n" + start);
  EXPECT_NE(at, std::string::npos) << start << "\n" << text;
  return static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

TEST_F(Editor, WhatInitWritesHasNoFault) {
  const Json seen = opened_in_editor({{in_repo(policy_), {}, {}}, {in_repo(manifest_), {}, {}}});
  for (const Json& file : seen) EXPECT_THAT(file.at("diagnostics"), IsEmpty()) << seen.dump(1);
}

TEST_F(Editor, MistakesAreMarkedAndValuesOffered) {
  std::string bad_manifest = text(manifest_);
  bad_manifest.replace(bad_manifest.find("stage: proposed"), 15, "stage: S9");
  repo_.file(manifest_, bad_manifest + "fature_flag: USE_X\n");
  const int stage = line_of(bad_manifest, "stage:");
  const int last = static_cast<int>(std::count(bad_manifest.begin(), bad_manifest.end(), '\n'));
  std::string bad_policy = text(policy_);
  bad_policy.replace(bad_policy.find("minimal "), 8, "maximal ");
  repo_.file(policy_, bad_policy);
  const int preset = line_of(bad_policy, "preset:");

  const Json seen = opened_in_editor(
      {{in_repo(manifest_), {{stage, 2}}, {{stage, 7}}}, {in_repo(policy_), {{preset, 2}}, {{preset, 8}}}});
  ASSERT_EQ(seen.size(), 2U);
  const Words in_manifest = seen[0].at("diagnostics");
  EXPECT_THAT(in_manifest, Contains(StartsWith(std::to_string(stage) + ":7 Value is not accepted. Valid values: "
                                                                       "\"proposed\", \"S0\"")));
  EXPECT_THAT(in_manifest, Contains(StartsWith(std::to_string(last) + ":0 Property fature_flag is not allowed")));
  EXPECT_EQ(in_manifest.size(), 2U) << seen[0].dump(1);
  EXPECT_THAT(seen[0].at("hover").get<std::string>(), HasSubstr("Where it stands."));
  EXPECT_THAT(seen[0].at("completions").get<Words>(), IsSupersetOf({"S0", "S1", "S2", "proposed", "deprecated"}));
  EXPECT_THAT(seen[1].at("diagnostics").get<Words>(),
              ElementsAre(StartsWith(std::to_string(preset) + ":8 Value is not accepted.")));
  EXPECT_THAT(seen[1].at("hover").get<std::string>(), HasSubstr("rule book"));
  EXPECT_THAT(seen[1].at("completions").get<Words>(), IsSupersetOf({"minimal", "tvm-2023", "asf-consensus"}));
}

TEST_F(Editor, KeysAreOffered) {
  repo_.file(manifest_, text(manifest_) + "end\n");
  const int last = line_of(text(manifest_), "end");
  const Json seen = opened_in_editor({{in_repo(manifest_), {}, {{last, 3}}}});
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_THAT(seen[0].at("completions").get<Words>(), Contains("endorsers")) << seen.dump(1);
}

TEST_F(Editor, ExamplesHaveNoFault) {
  std::vector<Opened> files;
  for (const auto& path : files_below(kSource + "/examples", {".yaml"})) {
    const std::string folder = path.parent_path().filename();
    const bool broken = path.string().find("/examples/broken/") != std::string::npos;
    if (folder == "modules" && !broken) files.push_back({path.string(), {}, {}});
  }
  EXPECT_GE(files.size(), 5U);
  const Json seen = opened_in_editor(files, kSource + "/schemas/manifest.schema.json");
  for (std::size_t i = 0; i < seen.size(); ++i) {
    EXPECT_THAT(seen[i].at("diagnostics"), IsEmpty()) << files[i].path << seen[i].dump(1);
  }
}

}  // namespace
}  // namespace modgate::testing
