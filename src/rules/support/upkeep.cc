// See upkeep.h.
#include "rules/support/upkeep.h"

#include <algorithm>
#include <map>
#include <set>

#include "modgate/limits.h"
#include "rules/support/phrases.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

/// Persons are told apart by the roster, and where it knows nobody by their handles.
std::string key_of(const RosterPerson* person, const std::string& handle) {
  return person != nullptr ? "=" + person->id : phrases::lower(handle);
}

/// The maintainers' names for who was there in the window: by an attestation, each with its last day.
std::map<std::string, Date> attested(const RuleContext& context, const Manifest& manifest) {
  std::map<std::string, Date> out;
  for (const Seat& entry : manifest.attest) {
    if (!entry.since || *entry.since < context.activity->since || (context.now && *entry.since > *context.now))
      continue;
    Date& last = out[key_of(context.registry.roster.find(entry.handle.value), entry.handle.value)];
    last = std::max(last, *entry.since);
  }
  return out;
}

}  // namespace

std::vector<Upkeep> upkeep_of(const RuleContext& context) {
  std::vector<Upkeep> out;
  if (context.activity == nullptr || !context.activity->gap.empty()) return out;
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    if (!counts_people(module.manifest.stage) || module.manifest.maintainers.empty()) continue;
    Upkeep upkeep;
    upkeep.module = &module;
    upkeep.activity = &context.activity->modules[i];
    upkeep.young = module.manifest.since && context.now &&
                   day_number(*context.now) - day_number(*module.manifest.since) < kYoungDays;
    std::map<const RosterPerson*, const Contributor*> works;
    for (const Contributor& contributor : upkeep.activity->contributors) {
      if (contributor.person != nullptr) works.emplace(contributor.person, &contributor);
    }
    const std::map<std::string, Date> attestations = attested(context, module.manifest);
    std::set<std::string> met;
    for (const SeatView& seat : maintainers_of(context.registry, module)) {
      const std::string key = key_of(seat.person, seat.seat->handle.value);
      if (!met.insert(key).second) continue;
      const auto work = works.find(seat.person);
      const auto attestation = attestations.find(key);
      upkeep.maintainers.push_back(seat);
      upkeep.seen.push_back({work == works.end() ? nullptr : work->second,
                             attestation == attestations.end() ? std::nullopt : std::optional(attestation->second)});
      if (upkeep.seen.back().work != nullptr || upkeep.seen.back().attested) upkeep.active.push_back(seat);
    }
    for (const Contributor& contributor : upkeep.activity->contributors) {
      if (contributor.person == nullptr) upkeep.unmapped.push_back(&contributor);
    }
    out.push_back(std::move(upkeep));
  }
  return out;
}

std::vector<std::string> last_seen(const Upkeep& upkeep) {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < upkeep.maintainers.size() && i < limits::kNamedPersons; ++i) {
    const Upkeep::Seen& seen = upkeep.seen[i];
    const std::string name = phrases::quoted(upkeep.maintainers[i].seat->handle.value);
    if (seen.work != nullptr) {
      notes.push_back(fmt::format("{}: {}, the last on {}", name,
                                  phrases::counted(seen.work->commits, "focused commit"), day_text(seen.work->last)));
    } else if (seen.attested) {
      notes.push_back(fmt::format("{}: an attestation of {}", name, day_text(*seen.attested)));
    } else {
      notes.push_back(fmt::format("{}: no recent focused activity", name));
    }
  }
  if (upkeep.maintainers.size() > limits::kNamedPersons) {
    notes.push_back(
        fmt::format("and {}", phrases::counted(upkeep.maintainers.size() - limits::kNamedPersons, "more maintainer")));
  }
  notes.push_back(fmt::format("focused on the module: {} of {} that touched it in {} days", upkeep.activity->focused,
                              phrases::counted(upkeep.activity->touched, "commit"), kActiveDays));
  return notes;
}

}  // namespace modgate
