// Takes the sources of S0 modules that build scripts compile and reports those of scripts that are neither the module's
// own, nor the flag's gate, nor a declared integration point under the flag: one finding a command and module. What
// cannot be decided and may be built with the flag off is a warning.
#include <string>

#include "modgate/rule.h"
#include "rules/support/builds.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// ", even with `USE_X` off if `USE_Y` is on": when the sources are built.
std::string when_built(const BuiltTogether& built, const Module& module, bool declared) {
  const std::string flag = phrases::quoted(module.manifest.flag.name.value);
  const std::string condition = on_condition(built);
  if (!flag_decides_build(module) || !declared) {
    return built.off == Built::undecided ? condition
                                         : "; no flag switches " + std::string(built.sources == 1 ? "it" : "them");
  }
  if (built.off == Built::never) return fmt::format(", with {} on", flag);
  return fmt::format(", even with {} off{}", flag, condition);
}

std::string help(const BuiltTogether& built, const Module& module, std::string_view script) {
  const Flag& flag = module.manifest.flag;
  const std::string home = flag.gate.set ? phrases::quoted(flag.gate.value) : "a build file of the module";
  const std::string ask = phrases::whom_to_ask(module);
  if (built.off == Built::never) {
    return fmt::format("move it into {}, or declare `{}` under `integration`{}", home, script, ask);
  }
  const std::string_view keep =
      built.first().pattern ? "keep the pattern out of the module" : "take it out of this list";
  const std::string on = flag.name.set ? fmt::format("if `{}` is on", flag.name.value) : "under a flag";
  return fmt::format("{}, and build the source{} in {} {}{}", keep, built.sources == 1 ? "" : "s", home, on, ask);
}

void report(const RuleContext& context, const BuildJudge& judge, const BuiltTogether& built, Findings& findings) {
  const BuildUse& first = built.first();
  const Module& module = context.registry[first.module];
  const std::string_view script = context.files.path(first.from);
  Diagnostic& finding = findings.add(
      {first.from, first.at},
      fmt::format("{} {} {} of {}, {}{}", phrases::party(context.registry, context.registry.owner_of(first.from)),
                  built.off == Built::undecided ? "may build" : "builds", source_count(built),
                  phrases::party(context.registry, first.module), how_named(built),
                  when_built(built, module, judge.flag_is_declared(first.module))));
  explain(context, built, finding);
  if (built.off == Built::never) {
    const Text& gate = module.manifest.flag.gate;
    finding.notes.push_back(
        gate.set ? fmt::format("`{}` is neither the gate `{}` nor an integration point", script, gate.value)
                 : fmt::format("`{}` is no integration point", script));
  }
  finding.help = help(built, module, script);
}

void check(const RuleContext& context, Findings& findings) {
  if (context.build.uses.empty()) return;
  const BuildJudge judge(context);
  for (const BuiltTogether& built : built_together(context, judge, BuildVerdict::by_outsider)) {
    report(context, judge, built, findings);
  }
}

}  // namespace

extern const Rule s0_built_by_core_rule{
    .id = "MG311",
    .name = "s0-built-by-core",
    .summary = "a build file outside an S0 module compiles its sources",
    .severity = Severity::error,
    .line_rank = 2,
    .check = check,
};

}  // namespace modgate
