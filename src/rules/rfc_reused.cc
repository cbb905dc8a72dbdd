// Takes the RFCs of all manifests and reports compositions whose RFC is another composition's, or a module's own. RFCs
// are the same when their url, ref or document is; nothing is fetched.
#include <cstddef>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/rfc_uses.h"

namespace modgate {
namespace {

std::string owner_of(const RuleContext& context, const RfcUse& use) {
  const Module& module = context.registry[use.module];
  if (!use.composition) return fmt::format("module `{}` itself", module.name);
  const Composition& composition = module.manifest.compositions[*use.composition];
  return fmt::format("the composition of `{}` with `{}`", module.name, composition.with.value);
}

void check(const RuleContext& context, Findings& findings) {
  const RfcUses uses(context.registry);
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const auto id = static_cast<ModuleId>(i);
    const Module& module = context.registry[id];
    for (std::size_t j = 0; j < module.manifest.compositions.size(); ++j) {
      const RfcUse* const other = uses.other(id, j, false);
      if (other == nullptr) continue;
      const Composition& composition = module.manifest.compositions[j];
      const Text& text = rfc_text(composition.rfc);
      Diagnostic& finding = findings.add(phrases::in_manifest(module, text.at),
                                         fmt::format("the composition of `{}` with `{}` has the RFC of {}", module.name,
                                                     composition.with.value, owner_of(context, *other)));
      finding.label = "used twice";
      finding.related.push_back(
          {phrases::in_manifest(context.registry[other->module], rfc_text(*other->rfc).at), "the same RFC"});
      finding.module = module.name;
      finding.target = "compositions";
      finding.spelling = text.value;
      finding.help = "name the RFC in which this composition was accepted";
    }
  }
}

}  // namespace

extern const Rule rfc_reused_rule{
    .id = "MG504",
    .name = "rfc-reused",
    .summary = "a composition has the RFC of another composition, or of a module",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
