// Takes the ids of all manifests, tombstones of removed modules included, and reports every one that another manifest
// has already, or that differs from it only in case, `-` and `_`. Manifests without an id are MG104's.
#include <map>
#include <string>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// The manifest that keeps the id: a tombstone, since ids are for ever, else the first in the registry's order.
bool comes_first(const Module& a, const Module& b) {
  return a.manifest.stage == Stage::removed && b.manifest.stage != Stage::removed;
}

void report(const Module& module, const Module& holder, Findings& findings) {
  const std::string& id = module.manifest.module.value;
  const std::string& held = holder.manifest.module.value;
  const bool removed = holder.manifest.stage == Stage::removed;
  std::string message = id == held ? fmt::format("module id `{}` is already taken", id)
                                   : fmt::format("module id `{}` differs only in case, `-` or `_` from `{}`", id, held);
  if (removed) message += id == held ? " by a removed module" : ", the id of a removed module";
  Diagnostic& finding = findings.add(phrases::in_manifest(module, module.manifest.module.at), std::move(message));
  finding.label = "not unique";
  finding.related.push_back({phrases::in_manifest(holder, holder.manifest.module.at),
                             removed ? "the removed module's tombstone" : "the id is declared here"});
  finding.module = module.name;
  finding.target = held;
  finding.spelling = id;
  finding.help = "choose another id; an id is unique for ever";
}

void check(const RuleContext& context, Findings& findings) {
  std::map<std::string, const Module*> holders;
  for (const Module& module : context.registry.modules) {
    if (!module.manifest.module.set) continue;
    const Module*& holder = holders[phrases::folded(module.manifest.module.value)];
    if (holder == nullptr || comes_first(module, *holder)) holder = &module;
  }
  for (const Module& module : context.registry.modules) {
    if (!module.manifest.module.set) continue;
    const Module* holder = holders[phrases::folded(module.manifest.module.value)];
    if (holder != &module) report(module, *holder, findings);
  }
}

}  // namespace

extern const Rule duplicate_module_rule{
    .id = "MG106",
    .name = "duplicate-module",
    .summary = "two manifests claim one module id",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
