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
              {"proposed->removed", 0, "takes its manifest along"},
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

/// What names no stage counts as S0, and a try of it is a try.
TEST(ExplainMove, OfAModuleWhoseStageIsAMisprint) {
  Life life;
  life.go(kToS0);
  life.keys["stage"] = "s0";
  life.repo.file(kManifest, written(life.keys));
  const Ran ran = modgate(life.repo, {"explain", "S0->S1", "--module", "relax"});
  EXPECT_THAT(ran.out, HasSubstr("comes with the move  since"));
  EXPECT_THAT(ran.out, HasSubstr("`s0` is no value of `stage`"));
}

/// Who became a member after the vote has no voice in a try, either: the roster's history is read.
TEST(ExplainMove, OfAModuleWhoseVotersJoinedLater) {
  Life life;
  const auto roster = [&](const Words& members, long day) {
    std::string text =
        "schema: modgate/people/v1\npeople:\n  - {id: ken, handles: [ken], roles: [{role: committer}]}\n";
    for (const std::string& who : members)
      text += "  - {id: " + who + ", handles: [" + who + "], roles: [{role: pmc}]}\n";
    life.repo.file(".modgate/people.yaml", text).commit("roster", kFirstDay + day * kDay);
  };
  roster({"ada", "bjarne"}, 1);
  roster({"ada", "bjarne", "grace", "linus", "margaret"}, 29);
  life.write(kToS0, {{"stage", "proposed"}, {"since", ""}});
  life.commit();
  const Ran tried = modgate(life.repo, {"explain", "proposed->S0", "--module", "relax"});
  EXPECT_EQ(tried.status, 1) << tried.out;
  EXPECT_THAT(tried.out, HasSubstr("endorsers: 2 of 4: `ada` and `bjarne`"));
}

/// For each move and each piece of evidence: what a try refuses the check refuses, and what a try lets pass without
/// anything that comes with the move, but the date, passes.
TEST(ExplainMove, AgreesWithTheCheckOnEachPiece) {
  std::size_t refused = 0;
  std::size_t passed = 0;
  std::size_t turn = 0;
  for (const Step& step : kLife) {
    Life life;
    life.live_until(step.stage);
    const Keys before = life.keys;
    Words pieces = {""};
    for (const auto& [key, value] : step.keys) {
      if (!value.empty() && key != "since") pieces.push_back(key);
    }
    for (const std::string& piece : pieces) {
      // One in two is enough for each kind of piece: the moves share them.
      if (!piece.empty() && ++turn % 2 != 0) continue;
      Keys keys = before;
      for (const auto& [key, value] : step.keys) keys[key] = key == "since" ? keys[key] : value;
      if (!piece.empty()) keys[piece] = "";
      life.repo.file(kManifest, written(keys));
      step.files(life.repo);
      life.repo.commit("ready", kFirstDay + life.day * kDay);
      const std::string move = before.at("stage") + "->" + step.stage;
      const std::string now = step.keys.at("since");
      const Ran ran = modgate(life.repo, {"explain", move, "--module", "relax", "-f", "json", "--now", now});
      bool follows = false;
      const Json report = report_of(ran);
      for (const Json& one : report.at("evidence")) {
        follows = follows || (one.at("state") == "comes with the move" && one.at("title") != "since");
      }
      keys["stage"] = step.stage;
      keys["since"] = now;
      life.repo.file(kManifest, written(keys));
      const Ran made = modgate(life.repo, {"check", "--against", "HEAD", "--now", now});
      if (ran.status == 1) {
        EXPECT_EQ(made.status, 1) << move << " without `" << piece << "`\n" << ran.out << made.out;
        ++refused;
      } else if (!follows) {
        EXPECT_EQ(made.status, 0) << move << " without `" << piece << "`\n" << ran.out << made.out;
        ++passed;
      }
      life.repo.git({"reset", "-q", "--hard", "HEAD~1"});
    }
  }
  EXPECT_GT(refused, 10U);
  EXPECT_GT(passed, 1U);
}

/// What a tombstone does not have stays in the manifest until the move.
TEST(ExplainMove, OfAModuleThatIsToBeRemoved) {
  Life life;
  life.live_until("removed");
  const Ran ran = modgate(life.repo, {"explain", "deprecated->removed", "--module", "relax", "--now", "2027-12-12"});
  EXPECT_THAT(ran.out, HasSubstr("comes with the move  a valid manifest: what the stage forbids goes with the move"));
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
