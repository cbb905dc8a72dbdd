// `modgate explain FROM->TO`: pages without a repository, and what a module has of what its move needs.
#include "lifecycle.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;

TEST(ExplainMove, OfflinePages) {
  const struct {
    const char* topic;
    int status;
    const char* text;
  } rows[] = {{"S0->S1", 0, "each composition has an accepted RFC"},
              {"S0\u2192S1", 0, "# S0->S1"},
              {"S0-S1", 0, "# S0->S1"},
              {"none->proposed", 0, "a valid manifest"},
              {"proposed->S0", 0, "  - tests, docs"},
              {"S0->S2", 0, "The way that is open: S0->S1, then S1->S2."},
              {"removed->S0", 0, "stays removed"},
              {"none->S2", 0, "`adopted`"},
              {"S0-", 2, "quotes"},
              {"S0->S3", 2, "there is no stage `S3` to move to"},
              {"S0->none", 2, "there is no stage `none` to move to"},
              {"S1->S1", 2, "is no move"}};
  for (const auto& row : rows) {
    const Ran ran = modgate_in("/", {"explain", row.topic});
    EXPECT_EQ(ran.status, row.status) << row.topic << ran.err;
    EXPECT_THAT(ran.out + ran.err, HasSubstr(row.text)) << row.topic;
  }
}

TEST(ExplainMove, OfAModule) {
  Life life;
  life.go(kToS0);
  const Ran lacking = modgate(life.repo, {"explain", "S0->S1", "--module", "relax"});
  EXPECT_EQ(lacking.status, 1) << lacking.out << lacking.err;
  EXPECT_THAT(lacking.out, HasSubstr("relax, S0->S1: "));
  EXPECT_THAT(lacking.out, HasSubstr("there is no composition"));
  EXPECT_THAT(lacking.out, HasSubstr("comes with the move  since"));
  EXPECT_EQ(modgate(life.repo, {"explain", "S0->S2", "--module", "relax"}).status, 1);
  EXPECT_EQ(modgate(life.repo, {"explain", "S1->S2", "--module", "relax"}).status, 2);
  EXPECT_THAT(modgate(life.repo, {"explain", "S0->S1", "--module", "relaxx"}).err, HasSubstr("did you mean `relax`?"));
  EXPECT_EQ(modgate(life.repo, {"explain", "MG301", "--module", "relax"}).status, 2);

  for (const auto& [key, value] : kToS1.keys) life.keys[key] = key == "since" ? life.keys[key] : value;
  life.keys["compositions"].clear();
  life.repo.file(kManifest, written(life.keys));
  const Json json = report_of(modgate(life.repo, {"explain", "S0->S1", "--module", "relax", "-f", "json"}));
  Words lacks;
  for (const Json& one : json.at("evidence")) {
    if (one.at("state") == "lacks") lacks.push_back(one.at("title"));
  }
  EXPECT_EQ(lacks, (Words{"compositions", "each composition has an accepted RFC that is used for nothing else"}));
  EXPECT_EQ(json.at("module"), "relax");
  EXPECT_EQ(json.at("legal"), true);
}

/// What a try says before the change, the check says of the change.
TEST(ExplainMove, AgreesWithTheCheck) {
  Life life;
  life.live_until("deprecated");
  life.keys["deprecation"] = kToDeprecated.keys.at("deprecation");
  life.repo.file(kManifest, written(life.keys));
  const Ran ready = modgate(life.repo, {"explain", "S2->deprecated", "--module", "relax"});
  EXPECT_EQ(ready.status, 0) << ready.out << ready.err;
  life.go(kToDeprecated);
  EXPECT_EQ(life.check().status, 0) << life.check().out;
}

}  // namespace
}  // namespace modgate::testing
