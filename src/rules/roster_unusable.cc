// Takes the roster's state and reports one that is declared and cannot be used, or that the policy's minimums or its
// rule for votes need and nobody declared: fewer people to check must never look like fewer people needed.
#include <string>

#include "modgate/rule.h"

namespace modgate {
namespace {

Location place_of(const Registry& registry) {
  if (registry.roster.file != kNoFile) return {registry.roster.file, {}};
  const Policy& policy = registry.policy;
  for (const Text* text : {&policy.roster, &policy.contributors}) {
    if (text->set) return {policy.file, text->at};
  }
  for (const char* key : {"policy.endorsers_min", "policy.maintainers_min", "policy.vote", "preset", "schema"}) {
    const auto found = policy.keys.find(key);
    if (found != policy.keys.end()) return {policy.file, found->second};
  }
  return {policy.file, {}};
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  const Roster& roster = registry.roster;
  const Policy& policy = registry.policy;
  const bool needed = policy.endorsers_min > 0 || policy.maintainers_min > 0 || !policy.vote.empty();
  if (roster.declared ? roster.unusable.empty() : !needed) return;
  Diagnostic& finding = findings.add(
      place_of(registry), roster.declared ? fmt::format("the roster cannot be used: {}", roster.unusable)
                                          : "the policy counts people, and there is no roster to know them by");
  finding.label = "nobody can be judged";
  finding.notes.emplace_back("endorsers, champions, maintainers and votes were not judged in this run");
  finding.target = "roster";
  finding.help = "list the people in `people.yaml`, or name a file by `roster: {contributors: //CONTRIBUTORS.md}`";
}

}  // namespace

extern const Rule roster_unusable_rule{
    .id = "MG413",
    .name = "roster-unusable",
    .summary = "the roster that people are judged by is unreadable, empty or absent",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
