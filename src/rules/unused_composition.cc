// Takes the compositions of modules whose files are in the tree and reports those that cover nothing: no file matches
// their paths, or none of the files that do uses or names the module. A use that could not be decided counts as one.
#include <algorithm>
#include <set>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// The files that use a module or name it, or may do so.
std::set<FileId> users_of(const RuleContext& context, ModuleId id) {
  std::set<FileId> users;
  const auto note = [&](const auto& list) {
    for (const auto& each : list) {
      if (each.module == id) users.insert(each.from);
    }
  };
  note(context.resolution.uses);
  note(context.resolution.name_uses);
  note(context.resolution.unresolved);
  note(context.mentions);
  // What is computed may be a use of any module.
  for (const Unresolved& each : context.resolution.unresolved) {
    if (each.module == kCore) users.insert(each.from);
  }
  return users;
}

void report(const Module& module, const Composition& composition, bool empty, Findings& findings) {
  const std::string with = composition.with.set ? fmt::format(" with {}", phrases::quoted(composition.with.value)) : "";
  const std::string message = empty ? fmt::format("the composition{} of `{}` matches no file", with, module.name)
                                    : fmt::format("no file of the composition{} uses `{}`", with, module.name);
  const Span at = composition.paths.empty() ? composition.with.at : composition.paths.front().at;
  Diagnostic& finding = findings.add(phrases::in_manifest(module, at), message);
  finding.label = "covers nothing";
  finding.module = module.name;
  finding.target = composition.with.value;
  for (const Text& path : composition.paths) finding.spelling += path.value + " ";
  finding.help = "delete the composition, or name the files that use the module";
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Module& module = registry.modules[i];
    const std::vector<Composition>& compositions = module.manifest.compositions;
    const bool here = std::any_of(module.files.begin(), module.files.end(),
                                  [&](FileId file) { return registry.part[index(file)] == Part::source; });
    // At S0 no composition may be there at all, which is MG105's.
    if (compositions.empty() || !here || module.stage == Stage::S0) continue;
    const std::set<FileId> users = users_of(context, static_cast<ModuleId>(i));
    for (std::size_t c = 0; c < compositions.size(); ++c) {
      const std::vector<FileId>& files = module.files_by_composition[c];
      const bool used = std::any_of(files.begin(), files.end(), [&](FileId file) { return users.contains(file); });
      if (!used) report(module, compositions[c], files.empty(), findings);
    }
  }
}

}  // namespace

extern const Rule unused_composition_rule{
    .id = "MG305",
    .name = "unused-composition",
    .summary = "a composition of which no file uses the module",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
