// Takes the sources that a flag's own gate builds although the flag is off (in its else-branch, or without asking for
// the flag) and reports them: one finding a command, all sources listed. The gate is the declared one, the module's own
// build scripts, or, without a declared one, any place under a condition on the flag. What cannot be decided is a
// warning.
#include <string>

#include "modgate/rule.h"
#include "rules/support/builds.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void report(const RuleContext& context, const BuiltTogether& built, Findings& findings) {
  const BuildUse& first = built.first();
  const Module& module = context.registry[first.module];
  const std::string& flag = module.manifest.flag.name.value;
  Diagnostic& finding =
      findings.add({first.from, first.at},
                   fmt::format("with `{}` off, `{}` {} {} of {}{}", flag, context.files.path(first.from),
                               built.off == Built::undecided ? "may still build" : "still builds", source_count(built),
                               phrases::party(context.registry, first.module), on_condition(built)));
  explain(context, built, finding);
  finding.help = built.off == Built::undecided
                     ? "write what decides about it plainly, so that it can be seen to be off"
                     : fmt::format("build {} only if `{}` is on, or move what core needs out of the module{}",
                                   built.sources == 1 ? "it" : "them", flag, phrases::whom_to_ask(module));
}

void check(const RuleContext& context, Findings& findings) {
  if (context.build.uses.empty()) return;
  const BuildJudge judge(context);
  for (const BuiltTogether& built : built_together(context, judge, BuildVerdict::when_off)) {
    report(context, built, findings);
  }
}

}  // namespace

extern const Rule built_when_off_rule{
    .id = "MG604",
    .name = "built-when-off",
    .summary = "the flag's gate builds sources of the module with the flag off",
    .severity = Severity::error,
    .line_rank = 2,
    .check = check,
};

}  // namespace modgate
