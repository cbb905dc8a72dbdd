// Takes the entries of `paths` that match no file of the view and reports each at its place, with the directory that
// may have been meant. Proposals may come before their code and tombstones after it. An entry through a symbolic link
// is MG109's.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// A sibling directory whose name is a near miss. A directory that is there and gives the module no file is excluded.
std::string suggestion(const Files& files, std::string_view entry) {
  const std::string_view path = phrases::without_slash(entry);
  if (files.is_directory(path)) return "the policy's `exclude` covers its files: correct one of the two";
  const std::string_view name = phrases::base_name(path);
  const std::string_view parent = path.substr(0, path.size() - name.size());
  const std::vector<std::string_view>& directories = files.directories();
  for (auto it = std::lower_bound(directories.begin(), directories.end(), parent);
       it != directories.end() && it->substr(0, parent.size()) == parent; ++it) {
    const std::string_view sibling = it->substr(parent.size());
    if (sibling.find('/') == std::string_view::npos && phrases::near_miss(name, sibling)) {
      return fmt::format("did you mean `{}/`?", *it);
    }
  }
  return "correct the entry, add the files, or declare the module `proposed` until they are there";
}

void check(const RuleContext& context, Findings& findings) {
  // A suggestion costs a look at the siblings; a manifest with more empty entries than this has no typing error.
  constexpr std::size_t kSuggestions = 8;
  for (const Module& module : context.registry.modules) {
    const Stage declared = module.manifest.stage;
    if (declared == Stage::proposed || declared == Stage::removed) continue;
    std::size_t found = 0;
    for (const std::size_t i : module.empty_paths) {
      const Text& entry = module.manifest.paths[i];
      if (phrases::symlink_on_the_way(context.files, entry.value)) continue;
      Diagnostic& finding = findings.add(phrases::in_manifest(module, entry.at),
                                         fmt::format("`{}` of module `{}` matches no file", entry.value, module.name));
      finding.label = "no file";
      finding.module = module.name;
      finding.target = entry.value;
      finding.help = ++found <= kSuggestions ? suggestion(context.files, entry.value) : "correct or drop the entry";
    }
  }
}

}  // namespace

extern const Rule empty_module_rule{
    .id = "MG108",
    .name = "empty-module",
    .summary = "an entry of `paths` matches no file",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
