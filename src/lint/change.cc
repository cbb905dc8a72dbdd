#include "lint/change.h"

#include <unordered_map>

namespace modgate {

std::unique_ptr<Change> make_change(const Comparison& against, Files& files, RunTexts& texts) {
  const LintRun& base = *against.base;
  auto change = std::make_unique<Change>(Change{base.report.view.revision,
                                                *base.files,
                                                base.registry,
                                                base.resolution,
                                                against.paths,
                                                {},
                                                {},
                                                against.trailers,
                                                false});
  std::unordered_map<std::string_view, std::string_view> moved;
  for (const PathChange& path : change->paths) {
    if (!path.copied && !path.before.empty() && path.before != path.after) moved.emplace(path.before, path.after);
  }
  change->after.reserve(base.files->view_size());
  for (std::size_t i = 0; i < base.files->view_size(); ++i) {
    const std::string_view before = base.files->path(static_cast<FileId>(i));
    const auto to = moved.find(before);
    change->after.push_back(files.find(to == moved.end() ? before : to->second).value_or(kNoFile));
  }
  for (const Module& module : base.registry.modules) {
    const FileId manifest = module.manifest.file;
    change->manifests.push_back(files.add_outside("base:" + std::string(base.files->path(manifest))));
    texts.keep(change->manifests.back(), std::string(base.texts->text(manifest)));
  }
  change->adopts =
      base.registry.modules.empty() && base.registry.policy.file == kNoFile && !base.registry.roster.declared;
  return change;
}

void judge_by_base(const Comparison& against, Policy& policy, Roster& roster) {
  const Registry& base = against.base->registry;
  if (base.policy.file != kNoFile) {
    Policy judged = base.policy;
    judged.file = policy.file;
    judged.faults = policy.faults;
    judged.keys = policy.keys;
    judged.folder = policy.folder;
    judged.outside = policy.outside;
    judged.outside_folder = policy.outside_folder;
    judged.include_roots = policy.include_roots;
    judged.compile_commands = policy.compile_commands;
    judged.python_roots = policy.python_roots;
    judged.exclude = policy.exclude;
    judged.tests = policy.tests;
    judged.namespace_macros = policy.namespace_macros;
    judged.registry_calls = policy.registry_calls;
    judged.core_public_headers = policy.core_public_headers;
    policy = std::move(judged);
  }
  if (!base.roster.declared) return;
  // Places of the base's roster mean nothing in the view's files: point to the same person here.
  Roster judged = base.roster;
  for (RosterPerson& person : judged.people) {
    const RosterPerson* here = roster.find(person.id);
    person.at = here != nullptr ? here->at : Location{roster.file, {}};
  }
  judged.file = roster.file;
  judged.faults = roster.faults;
  roster = std::move(judged);
}

}  // namespace modgate
