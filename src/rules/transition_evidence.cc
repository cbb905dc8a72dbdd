// Takes the moves between base and view and reports those that lack something, once a move, with all that lacks as a
// list. Where a new finding of its own says already what lacks, and nothing else does, there is no finding here: one
// cause. What only people or history know is undecided, and no finding.
#include <algorithm>
#include <cstddef>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool lacks(const Evidence& one) { return one.state == Evidence::State::lacking; }

std::string line_of(const Evidence& one) {
  return one.detail.empty() ? one.title : fmt::format("{}: {}", one.title, one.detail);
}

void report(const RuleContext& context, const Move& move, std::size_t lacking, Findings& findings) {
  const Module& module = context.registry[move.module];
  const std::string name = move_name(move.from, move.to);
  const std::string what = move.from ? fmt::format("moves from {} to {}", stage_name(*move.from), stage_name(move.to))
                                     : fmt::format("enters at {}", stage_name(move.to));
  Diagnostic& finding = findings.add(phrases::key_place(module, "stage"),
                                     fmt::format("module `{}` {} and lacks {} of the {} that this needs", module.name,
                                                 what, lacking, phrases::counted(move.evidence.size(), "thing")));
  finding.label = fmt::format("lacks {} of {}", lacking, move.evidence.size());
  for (const Evidence& one : move.evidence) {
    if (lacks(one)) finding.notes.push_back("lacks " + line_of(one));
  }
  for (const Evidence& one : move.evidence) {
    if (one.state == Evidence::State::undecided) finding.notes.push_back("not decided: " + line_of(one));
  }
  if (const ModuleId before = context.change->module(module.name); before != kCore) {
    const auto& keys = context.change->registry[before].manifest.keys;
    const auto stage = keys.find("stage");
    finding.related.push_back({context.change->in_manifest(before, stage == keys.end() ? Span{} : stage->second),
                               fmt::format("the base has it at stage {}", stage_name(*move.from))});
  }
  finding.module = module.name;
  finding.target = name;
  const auto first = std::find_if(move.evidence.begin(), move.evidence.end(), lacks);
  finding.help =
      fmt::format("begin with \"{}\"; `modgate explain \"{}\"` prints all that the move needs", first->title, name);
}

void check(const RuleContext& context, Findings& findings) {
  for (const Move& move : context.moves) {
    const auto lacking = std::count_if(move.evidence.begin(), move.evidence.end(), lacks);
    const bool said = std::all_of(move.evidence.begin(), move.evidence.end(),
                                  [](const Evidence& one) { return !lacks(one) || one.reported; });
    if (lacking > 0 && !said) report(context, move, static_cast<std::size_t>(lacking), findings);
  }
}

}  // namespace

extern const Rule transition_evidence_rule{
    .id = "MG502",
    .name = "transition-evidence",
    .summary = "a module moves between stages without all that the move needs",
    .severity = Severity::error,
    .runs = RunsIn::after_checks,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
