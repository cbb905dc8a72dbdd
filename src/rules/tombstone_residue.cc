// Takes the tombstones of removed modules and reports files that their paths still match, once a path, and the places
// in all text files that still name their paths, namespaces or packages, once a file. Names that a module of the tree
// has taken over are that module's. The flag is MG607's.
#include <algorithm>
#include <cstddef>

#include "modgate/rule.h"
#include "rules/support/naming.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool is_removed(const Module& module) { return module.manifest.stage == Stage::removed; }

/// Files of the removed module that are still there and that no other module has taken over.
void report_files(const RuleContext& context, const Module& module, Findings& findings) {
  std::vector<FileId> left;
  std::copy_if(module.leftover.begin(), module.leftover.end(), std::back_inserter(left),
               [&](FileId file) { return context.registry.owner_of(file) == kCore; });
  if (left.empty() || module.manifest.paths.empty()) return;
  const std::string_view path = context.files.path(left.front());
  Diagnostic& finding = findings.add(
      phrases::in_manifest(module, module.manifest.paths.front().at),
      fmt::format("{} of removed module `{}` {} still in the tree, the first is `{}`",
                  phrases::counted(left.size(), "file"), module.name, left.size() == 1 ? "is" : "are", path));
  finding.label = "not deleted";
  finding.related.push_back({{left.front(), {}}, "this file matches `paths`"});
  finding.module = module.name;
  finding.target = "files";
  finding.help = "delete the files, or let the module that keeps them own them";
}

void report_names(const RuleContext& context, const naming::Names& names, Findings& findings) {
  const Mention& first = *names.first;
  const Module& module = context.registry[first.module];
  const ModuleId user = context.registry.owner_of(first.from);
  Diagnostic& finding =
      findings.add({first.from, first.at},
                   fmt::format("{} still names {} `{}` of removed module `{}`", phrases::party(context.registry, user),
                               naming::kind_of(first.what), first.text, module.name));
  finding.label = "names what is gone";
  finding.related.push_back({phrases::key_place(module, "stage"), fmt::format("`{}` was removed", module.name)});
  finding.module = module.name;
  naming::add_places(names, finding);
  finding.help = "delete the mention";
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    if (is_removed(module)) report_files(context, module, findings);
  }
  const auto kept = [&](const Mention& mention) {
    const Module& module = context.registry[mention.module];
    if (!is_removed(module) || mention.what == Mention::What::flag) return false;
    // A file that should be gone may name itself.
    return !std::binary_search(module.leftover.begin(), module.leftover.end(), mention.from);
  };
  naming::for_each_file(context.mentions, kept,
                        [&](const naming::Names& names) { report_names(context, names, findings); });
}

}  // namespace

extern const Rule tombstone_residue_rule{
    .id = "MG703",
    .name = "tombstone-residue",
    .summary = "files or names of a removed module are still in the tree",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
