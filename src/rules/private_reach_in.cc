// Takes the includes of files outside their module's `public_headers`, and where the policy has `core_public_headers`
// those by modules of core's other files. A use that is forbidden as a whole is MG301-304's alone.
#include <string>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool reaches_in(const RuleContext& context, const Use& use) {
  if (use.kind != Use::Kind::include || use.target == kNoFile) return false;
  if (use.module == kCore) return use.user != kCore && !context.registry.is_core_public_header(use.target);
  return use.user != use.module && !context.registry.is_public_header(use.module, use.target);
}

Location offer(const Registry& registry, ModuleId owner) {
  if (owner != kCore) return phrases::key_place(registry[owner], "public_headers");
  const auto key = registry.policy.keys.find("core_public_headers");
  return {registry.policy.file, key != registry.policy.keys.end() ? key->second : Span{}};
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  for (const Use& use : context.resolution.uses) {
    if (!reaches_in(context, use) || judge(registry, use) != Verdict::allowed) continue;
    const Leniency view = leniency(registry.policy, use.guarded, use.test);
    if (view == Leniency::allow) continue;
    const std::string_view target = context.files.path(use.target);
    Diagnostic& finding = findings.add(
        {use.from, use.at}, fmt::format("{} includes the private file `{}` of {}", phrases::party(registry, use.user),
                                        target, phrases::party(registry, use.module)));
    finding.label = "not offered";
    finding.related.push_back({offer(registry, use.module), "what others may include"});
    finding.module = registry[use.module == kCore ? use.user : use.module].name;
    finding.target = target;
    finding.spelling = use.spelled;
    finding.help = use.module == kCore ? "include a public header of core, or ask for one"
                                       : "include a public header of the module, or ask for one" +
                                             phrases::whom_to_ask(registry[use.module]);
  }
}

}  // namespace

extern const Rule private_reach_in_rule{
    .id = "MG308",
    .name = "private-reach-in",
    .summary = "a use of a header that its owner does not offer",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
