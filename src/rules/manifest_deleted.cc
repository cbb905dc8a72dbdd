// Takes the modules of the base and reports those that no manifest of the view declares any more while files they owned
// are still there, and tombstones that are gone. A manifest that is there but cannot be read is MG101's.
#include <algorithm>

#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// What the module owned but its manifest, where it is now.
std::vector<FileId> survivors(const Change& change, const Module& module) {
  std::vector<FileId> out;
  for (const FileId file : module.files) {
    if (change.registry.part[index(file)] == Part::manifest || change.after[index(file)] == kNoFile) continue;
    out.push_back(change.after[index(file)]);
  }
  return out;
}

/// The module that the view declares in the file where the base declared this one.
const Module* successor(const RuleContext& context, const Module& module) {
  const FileId before = module.manifest.file;
  if (index(before) >= context.change->after.size()) return nullptr;
  const FileId file = context.change->after[index(before)];
  const auto& modules = context.registry.modules;
  const auto found =
      std::find_if(modules.begin(), modules.end(), [&](const Module& each) { return each.manifest.file == file; });
  return file == kNoFile || found == modules.end() ? nullptr : &*found;
}

void report(const RuleContext& context, ModuleId id, const Module* now, Findings& findings) {
  const Module& module = context.change->registry[id];
  const std::vector<FileId> left = survivors(*context.change, module);
  const bool tombstone = module.stage == Stage::removed;
  if (left.empty() && !tombstone) return;
  const Location declared = context.change->in_manifest(id, module.manifest.module.at);
  const std::string message =
      tombstone ? fmt::format("the tombstone of removed module `{}` is gone", module.name)
                : fmt::format("the manifest of {} is gone while {} of the module {}",
                              phrases::party(context.change->registry, id), phrases::counted(left.size(), "file"),
                              left.size() == 1 ? "remains" : "remain");
  const bool only_base = left.empty() && now == nullptr;
  const Location at = !left.empty()    ? Location{left.front(), {}}
                      : now != nullptr ? phrases::key_place(*now, "module")
                                       : declared;
  Diagnostic& finding = findings.add(at, message);
  finding.label = tombstone ? "its id must stay taken" : "declared by no manifest";
  if (!only_base) finding.related.push_back({declared, fmt::format("`{}` was declared here", module.name)});
  if (now != nullptr) {
    finding.related.push_back(
        {phrases::key_place(*now, "module"), fmt::format("now `{}`; ids are for ever", now->name)});
  }
  finding.module = module.name;
  finding.target = "manifest";
  finding.help = tombstone ? "restore the tombstone"
                           : "restore the manifest; a module ends by `stage: removed`, with its files deleted" +
                                 phrases::whom_to_ask(module);
}

void check(const RuleContext& context, Findings& findings) {
  const std::vector<Module>& modules = context.change->registry.modules;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    if (changes::module_named(context.registry, modules[i].name) != kCore) continue;
    const Module* now = successor(context, modules[i]);
    if (now != nullptr && !now->manifest.readable) continue;
    report(context, static_cast<ModuleId>(i), now, findings);
  }
}

}  // namespace

extern const Rule manifest_deleted_rule{
    .id = "MG508",
    .name = "manifest-deleted",
    .summary = "a module's manifest is gone while its files remain",
    .severity = Severity::error,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
