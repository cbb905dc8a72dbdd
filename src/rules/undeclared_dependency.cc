// Takes the uses between modules and reports the first one of every edge that the user's `depends_on` does not have;
// the others are related places. An edge with a use that MG301-304 forbid is theirs, and an integration point's use is
// the other module's to declare.
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

struct ModuleEdge {
  std::vector<const Use*> uses;
  bool forbidden = false;
};

using Edges = std::map<std::pair<ModuleId, ModuleId>, ModuleEdge>;

Edges undeclared_edges(const RuleContext& context) {
  const Registry& registry = context.registry;
  Edges edges;
  for (const Use& use : context.resolution.uses) {
    if (use.user == kCore || use.module == kCore || use.user == use.module || use.integration) continue;
    if (depends_on(registry[use.user], registry[use.module].name)) continue;
    if (leniency(registry.policy, use.guarded, use.test) == Leniency::allow) continue;
    ModuleEdge& edge = edges[{use.user, use.module}];
    edge.uses.push_back(&use);
    edge.forbidden = edge.forbidden || judge(registry, use) != Verdict::allowed;
  }
  return edges;
}

Related declaration_of(const Module& module) {
  const bool declares = module.manifest.keys.count("depends_on") > 0;
  return {phrases::key_place(module, "depends_on"),
          declares ? "what the module declares" : fmt::format("`{}` declares no `depends_on`", module.name)};
}

void check(const RuleContext& context, Findings& findings) {
  constexpr std::size_t kPlaces = 5;
  const Registry& registry = context.registry;
  for (const auto& [ends, edge] : undeclared_edges(context)) {
    if (edge.forbidden) continue;
    const Use& first = *edge.uses.front();
    const std::string& target = registry[ends.second].name;
    Diagnostic& finding = findings.add(
        {first.from, first.at},
        fmt::format("module `{}` uses module `{}` and does not declare it", registry[ends.first].name, target));
    finding.label = fmt::format("belongs to `{}`", target);
    finding.related.push_back(declaration_of(registry[ends.first]));
    for (std::size_t i = 1; i < edge.uses.size() && i < kPlaces; ++i) {
      finding.related.push_back({{edge.uses[i]->from, edge.uses[i]->at}, "used here, too"});
    }
    if (edge.uses.size() > 1) finding.notes.push_back(fmt::format("{} uses in all", edge.uses.size()));
    finding.module = registry[ends.first].name;
    finding.target = target;
    finding.help = fmt::format("list `{}` under `depends_on` of `{}`", target, registry[ends.first].name);
  }
}

}  // namespace

extern const Rule undeclared_dependency_rule{
    .id = "MG309",
    .name = "undeclared-dependency",
    .summary = "a module uses another one that it does not list under `depends_on`",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
