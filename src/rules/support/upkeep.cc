// See upkeep.h.
#include "rules/support/upkeep.h"

#include <algorithm>

#include "rules/support/phrases.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

bool same_person(const SeatView& a, const SeatView& b) {
  if (a.person != nullptr || b.person != nullptr) return a.person == b.person;
  return phrases::lower(a.seat->handle.value) == phrases::lower(b.seat->handle.value);
}

const Contributor* work_of(const ModuleActivity& activity, const SeatView& seat) {
  for (const Contributor& contributor : activity.contributors) {
    if (seat.person != nullptr && contributor.person == seat.person) return &contributor;
  }
  return nullptr;
}

/// The day on which the maintainer last said to be still here, if in the window.
std::optional<Date> attested(const RuleContext& context, const Manifest& manifest, const SeatView& seat) {
  std::optional<Date> last;
  for (const Seat& entry : manifest.attest) {
    if (!entry.since || *entry.since < context.activity->since || (context.now && *entry.since > *context.now))
      continue;
    const bool same = seat.person != nullptr
                          ? context.registry.roster.find(entry.handle.value) == seat.person
                          : phrases::lower(entry.handle.value) == phrases::lower(seat.seat->handle.value);
    if (same && (!last || *last < *entry.since)) last = entry.since;
  }
  return last;
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
    for (const SeatView& seat : maintainers_of(context.registry, module)) {
      const auto same = [&](const SeatView& other) { return same_person(seat, other); };
      if (std::any_of(upkeep.maintainers.begin(), upkeep.maintainers.end(), same)) continue;
      upkeep.maintainers.push_back(seat);
      const bool worked = work_of(*upkeep.activity, seat) != nullptr;
      if (worked || attested(context, module.manifest, seat)) upkeep.active.push_back(seat);
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
  for (const SeatView& seat : upkeep.maintainers) {
    const Contributor* work = work_of(*upkeep.activity, seat);
    const bool active = std::any_of(upkeep.active.begin(), upkeep.active.end(),
                                    [&](const SeatView& other) { return same_person(seat, other); });
    const std::string name = phrases::quoted(seat.seat->handle.value);
    if (work != nullptr) {
      notes.push_back(fmt::format("{}: {}, the last on {}", name, phrases::counted(work->commits, "focused commit"),
                                  day_text(work->last)));
    } else {
      notes.push_back(fmt::format("{}: {}", name, active ? "attested" : "no recent focused activity"));
    }
  }
  notes.push_back(fmt::format("focused on the module: {} of {} that touched it in {} days", upkeep.activity->focused,
                              phrases::counted(upkeep.activity->touched, "commit"), kActiveDays));
  return notes;
}

}  // namespace modgate
