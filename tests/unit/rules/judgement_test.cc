// Who may use whom: the table "What each stage may do" as rows.
#include "rules/support/judgement.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "context.h"

namespace modgate {
namespace {

constexpr auto kNobody = std::nullopt;  ///< core

struct Row {
  std::optional<Stage> user;
  Stage target;
  bool depends = false;
  bool policy_declared = false;
  Verdict verdict;
};

TEST(Judgement, FollowsTheStageTable) {
  const std::vector<Row> rows = {
      {kNobody, Stage::S0, false, false, Verdict::s0_used},
      {kNobody, Stage::proposed, false, false, Verdict::allowed},
      {Stage::S1, Stage::S0, false, false, Verdict::s0_used},
      {Stage::S2, Stage::S0, true, true, Verdict::s0_used},
      {Stage::deprecated, Stage::S0, false, false, Verdict::s0_used},
      {Stage::S0, Stage::S0, false, false, Verdict::s0_uses_s0},
      {Stage::S0, Stage::S0, true, false, Verdict::s0_uses_s0},
      {Stage::S0, Stage::S0, false, true, Verdict::s0_uses_s0},
      {Stage::S0, Stage::S0, true, true, Verdict::allowed},
      {Stage::removed, Stage::S0, true, true, Verdict::s0_used},
      {kNobody, Stage::S1, false, false, Verdict::uncovered},
      {Stage::S0, Stage::S1, false, false, Verdict::uncovered},
      {Stage::S0, Stage::S1, true, false, Verdict::allowed},
      {Stage::S2, Stage::S1, true, false, Verdict::allowed},
      {kNobody, Stage::S2, false, false, Verdict::allowed},
      {Stage::S0, Stage::S2, false, false, Verdict::allowed},
      {kNobody, Stage::deprecated, false, false, Verdict::allowed},
      {Stage::S0, Stage::deprecated, false, false, Verdict::allowed},
      {kNobody, Stage::removed, false, false, Verdict::allowed},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    HandMadeContext context;
    const ModuleId target = context.add_module("target", row.target);
    ModuleId user = kCore;
    if (row.user) {
      user = context.add_module("user", *row.user);
      if (row.depends) context.registry.modules[1].manifest.depends_on.push_back({"target", {}, true});
    }
    context.registry.policy.s0_uses_s0_declared = row.policy_declared;
    EXPECT_EQ(judge(context.registry, FileId{7}, user, target, false), row.verdict) << "row " << i;
    EXPECT_EQ(judge(context.registry, FileId{7}, user, target, true), Verdict::allowed) << "row " << i;
    context.registry.policy.integration_use_forbidden = true;
    EXPECT_EQ(judge(context.registry, FileId{7}, user, target, true), row.verdict) << "row " << i;
  }
}

TEST(Judgement, CoreAndOneselfAreFree) {
  HandMadeContext context;
  const ModuleId module = context.add_module("m", Stage::S0);
  EXPECT_EQ(judge(context.registry, FileId{0}, module, module, false), Verdict::allowed);
  EXPECT_EQ(judge(context.registry, FileId{0}, module, kCore, false), Verdict::allowed);
}

TEST(Judgement, TheMostLenientCircumstanceCounts) {
  Policy policy;
  policy.guarded_use = Leniency::warn;
  policy.test_use = Leniency::allow;
  EXPECT_EQ(leniency(policy, false, false), Leniency::judge);
  EXPECT_EQ(leniency(policy, true, false), Leniency::warn);
  EXPECT_EQ(leniency(policy, false, true), Leniency::allow);
  EXPECT_EQ(leniency(policy, true, true), Leniency::allow);
}

}  // namespace
}  // namespace modgate
