// The commands that describe: config, explain, rules, schema, modules.
#include <algorithm>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A command that needs no repository.
Ran anywhere(const Words& words) { return modgate_in("/", words); }

TEST(Config, ShowNamesTheSourceOfEachValue) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file(".modgate/policy.yaml",
            "schema: modgate/policy/v1\npreset: tvm-2023\nexclude: [3rdparty/]\npolicy: {endorsers_min: 2}\n"
            "severity: {MG205: error}\n");
  const Ran ran = modgate(repo, {"config", "show"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("preset +tvm-2023 +\\.modgate/policy\\.yaml"));
  EXPECT_THAT(ran.out, ContainsRegex("exclude +3rdparty/ +\\.modgate/policy\\.yaml"));
  EXPECT_THAT(ran.out, ContainsRegex("policy\\.endorsers_min +2 +\\.modgate/policy\\.yaml"));
  EXPECT_THAT(ran.out, ContainsRegex("policy\\.maintainers_min +4 +preset tvm-2023"));
  EXPECT_THAT(ran.out, ContainsRegex("severity\\.MG205 +error"));
}

TEST(Config, ShowWithoutAnyPolicy) {
  RepoBuilder repo;
  const Ran ran = modgate(repo, {"config", "show"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("preset +minimal"));
  EXPECT_THAT(ran.out, Not(HasSubstr("policy.yaml\n")));
}

TEST(Config, CheckLooksAtPolicyAndRosterOnly) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/a.cc", kUse).file(".modgate/policy.yaml", "schema: modgate/policy/v1\n");
  const Ran good = modgate(repo, {"config", "check"});
  EXPECT_EQ(good.status, 0);
  EXPECT_THAT(good.out, AllOf(HasSubstr("ok"), Not(HasSubstr("1 error")))) << "it counts what it lists";
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npresett: minimal\n");
  const Ran bad = modgate(repo, {"config", "check"});
  EXPECT_EQ(bad.status, 2);
  EXPECT_THAT(bad.out,
              AllOf(HasSubstr("error[MG102"), HasSubstr("`preset`"), HasSubstr("1 error"), Not(HasSubstr("MG301"))));
}

TEST(Config, UnknownWord) { EXPECT_EQ(anywhere({"config", "shw"}).status, 2); }

TEST(Explain, ARuleByIdAndByName) {
  const Ran id = anywhere({"explain", "MG301"});
  EXPECT_EQ(id.status, 0) << id.err;
  EXPECT_THAT(id.out, StartsWith("# MG301 s0-included\n"));
  EXPECT_EQ(anywhere({"explain", "s0-included"}).out, id.out);
}

TEST(Explain, EachRuleHasAPage) {
  const Json rules = Json::parse(anywhere({"rules", "-f", "json"}).out);
  EXPECT_GT(rules.size(), 30U);
  for (const Json& rule : rules) {
    const Ran ran = anywhere({"explain", rule.at("id").get<std::string>()});
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.out,
                StartsWith("# " + rule.at("id").get<std::string>() + " " + rule.at("name").get<std::string>()));
  }
}

TEST(Explain, AStage) {
  for (const char* stage : {"proposed", "S0", "S1", "S2", "deprecated", "removed"}) {
    const Ran ran = anywhere({"explain", stage});
    EXPECT_EQ(ran.status, 0) << stage << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(stage));
  }
  EXPECT_THAT(anywhere({"explain", "S0"}).out, HasSubstr("feature_flag"));
}

TEST(Explain, ATypo) {
  const struct {
    const char* typed;
    const char* meant;
  } rows[] = {{"s0-includd", "s0-included"}, {"MG3O1", "MG301"}, {"depricated", "deprecated"}};
  for (const auto& row : rows) {
    const Ran ran = anywhere({"explain", row.typed});
    EXPECT_EQ(ran.status, 2) << row.typed;
    EXPECT_THAT(ran.err, HasSubstr("did you mean `" + std::string(row.meant) + "`?"));
    EXPECT_THAT(ran.out, IsEmpty());
  }
}

TEST(Rules, EachFormatHasTheSameRules) {
  const Json rules = Json::parse(anywhere({"rules", "-f", "json"}).out);
  const Ran table = anywhere({"rules"});
  const Ran markdown = anywhere({"rules", "-f", "markdown"});
  EXPECT_EQ(table.status, 0);
  EXPECT_EQ(static_cast<std::size_t>(std::count(table.out.begin(), table.out.end(), '\n')), rules.size());
  std::string last;
  for (const Json& rule : rules) {
    const std::string id = rule.at("id").get<std::string>();
    EXPECT_LT(last, id) << "in order, none twice";
    last = id;
    EXPECT_THAT(table.out, HasSubstr(id + "  " + rule.at("name").get<std::string>()));
    EXPECT_THAT(markdown.out, HasSubstr("[" + id + "]"));
  }
  EXPECT_EQ(anywhere({"rules", "-f", "xml"}).status, 2);
}

TEST(Schema, OfEachDocument) {
  for (const char* name : {"manifest", "policy", "people", "report"}) {
    const Ran ran = anywhere({"schema", name});
    EXPECT_EQ(ran.status, 0) << name;
    const Json schema = Json::parse(ran.out, nullptr, false);
    ASSERT_TRUE(schema.is_object()) << name;
    EXPECT_THAT(schema.at("$schema").get<std::string>(), HasSubstr("draft-07"));
    EXPECT_EQ(schema.at("type"), "object") << name;
  }
  EXPECT_EQ(anywhere({"schema", "manifst"}).status, 2);
  EXPECT_EQ(anywhere({"schema"}).status, 2);
}

/// relax uses scout and refuses atlas; scout needs a flag.
void add_modules(RepoBuilder& repo) {
  add_relax(repo);
  repo.file(".modgate/modules/relax.yaml", manifest("relax", "S0", "depends_on: [scout]\nconflicts: [atlas]\n"));
  repo.file(".modgate/modules/scout.yaml", manifest("scout", "S2", "requires: [USE_CUDA]\n"));
  repo.file(".modgate/modules/atlas.yaml", manifest("atlas", "proposed"));
}

TEST(Modules, TableAndJson) {
  RepoBuilder repo;
  add_modules(repo);
  const Ran table = modgate(repo, {"modules"});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_THAT(table.out, AllOf(HasSubstr("relax  S0  2 files"), HasSubstr("scout  S2"), HasSubstr("acme::relax"),
                               HasSubstr("USE_SCOUT"), HasSubstr(".modgate/modules/atlas.yaml")));
  const Json modules = Json::parse(modgate(repo, {"modules", "-f", "json"}).out);
  ASSERT_EQ(modules.size(), 3U);
  EXPECT_EQ(modules[0].at("module"), "atlas");
  EXPECT_EQ(modules[1].at("stage"), "S0");
  EXPECT_EQ(modules[1].at("depends_on"), Json::array({"scout"}));
  EXPECT_EQ(modules[2].at("requires"), Json::array({"USE_CUDA"}));
}

TEST(Modules, Matrix) {
  RepoBuilder repo;
  add_modules(repo);
  EXPECT_EQ(modgate(repo, {"modules", "--matrix"}).out,
            "          atlas     relax     scout     USE_CUDA\n"
            "atlas     .         never     .         .\n"
            "relax     never     .         uses      .\n"
            "scout     .         .         .         needs\n");
}

TEST(Modules, NoneAndOtherViews) {
  RepoBuilder repo;
  repo.commit("nothing");
  EXPECT_EQ(modgate(repo, {"modules"}).out, "no modules\n");
  add_modules(repo);
  EXPECT_EQ(modgate(repo, {"modules", "--rev", "HEAD"}).out, "no modules\n");
  EXPECT_EQ(modgate(repo, {"modules", "--staged"}).out, "no modules\n");
  EXPECT_THAT(modgate(repo, {"modules"}).out, HasSubstr("relax"));
}

}  // namespace
}  // namespace modgate::testing
