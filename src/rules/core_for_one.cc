// Takes all references between files and reports core headers whose only users are files of one S0 module: core code
// that removal of the module would leave without a user. A header's own source beside it is no user. Needs the edges of
// all files, which only `audit` lists.
#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// "src/a/b" of "src/a/b.cc".
std::string_view without_ending(std::string_view path) {
  const std::size_t name = path.size() - phrases::base_name(path).size();
  return path.substr(0, std::min(path.find('.', name), path.size()));
}

/// Per core file with users: the one module that all of them belong to, or kCore.
std::map<FileId, ModuleId> only_users(const RuleContext& context) {
  const Registry& registry = context.registry;
  std::map<FileId, ModuleId> users;
  for (const Edge& edge : context.resolution.edges) {
    if (registry.owner_of(edge.target) != kCore || registry.excluded[index(edge.target)]) continue;
    if (without_ending(context.files.path(edge.from)) == without_ending(context.files.path(edge.target))) continue;
    const ModuleId user = registry.owner_of(edge.from);
    const auto [at, first] = users.try_emplace(edge.target, user);
    if (!first && at->second != user) at->second = kCore;
  }
  return users;
}

void check(const RuleContext& context, Findings& findings) {
  std::map<ModuleId, std::vector<FileId>> lone;
  for (const auto& [file, user] : only_users(context)) {
    if (user == kCore || context.registry[user].manifest.stage != Stage::S0 || context.registry.test[index(file)])
      continue;
    lone[user].push_back(file);
  }
  for (const auto& [user, files] : lone) {
    const Module& module = context.registry[user];
    Diagnostic& finding = findings.add({files.front(), {}}, fmt::format("{} of core {} used by S0 module `{}` alone",
                                                                        phrases::counted(files.size(), "file"),
                                                                        files.size() == 1 ? "is" : "are", module.name));
    for (std::size_t i = 1; i < files.size() && i <= limits::kRelatedPlaces; ++i) {
      finding.related.push_back({{files[i], {}}, "likewise"});
    }
    finding.module = module.name;
    finding.target = module.name;
    finding.help = fmt::format("move it into `{}`, or nothing will need it once the module is removed", module.name);
  }
}

}  // namespace

extern const Rule core_for_one_rule{
    .id = "MG806",
    .name = "core-for-one",
    .summary = "core code whose only user is one S0 module",
    .severity = Severity::info,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
