// Takes the maintainers and the endorsers of every module and reports a list of two or more persons who all have the
// same affiliation in the roster. Off by default: it is a report about independence, not a fault. Silent where the
// affiliation of half of them or more is not known.
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

struct Shared {
  std::string affiliation;  ///< as the first of them writes it
  std::size_t persons = 0, unknown = 0;
};

/// The one affiliation of the seats' persons; nothing where there are two, or too few to say.
std::optional<Shared> shared_by(const std::vector<SeatView>& seats) {
  std::set<const RosterPerson*> seen;
  Shared out;
  for (const SeatView& seat : seats) {
    if (seat.person == nullptr || seat.person->bot || !seen.insert(seat.person).second) continue;
    const std::string& affiliation = seat.person->affiliation;
    ++out.persons;
    if (affiliation.empty()) {
      ++out.unknown;
    } else if (out.affiliation.empty()) {
      out.affiliation = affiliation;
    } else if (phrases::lower(out.affiliation) != phrases::lower(affiliation)) {
      return std::nullopt;
    }
  }
  if (out.persons < 2 || out.unknown * 2 >= out.persons) return std::nullopt;
  return out;
}

void judge(const Module& module, const std::vector<SeatView>& seats, const std::string& key, Findings& findings) {
  const std::optional<Shared> shared = shared_by(seats);
  if (!shared) return;
  Diagnostic& finding =
      findings.add(phrases::key_place(module, key),
                   fmt::format("all {} of module `{}` are of `{}`{}", key, module.name, shared->affiliation,
                               shared->unknown > 0 ? fmt::format(", as far as is known ({} of {})",
                                                                 shared->persons - shared->unknown, shared->persons)
                                                   : std::string()));
  finding.label = "one affiliation";
  finding.module = module.name;
  finding.target = key;
  finding.help = "ask somebody from elsewhere to join";
}

void check(const RuleContext& context, Findings& findings) {
  if (!context.registry.roster.usable()) return;
  for (const Module& module : context.registry.modules) {
    if (module.manifest.stage == Stage::removed) continue;
    judge(module, maintainers_of(context.registry, module), "maintainers", findings);
    judge(module, endorsers_of(context.registry, module), "endorsers", findings);
  }
}

}  // namespace

extern const Rule single_affiliation_rule{
    .id = "MG416",
    .name = "single-affiliation",
    .summary = "all maintainers, or all endorsers, of a module share one affiliation",
    .severity = Severity::off,
    .check = check,
};

}  // namespace modgate
