// Takes the base's run and what git says has changed; gives the Change that rules look at, and puts the base's gates
// and roster in the place of the view's. The base's manifests are applied to the view's files once more, so that no
// rule has to guess what the base would have allowed of a new file.
#include "lint/change.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "registry/build.h"

namespace modgate {
namespace {

constexpr std::string_view kPolicy = ".modgate/policy.yaml";
constexpr std::string_view kBaseline = ".modgate/baseline.jsonl";
constexpr std::string_view kMailmap = ".mailmap";

/// A file of the base that findings point to.
FileId show(const LintRun& base, FileId file, Files& files, RunTexts& texts) {
  const FileId shown = files.add_outside("base:" + std::string(base.files->path(file)));
  texts.keep(shown, std::string(base.texts->text(file)));
  return shown;
}

std::vector<FileId> follow(const Comparison& against, const Files& files) {
  std::unordered_map<std::string_view, std::string_view> moved;
  for (const PathChange& path : against.paths) {
    if (!path.copied && !path.before.empty() && path.before != path.after) moved.emplace(path.before, path.after);
  }
  const Files& before = *against.base->files;
  std::vector<FileId> after;
  after.reserve(before.view_size());
  for (std::size_t i = 0; i < before.view_size(); ++i) {
    const std::string_view path = before.path(static_cast<FileId>(i));
    const auto to = moved.find(path);
    after.push_back(files.find(to == moved.end() ? path : to->second).value_or(kNoFile));
  }
  return after;
}

Registry base_over_view(const Registry& base, const Policy& policy, const Files& files,
                        const std::vector<FileId>& shown) {
  std::vector<Manifest> manifests;
  for (std::size_t i = 0; i < base.modules.size(); ++i) {
    Manifest manifest = base.modules[i].manifest;
    manifest.file = shown[i];
    manifest.faults.clear();
    manifests.push_back(std::move(manifest));
  }
  return build_registry(files, base.policy.file != kNoFile ? base.policy : policy, {}, std::move(manifests));
}

/// Looks for changes of the files that rule modgate. What `--config` gives lies outside of base and view.
class Rulings {
 public:
  Rulings(const Comparison& against, Files& files, RunTexts& texts)
      : against_(against), files_(files), texts_(texts), base_(*against.base) {}

  void look(RulingChange::What what, std::string_view path) {
    if (path.empty() || !seen_.insert(std::string(path)).second) return;
    const auto before = base_.files->find(path);
    const auto after = files_.find(path);
    if (!after && before) {
      found.push_back({what, RulingChange::How::removed, show(base_, *before, files_, texts_)});
    } else if (after && touched(path)) {
      const bool link = files_[*after].kind == EntryKind::symlink || files_[*after].kind == EntryKind::submodule;
      const auto how = before ? RulingChange::How::edited : RulingChange::How::added;
      found.push_back({what, link ? RulingChange::How::linked : how, *after});
    }
  }

  std::vector<RulingChange> found;

 private:
  bool touched(std::string_view path) const {
    for (const PathChange& each : against_.paths) {
      if (each.after == path) return true;
    }
    return false;
  }

  const Comparison& against_;
  Files& files_;
  RunTexts& texts_;
  const LintRun& base_;
  std::set<std::string, std::less<>> seen_;
};

/// The path of a file of the view; empty for one from outside, or none.
std::string_view path_in_view(const Files& files, FileId file) {
  return index(file) < files.view_size() ? files.path(file) : std::string_view();
}

std::vector<RulingChange> rulings_of(const Comparison& against, Files& files, RunTexts& texts, const Written& written) {
  const LintRun& base = *against.base;
  Rulings rulings(against, files, texts);
  if (!written.policy.outside) {
    rulings.look(RulingChange::What::policy, kPolicy);
    rulings.look(RulingChange::What::baseline, kBaseline);
  }
  rulings.look(RulingChange::What::roster, path_in_view(*base.files, base.registry.roster.file));
  rulings.look(RulingChange::What::roster, path_in_view(files, written.roster.file));
  if (base.registry.roster.declared || written.roster.declared) rulings.look(RulingChange::What::mailmap, kMailmap);
  return std::move(rulings.found);
}

}  // namespace

std::unique_ptr<Change> make_change(const Comparison& against, Files& files, RunTexts& texts, Written written) {
  const LintRun& base = *against.base;
  auto change = std::make_unique<Change>(Change{base.report.view.revision,
                                                *base.files,
                                                base.registry,
                                                base.resolution,
                                                base.facts,
                                                against.paths,
                                                follow(against, files),
                                                {},
                                                std::move(written.policy),
                                                std::move(written.roster),
                                                {},
                                                {},
                                                against.trailers,
                                                false});
  for (const Module& module : base.registry.modules) {
    change->manifests.push_back(show(base, module.manifest.file, files, texts));
  }
  change->by_base = base_over_view(base.registry, change->policy, files, change->manifests);
  change->rulings = rulings_of(against, files, texts, {change->policy, change->roster});
  change->adopts =
      base.registry.modules.empty() && base.registry.policy.file == kNoFile && !base.registry.roster.declared;
  return change;
}

Written judge_by_base(const Comparison& against, Policy& policy, Roster& roster) {
  Written written{policy, roster};
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
  if (!base.roster.declared) return written;
  // Places of the base's roster mean nothing in the view's files: point to the same person here.
  Roster judged = against.base->roster;
  for (RosterPerson& person : judged.people) {
    const RosterPerson* here = roster.find(person.id);
    person.at = here != nullptr ? here->at : Location{roster.file, {}};
  }
  judged.file = roster.file;
  judged.faults = roster.faults;
  roster = std::move(judged);
  return written;
}

}  // namespace modgate
