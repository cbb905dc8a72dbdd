// The judgement about uses, and what findings about a use have in common; see judgement.h.
#include "rules/support/judgement.h"

#include <algorithm>
#include <string>

#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string_view leniency_word(Leniency value) {
  switch (value) {
    case Leniency::judge:
      return "judge";
    case Leniency::warn:
      return "warn";
    case Leniency::allow:
      return "allow";
  }
  return "";
}

std::string_view integration_exit(const Policy& policy, Exit kind) {
  if (kind == Exit::naming) return "declare this file under `integration`, ";
  return policy.integration_use_forbidden ? "" : "declare this file under `integration` with `use: true`, ";
}

std::string_view what_it_does(const RuleContext& context, const Use& use) {
  if (use.kind == Use::Kind::import) return "imports";
  const bool header = use.target != kNoFile && phrases::is_header(context.files.path(use.target));
  return header ? "includes a header of" : "includes a file of";
}

}  // namespace

bool depends_on(const Module& module, std::string_view other) {
  const std::vector<Text>& listed = module.manifest.depends_on;
  return std::any_of(listed.begin(), listed.end(), [&](const Text& text) { return text.value == other; });
}

Verdict judge(const Registry& registry, FileId from, ModuleId user, ModuleId target, bool integration) {
  if (target == kCore || user == target) return Verdict::allowed;
  if (integration && !registry.policy.integration_use_forbidden) return Verdict::allowed;
  const Module& used = registry[target];
  const bool declared = user != kCore && depends_on(registry[user], used.name);
  if (used.stage == Stage::S0) {
    if (user == kCore || registry[user].stage != Stage::S0) return Verdict::s0_used;
    return declared && registry.policy.s0_uses_s0_declared ? Verdict::allowed : Verdict::s0_uses_s0;
  }
  if (used.stage == Stage::S1 && !declared && !registry.in_composition(target, from)) return Verdict::uncovered;
  return Verdict::allowed;
}

Verdict judge(const Registry& registry, const Use& use) {
  return judge(registry, use.from, use.user, use.module, use.integration);
}

Leniency leniency(const Policy& policy, bool guarded, bool test) {
  return std::max(guarded ? policy.guarded_use : Leniency::judge, test ? policy.test_use : Leniency::judge);
}

std::string exits(const Registry& registry, ModuleId user, ModuleId target, Verdict verdict, Exit kind) {
  const Module& used = registry[target];
  const std::string ask = phrases::whom_to_ask(used);
  switch (verdict) {
    case Verdict::s0_used:
      return fmt::format("move the code into `{}`, invert the dependency, {}or propose the S1 RFC{}", used.name,
                         integration_exit(registry.policy, kind), ask);
    case Verdict::s0_uses_s0:
      if (registry.policy.s0_uses_s0_declared) {
        return fmt::format("list `{}` under `depends_on` of `{}`{}", used.name, registry[user].name, ask);
      }
      return fmt::format("move the shared code to core, or let the policy say `s0_uses_s0: declared`{}", ask);
    case Verdict::uncovered:
      if (user != kCore)
        return fmt::format("list `{}` under `depends_on` of `{}`{}", used.name, registry[user].name, ask);
      return fmt::format("add a composition with this file and its own RFC to `{}`, or move the code into it{}",
                         used.name, ask);
    case Verdict::allowed:
      break;
  }
  return {};
}

void circumstances(const RuleContext& context, ModuleId target, bool guarded, bool test, Diagnostic& finding) {
  const Policy& policy = context.registry.policy;
  if (leniency(policy, guarded, test) == Leniency::warn) finding.severity = Severity::warning;
  if (guarded) {
    finding.notes.push_back(fmt::format("the use is guarded by the module's flag; the policy says `guarded_use: {}`",
                                        leniency_word(policy.guarded_use)));
  }
  if (test) {
    finding.notes.push_back(
        fmt::format("the use is in test code; the policy says `test_use: {}`", leniency_word(policy.test_use)));
  }
  finding.related.push_back(phrases::stage_line(context.registry, target));
  finding.module = context.registry[target].name;
}

void report_uses(const RuleContext& context, Verdict verdict, std::optional<Use::Kind> kind, Findings& findings) {
  const Registry& registry = context.registry;
  for (const Use& use : context.resolution.uses) {
    if ((kind && use.kind != *kind) || judge(registry, use) != verdict) continue;
    if (leniency(registry.policy, use.guarded, use.test) == Leniency::allow) continue;
    Diagnostic& finding =
        findings.add({use.from, use.at}, fmt::format("{} {} {}", phrases::party(registry, use.user),
                                                     what_it_does(context, use), phrases::party(registry, use.module)));
    finding.label = fmt::format("belongs to `{}`", registry[use.module].name);
    circumstances(context, use.module, use.guarded, use.test, finding);
    if (use.inferred) finding.notes.emplace_back("resolved by the end of its path; no include root is declared");
    finding.target = use.target == kNoFile ? use.spelled : std::string(context.files.path(use.target));
    finding.spelling = use.spelled;
    finding.help = exits(registry, use.user, use.module, verdict, Exit::using_files);
  }
}

}  // namespace modgate
