// Takes the maintainers, the endorsers and the ballots of every module and reports a person who is listed again, by
// another handle, too. Such a person is counted once. A maintainer may also endorse: these are two lists. A person may
// vote again; only a ballot that says the same once more is a second entry (MG409 has those that contradict).
#include <map>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

void report(const SeatView& again, const Text& first, Findings& findings) {
  const Module& module = *again.module;
  const std::string& handle = again.seat->handle.value;
  Diagnostic& finding =
      findings.add(phrases::in_manifest(module, again.seat->handle.at),
                   fmt::format("{} `{}` of module `{}` is listed twice", again.title, handle, module.name));
  finding.label = "counted once";
  finding.related.push_back(
      {phrases::in_manifest(module, first.at), fmt::format("the same person, listed as `{}`", first.value)});
  finding.module = module.name;
  finding.target = again.person->id;
  finding.spelling = handle;
  finding.help = "drop one of the two entries";
}

void check_list(const std::vector<SeatView>& seats, Findings& findings) {
  std::map<const RosterPerson*, const SeatView*> first;
  for (const SeatView& seat : seats) {
    if (seat.person == nullptr) continue;
    const auto [at, added] = first.try_emplace(seat.person, &seat);
    if (!added) report(seat, at->second->seat->handle, findings);
  }
}

void check(const RuleContext& context, Findings& findings) {
  if (!context.registry.roster.usable()) return;
  for (const Module& module : context.registry.modules) {
    if (module.manifest.stage == Stage::removed) continue;
    check_list(maintainers_of(context.registry, module), findings);
    check_list(endorsers_of(context.registry, module), findings);
  }
  for (const VoteView& vote : votes_of(context)) {
    for (const BallotView& view : vote.ballots) {
      if (view.fate != Fate::repeated) continue;
      report({vote.module, &view.ballot->voter, "voter", view.person}, view.other->voter.handle, findings);
    }
  }
}

}  // namespace

extern const Rule same_person_twice_rule{
    .id = "MG407",
    .name = "same-person-twice",
    .summary = "one person sits twice in the same list",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
