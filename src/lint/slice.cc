// What a file of the tree can do to the findings of another one, and how it is seen that it does not:
// - by being there: an include, import or path elsewhere leads to it, or no longer to a module's file. So a file may
// come
//   and go only if it is core's, of the C family or of no language, and shares no name with what belongs to a module.
// - by namespaces that hide or continue a module's: they stay the same in every file.
// - by uses between modules, of which some rules judge the whole set: they stay the same in every file.
// - by suppressions: they stay the same, since what they silence may stand on facts of other files.
// All other facts concern findings about the file itself, and a new finding about any other file is a reason, too.
#include "lint/slice.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "base/paths.h"
#include "base/text.h"
#include "resolve/suspicion.h"
#include "scan/scan.h"

namespace modgate {
namespace {

/// Whether what a file of this language uses is told by the file itself and by paths. Packages, crates and descriptors
/// of other languages are told by files that the slice need not hold.
bool stands_alone(Language language) {
  return language == Language::none || is_c_family(language) || language == Language::tablegen ||
         language == Language::python || language == Language::yaml || is_build_script(language);
}

/// Whether others reach a file of this language by its path alone, and only those that name its last component.
bool comes_and_goes(Language language) {
  return language == Language::none || language == Language::c || language == Language::cxx ||
         language == Language::tablegen || is_build_script(language);
}

bool is_regular(EntryKind kind) { return kind == EntryKind::file || kind == EntryKind::executable; }

std::string_view first_component(std::string_view path) { return path.substr(0, path.find('/')); }

/// Names by which something in the tree may mean a module or a file of it.
class ModuleNames {
 public:
  ModuleNames(const Files& files, const Registry& registry) {
    for (const Module& module : registry.modules) {
      for (std::string& word : naming_words(module)) add(word);
      for (const FileId file : module.files) {
        const std::string_view name = paths::base_name(files.path(file));
        names_.emplace(name);
        if (name.ends_with(kTemplate)) names_.emplace(name.substr(0, name.size() - kTemplate.size()));
        names_.emplace(paths::base_name(paths::parent(files.path(file))));
      }
    }
  }

  /// Whether a component of the path is such a name, also as a file from which a build makes one.
  bool in(std::string_view path) const {
    for (const std::string_view name : text::split(path, "/")) {
      if (names_.contains(std::string(name))) return true;
      if (name.ends_with(kTemplate) && names_.contains(std::string(name.substr(0, name.size() - kTemplate.size())))) {
        return true;
      }
    }
    return false;
  }

 private:
  static constexpr std::string_view kTemplate = ".in";

  void add(std::string_view word) {
    while (word.ends_with('/')) word.remove_suffix(1);
    names_.emplace(paths::base_name(word));
  }

  std::unordered_set<std::string> names_;
};

/// The paths of one change against the base's registry.
class PathJudge {
 public:
  explicit PathJudge(const LintRun& base) : files_(*base.files), registry_(base.registry), names_(files_, registry_) {}

  std::optional<std::string> judge(const PathChange& path) const {
    for (const std::string& side : {path.before, path.after}) {
      if (side.empty()) continue;
      if (rules(side)) return fmt::format("`{}` is what modgate goes by", side);
      if (!stands_alone(language_of(side))) return fmt::format("other files tell what `{}` uses", side);
    }
    if (const auto before = files_.find(path.before); before && !is_regular(files_[*before].kind)) {
      return fmt::format("`{}` is a link", path.before);
    }
    if (path.before == path.after) return std::nullopt;
    for (const std::string& side : {path.before, path.after}) {
      if (side.empty() || (side == path.before && path.copied)) continue;
      if (auto reason = comes_or_goes(side)) return reason;
    }
    return std::nullopt;
  }

 private:
  /// Policy, roster, manifests and what else decides about all files.
  bool rules(std::string_view path) const {
    const auto is = [&](FileId file) { return index(file) < files_.view_size() && files_.path(file) == path; };
    if (path == ".mailmap" || path.starts_with(".modgate/")) return true;
    if (!registry_.policy.folder.empty() && path.starts_with(registry_.policy.folder)) return true;
    if (registry_.policy.compile_commands.set && registry_.policy.compile_commands.value == path) return true;
    return is(registry_.policy.file) || is(registry_.roster.file) ||
           std::any_of(registry_.modules.begin(), registry_.modules.end(),
                       [&](const Module& module) { return is(module.manifest.file); });
  }

  std::optional<std::string> comes_or_goes(std::string_view path) const {
    if (!comes_and_goes(language_of(path))) return fmt::format("imports elsewhere may lead to `{}`", path);
    if (names_.in(path)) return fmt::format("`{}` is named like something of a module", path);
    if (!files_.is_directory(first_component(path))) return fmt::format("`{}` is new at the top", path);
    return std::nullopt;
  }

  const Files& files_;
  const Registry& registry_;
  ModuleNames names_;
};

/// Whether a flag may be tested by a module's own sources instead of the build.
bool asks_macro(const Flag& flag) { return flag.kind.value == "macro" || flag.macro.set; }

/// What the facts of one file may do to findings about others, without places.
struct Influence {
  std::set<std::pair<std::string, std::string>> namespaces;
  std::multiset<std::tuple<std::size_t, std::size_t, bool, bool, bool>> uses;  ///< between modules
  std::multiset<std::pair<std::string, std::string>> suppressions;             ///< rules and reason
  bool operator==(const Influence&) const = default;
};

class Influences {
 public:
  explicit Influences(const LintRun& run) : run_(run) {
    for (const Module& module : run.registry.modules) {
      for (const Text& space : module.manifest.namespaces.cpp) {
        const std::size_t at = space.value.rfind("::");
        last_words_.insert(at == std::string::npos ? space.value : space.value.substr(at + 2));
      }
    }
  }

  Influence of(std::string_view path) const {
    Influence out;
    const auto file = run_.files->find(path);
    if (!file) return out;
    const FileFacts& facts = run_.facts[index(*file)];
    for (const NamespaceBlock& block : facts.blocks) {
      if (could_matter(block.name)) out.namespaces.emplace(block.name, block.lookup);
    }
    for (const Suppression& comment : facts.suppressions) {
      std::string rules;
      for (const Suppression::Item& item : comment.rules) rules += item.rule + ' ';
      out.suppressions.emplace(rules + comment.until, comment.reason);
    }
    const std::vector<Use>& uses = run_.resolution.uses;
    const auto before = [](const Use& use, FileId wanted) { return use.from < wanted; };
    for (auto use = std::lower_bound(uses.begin(), uses.end(), *file, before); use != uses.end() && use->from == *file;
         ++use) {
      if (use->user == kCore || use->module == kCore) continue;
      out.uses.emplace(index(use->user), index(use->module), use->guarded, use->test, use->integration);
    }
    return out;
  }

 private:
  bool could_matter(std::string_view name) const {
    for (const std::string_view part : text::split(name, "::")) {
      if (last_words_.contains(std::string(part))) return true;
    }
    return false;
  }

  const LintRun& run_;
  std::unordered_set<std::string> last_words_;
};

/// The files that the change touches, and the build scripts where they may build other things than before.
Slice slice_of(const std::vector<PathChange>& paths) {
  Slice slice;
  for (const PathChange& path : paths) {
    for (const std::string& side : {path.before, path.after}) {
      if (!side.empty()) slice.paths.push_back(side);
      slice.build = slice.build || is_build_script(language_of(side));
    }
    // Build scripts collect files by patterns.
    slice.build = slice.build || path.before != path.after;
  }
  std::sort(slice.paths.begin(), slice.paths.end());
  slice.paths.erase(std::unique(slice.paths.begin(), slice.paths.end()), slice.paths.end());
  return slice;
}

/// Why the paths alone make it a question to the whole tree; nothing when they do not. `builds`: other things may be
/// built than before.
std::optional<std::string> reaches_beyond(const std::vector<PathChange>& paths, bool builds, const LintRun& base) {
  if (base.registry.modules.empty()) return "the base has no module";
  if (!base.report.complete) return "the base could not be read whole";
  const bool macros = std::any_of(base.registry.modules.begin(), base.registry.modules.end(),
                                  [](const Module& module) { return asks_macro(module.manifest.flag); });
  if (builds && macros) return "whether a flag decides anything is asked of all sources";
  const PathJudge judge(base);
  for (const PathChange& path : paths) {
    if (auto reason = judge.judge(path)) return reason;
  }
  return std::nullopt;
}

/// The same by what the touched files hold, before and after, and by what was found to be new.
std::optional<std::string> reaches_beyond(const Comparison& against, const LintRun& head) {
  if (!head.report.complete) return "the view could not be read whole";
  const Influences before(*against.base);
  const Influences after(head);
  std::unordered_set<std::string_view> touched;
  for (const PathChange& path : against.paths) {
    const Influence old = before.of(path.before.empty() ? path.after : path.before);
    if (!(old == after.of(path.after.empty() ? path.before : path.after))) {
      return fmt::format("what `{}` holds concerns other files", path.after.empty() ? path.before : path.after);
    }
    if (const auto file = head.files->find(path.after); file && !is_regular((*head.files)[*file].kind)) {
      return fmt::format("`{}` is a link now", path.after);
    }
    touched.insert(path.after);
  }
  for (const Diagnostic& finding : head.report.findings) {
    if (finding.status != Diagnostic::Status::fresh) continue;
    const std::string_view path = head.files->path(finding.at.file);
    if (!touched.contains(path)) return fmt::format("{} of `{}` would be new", finding.rule->id, path);
  }
  return std::nullopt;
}

/// Files that only the head's include by name are as they were, and so is what is found in them.
void forget_beside(LintRun& head) {
  std::erase_if(head.report.findings, [&](const Diagnostic& finding) {
    return std::binary_search(head.beside.begin(), head.beside.end(), finding.at.file);
  });
}

/// What both sides have is not told apart from what only a part of the tree shows, and what excuses a finding
/// elsewhere neither.
void keep_new(const std::vector<PathChange>& paths, LintReport& report) {
  std::erase_if(report.findings,
                [](const Diagnostic& finding) { return finding.status == Diagnostic::Status::existing; });
  report.counts.existing = 0;
  report.touched = paths.size();
}

}  // namespace

Result<std::optional<LintRun>> judge_touched(Side before, Side after, const Comparison& against, LintRun& base) {
  std::optional<LintRun> whole_tree;
  const Slice slice = slice_of(against.paths);
  before.options.slice = after.options.slice = &slice;
  auto run = lint(before.view, before.options);
  if (!run) return run.error();
  base = std::move(*run);
  if (reaches_beyond(against.paths, slice.build, base)) return whole_tree;
  after.options.against = &against;
  auto head = lint(after.view, after.options);
  if (!head) return head.error();
  forget_beside(*head);
  compare_with_base(*head, against, false);
  if (reaches_beyond(against, *head)) return whole_tree;
  keep_new(against.paths, head->report);
  return std::optional(std::move(*head));
}

}  // namespace modgate
