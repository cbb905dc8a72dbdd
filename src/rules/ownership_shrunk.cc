// Takes the files that a module of the base owned, follows them into the view, and reports those that are still there
// without that owner: dropped from its lists, excluded, taken by another module, moved, or copied to where nobody owns
// them. One finding a module and kind of loss. A module whose manifest is gone is MG508's, files that a removed module
// leaves at their paths are MG703's.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

enum class Loss : std::uint8_t { dropped, excluded, taken, moved, copied };

struct LostFile {
  FileId now = kNoFile;
  FileId before = kNoFile;  ///< of the base
};

using Losses = std::map<Loss, std::vector<LostFile>>;

Loss kind_of(const RuleContext& context, const LostFile& lost) {
  if (context.registry.excluded[index(lost.now)]) return Loss::excluded;
  if (context.change->files.path(lost.before) != context.files.path(lost.now)) return Loss::moved;
  return context.registry.owner_of(lost.now) == kCore ? Loss::dropped : Loss::taken;
}

/// Files that the module owned at the base and does not own in the view.
void add_survivors(const RuleContext& context, const Module& before, ModuleId now, changes::CoreContents& core,
                   Losses& losses) {
  const Registry& registry = context.registry;
  const bool removed = registry[now].stage == Stage::removed;
  for (const FileId file : before.files) {
    const LostFile lost{context.change->after[index(file)], file};
    if (lost.now == kNoFile || context.change->registry.part[index(file)] == Part::manifest) continue;
    const ModuleId owner = registry.owner_of(lost.now);
    // Two manifests with one id are MG106's: neither takes anything from the other.
    if (owner == now || (owner != kCore && registry[owner].name == before.name)) continue;
    const Loss loss = kind_of(context, lost);
    // What a removed module leaves at its paths is judged by its tombstone; another module may take it over.
    if (removed && (owner != kCore || loss == Loss::dropped)) continue;
    if (loss == Loss::moved && core.have(file)) continue;
    losses[loss].push_back(lost);
  }
}

std::map<std::string_view, Losses> copies(const RuleContext& context, changes::CoreContents& core) {
  const Change& change = *context.change;
  std::map<std::string_view, Losses> out;
  for (const PathChange& path : change.paths) {
    if (!path.copied) continue;
    const auto before = change.files.find(path.before);
    const auto now = context.files.find(path.after);
    if (!before || !now || context.registry.owner_of(*now) != kCore) continue;
    const ModuleId owner = change.registry.owner_of(*before);
    if (owner == kCore || change.registry.part[index(*before)] == Part::manifest || core.have(*before)) continue;
    out[change.registry[owner].name][Loss::copied].push_back({*now, *before});
  }
  return out;
}

std::string what_happened(const RuleContext& context, Loss loss, const LostFile& first, std::size_t count) {
  const Registry& registry = context.registry;
  const std::string_view path = context.change->files.path(first.before);
  const std::string files = count == 1 ? fmt::format("`{}`", path)
                                       : fmt::format("{}, the first is `{}`,", phrases::counted(count, "file"), path);
  const std::string_view verb = count == 1 ? "is" : "are";
  switch (loss) {
    case Loss::dropped:
      return fmt::format("{} {} still in the tree", files, verb);
    case Loss::excluded:
      return fmt::format("{} {} excluded by the policy", files, verb);
    case Loss::taken:
      return fmt::format("{} {} taken by {}", files, verb, phrases::party(registry, registry.owner_of(first.now)));
    case Loss::moved:
      return fmt::format("{} {} moved to {}", files, verb, phrases::party(registry, registry.owner_of(first.now)));
    case Loss::copied:
      return fmt::format("{} {} copied to {}", files, verb,
                         registry.excluded[index(first.now)] ? "where the policy excludes files" : "core");
  }
  return files;
}

Location place_of(const RuleContext& context, Loss loss, ModuleId module, const LostFile& first) {
  const Policy& policy = context.registry.policy;
  if (loss == Loss::dropped) {
    const Part part = context.change->registry.part[index(first.before)];
    return phrases::key_place(context.registry[module], std::string(phrases::key_of(part)));
  }
  const auto key = policy.keys.find("exclude");
  if (loss == Loss::excluded && key != policy.keys.end()) return {policy.file, key->second};
  return {first.now, {}};
}

void report(const RuleContext& context, ModuleId id, Loss loss, const std::vector<LostFile>& files,
            Findings& findings) {
  const Module& module = context.registry[id];
  const ModuleId before = context.change->module(module.name);
  const LostFile& first = files.front();
  const Location at = place_of(context, loss, id, first);
  Diagnostic& finding = findings.add(
      at, fmt::format("{} and no longer `{}`'s", what_happened(context, loss, first, files.size()), module.name));
  if (loss == Loss::copied) {
    finding.message = fmt::format("{}, where `{}` does not own {}", what_happened(context, loss, first, files.size()),
                                  module.name, files.size() == 1 ? "it" : "them");
  }
  finding.label = loss == Loss::copied ? "a copy" : "a file leaves its module";
  const std::size_t skip = at.file == first.now ? 1 : 0;
  for (std::size_t i = skip; i < std::min(files.size(), limits::kRelatedPlaces + skip); ++i) {
    finding.related.push_back(
        {{files[i].now, {}}, fmt::format("was `{}` of the module", context.change->files.path(files[i].before))});
  }
  if (files.size() > limits::kRelatedPlaces + skip) {
    finding.notes.push_back(fmt::format("and {} more", files.size() - limits::kRelatedPlaces - skip));
  }
  const auto& keys = context.change->registry[before].manifest.keys;
  const auto key = keys.find(std::string(phrases::key_of(context.change->registry.part[index(first.before)])));
  finding.related.push_back({context.change->in_manifest(before, key == keys.end() ? Span{} : key->second),
                             fmt::format("the base gives {} to `{}`", files.size() == 1 ? "it" : "them", module.name)});
  finding.module = module.name;
  finding.target = context.change->files.path(first.before);
  finding.help =
      loss == Loss::copied
          ? "let the module own the copy, or use what it offers" + phrases::whom_to_ask(module)
          : fmt::format("let `{}` own what stays, or delete it{}", module.name, phrases::whom_to_ask(module));
}

void check(const RuleContext& context, Findings& findings) {
  changes::CoreContents core(*context.change);
  std::map<std::string_view, Losses> copied = copies(context, core);
  const std::vector<Module>& modules = context.change->registry.modules;
  for (const Module& before : modules) {
    const ModuleId now = changes::module_named(context.registry, before.name);
    if (now == kCore || !context.registry[now].manifest.readable) continue;
    Losses losses = std::move(copied[before.name]);
    add_survivors(context, before, now, core, losses);
    for (const auto& [loss, files] : losses) report(context, now, loss, files, findings);
  }
}

}  // namespace

extern const Rule ownership_shrunk_rule{
    .id = "MG511",
    .name = "ownership-shrunk",
    .summary = "a file that a module owned at the base survives without that owner",
    .severity = Severity::error,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
