// Takes the `mirrors` pairs of base and view and reports a file whose content the change edits while its twin stays as
// it was, or is not there. Folders are paired file by file, by the path below them. A commit trailer `Modgate-Mirror:
// PATH` (or `Modgate-Pair`) with a path of either side acknowledges.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// One pair as the view knows it, and where it is declared.
struct Pair {
  std::string ours, theirs;
  ModuleId module = kCore;  ///< of the view
  Location at;
};

class Mirrors {
 public:
  Mirrors(const RuleContext& context, Findings& findings)
      : context_(context), findings_(findings), touches_(changes::touches(context)) {
    for (const PathChange& path : context.change->paths) {
      if (path.after.empty()) deleted_.insert(path.before);
    }
  }

  void judge(const Pair& pair) {
    if (!seen_.emplace(pair.ours, pair.theirs).second) return;
    if (pair.ours.ends_with('/') && pair.theirs.ends_with('/')) {
      judge_folders(pair);
    } else {
      judge_files(pair);
    }
  }

 private:
  void judge_folders(const Pair& pair) {
    std::set<std::string> names;
    const auto note = [&](std::string_view path) {
      if (path.starts_with(pair.ours)) names.emplace(path.substr(pair.ours.size()));
      if (path.starts_with(pair.theirs)) names.emplace(path.substr(pair.theirs.size()));
    };
    for (const PathChange& path : context_.change->paths) note(path.after.empty() ? path.before : path.after);
    for (const std::string& name : names) {
      const Pair files{pair.ours + name, pair.theirs + name, pair.module, pair.at};
      if (seen_.emplace(files.ours, files.theirs).second) judge_files(files);
    }
  }

  void judge_files(const Pair& pair) {
    if (is_acknowledged(pair)) return;
    const bool ours = is_edited(pair.ours);
    const bool theirs = is_edited(pair.theirs);
    if (ours && !theirs && !is_added(pair.theirs)) report(pair, pair.ours, pair.theirs);
    if (theirs && !ours && !is_added(pair.ours)) report(pair, pair.theirs, pair.ours);
  }

  bool is_edited(const std::string& path) const {
    if (deleted_.contains(path)) return true;
    const auto file = context_.files.find(path);
    return file && touches_[index(*file)] == changes::Touch::edited;
  }

  bool is_added(const std::string& path) const {
    const auto file = context_.files.find(path);
    return file && touches_[index(*file)] == changes::Touch::added;
  }

  bool is_acknowledged(const Pair& pair) const {
    const auto names = [](std::string_view value, std::string_view path) {
      return value == path || (value.ends_with('/') && path.starts_with(value));
    };
    const std::vector<Trailer>& trailers = context_.change->trailers;
    return std::any_of(trailers.begin(), trailers.end(), [&](const Trailer& trailer) {
      const std::string key = phrases::lower(trailer.key);
      return (key == "modgate-mirror" || key == "modgate-pair") &&
             (names(trailer.value, pair.ours) || names(trailer.value, pair.theirs));
    });
  }

  void report(const Pair& pair, const std::string& edited, const std::string& twin) {
    const auto at = context_.files.find(edited);
    const auto other = context_.files.find(twin);
    const std::string_view verb = at ? "changes" : "is deleted";
    const std::string_view stays = other ? "does not" : "does not exist";
    Diagnostic& finding =
        findings_.add(at ? Location{*at, {}} : pair.at,
                      fmt::format("`{}` {} and its twin `{}` {}", edited, verb, twin, at || !other ? stays : "stays"));
    finding.label = "one side of a mirror";
    if (other) finding.related.push_back({{*other, {}}, "the twin"});
    if (at) finding.related.push_back({pair.at, "declared here"});
    finding.module = context_.registry[pair.module].name;
    finding.target = twin;
    const ModuleId owner = other ? context_.registry.owner_of(*other) : kCore;
    finding.help = fmt::format("{}, or acknowledge it by the commit trailer `Modgate-Mirror: {}`{}",
                               other ? "make the same change there" : "restore the twin or drop the pair", edited,
                               phrases::whom_to_ask(context_.registry[owner == kCore ? pair.module : owner]));
  }

  const RuleContext& context_;
  Findings& findings_;
  std::vector<changes::Touch> touches_;
  std::set<std::string> deleted_;  ///< paths of the base
  std::set<std::pair<std::string, std::string>> seen_;
};

/// Where a path of the base is in the view; a folder stays what it was.
std::string followed(const RuleContext& context, const std::string& path) {
  const auto before = context.change->files.find(path);
  if (!before || context.change->after[index(*before)] == kNoFile) return path;
  return std::string(context.files.path(context.change->after[index(*before)]));
}

void check(const RuleContext& context, Findings& findings) {
  Mirrors mirrors(context, findings);
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    for (const Mirror& mirror : module.manifest.mirrors) {
      mirrors.judge({mirror.ours.value, mirror.theirs.value, static_cast<ModuleId>(i),
                     phrases::in_manifest(module, mirror.ours.at)});
    }
  }
  const std::vector<Module>& base = context.change->registry.modules;
  for (std::size_t i = 0; i < base.size(); ++i) {
    const ModuleId now = changes::module_named(context.registry, base[i].name);
    if (now == kCore || context.registry[now].stage == Stage::removed) continue;
    for (const Mirror& mirror : base[i].manifest.mirrors) {
      mirrors.judge({followed(context, mirror.ours.value), followed(context, mirror.theirs.value), now,
                     context.change->in_manifest(static_cast<ModuleId>(i), mirror.ours.at)});
    }
  }
}

}  // namespace

extern const Rule mirror_drift_rule{
    .id = "MG704",
    .name = "mirror-drift",
    .summary = "one side of a `mirrors` pair changed alone",
    .severity = Severity::warning,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
