// Takes the modules of the base and reports those that no manifest of the view declares any more while files they owned
// are still there, tombstones that are gone, and modules past S0 that leave none. A manifest that is there but cannot
// be read is MG101's.
#include <algorithm>
#include <optional>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// What the module owned but its manifest, where it is now. A file that others have word for word is not the module's
/// when it turns up elsewhere: git calls any new empty `__init__.py` a rename of one that went away.
std::vector<FileId> survivors(const RuleContext& context, const Module& module, changes::CoreContents& core) {
  const Change& change = *context.change;
  std::vector<FileId> out;
  for (const FileId file : module.files) {
    const FileId now = change.after[index(file)];
    if (change.registry.part[index(file)] == Part::manifest || now == kNoFile) continue;
    if (change.files.path(file) != context.files.path(now) && core.have(file)) continue;
    out.push_back(now);
  }
  return out;
}

/// Where the base's manifest is in the view, if no pattern of the policy names it there any more.
std::optional<std::string_view> unnamed(const RuleContext& context, const Module& module) {
  const FileId before = module.manifest.file;
  if (index(before) >= context.change->after.size()) return std::nullopt;
  const FileId file = context.change->after[index(before)];
  return file == kNoFile ? std::nullopt : std::optional(context.files.path(file));
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

/// A proposal and S0 end by deletion. Others have users: they are deprecated first, and their id stays taken.
bool leaves_a_tombstone(Stage stage) { return stage == Stage::S1 || stage == Stage::S2 || stage == Stage::deprecated; }

std::string message_of(const RuleContext& context, ModuleId id, std::size_t left) {
  const Module& module = context.change->registry[id];
  const std::string party = phrases::party(context.change->registry, id);
  if (module.stage == Stage::removed) return fmt::format("the tombstone of removed module `{}` is gone", module.name);
  if (left == 0) return fmt::format("the manifest of {} is gone with its files, and no tombstone is left", party);
  return fmt::format("the manifest of {} is gone while {} of the module {}", party, phrases::counted(left, "file"),
                     left == 1 ? "remains" : "remain");
}

std::string help_for(const Module& module, std::size_t left) {
  if (module.stage == Stage::removed) return "restore the tombstone";
  if (left > 0) {
    return "restore the manifest; a module ends by `stage: removed`, with its files deleted" +
           phrases::whom_to_ask(module);
  }
  return module.stage == Stage::deprecated ? "restore the manifest, with `stage: removed`"
                                           : "restore the manifest; the way is to `stage: deprecated`, then `removed`";
}

void report(const RuleContext& context, ModuleId id, const Module* now, changes::CoreContents& core,
            Findings& findings) {
  const Module& module = context.change->registry[id];
  const std::vector<FileId> left = survivors(context, module, core);
  const bool tombstone = module.stage == Stage::removed;
  if (left.empty() && !tombstone && !leaves_a_tombstone(module.stage)) return;
  const Location declared = context.change->in_manifest(id, module.manifest.module.at);
  const bool only_base = left.empty() && now == nullptr;
  const Location at = !left.empty()    ? Location{left.front(), {}}
                      : now != nullptr ? phrases::key_place(*now, "module")
                                       : declared;
  Diagnostic& finding = findings.add(at, message_of(context, id, left.size()));
  finding.label = tombstone ? "its id must stay taken" : "declared by no manifest";
  if (!only_base) finding.related.push_back({declared, fmt::format("`{}` was declared here", module.name)});
  if (now != nullptr) {
    finding.related.push_back(
        {phrases::key_place(*now, "module"), fmt::format("now `{}`; ids are for ever", now->name)});
  }
  finding.module = module.name;
  finding.target = "manifest";
  finding.help = help_for(module, left.size());
  if (const auto path = now == nullptr ? unnamed(context, module) : std::nullopt) {
    finding.notes.push_back(fmt::format("`{}` is there, but no pattern of the policy's `manifests` names it", *path));
  }
}

void check(const RuleContext& context, Findings& findings) {
  const std::vector<Module>& modules = context.change->registry.modules;
  changes::CoreContents core(*context.change);
  for (std::size_t i = 0; i < modules.size(); ++i) {
    if (changes::module_named(context.registry, modules[i].name) != kCore) continue;
    const Module* now = successor(context, modules[i]);
    if (now != nullptr && !now->manifest.readable) continue;
    report(context, static_cast<ModuleId>(i), now, core, findings);
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
