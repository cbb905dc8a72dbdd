// Takes what an audit read besides the roster: owners of code, and the other list of people. Reports persons whom the
// roster does not know or has let go, roles that two lists give differently, owners named twice on a line, and patterns
// that own nothing. One finding a person and file. Teams are no persons; without a usable roster only patterns are
// judged.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/limits.h"
#include "modgate/owners.h"
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool is_team(std::string_view owner) { return owner.starts_with('@') && owner.find('/') != std::string_view::npos; }

/// Adds places, the first being the finding's own.
Diagnostic& add(const std::vector<Location>& places, std::string message, std::string_view again, Findings& findings) {
  Diagnostic& finding = findings.add(places.front(), std::move(message));
  const std::size_t shown = std::min(places.size(), limits::kRelatedPlaces + 1);
  for (std::size_t i = 1; i < shown; ++i) finding.related.push_back({places[i], std::string(again)});
  if (places.size() > shown) {
    finding.notes.push_back(fmt::format("and {}", phrases::counted(places.size() - shown, "more place")));
  }
  return finding;
}

/// "a PMC member", "a committer", "a reviewer", or nothing: what a list says of a person now.
std::string_view rank(const RosterPerson& person) {
  if (holds(person, Role::pmc, std::nullopt)) return "a PMC member";
  if (holds(person, Role::committer, std::nullopt)) return "a committer";
  return holds(person, Role::reviewer, std::nullopt) ? "a reviewer" : "";
}

class Drift {
 public:
  Drift(const RuleContext& context, Findings& findings)
      : context_(context), roster_(context.registry.roster), findings_(findings) {}

  void judge_owners(const OwnersFile& owners) {
    std::map<std::string, std::vector<Location>> unknown;
    std::map<std::string, std::vector<Location>> twice;
    std::map<std::string, std::string> spelled;
    for (const OwnersLine& line : owners.lines) {
      std::map<std::string, std::size_t> seen;
      for (const Text& owner : line.owners) {
        if (is_team(owner.value)) continue;
        const RosterPerson* const person = person_of(owner.value);
        const std::string key = phrases::lower(owner.value);
        spelled.try_emplace(key, owner.value);
        const std::string who = person != nullptr ? "=" + person->id : key;
        const bool repeated = ++seen[who] > 1;
        if (person == nullptr || person->former) {
          unknown[key].push_back({owners.file, owner.at});
        } else if (repeated) {
          twice[key].push_back({owners.file, owner.at});
        }
      }
    }
    for (const auto& [key, places] : unknown) report_unknown(spelled[key], places);
    for (const auto& [key, places] : twice) report_twice(spelled[key], places);
  }

  void judge_other(const Roster& other) {
    const std::string here = path_of(roster_.file);
    const std::string there = path_of(other.file);
    std::vector<const RosterPerson*> met;
    for (const RosterPerson& person : other.people) {
      const RosterPerson* const own = same_person(roster_, person);
      met.push_back(own);
      if (person.bot || (own != nullptr && rank(person) == rank(*own))) continue;
      if (own == nullptr || own->former) {
        if (rank(person).empty()) continue;
        Diagnostic& finding =
            report(person.at, person.id,
                   fmt::format("`{}` is {} in `{}`, and not in `{}`", person.id, rank(person), there, here));
        hint(person.id, finding);
        continue;
      }
      Diagnostic& finding =
          report(person.at, person.id,
                 fmt::format("`{}` is {} in `{}`, and {} in `{}`", person.id, title(person), there, title(*own), here));
      finding.related.push_back({own->at, fmt::format("{} here", title(*own))});
      finding.help = "make the two lists agree";
    }
    for (const RosterPerson& person : roster_.people) {
      if (person.bot || person.former || rank(person).empty()) continue;
      if (std::find(met.begin(), met.end(), &person) != met.end()) continue;
      Diagnostic& finding =
          report(person.at, person.id,
                 fmt::format("`{}` is {} in `{}`, and not in `{}`", person.id, rank(person), here, there));
      finding.help = "make the two lists agree";
    }
  }

  void judge_patterns(const OwnersFile& owners) {
    std::vector<Location> dead;
    std::string first;
    for (const OwnersLine& line : owners.lines) {
      if (line.matches != OwnersLine::Matches::none) continue;
      if (dead.empty()) first = line.pattern.value;
      dead.push_back({owners.file, line.pattern.at});
    }
    if (dead.empty()) return;
    const std::string which = dead.size() == 1
                                  ? fmt::format("pattern `{}` matches", first)
                                  : fmt::format("{} of {} patterns match", dead.size(), owners.lines.size());
    Diagnostic& finding = add(dead, which + " no file", "nor does this one", findings_);
    finding.label = "owns nothing";
    finding.target = "patterns";
    finding.help = "correct the patterns, or drop their lines";
  }

 private:
  std::string path_of(FileId file) const { return std::string(context_.files.path(file)); }

  const RosterPerson* person_of(std::string_view owner) const {
    return owner.starts_with('@') ? roster_.find(owner) : roster_.find_email(owner);
  }

  static const RosterPerson* same_person(const Roster& roster, const RosterPerson& person) {
    for (const std::string& handle : person.handles) {
      if (const RosterPerson* const own = roster.find(handle)) return own;
    }
    for (const std::string& email : person.emails) {
      if (const RosterPerson* const own = roster.find_email(email)) return own;
    }
    return nullptr;
  }

  static std::string title(const RosterPerson& person) {
    return rank(person).empty() ? standing(person, std::nullopt) : std::string(rank(person));
  }

  Diagnostic& report(Location at, const std::string& who, std::string message) {
    Diagnostic& finding = findings_.add(at, std::move(message));
    finding.target = who;
    finding.spelling = who;
    return finding;
  }

  void hint(const std::string& name, Diagnostic& finding) {
    // Looking for the nearest handle reads the whole roster.
    const bool hinted = ++unknown_ <= limits::kHandleHints;
    const auto near = hinted ? roster_.nearest(name) : std::nullopt;
    finding.help =
        near ? fmt::format("did you mean `{}`? An account that was renamed belongs among its `handles`", *near)
             : "correct the handle, or add the person (or a renamed handle) to the roster";
  }

  void report_unknown(const std::string& owner, const std::vector<Location>& places) {
    const RosterPerson* const former = person_of(owner);
    Diagnostic& finding = add(
        places,
        former != nullptr ? fmt::format("owner `{}` has left the roster ({})", owner, standing(*former, std::nullopt))
                          : fmt::format("owner `{}` is not in the roster", owner),
        "named here, too", findings_);
    finding.label = former != nullptr ? "left" : "unknown person";
    finding.target = owner;
    finding.spelling = owner;
    if (former != nullptr) {
      finding.help = "name somebody of the roster";
    } else {
      hint(owner, finding);
    }
  }

  void report_twice(const std::string& owner, const std::vector<Location>& places) {
    Diagnostic& finding =
        add(places, fmt::format("owner `{}` is named twice on a line", owner), "here, too", findings_);
    finding.label = "the same person again";
    finding.target = owner;
    finding.spelling = owner;
    finding.help = "drop one of the two";
  }

  const RuleContext& context_;
  const Roster& roster_;
  Findings& findings_;
  std::size_t unknown_ = 0;
};

void check(const RuleContext& context, Findings& findings) {
  if (context.roster_sources == nullptr) return;
  Drift drift(context, findings);
  const bool usable = context.registry.roster.usable();
  for (const OwnersFile& owners : context.roster_sources->owners) {
    if (usable) drift.judge_owners(owners);
    drift.judge_patterns(owners);
  }
  if (usable && context.roster_sources->other) drift.judge_other(*context.roster_sources->other);
}

}  // namespace

extern const Rule roster_drift_rule{
    .id = "MG415",
    .name = "roster-drift",
    .summary = "roster, list of contributors and code owners disagree about people",
    .severity = Severity::warning,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
