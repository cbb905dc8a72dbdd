// Takes what MG801-804 could not decide: a history that ends too early, and addresses of commits that are nobody's in
// the roster while listed maintainers were not seen. Says how to make it decidable.
#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/upkeep.h"

namespace modgate {
namespace {

void report_gap(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    if (!counts_people(module.manifest.stage) || module.manifest.maintainers.empty()) continue;
    Diagnostic& finding = findings.add(phrases::key_place(module, "maintainers"),
                                       fmt::format("the upkeep of `{}` is not known", module.name));
    finding.notes = {context.activity->gap};
    finding.module = module.name;
    finding.target = "history";
    finding.help = "in CI, check out with `fetch-depth: 0`; locally, `git fetch --unshallow`";
  }
}

void check(const RuleContext& context, Findings& findings) {
  if (context.activity == nullptr) return;
  if (!context.activity->gap.empty()) return report_gap(context, findings);
  for (const Upkeep& upkeep : upkeep_of(context)) {
    if (upkeep.decided()) continue;
    const Module& module = *upkeep.module;
    Diagnostic& finding = findings.add(
        phrases::key_place(module, "maintainers"),
        fmt::format("{} with focused commits on `{}` {} nobody in the roster, so it is not known who of its "
                    "maintainers is active",
                    phrases::counted(upkeep.unmapped.size(), "author"), module.name,
                    upkeep.unmapped.size() == 1 ? "is" : "are"));
    for (std::size_t i = 0; i < upkeep.unmapped.size() && i < limits::kRelatedPlaces; ++i) {
      finding.notes.push_back(fmt::format("not known: {}, {}", upkeep.unmapped[i]->shown,
                                          phrases::counted(upkeep.unmapped[i]->commits, "commit")));
    }
    const std::vector<std::string> seen = last_seen(upkeep);
    finding.notes.insert(finding.notes.end(), seen.begin(), seen.end());
    finding.module = module.name;
    finding.target = "identities";
    finding.help = "add their addresses to the roster's `emails`, or to `.mailmap`";
  }
}

}  // namespace

extern const Rule indeterminate_rule{
    .id = "MG805",
    .name = "indeterminate",
    .summary = "what history could not decide about a module's upkeep",
    .severity = Severity::info,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
