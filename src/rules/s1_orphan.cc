// Takes the same activity as MG801 for S1 modules: nobody keeps up what others were allowed to build on. Lists the
// compositions, since reverting them is the way back to S0.
#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/upkeep.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const Upkeep& upkeep : upkeep_of(context)) {
    const Module& module = *upkeep.module;
    if (!upkeep.active.empty() || !upkeep.decided() || upkeep.young || module.manifest.stage != Stage::S1) continue;
    Diagnostic& finding =
        findings.add(phrases::key_place(module, "maintainers"),
                     fmt::format("S1 module `{}` has no active maintainer since {}, and {} on it", module.name,
                                 day_text(context.activity->since),
                                 module.manifest.compositions.size() == 1
                                     ? std::string("1 composition depends")
                                     : fmt::format("{} compositions depend", module.manifest.compositions.size())));
    finding.notes = last_seen(upkeep);
    for (const Composition& composition : module.manifest.compositions) {
      finding.related.push_back({phrases::in_manifest(module, composition.with.at),
                                 fmt::format("to revert: the composition with `{}`", composition.with.value)});
    }
    finding.module = module.name;
    finding.target = "maintainers";
    finding.help = "adopt it, or revert its compositions to S0 and deprecate it then";
  }
}

}  // namespace

extern const Rule s1_orphan_rule{
    .id = "MG804",
    .name = "s1-orphan",
    .summary = "an S1 module has no active maintainer, and others depend on it",
    .severity = Severity::warning,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
