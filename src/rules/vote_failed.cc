// Takes every vote that is there and reports one that does not pass by the policy's rule, with the tally, the
// denominator and how each ballot was resolved. A proposal's vote without `closed` is still open; a vote that is
// required and absent is MG104's; a policy without a rule for votes judges none. A vote that passes or fails by who was
// a member on a day that the clone's history does not reach is the report's `undecided`.
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  const std::string& rule = context.registry.policy.vote;
  for (const VoteView& vote : votes_of(context)) {
    if (vote.is_open() || outcome(rule, vote) != Outcome::fails) continue;
    const std::vector<std::string> lacking = shortfall(rule, vote);
    const Module& module = *vote.module;
    Diagnostic& finding =
        findings.add(phrases::key_place(module, "vote"),
                     fmt::format("the vote on module `{}` fails by {}: {} binding +1 and {} -1, but {}", module.name,
                                 rule, vote.in_favour, vote.against, phrases::listing(lacking)));
    finding.label = fmt::format("{} for, {} against", vote.in_favour, vote.against);
    finding.notes = resolution_notes(vote);
    finding.module = module.name;
    finding.target = "vote";
    finding.help = vote.against > 0 ? "answer the objections and hold another vote"
                                    : "ask more PMC members to vote, and record their ballots";
  }
}

}  // namespace

extern const Rule vote_failed_rule{
    .id = "MG408",
    .name = "vote-failed",
    .summary = "the ballots of a vote do not pass it by the policy's rule",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
