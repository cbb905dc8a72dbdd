// A rule's context made by hand: modules, files and uses without a manifest's text or a source's bytes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/rule.h"

namespace modgate {

/// Owns all that a RuleContext refers to. Modules are numbered in the order they are added; file i belongs to module i.
class HandMadeContext {
 public:
  ModuleId add_module(std::string name, Stage stage) {
    Module module;
    module.name = std::move(name);
    module.stage = stage;
    module.manifest.stage = stage;
    registry.modules.push_back(std::move(module));
    return static_cast<ModuleId>(registry.modules.size() - 1);
  }

  /// An include of a file of `target` by a file of `user`, on a line of its own.
  Use& add_use(ModuleId user, ModuleId target) {
    Use use;
    use.user = user;
    use.module = target;
    use.line = static_cast<std::uint32_t>(resolution.uses.size() + 1);
    use.from = static_cast<FileId>(index(user));
    use.at = {use.line, use.line + 1};
    return resolution.uses.emplace_back(use);
  }

  std::vector<Diagnostic> run(std::string_view rule) const {
    std::vector<Diagnostic> out;
    const RuleEntry* entry = find_rule(rule);
    Findings findings(*entry->rule, out);
    entry->rule->check({files, registry, facts, resolution, build, mentions, skipped, suppressions, std::nullopt},
                       findings);
    return out;
  }

  Files files;
  Registry registry;
  FactsTable facts;
  Resolution resolution;
  BuildModel build;
  Mentions mentions;
  std::vector<Skipped> skipped;
  std::vector<SuppressionState> suppressions;
};

}  // namespace modgate
