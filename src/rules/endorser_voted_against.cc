// Takes the endorsers of every module and reports those whose ballot on it says -1. A ballot that its voter replaced
// later does not speak any more; a fraction is an opinion, not a vote against.
#include <map>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

bool speaks(const BallotView& view) {
  const bool stands = view.fate == Fate::binding || view.fate == Fate::advisory || view.fate == Fate::undecided;
  return view.person != nullptr && view.choice == Choice::against && stands;
}

void check(const RuleContext& context, Findings& findings) {
  for (const VoteView& vote : votes_of(context)) {
    const Module& module = *vote.module;
    std::map<const RosterPerson*, const Ballot*> against;
    for (const BallotView& view : vote.ballots) {
      if (speaks(view)) against.emplace(view.person, view.ballot);
    }
    for (const SeatView& seat : endorsers_of(context.registry, module)) {
      const auto found = against.find(seat.person);
      if (found == against.end()) continue;
      const std::string& handle = seat.seat->handle.value;
      Diagnostic& finding =
          findings.add(phrases::in_manifest(module, seat.seat->handle.at),
                       fmt::format("endorser `{}` of module `{}` votes -1 on it", handle, module.name));
      finding.label = "endorses the module";
      finding.related.push_back({phrases::in_manifest(module, found->second->vote.at),
                                 fmt::format("`{}` votes against it", found->second->voter.handle.value)});
      finding.module = module.name;
      finding.target = seat.person->id;
      finding.spelling = handle;
      finding.help = "take the person from `endorsers`, or record the later ballot with its date";
      against.erase(found);  // one who endorses twice is MG407's
    }
  }
}

}  // namespace

extern const Rule endorser_voted_against_rule{
    .id = "MG412",
    .name = "endorser-voted-against",
    .summary = "an endorser voted against the module",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
