// How the ballots of a vote were resolved, in words: who counts for what, then the others by their reason; see votes.h.
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/support/phrases.h"
#include "rules/support/seats.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

/// Names or ballots of one note before the rest is a number: a large PMC is listed whole.
constexpr std::size_t kNamed = 100;
/// Reasons why ballots do not count before the rest is a number.
constexpr std::size_t kReasons = 20;

std::string voter_name(const BallotView& view) {
  const Text& handle = view.ballot->voter.handle;
  if (!handle.set) return "somebody whose handle cannot be read";
  const bool alias = view.person != nullptr && phrases::lower(view.person->id) != phrases::lower(handle.value);
  return alias ? fmt::format("`{}` (`{}`)", handle.value, view.person->id) : phrases::quoted(handle.value);
}

void list_binding(const VoteView& vote, Choice choice, std::string_view title, std::vector<std::string>& notes) {
  std::vector<std::string> names;
  for (const BallotView& view : vote.ballots) {
    if (view.fate != Fate::binding || view.choice != choice) continue;
    names.push_back(voter_name(view) + (choice == Choice::abstention ? " (" + vote_text(*view.ballot) + ")" : ""));
  }
  if (!names.empty()) notes.push_back(fmt::format("{}: {}", title, phrases::listing(names, kNamed)));
}

/// Why the ballot does not count.
std::string reason(const BallotView& view) {
  switch (view.fate) {
    case Fate::binding:
      break;
    case Fate::undecided:
      return "whether a PMC member" + on_day(view.day) + " is not known";
    case Fate::advisory:
      return standing(*view.person, view.day);
    case Fate::replaced:
      return fmt::format("replaced by a later ballot{}", on_day(view.other->voter.since));
    case Fate::repeated:
      return "the same person again";
    case Fate::contradictory:
      return fmt::format("contradicted by {} of the same person",
                         view.other->vote.set ? vote_text(*view.other) : "a ballot that cannot be read");
    case Fate::outside:
      return "the vote was not open";
    case Fate::unreadable:
      return "the ballot cannot be read";
    case Fate::unknown:
      return "not in the roster";
    case Fate::no_person:
      return "not a person";
  }
  return {};
}

/// The ballots that do not count, those of one kind and reason in one note.
void list_others(const VoteView& vote, std::vector<std::string>& notes) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> kinds;
  for (const BallotView& view : vote.ballots) {
    if (view.fate == Fate::binding) continue;
    kinds[{vote_text(*view.ballot), reason(view)}].push_back(voter_name(view) + on_day(view.ballot->voter.since));
  }
  std::size_t shown = 0;
  for (const auto& [kind, voters] : kinds) {
    if (shown++ == kReasons) break;
    notes.push_back(
        fmt::format("does not count: {} of {} ({})", kind.first, phrases::listing(voters, kNamed), kind.second));
  }
  if (kinds.size() > kReasons) {
    notes.push_back(
        fmt::format("and ballots that do not count for {}", phrases::counted(kinds.size() - kReasons, "more reason")));
  }
}

}  // namespace

std::vector<std::string> resolution_notes(const VoteView& vote) {
  std::vector<std::string> notes;
  list_binding(vote, Choice::in_favour, "binding +1", notes);
  list_binding(vote, Choice::against, "binding -1", notes);
  list_binding(vote, Choice::abstention, "binding abstentions", notes);
  list_others(vote, notes);
  notes.push_back(
      fmt::format("the roster has {}{}", phrases::counted(vote.electorate, "PMC member"), on_day(vote.day)));
  if (const std::size_t unknown = vote.unknown_for + vote.unknown_against + vote.unknown_others; unknown > 0) {
    notes.push_back(fmt::format("it does not tell whether {} {} then", phrases::counted(unknown, "more person"),
                                unknown == 1 ? "was a PMC member" : "were PMC members"));
  }
  if (vote.undated > 0) {
    notes.push_back(
        fmt::format("the roster gives no first day for {} of them, who count as members at any time", vote.undated));
  }
  return notes;
}

}  // namespace modgate
