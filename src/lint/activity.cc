#include "lint/activity.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "base/glob.h"
#include "base/text.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

/// The commits that a project asks tools to look past: one id a line, `#` starts a comment.
std::unordered_set<std::string> ignored_commits(std::string_view text) {
  std::unordered_set<std::string> out;
  for (std::string_view line : text::split(text, "\n")) {
    line = text::trim(line.substr(0, line.find('#')));
    if (!line.empty()) out.insert(text::lower(line));
  }
  return out;
}

/// `Name <address>` of a trailer's value.
Signature signature_of(std::string_view value) {
  const std::size_t open = value.rfind('<');
  const std::size_t close = value.rfind('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  return {std::string(text::trim(value.substr(0, open))), std::string(value.substr(open + 1, close - open - 1))};
}

class Counter {
 public:
  Counter(const Registry& registry, std::string_view ignored)
      : registry_(registry), ignored_(ignored_commits(ignored)), counts_(registry.modules.size()) {
    for (const Module& module : registry.modules) {
      globs_.emplace_back();
      patterns_.emplace_back();
      if (module.manifest.stage != Stage::removed) own(globs_.size() - 1, module.manifest);
    }
    activity_.modules.resize(registry.modules.size());
  }

  /// What the manifest owns is the module's, besides what is already.
  void own(std::size_t module, const Manifest& manifest) {
    const auto add = [&](const Text& pattern) {
      if (patterns_[module].insert(pattern.value).second) globs_[module].emplace_back(pattern.value);
    };
    for (const auto* patterns : {&manifest.paths, &manifest.tests, &manifest.docs}) {
      std::for_each(patterns->begin(), patterns->end(), add);
    }
    for (const Integration& integration : manifest.integration) {
      if (integration.owned) add(integration.path);
    }
  }

  void add(const CommitChange& change) {
    const std::vector<std::pair<const RosterPerson*, Signature>> writers = writers_of(change.commit);
    const bool counts = !change.commit.merge && !writers.empty() && !ignored_.contains(change.commit.id);
    for (std::size_t m = 0; m < globs_.size(); ++m) {
      const auto own = static_cast<std::size_t>(std::count_if(
          change.paths.begin(), change.paths.end(), [&](const auto& path) { return matches_any(globs_[m], path); }));
      if (own == 0) continue;
      ++activity_.modules[m].touched;
      if (!counts || (own * 2 < change.paths.size() && change.paths.size() > kFocusedFiles)) continue;
      ++activity_.modules[m].focused;
      for (const auto& [person, signature] : writers) note(m, person, signature, change.commit.day);
    }
  }

  Activity finish(Date since, Gap gap) {
    for (std::size_t m = 0; m < counts_.size(); ++m) {
      std::vector<Contributor>& out = activity_.modules[m].contributors;
      for (auto& [key, contributor] : counts_[m]) out.push_back(std::move(contributor));
      std::stable_sort(out.begin(), out.end(),
                       [](const Contributor& a, const Contributor& b) { return a.commits > b.commits; });
    }
    activity_.since = since;
    activity_.gap = std::move(gap);
    return std::move(activity_);
  }

 private:
  /// Author and co-authors, each once, without bots.
  std::vector<std::pair<const RosterPerson*, Signature>> writers_of(const Commit& commit) const {
    std::vector<Signature> all = {commit.author};
    for (const Trailer& trailer : commit.trailers) {
      if (text::equal_ignoring_case(trailer.key, "Co-authored-by")) all.push_back(signature_of(trailer.value));
    }
    std::vector<std::pair<const RosterPerson*, Signature>> out;
    std::set<std::string> seen;
    for (Signature& each : all) {
      const RosterPerson* person = registry_.roster.find_email(each.email);
      // GitHub marks its machines' accounts so; a roster may mark others.
      const bool bot = person != nullptr ? person->bot : each.email.find("[bot]@") != std::string::npos;
      if (bot || each.email.empty()) continue;
      if (seen.insert(key_of(person, each)).second) out.emplace_back(person, std::move(each));
    }
    return out;
  }

  static std::string key_of(const RosterPerson* person, const Signature& signature) {
    return person != nullptr ? "@" + person->id : "<" + text::lower(signature.email);
  }

  void note(std::size_t module, const RosterPerson* person, const Signature& signature, Date day) {
    Contributor& who = counts_[module][key_of(person, signature)];
    if (who.commits++ == 0) {
      who.person = person;
      who.shown = person != nullptr ? person->id : fmt::format("{} <{}>", signature.name, signature.email);
    }
    who.last = std::max(who.last, day);
  }

  const Registry& registry_;
  std::unordered_set<std::string> ignored_;
  std::vector<std::vector<Glob>> globs_;
  std::vector<std::set<std::string>> patterns_;  ///< of which globs_ are made
  std::vector<std::map<std::string, Contributor>> counts_;
  Activity activity_;
};

}  // namespace

Result<Activity> read_activity(const Registry& registry, const Files& files, History& history, Date now,
                               std::string_view ignored) {
  const Date since = date_of_day(day_number(now) - kActiveDays);
  Counter counter(registry, ignored);
  // A module that moved in these days lay where its manifest said then.
  Gap unread;
  for (std::size_t m = 0; m < registry.modules.size(); ++m) {
    const Manifest& manifest = registry.modules[m].manifest;
    if (manifest.stage == Stage::removed || index(manifest.file) >= files.view_size()) continue;
    const auto older = history.versions(std::string(files.path(manifest.file)), since);
    if (!older) return older.error();
    if (unread.empty()) unread = older->gap;
    for (const FileVersion& version : older->versions) {
      if (version.present) counter.own(m, parse_manifest(version.bytes, manifest.file));
    }
  }
  // Clocks go wrong, and a branch may be merged late: a commit before `since` may stand before newer ones, so the walk
  // ends only when a good stretch of commits in a row is too old.
  constexpr int kPatience = 200;
  int old = 0;
  auto gap = history.commits([&](const CommitChange& change) {
    if (change.commit.day < since) return ++old < kPatience;
    old = 0;
    if (change.commit.day <= now) counter.add(change);
    return true;
  });
  if (!gap) return gap.error();
  return counter.finish(since, std::move(gap->empty() ? unread : *gap));
}

}  // namespace modgate
