// Takes the maintainers and the endorsers of every module and reports a person who is listed again, by another handle,
// too. Such a person is counted once. A maintainer may also endorse: these are two lists.
#include <map>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

void check_list(const std::vector<SeatView>& seats, Findings& findings) {
  std::map<const RosterPerson*, const SeatView*> first;
  for (const SeatView& seat : seats) {
    if (seat.person == nullptr) continue;
    const auto [at, added] = first.try_emplace(seat.person, &seat);
    if (added) continue;
    const Module& module = *seat.module;
    const std::string& handle = seat.seat->handle.value;
    Diagnostic& finding =
        findings.add(phrases::in_manifest(module, seat.seat->handle.at),
                     fmt::format("{} `{}` of module `{}` is listed twice", seat.title, handle, module.name));
    finding.label = "counted once";
    finding.related.push_back({phrases::in_manifest(module, at->second->seat->handle.at),
                               fmt::format("the same person, listed as `{}`", at->second->seat->handle.value)});
    finding.module = module.name;
    finding.target = seat.person->id;
    finding.spelling = handle;
    finding.help = "drop one of the two entries";
  }
}

void check(const RuleContext& context, Findings& findings) {
  if (!context.registry.roster.usable()) return;
  for (const Module& module : context.registry.modules) {
    if (module.manifest.stage == Stage::removed) continue;
    check_list(maintainers_of(context.registry, module), findings);
    check_list(endorsers_of(context.registry, module), findings);
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
