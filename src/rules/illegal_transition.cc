// Takes the moves between base and view and reports those that MANIFEST does not have, with the way that is open, and
// modules of the base that are called adopted to excuse what they lack.
#include <cstddef>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string help_for(const Move& move) {
  if (move.from == Stage::removed) return "leave the tombstone as it is, and give what comes back an id of its own";
  if (move.to == Stage::proposed) return "leave the stage as it is: what was accepted is no proposal any more";
  if (move.from == Stage::proposed && (move.to == Stage::deprecated || move.to == Stage::removed)) {
    return "delete the manifest of a proposal that is given up";
  }
  return "go " + move.instead;
}

void report_move(const RuleContext& context, const Move& move, Findings& findings) {
  const Module& module = context.registry[move.module];
  const Change& change = *context.change;
  const ModuleId before = change.module(module.name);
  Diagnostic& finding = findings.add(
      phrases::key_place(module, "stage"),
      move.from
          ? fmt::format("module `{}` cannot go from {} to {}", module.name, stage_name(*move.from), stage_name(move.to))
          : fmt::format("module `{}` cannot enter at stage {}", module.name, stage_name(move.to)));
  finding.label = move.from ? fmt::format("was {}", stage_name(*move.from)) : std::string("new in this change");
  finding.module = module.name;
  finding.target = move_name(move.from, move.to);
  finding.help = help_for(move);
  if (before == kCore) {
    finding.notes.emplace_back("code that is older than its manifest may enter once at any stage, by `adopted`");
    return;
  }
  const Manifest& base = change.registry[before].manifest;
  const auto stage = base.keys.find("stage");
  finding.related.push_back({change.in_manifest(before, stage == base.keys.end() ? Span{} : stage->second),
                             fmt::format("the base has it at stage {}", stage_name(base.stage))});
  if (!stage_of(base.stage_text.value)) {
    finding.notes.emplace_back(base.readable ? "the base's manifest names no stage that is known, which counts as S0"
                                             : "the base's manifest cannot be read, which counts as S0");
  }
}

/// To be adopted is for modules that the base does not have.
void report_adoption(const RuleContext& context, ModuleId id, ModuleId before, Findings& findings) {
  const Module& module = context.registry[id];
  const Module& base = context.change->registry[before];
  Diagnostic& finding = findings.add(phrases::key_place(module, "adopted"),
                                     fmt::format("module `{}` cannot be adopted: the base has it already, at stage {}",
                                                 module.name, stage_name(base.manifest.stage)));
  finding.label = "new in this change";
  finding.related.push_back({context.change->in_manifest(before, {}), "the base's manifest"});
  finding.module = module.name;
  finding.target = "adopted";
  finding.help = "remove `adopted`, and give the evidence";
}

void check(const RuleContext& context, Findings& findings) {
  for (const Move& move : context.moves) {
    if (!move.legal) report_move(context, move, findings);
  }
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    if (!module.manifest.adopted.set) continue;
    const ModuleId before = context.change->module(module.name);
    if (before == kCore || context.change->registry[before].manifest.adopted.set) continue;
    report_adoption(context, static_cast<ModuleId>(i), before, findings);
  }
}

}  // namespace

extern const Rule illegal_transition_rule{
    .id = "MG501",
    .name = "illegal-transition",
    .summary = "a module moves between stages that no move connects",
    .severity = Severity::error,
    .runs = RunsIn::after_checks,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
