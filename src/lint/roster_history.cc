// The roster through its own history. Each version of the file that holds a role holds it from its commit's day to the
// day before the next version's; the roles that the file does not date get these days. Versions that cannot be read
// tell nothing: the one before stays in force, and that is named. Whom a version means is told by handles and
// addresses.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "lint/people.h"
#include "manifest/parse.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using Day = std::int64_t;
constexpr Day kEver = std::numeric_limits<Day>::min();
constexpr Day kStill = std::numeric_limits<Day>::max();

bool has_days(const RoleSpan& span) { return span.since || span.until; }

/// The earliest day as of which somebody's membership is judged.
std::optional<Date> earliest_day(const std::vector<Manifest>& manifests) {
  std::optional<Date> earliest;
  const auto ask = [&](std::optional<Date> day) {
    if (day && (!earliest || *day < *earliest)) earliest = day;
  };
  for (const Manifest& manifest : manifests) {
    if (manifest.stage == Stage::removed) continue;
    for (const Seat& seat : manifest.endorsers) ask(endorsed_on(manifest, seat));
    if (!manifest.vote.set) continue;
    ask(decided_on(manifest));
    for (const Ballot& ballot : manifest.vote.ballots) ask(ballot.voter.since);
  }
  return earliest;
}

struct Period {
  Day first = kEver, last = kStill;
};

/// Who held what when, as the versions of the file say it, newest first.
class Timeline {
 public:
  explicit Timeline(Roster& roster) : roster_(roster) {
    for (std::size_t i = 0; i < roster.people.size(); ++i) learn(roster.people[i], i);
  }

  void add(const Roster& version, Period in_force) {
    for (const RosterPerson& person : version.people) {
      const std::size_t known = person_of(person);
      for (const RoleSpan& span : person.roles) {
        Period period = in_force;
        if (span.since) period.first = std::max(period.first, day_number(*span.since));
        if (span.until) period.last = std::min(period.last, day_number(*span.until));
        if (period.first <= period.last) periods_[{known, span.role}].push_back(period);
      }
    }
  }

  /// Puts the days in the place of roles that have none.
  void finish() {
    for (std::size_t i = 0; i < roster_.people.size(); ++i) {
      RosterPerson& person = roster_.people[i];
      const std::vector<RoleSpan> written = std::exchange(person.roles, {});
      for (const Role role : {Role::reviewer, Role::committer, Role::pmc, Role::emeritus}) {
        const auto same = [&](const RoleSpan& span) { return span.role == role; };
        const bool dated = std::any_of(written.begin(), written.end(),
                                       [&](const RoleSpan& span) { return same(span) && has_days(span); });
        if (dated) {
          std::copy_if(written.begin(), written.end(), std::back_inserter(person.roles), same);
        } else {
          derive(person, role, periods_[{i, role}]);
        }
      }
    }
    roster_.index();
  }

 private:
  static void derive(RosterPerson& person, Role role, std::vector<Period>& periods) {
    std::sort(periods.begin(), periods.end(), [](const Period& a, const Period& b) { return a.first < b.first; });
    std::vector<Period> joined;
    for (const Period& period : periods) {
      if (!joined.empty() && (joined.back().last == kStill || period.first <= joined.back().last + 1)) {
        joined.back().last = std::max(joined.back().last, period.last);
      } else {
        joined.push_back(period);
      }
    }
    for (const Period& period : joined) {
      RoleSpan span;
      span.role = role;
      span.derived = true;
      if (period.first != kEver) span.since = date_of_day(period.first);
      if (period.last != kStill) span.until = date_of_day(period.last);
      person.roles.push_back(span);
    }
  }

  static std::vector<std::string> keys_of(const RosterPerson& person) {
    std::vector<std::string> keys = {"@" + text::lower(person.id)};
    for (const std::string& handle : person.handles) keys.push_back("@" + text::lower(handle));
    for (const std::string& email : person.emails) keys.push_back("<" + text::lower(email));
    return keys;
  }

  void learn(const RosterPerson& person, std::size_t is) {
    for (const std::string& key : keys_of(person)) by_key_.try_emplace(key, is);
  }

  /// The same person now, with the handles of then; else one who has left.
  std::size_t person_of(const RosterPerson& then) {
    std::optional<std::size_t> known;
    for (const std::string& key : keys_of(then)) {
      const auto found = by_key_.find(key);
      if (found == by_key_.end()) continue;
      known = found->second;
      break;
    }
    if (!known) {
      known = roster_.people.size();
      RosterPerson left = then;
      left.roles.clear();
      left.former = true;
      left.at = {roster_.file, {}};
      roster_.people.push_back(std::move(left));
    } else {
      for (const std::string& handle : then.handles) {
        if (!by_key_.contains("@" + text::lower(handle))) roster_.people[*known].handles.push_back(handle);
      }
    }
    learn(then, *known);
    return *known;
  }

  Roster& roster_;
  std::unordered_map<std::string, std::size_t> by_key_;  ///< "@handle" and "<address" in lower case
  std::map<std::pair<std::size_t, Role>, std::vector<Period>> periods_;
};

/// The present file's version, which history may not have yet, and those before it.
class Versions {
 public:
  Versions(Configuration& configuration, std::string_view path, std::string_view present)
      : roster_(configuration.roster),
        path_(path),
        present_(present),
        imported_(configuration.policy.contributors.set) {}

  void apply(FileVersions history, std::optional<Date> now, LintReport& report) {
    std::vector<FileVersion>& versions = history.versions;
    if (versions.size() > limits::kRosterVersions) {
      versions.resize(limits::kRosterVersions);
      history.gap = fmt::format(
          "`{}` has more than {} versions, of which the newest are read; write the days into the "
          "roster as `since` and `until`",
          utf8::visible(path_), limits::kRosterVersions);
    }
    const Roster now_listed = roster_;
    Timeline timeline(roster_);
    const bool committed = !versions.empty() && versions.front().present && versions.front().bytes == present_;
    Day from = day_number(Date{9999, 12, 31});  // nothing is known of any day
    if (!committed && now) {
      from = day_number(*now);
    } else if (!versions.empty()) {
      from = day_number(versions.front().from);
    }
    Day until = kStill;
    const Roster* listed = &now_listed;
    Roster older;
    for (std::size_t i = committed ? 1 : 0; i < versions.size(); ++i) {
      // Clocks differ between machines: a version ends when the next one begins, whatever its own commit says.
      const Day begins = std::min(from, day_number(versions[i].from));
      Roster read = parse(versions[i]);
      if (!read.usable()) {
        if (versions[i].present) note_unreadable(versions[i].from, read.unusable, report);
        continue;
      }
      if (from <= until) timeline.add(*listed, {from, until});
      until = from - 1;
      from = begins;
      older = std::move(read);
      listed = &older;
    }
    if (!history.gap.empty()) {
      roster_.known_since = date_of_day(from);
      roster_.gap = history.gap;
    } else {
      roster_.oldest = date_of_day(from);
    }
    timeline.add(*listed, {history.gap.empty() ? kEver : from, until});
    timeline.finish();
  }

 private:
  Roster parse(const FileVersion& version) const {
    if (!version.present) return {};
    return imported_ ? parse_contributors(version.bytes, roster_.file) : parse_people(version.bytes, roster_.file);
  }

  void note_unreadable(const Date& from, std::string_view why, LintReport& report) const {
    report.undecided.push_back(
        fmt::format("the roster `{}` as of {}, which names nobody ({}): the one before it counts instead",
                    utf8::visible(path_), day_text(from), why));
  }

  Roster& roster_;
  std::string_view path_, present_;
  bool imported_ = false;
};

}  // namespace

RosterFile roster_file(const Files& files, const Roster& roster, SourceTexts& texts) {
  if (index(roster.file) >= files.view_size()) return {};
  return {std::string(files.path(roster.file)), std::string(texts.text(roster.file))};
}

void date_roster(Configuration& configuration, const RosterFile& file, History& history, std::optional<Date> now,
                 LintReport& report) {
  const Roster& roster = configuration.roster;
  if (!roster.usable() || file.path.empty()) return;
  const bool undated = std::any_of(roster.people.begin(), roster.people.end(), [](const RosterPerson& person) {
    return std::any_of(person.roles.begin(), person.roles.end(), [](const RoleSpan& span) { return !has_days(span); });
  });
  const std::optional<Date> earliest = earliest_day(configuration.manifests);
  if (!undated || !earliest) return;
  auto found = history.versions(file.path, earliest);
  FileVersions versions;
  if (found) {
    versions = std::move(*found);
  } else {
    const Failure& failure = found.error();
    versions.gap = failure.help.empty() ? failure.message : fmt::format("{}; {}", failure.message, failure.help);
  }
  if (versions.versions.empty() && versions.gap.empty()) return;  // not committed yet: the first version of all
  Versions(configuration, file.path, file.text).apply(std::move(versions), now, report);
}

}  // namespace modgate
