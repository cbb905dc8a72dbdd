// Votes seen through the roster; see votes.h. Each ballot is resolved by itself first, then the ballots of one person
// are settled among themselves, so that neither their order nor the spelling of a handle changes a tally.
#include "rules/support/votes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

/// Binding votes that lazy two-thirds, a majority of votes cast, and consensus need at least.
constexpr std::size_t kQuorum = 3;

Choice choice_of(const Text& vote) {
  if (!vote.set || vote.value.empty()) return Choice::unreadable;
  if (vote.value == "1" || vote.value == "+1") return Choice::in_favour;
  return vote.value == "-1" ? Choice::against : Choice::abstention;
}

bool is_outside(const Ballot& ballot, const Window& window) {
  if (!ballot.voter.since) return false;
  const std::int64_t day = day_number(*ballot.voter.since);
  return (window.first && day < *window.first) || (window.last && day > *window.last);
}

Fate fate_of(const Roster& roster, const BallotView& view) {
  const Held member = held(roster, *view.person, Role::pmc, view.day);
  return member == Held::yes ? Fate::binding : member == Held::no ? Fate::advisory : Fate::undecided;
}

BallotView resolve(const Ballot& ballot, const VoteView& vote, const Roster& roster, const Window& window) {
  BallotView out;
  out.ballot = &ballot;
  out.day = ballot.voter.since ? ballot.voter.since : vote.day;
  out.choice = choice_of(ballot.vote);
  if (!ballot.voter.handle.set) return out;
  const std::string& handle = ballot.voter.handle.value;
  const bool team = handle.find('/') != std::string::npos;
  if (!team) out.person = roster.find(handle);
  if (team || (out.person != nullptr && out.person->bot)) {
    out.fate = Fate::no_person;
  } else if (out.person == nullptr) {
    out.fate = is_beyond_history(roster, out.day) ? Fate::undecided : Fate::unknown;
  } else if (is_outside(ballot, window)) {
    out.fate = Fate::outside;
  } else if (out.choice != Choice::unreadable) {
    out.fate = fate_of(roster, out);
  }
  return out;
}

bool takes_part(const BallotView& view) {
  return view.person != nullptr && view.fate != Fate::no_person && view.fate != Fate::outside;
}

bool is_later(const BallotView& a, const BallotView& b) {
  return a.ballot->voter.since && (!b.ballot->voter.since || *a.ballot->voter.since > *b.ballot->voter.since);
}

/// Of a person's ballots the latest counts. One without a date may be the latest, too: then all that may be must say
/// the same.
void settle(const std::vector<BallotView*>& ballots) {
  const BallotView* const latest =
      *std::max_element(ballots.begin(), ballots.end(), [](const auto* a, const auto* b) { return is_later(*b, *a); });
  const auto may_be_last = [&](const BallotView* view) {
    return !view->ballot->voter.since || !is_later(*latest, *view);
  };
  std::vector<BallotView*> candidates;
  std::copy_if(ballots.begin(), ballots.end(), std::back_inserter(candidates), may_be_last);
  // A ballot that binds before one that does not: without a date it may be judged as of another day.
  BallotView* const kept = *std::min_element(candidates.begin(), candidates.end(),
                                             [](const auto* a, const auto* b) { return a->fate < b->fate; });
  const auto differs = [&](const BallotView* view) { return view->choice != kept->choice; };
  const auto other = std::find_if(candidates.begin(), candidates.end(), differs);
  const bool clear = other == candidates.end();
  for (BallotView* const view : ballots) {
    if (!may_be_last(view)) {
      view->other = kept->ballot;
      view->fate = Fate::replaced;
    } else if (clear && view != kept) {
      view->other = kept->ballot;
      view->fate = Fate::repeated;
    } else if (!clear && view->fate != Fate::unreadable) {
      view->other = differs(view) ? kept->ballot : (*other)->ballot;
      view->fate = Fate::contradictory;
    }
  }
}

/// Gives the persons whose ballot would count if it were known what they were.
std::set<const RosterPerson*> count(VoteView& vote, const Roster& roster) {
  std::set<const RosterPerson*> unclear;
  std::set<const RosterPerson*> unknown;
  std::set<std::string> strangers;
  for (const BallotView& view : vote.ballots) {
    if (view.fate == Fate::binding) {
      const bool decides = view.choice != Choice::abstention;
      ++(!decides ? vote.abstained : view.choice == Choice::against ? vote.against : vote.in_favour);
    } else if (view.fate == Fate::undecided && view.choice != Choice::abstention) {
      const bool stranger = view.person == nullptr;
      if (stranger && !strangers.insert(phrases::lower(view.ballot->voter.handle.value)).second) continue;
      ++(view.choice == Choice::against ? vote.unknown_against : vote.unknown_for);
      ++vote.undecided;
      if (view.person != nullptr) unknown.insert(view.person);
    } else if (view.fate == Fate::contradictory || view.fate == Fate::unreadable) {
      if (view.person == nullptr) ++vote.undecided;
      if (view.person != nullptr && held(roster, *view.person, Role::pmc, view.day) != Held::no) {
        unclear.insert(view.person);
      }
    }
  }
  vote.undecided += unclear.size();
  return unknown;
}

void count_electorate(VoteView& vote, const Roster& roster, const std::set<const RosterPerson*>& unknown) {
  for (const RosterPerson& person : roster.people) {
    if (person.bot) continue;
    const Held member = held(roster, person, Role::pmc, vote.day);
    if (member == Held::undecided && !unknown.contains(&person)) ++vote.unknown_others;
    if (member != Held::yes) continue;
    ++vote.electorate;
    // A first day that the roster's own history covers is no guess.
    const bool covered = roster.oldest && vote.day && *roster.oldest <= *vote.day;
    const bool undated = std::any_of(person.roles.begin(), person.roles.end(), [&](const RoleSpan& span) {
      return span.role == Role::pmc && !span.since && !(span.derived && covered);
    });
    if (vote.day && undated) ++vote.undated;
  }
}

VoteView view_of(const Module& module, const RuleContext& context) {
  const Roster& roster = context.registry.roster;
  VoteView out;
  const Vote& vote = module.manifest.vote;
  out.module = &module;
  out.day = decided_on(module.manifest);
  if (!out.day) out.day = context.now;
  const Window window = window_of(vote);
  for (const Ballot& ballot : vote.ballots) out.ballots.push_back(resolve(ballot, out, roster, window));
  std::map<const RosterPerson*, std::vector<BallotView*>> by_person;
  for (BallotView& view : out.ballots) {
    if (takes_part(view)) by_person[view.person].push_back(&view);
  }
  for (const auto& [person, ballots] : by_person) settle(ballots);
  count_electorate(out, roster, count(out, roster));
  return out;
}

}  // namespace

bool VoteView::is_open() const {
  return module->manifest.stage == Stage::proposed && !module->manifest.keys.contains("vote.closed");
}

std::vector<VoteView> votes_of(const RuleContext& context) {
  std::vector<VoteView> out;
  const Registry& registry = context.registry;
  if (!registry.roster.usable()) return out;
  for (const Module& module : registry.modules) {
    if (!module.manifest.vote.set || module.manifest.stage == Stage::removed) continue;
    out.push_back(view_of(module, context));
  }
  return out;
}

std::vector<std::string> shortfall(std::string_view rule, const VoteView& vote) {
  std::vector<std::string> out;
  const std::size_t cast = vote.in_favour + vote.against;
  if (rule == "majority-of-roster") {
    const std::size_t needed = vote.electorate / 2 + 1;
    if (vote.in_favour < needed)
      out.push_back(fmt::format("{} of {} PMC members must vote +1", needed, vote.electorate));
  } else if (rule == "lazy-two-thirds") {
    if (cast < kQuorum) out.push_back(fmt::format("{} binding votes must be cast", kQuorum));
    if (vote.in_favour < 2 * vote.against) out.emplace_back("+1 must be at least twice -1");
  } else if (rule == "majority-of-cast") {
    if (vote.in_favour < kQuorum) out.push_back(fmt::format("{} PMC members must vote +1", kQuorum));
    if (vote.in_favour <= vote.against) out.emplace_back("+1 must outnumber -1");
  } else if (rule == "consensus") {
    if (vote.in_favour < kQuorum) out.push_back(fmt::format("{} PMC members must vote +1", kQuorum));
    if (vote.against > 0) out.emplace_back("no PMC member may vote -1");
  }
  return out;
}

Outcome outcome(std::string_view rule, const VoteView& vote) {
  // Ballots have days of their own: who binds by one may be of the electorate or not. Both ends are taken for possible.
  VoteView best = vote;
  best.in_favour += vote.unknown_for;
  VoteView worst = vote;
  worst.electorate += vote.unknown_for + vote.unknown_against + vote.unknown_others;
  bool may_pass = false;
  bool must_pass = true;
  // More +1 never hurt, but a -1 may fill a quorum as well as turn the result.
  for (std::size_t against = 0; against <= vote.unknown_against; ++against) {
    best.against = worst.against = vote.against + against;
    may_pass = may_pass || shortfall(rule, best).empty();
    must_pass = must_pass && shortfall(rule, worst).empty();
  }
  return must_pass ? Outcome::passes : may_pass ? Outcome::undecided : Outcome::fails;
}

bool closed_before_opened(const Vote& vote) {
  if (!vote.opened || !vote.closed) return false;
  if (vote.opened->second && vote.closed->second) return *vote.closed->second < *vote.opened->second;
  return vote.closed->day < vote.opened->day;
}

Window window_of(const Vote& vote) {
  // Clocks on Earth are at most 12 hours behind UTC and 14 hours ahead of it.
  constexpr std::int64_t kBehind = 12 * 3600;
  constexpr std::int64_t kAhead = 14 * 3600;
  constexpr std::int64_t kDay = 24 * 3600;
  const auto day_of = [](std::int64_t second) { return (second - (second % kDay + kDay) % kDay) / kDay; };
  Window out;
  if (closed_before_opened(vote)) return out;
  if (vote.opened) {
    out.first = vote.opened->second ? day_of(*vote.opened->second - kBehind) : day_number(vote.opened->day);
  }
  if (vote.closed) {
    out.last = vote.closed->second ? day_of(*vote.closed->second + kAhead) : day_number(vote.closed->day);
  }
  return out;
}

std::string vote_text(const Ballot& ballot) {
  constexpr std::size_t kShown = 8;  // more digits of an opinion say nothing
  const std::string& value = ballot.vote.value;
  if (!ballot.vote.set) return "a ballot";
  return value.size() > kShown ? value.substr(0, kShown) + "..." : value;
}

std::int64_t hours_open(const Moment& opened, const Moment& closed) {
  constexpr std::int64_t kSecondsOfAnHour = 3600;
  if (opened.second && closed.second) return (*closed.second - *opened.second) / kSecondsOfAnHour;
  return (day_number(closed.day) - day_number(opened.day)) * 24;
}

}  // namespace modgate
