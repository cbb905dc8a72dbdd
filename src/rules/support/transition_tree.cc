// What moves need of the tree: isolation, uses that are covered or gone, residue, and code that is older than its
// manifest. Rules have judged most of it already; here their findings are counted.
#include <algorithm>
#include <cstddef>
#include <unordered_set>
#include <utility>

#include "rules/support/phrases.h"
#include "rules/support/transition_needs.h"

namespace modgate::transition {
namespace {

using State = Evidence::State;

void judge_errors(const Look& look, std::string title, std::initializer_list<std::string_view> rules, bool reported,
                  std::vector<Evidence>& out) {
  const std::vector<const Diagnostic*> errors = look.errors(rules);
  Evidence one = evidence(std::move(title), errors.empty() ? State::met : State::lacking, summary_of(look, errors));
  one.reported = !errors.empty() && reported;
  out.push_back(std::move(one));
}

/// The errors of a proposal that has files in the tree may be in the base, too; those of a new module are new.
void judge_isolation(const Look& look, std::vector<Evidence>& out) {
  judge_errors(look, "isolation is clean", {"MG2", "MG3", "MG6", "MG7"}, !look.from, out);
}

void judge_covered(const Look& look, std::vector<Evidence>& out) {
  judge_errors(look, "every use is covered by a composition", {"MG304"}, true, out);
}

/// A module in S0 may not be used, so each use that an S1 module leaves behind is a new finding.
void judge_no_uses(const Look& look, std::vector<Evidence>& out) {
  judge_errors(look, "no use is left", {"MG301", "MG302", "MG303"}, true, out);
}

/// What becomes of the uses that the base had of a module whose files are gone.
class OldUses {
 public:
  explicit OldUses(const Look& look) : look_(look), change_(*look.context().change) {
    for (const PathChange& path : change_.paths) {
      if (path.edited) edited_.insert(path.after);
    }
  }

  void judge(const Use& use) {
    const FileId file = index(use.from) < change_.after.size() ? change_.after[index(use.from)] : kNoFile;
    if (file == kNoFile) return;
    const bool same = !edited_.contains(look_.context().files.path(file));
    const FileFacts& facts = look_.context().facts[index(file)];
    const bool spelled = std::any_of(facts.references.begin(), facts.references.end(),
                                     [&](const Reference& reference) { return reference.spelled == use.spelled; });
    if (same || (spelled && !has_file_named(use.spelled))) {
      ++left_;
    } else if (spelled || (!facts.scanned && !names_folder(use.spelled))) {
      ++unknown_;
    } else {
      return;
    }
    if (first_ == kNoFile) first_ = file;
  }

  Evidence evidence_of(std::size_t uses_now) const {
    Evidence one = evidence("no use is left", State::met);
    const std::size_t left = left_ + uses_now;
    if (left > 0) {
      one.state = State::lacking;
      one.detail = phrases::counted(left, "use");
    } else if (unknown_ > 0) {
      one.state = State::undecided;
      one.detail =
          phrases::counted(unknown_, "use") + " of the base in files that changed: not known whether it is left";
    }
    if (first_ != kNoFile) one.detail += fmt::format(", the first in `{}`", look_.context().files.path(first_));
    return one;
  }

 private:
  /// Files that name a folder of the module are scanned, so that one that was not does not name it any more.
  bool names_folder(std::string_view spelled) const {
    const std::vector<Text>& paths = look_.module.manifest.paths;
    return std::any_of(paths.begin(), paths.end(), [&](const Text& path) {
      return path.value.ends_with('/') &&
             spelled.find(phrases::base_name(phrases::without_slash(path.value))) != std::string_view::npos;
    });
  }

  /// What a file spells may be another file by now.
  bool has_file_named(std::string_view spelled) {
    if (names_.empty()) {
      const Files& files = look_.context().files;
      for (std::size_t i = 0; i < files.view_size(); ++i) {
        names_.insert(phrases::base_name(files.path(static_cast<FileId>(i))));
      }
    }
    return names_.contains(phrases::base_name(spelled));
  }

  const Look& look_;
  const Change& change_;
  std::unordered_set<std::string_view> edited_;
  std::unordered_set<std::string_view> names_;
  std::size_t left_ = 0, unknown_ = 0;
  FileId first_ = kNoFile;
};

void judge_no_uses_left(const Look& look, std::vector<Evidence>& out) {
  const Change& change = *look.context().change;
  const ModuleId before = change.module(look.module.name);
  OldUses old(look);
  if (before != kCore) {
    for (const Use& use : change.resolution.uses) {
      // Declared integration lines go with the module; while the move is only tried they are still there.
      if (use.module == before && use.user != before && !(look.tried && use.integration)) old.judge(use);
    }
  }
  const std::vector<Use>& uses = look.context().resolution.uses;
  const auto now = std::count_if(uses.begin(), uses.end(), [&](const Use& use) {
    return use.module == look.id && use.user != look.id && !look.tried;
  });
  out.push_back(old.evidence_of(static_cast<std::size_t>(now)));
}

/// What a try finds of the module's own files and integration lines goes with the move.
bool goes_along(const Look& look, const Diagnostic& finding) {
  if (finding.target == "files") return true;
  const std::string_view path = look.context().files.path(finding.at.file);
  const std::vector<Integration>& entries = look.module.manifest.integration;
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Integration& entry) { return entry.path.value == path; });
}

void judge_no_residue(const Look& look, std::vector<Evidence>& out) {
  std::vector<const Diagnostic*> found = look.errors({"MG607", "MG701", "MG702", "MG703"}, true);
  const std::size_t all = found.size();
  if (look.tried) std::erase_if(found, [&](const Diagnostic* finding) { return goes_along(look, *finding); });
  Evidence one = evidence("no residue", found.empty() ? State::met : State::lacking, summary_of(look, found));
  if (found.empty() && all > 0) {
    one.state = State::follows;
    one.detail = "its files and integration lines go with the move";
  }
  one.reported = std::any_of(found.begin(), found.end(),
                             [](const Diagnostic* finding) { return finding->severity == Severity::error; });
  out.push_back(std::move(one));
}

void judge_older_code(const Look& look, std::vector<Evidence>& out) {
  const std::vector<FileId>& own = look.module.files;
  std::size_t sources = 0;
  std::size_t older = 0;
  for (const FileId file : own) {
    if (look.context().registry.part[index(file)] != Part::source) continue;
    ++sources;
    older += look.run.old[index(file)] ? 1U : 0U;
  }
  // A proposal and a tombstone promise nothing that evidence would have to cover.
  if (sources == 0 || look.to == Stage::proposed || look.to == Stage::removed) return;
  Evidence one = evidence("code that is older than its manifest", State::met);
  one.detail = older == 0 ? std::string("the base has none of its sources")
                          : fmt::format("the base has {} of its {}", older, phrases::counted(sources, "source"));
  if (older == 0) {
    one.state = State::lacking;
  } else if (2 * older < sources) {
    one.state = State::undecided;
    one.detail += "; for people to judge";
  }
  out.push_back(std::move(one));
}

}  // namespace

extern const Need isolation{"isolation is clean: no error of MG2xx, MG3xx, MG6xx and MG7xx", true, judge_isolation};
extern const Need covered_uses{"every use is covered by a composition (MG304)", true, judge_covered};
extern const Need no_uses{"no use is left", true, judge_no_uses};
extern const Need no_uses_left{"no use is left", true, judge_no_uses_left};
extern const Need no_residue{"no residue: nothing outside names it any more; the tombstone stays", true,
                             judge_no_residue};
extern const Need older_code{"code that is older than its manifest", true, judge_older_code};

}  // namespace modgate::transition
