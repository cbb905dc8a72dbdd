// Takes the ballots of every vote, person by person, and reports the persons whose ballots contradict each other where
// no date says which is the later one. Such a person does not count. A later ballot that replaces an earlier one is no
// conflict; the same vote twice is MG407's; a ballot that cannot be read is MG103's.
#include <map>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

void report(const VoteView& vote, const BallotView& first, const BallotView& second, Findings& findings) {
  const Module& module = *vote.module;
  const Seat& voter = second.ballot->voter;
  const bool same_day = voter.since && voter.since == first.ballot->voter.since;
  const std::string when = same_day ? on_day(voter.since) : ", and no date says which is the later ballot";
  Diagnostic& finding =
      findings.add(phrases::in_manifest(module, second.ballot->vote.at),
                   fmt::format("`{}` votes both {} and {} on module `{}`{}", voter.handle.value,
                               vote_text(*first.ballot), vote_text(*second.ballot), module.name, when));
  finding.label = "neither counts";
  finding.related.push_back(
      {phrases::in_manifest(module, first.ballot->vote.at),
       fmt::format("the ballot of `{}` that says {}", first.ballot->voter.handle.value, vote_text(*first.ballot))});
  finding.module = module.name;
  finding.target = second.person->id;
  finding.spelling = voter.handle.value;
  finding.help =
      same_day ? "drop the ballot that was withdrawn" : "date the ballots, or drop the one that was withdrawn";
}

void check(const RuleContext& context, Findings& findings) {
  for (const VoteView& vote : votes_of(context)) {
    std::map<const RosterPerson*, const BallotView*> first;  // nullptr once the person is reported
    for (const BallotView& view : vote.ballots) {
      if (view.fate != Fate::contradictory) continue;
      const auto [known, added] = first.try_emplace(view.person, &view);
      if (added || known->second == nullptr || known->second->choice == view.choice) continue;
      report(vote, *known->second, view, findings);
      known->second = nullptr;
    }
  }
}

}  // namespace

extern const Rule ballot_conflict_rule{
    .id = "MG409",
    .name = "ballot-conflict",
    .summary = "ballots of one person contradict each other",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
