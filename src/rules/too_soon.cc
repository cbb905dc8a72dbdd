// Takes the moves between base and view and warns of stages that were shorter than the policy asks for: days in S0
// before S1, and days between the announcement of a deprecation and the removal. A day that is missing is not guessed.
#include <cstdint>
#include <optional>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/transition_needs.h"

namespace modgate {
namespace {

/// Days that the policy asks for; the preset `minimal` asks for none by itself.
int days_of(const Policy& policy, const std::string& key, int days) {
  return policy.preset == Preset::minimal && !policy.keys.contains("policy." + key) ? 0 : days;
}

struct Length {
  std::optional<Date> from, to;
  int least = 0;
  std::string what;      ///< "was in S0 for"
  std::string to_key;    ///< in the view
  std::string from_key;  ///< in the base, else in the view
  bool in_base = true;
};

Length length_of(const Policy& policy, const Move& move, const Module& module, const Module& base) {
  Length out;
  const Deprecation& deprecation = module.manifest.deprecation;
  if (move.from == Stage::S0 && move.to == Stage::S1) {
    const int days = days_of(policy, "s0_days_min", policy.s0_days_min);
    return {base.manifest.since, module.manifest.since, days, "was in S0 for", "since", "since", true};
  }
  const int days = days_of(policy, "deprecation_days_min", policy.deprecation_days_min);
  if (move.to == Stage::deprecated) {
    return {deprecation.announced,      deprecation.remove_after, days, "may be removed after",
            "deprecation.remove_after", "deprecation.announced",  false};
  }
  if (move.to == Stage::removed) {
    const std::optional<Date> from = transition::deprecated_since(base.manifest);
    const bool announced = from == base.manifest.deprecation.announced;
    return {
        from, module.manifest.since, days, "was deprecated for", "since", announced ? "deprecation.announced" : "since",
        true};
  }
  return out;
}

void check(const RuleContext& context, Findings& findings) {
  const Change& change = *context.change;
  for (const Move& move : context.moves) {
    const Module& module = context.registry[move.module];
    const ModuleId before = change.module(module.name);
    if (!move.legal || before == kCore) continue;
    const Module& base = change.registry[before];
    const Length length = length_of(context.registry.policy, move, module, base);
    if (!length.from || !length.to) continue;
    const std::int64_t days = day_number(*length.to) - day_number(*length.from);
    // Dates that run backwards are MG503's.
    if (days < 0 || days >= length.least) continue;
    Diagnostic& finding =
        findings.add(phrases::key_place(module, length.to_key),
                     fmt::format("module `{}` {} {}, and the policy asks for {}", module.name, length.what,
                                 phrases::counted(static_cast<std::size_t>(days), "day"), length.least));
    finding.label = fmt::format("after {}", phrases::counted(static_cast<std::size_t>(days), "day"));
    const auto key = base.manifest.keys.find(length.from_key);
    const Location from = !length.in_base                   ? phrases::key_place(module, length.from_key)
                          : key == base.manifest.keys.end() ? change.in_manifest(before, {})
                                                            : change.in_manifest(before, key->second);
    finding.related.push_back({from, fmt::format("{} counts from here", day_text(*length.from))});
    finding.module = module.name;
    finding.target = length.to_key;
    finding.help = "wait, or say in review why it may be sooner";
  }
}

}  // namespace

extern const Rule too_soon_rule{
    .id = "MG509",
    .name = "too-soon",
    .summary = "a stage was shorter than the policy asks for",
    .severity = Severity::warning,
    .runs = RunsIn::after_checks,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
