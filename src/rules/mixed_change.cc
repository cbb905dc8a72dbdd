// Takes a change that edits sources of core and of a module, and reports it where the module is less than half of the
// sources it edits and not merely adapted: each of its files is edited only, and includes or imports a file of core
// that the change edits. Tests, the manifest and integration points do not count.
#include <algorithm>
#include <set>

#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// The sources that the change adds or edits, by owner.
struct Edited {
  std::vector<FileId> core;
  std::vector<std::vector<FileId>> modules;
  std::size_t all = 0;
};

Edited edited_sources(const RuleContext& context, const std::vector<changes::Touch>& touches) {
  Edited out;
  out.modules.resize(context.registry.modules.size());
  for (std::size_t i = 0; i < touches.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    const Language language = context.facts[i].language;
    if (touches[i] != changes::Touch::added && touches[i] != changes::Touch::edited) continue;
    if (context.registry.excluded[i] || language == Language::none || language == Language::yaml) continue;
    const ModuleId owner = context.registry.owner_of(file);
    if (owner == kCore && context.registry.test[i]) continue;
    (owner == kCore ? out.core : out.modules[index(owner)]).push_back(file);
    ++out.all;
  }
  return out;
}

/// Whether every edited file of the module follows an edited file of core.
bool is_adapted(const RuleContext& context, const std::vector<changes::Touch>& touches,
                const std::vector<FileId>& files, const std::set<FileId>& core) {
  std::set<FileId> follows;
  for (const Use& use : context.resolution.uses) {
    if (core.contains(use.target)) follows.insert(use.from);
  }
  return std::all_of(files.begin(), files.end(), [&](FileId file) {
    return touches[index(file)] == changes::Touch::edited && follows.contains(file);
  });
}

void check(const RuleContext& context, Findings& findings) {
  const std::vector<changes::Touch> touches = changes::touches(context);
  const Edited edited = edited_sources(context, touches);
  for (std::size_t i = 0; i < edited.modules.size(); ++i) {
    const std::vector<FileId>& files = edited.modules[i];
    std::vector<FileId> core = edited.core;
    std::erase_if(core,
                  [&](FileId file) { return context.registry.integration(static_cast<ModuleId>(i), file) != nullptr; });
    if (files.empty() || core.empty() || files.size() * 2 >= edited.all) continue;
    if (is_adapted(context, touches, files, {core.begin(), core.end()})) continue;
    const Module& module = context.registry.modules[i];
    Diagnostic& finding =
        findings.add({files.front(), {}}, fmt::format("a change of {} of `{}` comes with {} of core",
                                                      phrases::counted(files.size(), "source"), module.name,
                                                      phrases::counted(core.size(), "source")));
    finding.label = "mixed";
    finding.related.push_back({{core.front(), {}}, "core is edited here"});
    finding.module = module.name;
    finding.target = "mixed";
    finding.help = "make the change of core on its own, and the module's after it";
  }
}

}  // namespace

extern const Rule mixed_change_rule{
    .id = "MG207",
    .name = "mixed-change",
    .summary = "a change edits core and, by the way, a module",
    .severity = Severity::off,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
