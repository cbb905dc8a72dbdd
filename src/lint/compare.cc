// New versus existing: the findings of two trees as sets of fingerprints.
#include "lint/compare.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lint/finish.h"
#include "lint/lint.h"

namespace modgate {
namespace {

/// Findings without a target are told apart by their spelling alone; they have no such key.
std::string without_spelling(FindingKey key) {
  if (key.target.empty()) return {};
  key.spelling.clear();
  key.ordinal = 0;
  return key.fingerprint();
}

/// Findings about a file of a module that is gone stand for those about a new one in the same place: a module that
/// splits its header, or names it anew beyond git's recognition, makes nobody its new user. Fills in `matches`.
void match_replaced(const LintRun& head, const Files& before, const std::vector<FindingKey>& old_keys,
                    const std::vector<FindingKey>& keys, std::vector<SameFindings::Match>& matches) {
  const auto place = [](FindingKey key) {
    key.target.clear();
    key.spelling.clear();
    key.ordinal = 0;
    return key.fingerprint();
  };
  std::unordered_set<std::size_t> taken;
  for (const SameFindings::Match& match : matches) taken.insert(match.id);
  std::unordered_map<std::string, std::deque<std::size_t>> gone;
  for (std::size_t i = 0; i < old_keys.size(); ++i) {
    // By its name after renames: what only moved is there.
    const std::string& target = old_keys[i].target;
    if (target.empty() || taken.contains(i) || head.files->find(target) || !before.find(target)) continue;
    gone[place(old_keys[i])].push_back(i);
  }
  if (gone.empty()) return;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string& target = keys[i].target;
    if (matches[i].id != SameFindings::kNone || !head.files->find(target) || before.find(target)) continue;
    const auto replaced = gone.find(place(keys[i]));
    if (replaced == gone.end() || replaced->second.empty()) continue;
    matches[i] = {replaced->second.front(), true};
    replaced->second.pop_front();
  }
}

/// What stops the run cannot be left out as existing: its reader would not know why it ended.
bool breaks_configuration(const LintRun& run, const Diagnostic& finding) {
  if (!run.config_broken || finding.severity != Severity::error) return false;
  const FileId file = finding.at.file;
  return file == run.registry.policy.file || file == run.registry.roster.file ||
         std::any_of(run.baseline.begin(), run.baseline.end(),
                     [&](const BaselineEntry& entry) { return entry.broken && entry.file == file; });
}

}  // namespace

Renames::Renames(const std::vector<PathChange>& paths) {
  for (const PathChange& path : paths) {
    if (path.copied || path.before.empty() || path.after.empty() || path.before == path.after) continue;
    after_.emplace(path.before, path.after);
    before_.emplace(path.after, path.before);
  }
}

std::string Renames::operator()(std::string_view path) const {
  const auto found = after_.find(std::string(path));
  return found == after_.end() ? std::string(path) : found->second;
}

std::string Renames::before(std::string_view path) const {
  const auto found = before_.find(std::string(path));
  return found == before_.end() ? std::string(path) : found->second;
}

FindingKey Renames::of(FindingKey key) const {
  key.path = (*this)(key.path);
  key.target = (*this)(key.target);
  return key;
}

void SameFindings::add(std::size_t id, const FindingKey& key, bool moved) {
  exact_[key.fingerprint()].push_back({id, moved});
  if (!moved) return;
  if (const std::string loose = without_spelling(key); !loose.empty()) without_spelling_[loose].push_back(id);
}

std::vector<SameFindings::Match> SameFindings::match(const std::vector<FindingKey>& keys) {
  std::vector<Match> matches(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto known = exact_.find(keys[i].fingerprint());
    if (known == exact_.end()) continue;
    for (const Match& candidate : known->second) {
      if (!taken_.insert(candidate.id).second) continue;
      matches[i] = candidate;
      break;
    }
  }
  if (without_spelling_.empty()) return matches;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (matches[i].id != kNone) continue;
    const auto known = without_spelling_.find(without_spelling(keys[i]));
    while (known != without_spelling_.end() && matches[i].id == kNone && !known->second.empty()) {
      const std::size_t id = known->second.front();
      known->second.pop_front();
      if (taken_.insert(id).second) matches[i] = {id, true};
    }
  }
  return matches;
}

void compare_with_base(LintRun& head, const Comparison& against, bool all_count) {
  const LintRun& base = *against.base;
  const Renames renames(against.paths);
  const NameOf same = [](std::string_view path) { return std::string(path); };
  const std::vector<Diagnostic>& before = base.report.findings;
  const std::vector<FindingKey> old_keys = keys_of(before, *base.files, same);
  SameFindings known;
  std::vector<FindingKey> renamed_keys;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const FindingKey& renamed = renamed_keys.emplace_back(renames.of(old_keys[i]));
    known.add(i, renamed, !(renamed == old_keys[i]));
  }
  std::vector<Diagnostic>& findings = head.report.findings;
  const std::vector<FindingKey> keys = keys_of(findings, *head.files, same);
  auto matches = known.match(keys);
  match_replaced(head, *base.files, renamed_keys, keys, matches);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Diagnostic& finding = findings[i];
    if (finding.status != Diagnostic::Status::fresh || is_always_judged(*finding.rule)) continue;
    if (matches[i].id == SameFindings::kNone || breaks_configuration(head, finding)) continue;
    // What was silenced or milder before is new in its present form.
    const Diagnostic& found = before[matches[i].id];
    if (found.status == Diagnostic::Status::fresh && found.severity >= finding.severity) {
      finding.status = Diagnostic::Status::existing;
    }
  }
  head.report.against = base.report.view.revision;
  if (!against.note.empty()) head.report.undecided.push_back(against.note);
  // What the base could not look at cannot be told to be new: the comparison is as incomplete as the base.
  if (!base.report.complete) {
    head.report.complete = false;
    for (const std::string& reason : base.report.incomplete_because) {
      head.report.incomplete_because.push_back("in the base: " + reason);
    }
  }
  count_findings(head.report, all_count);
}

}  // namespace modgate
