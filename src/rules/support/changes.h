// What a change did, as several rules ask for it: to each file of the view, to the uses of modules, to what rules the
// gate. Nothing here decides; all of it needs RuleContext::change.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"

namespace modgate::changes {

enum class Touch : std::uint8_t {
  none,
  added,   ///< the base has no such file; copies are added
  edited,  ///< other content, perhaps at another path
  moved    ///< the same content at another path
};

/// Per file of the view.
std::vector<Touch> touches(const RuleContext& context);
/// Per file of the view: the file of the base that it was, or kNoFile.
std::vector<FileId> befores(const RuleContext& context);

/// Per use of the view's resolution: whether the base lacks it. Renames of both files are followed, lines do not count,
/// and a use whose target went away stands for one of another file of the same module.
std::vector<bool> new_uses(const RuleContext& context);
/// Per name use: whether the file neither named nor used the module in the base.
std::vector<bool> new_name_uses(const RuleContext& context);

/// Contents that files of the base had which no module owned, and the empty one: who has such a file elsewhere has
/// taken nothing from a module. Looked up only when asked.
class CoreContents {
 public:
  explicit CoreContents(const Change& change) : change_(change) {}
  /// Whether it has the content of this file of the base.
  bool have(FileId before);

 private:
  const Change& change_;
  std::set<ObjectId> ids_;
  bool looked_ = false;
};

/// The first module of this name, or kCore.
ModuleId module_named(const Registry& registry, std::string_view name);

/// A key of the policy that has another value in the view than in the base.
struct PolicyDifference {
  std::string key;
  std::string words;  ///< "`vote_hours_min` is 24 and was 72", "`exclude` gains `third/`"
  bool gate = false;  ///< it judges; else it describes the tree
};
/// Empty for a policy given by --config.
std::vector<PolicyDifference> policy_differences(const RuleContext& context);

/// Persons of the roster that differ, as "`ada` comes new", "`ada` has other roles".
std::vector<std::string> roster_differences(const RuleContext& context);

}  // namespace modgate::changes
