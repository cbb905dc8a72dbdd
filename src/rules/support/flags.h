// Feature flags as build files declare them: one answer for MG601-604 and MG311. What a flag of kind python, env,
// computed, bazel, gn or maven does is decided in files that no build script reader follows; they are never judged.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "modgate/rule.h"

namespace modgate {

/// Whether the module promises a switch that build scripts read: kind cmake (also when absent) or kconfig.
bool flag_decides_build(const Module& module);
/// The same or kind macro: a flag that build files or sources declare.
bool flag_is_declared_in_files(const Module& module);
/// Whether the stage asks for a flag that is truly off: S0 (as judged), S1 and deprecated.
bool stage_needs_flag(Stage stage);
/// The build file that `gate` names; kNoFile without one, or when it is not in the tree.
FileId gate_of(const Files& files, const Module& module);

/// The declarations of a view, gathered when first asked for.
class DeclaredFlags {
 public:
  using Names = std::map<std::string, Location, std::less<>>;

  explicit DeclaredFlags(const RuleContext& context) : context_(context) {}
  /// Where the module's flag is declared: in its `declared_in`, if it has one, else anywhere. For a `declared_in` that
  /// no scanner reads, that file.
  std::optional<Location> find(ModuleId module);
  /// Every declared name with its first place; with `macros` also what C-family files define.
  const Names& names(bool macros);

 private:
  const RuleContext& context_;
  std::optional<Names> options_;
  std::optional<Names> options_and_macros_;
};

}  // namespace modgate
