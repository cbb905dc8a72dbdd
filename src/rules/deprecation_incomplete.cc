// Takes the modules at stage deprecated and reports what their reason needs and `deprecation` does not say: a reason at
// all, the decision behind a vote, the replacement and migration of what is superseded. Whether `inactive` is true is
// history's to say. An audit reports those, as warnings, that could have been removed by now.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

Diagnostic& add(const Module& module, const std::string& key, std::string message, Findings& findings) {
  Diagnostic& finding = findings.add(phrases::key_place(module, key), std::move(message));
  finding.module = module.name;
  finding.target = key;
  return finding;
}

/// What is written and cannot be read is MG103's.
void ask_for(const Module& module, std::string_view key, std::string_view why, Findings& findings) {
  const std::string full = fmt::format("deprecation.{}", key);
  if (module.manifest.keys.contains(full)) return;
  const std::string place = module.manifest.keys.contains("deprecation.reason") ? "deprecation.reason" : "deprecation";
  Diagnostic& finding =
      add(module, place, fmt::format("module `{}` is deprecated without `{}`{}", module.name, full, why), findings);
  finding.label = fmt::format("no `{}`", key);
  finding.target = full;
  finding.help = fmt::format("add `{}` to `deprecation`", key);
}

void check_complete(const Module& module, Findings& findings) {
  const std::string& reason = module.manifest.deprecation.reason.value;
  ask_for(module, "reason", "", findings);
  if (reason == "vote" && !module.manifest.vote.set)
    ask_for(module, "decision", ", and its reason is a vote", findings);
  if (reason != "superseded") return;
  ask_for(module, "replacement", ", and its reason is that it was superseded", findings);
  ask_for(module, "migration", ", and its reason is that it was superseded", findings);
}

void check_day(const RuleContext& context, const Module& module, Findings& findings) {
  const std::optional<Date>& day = module.manifest.deprecation.remove_after;
  if (!day || !context.now || *context.now < *day) return;
  Diagnostic& finding =
      add(module, "deprecation.remove_after",
          fmt::format("module `{}` could have been removed since {}", module.name, day_text(*day)), findings);
  finding.severity = Severity::warning;
  finding.label = "passed";
  finding.help = fmt::format("remove it: `modgate remove {}` shows what goes", module.name);
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    if (module.manifest.stage != Stage::deprecated || !module.manifest.deprecation.set) continue;
    if (context.audit) {
      check_day(context, module, findings);
    } else {
      check_complete(module, findings);
    }
  }
}

}  // namespace

extern const Rule deprecation_incomplete_rule{
    .id = "MG507",
    .name = "deprecation-incomplete",
    .summary = "a deprecation does not say what its reason needs; in an audit, it is past its day",
    .severity = Severity::error,
    .audits = true,
    .check = check,
};

}  // namespace modgate
