// The policy: the documentation's example, presets and what overrides them; and the schemas that are published.
#include "modgate/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "faults.h"
#include "manifest/json_schema.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kExample =
    "schema: modgate/policy/v1\n"
    "preset: minimal            # also without any policy file\n"
    "manifests: [modules/*.yaml]            # relative to this file's folder\n"
    "roster: people.yaml\n"
    "include_roots: [include/, src/]        # in order\n"
    "python_roots: [python/, .]\n"
    "exclude: [3rdparty/]\n"
    "tests: [tests/, \"**/*_test.cc\"]\n"
    "namespace_macros: {ABSL_NAMESPACE_BEGIN: \"absl::lts\"}\n"
    "registry_calls: [get_global_func, TVM_REGISTER_GLOBAL]\n"
    "core_public_headers: [include/]\n"
    "severity: {MG307: error, s0-included: off}\n"
    "policy:\n"
    "  endorsers_min: 3\n"
    "  maintainers_min: 4\n"
    "  vote: majority-of-roster\n"
    "  vote_hours_min: 72\n"
    "  s0_days_min: 90\n"
    "  deprecation_days_min: 180\n"
    "  waiver_days_max: 180\n"
    "  s0_uses_s0: declared\n"
    "  integration_use: forbid\n"
    "  guarded_use: warn\n"
    "  test_use: allow\n"
    "  unwaivable: []\n"
    "  rfc_headings: tvm\n";

TEST(Policy, TheExampleOfTheDocumentationIsRead) {
  const Policy policy = parse_policy(kExample, kNoFile, ".modgate/");
  ASSERT_THAT(testing::rows(kExample, policy.faults), IsEmpty());
  EXPECT_EQ(policy.folder, ".modgate/");
  EXPECT_EQ(policy.roster.value, "people.yaml");
  EXPECT_EQ(policy.endorsers_min, 3);
  EXPECT_TRUE(policy.s0_uses_s0_declared);
  EXPECT_TRUE(policy.integration_use_forbidden);
  EXPECT_EQ(policy.guarded_use, Leniency::warn);
  EXPECT_EQ(policy.test_use, Leniency::allow);
  ASSERT_EQ(policy.severity.size(), 2U);
  EXPECT_EQ(policy.severity[0].second, Severity::error);
  EXPECT_EQ(policy.severity[1].second, Severity::off);
  ASSERT_EQ(policy.python_roots.size(), 2U);
  EXPECT_EQ(policy.python_roots[1].value, "");
  ASSERT_EQ(policy.namespace_macros.size(), 1U);
  EXPECT_EQ(policy.namespace_macros[0].second.value, "absl::lts");
  EXPECT_TRUE(policy.keys.contains("policy.guarded_use"));
}

TEST(Policy, PresetsGiveWhatTheFileDoesNot) {
  const auto read = [](const char* text) {
    return parse_policy(std::string("schema: modgate/policy/v1\n") + text, kNoFile, "");
  };
  EXPECT_EQ(default_policy().endorsers_min, 0);
  EXPECT_EQ(default_policy().manifests.at(0).value, "modules/*.yaml");
  EXPECT_EQ(read("preset: tvm-2022-rfc\n").vote, "majority-of-roster");
  EXPECT_EQ(read("preset: tvm-2022-rfc\n").endorsers_min, 4);
  EXPECT_EQ(read("preset: tvm-2023\n").vote, "lazy-two-thirds");
  EXPECT_EQ(read("preset: asf-consensus\n").maintainers_min, 4);
  EXPECT_EQ(read("policy: {endorsers_min: 2}\npreset: asf-consensus\n").endorsers_min, 2);
  EXPECT_EQ(read("roster: {contributors: //CONTRIBUTORS.md}\n").contributors.value, "//CONTRIBUTORS.md");
}

TEST(Policy, Faults) {
  const std::string text =
      "preset: strict\n"
      "roster: /people.yaml\n"
      "severity: {MG307: fatal, M1: off}\n"
      "policy: {endorsers_min: four, s0_use_s0: forbid}\n";
  EXPECT_THAT(testing::rows(text, parse_policy(text, kNoFile, "").faults),
              ElementsAre(HasSubstr("1:1 missing `schema`"), HasSubstr("1:9 value `strict` is no value of `preset`"),
                          HasSubstr("2:9 bad-path `/people.yaml` is absolute"),
                          HasSubstr("3:19 value `fatal` is no value of `severity.MG307`"),
                          HasSubstr("4:25 value `four` of `policy.endorsers_min`"),
                          HasSubstr("4:31 unknown unknown key `s0_use_s0` in `policy`")));
}

TEST(Schemas, ThePublishedOnesAreTheTables) {
  const std::pair<Document, const char*> files[] = {{Document::manifest, "manifest.schema.json"},
                                                    {Document::policy, "policy.schema.json"},
                                                    {Document::people, "people.schema.json"}};
  for (const auto& [document, name] : files) {
    const std::string path = std::string(MODGATE_SOURCE_DIR) + "/schemas/" + name;
    if (std::getenv("MODGATE_UPDATE") != nullptr) std::ofstream(path) << json_schema(document);
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), json_schema(document)) << name << " is out of date: run this test with MODGATE_UPDATE=1";
  }
}

}  // namespace
}  // namespace modgate
