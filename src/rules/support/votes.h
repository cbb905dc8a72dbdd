// The vote of a manifest seen through the roster: one reading for MG407-412. Persons vote, not handles; each counts
// once and as what he was on the ballot's day. Nothing is guessed: ballots that contradict each other, or that cannot
// be read, do not count and are named. Nobody is judged without a usable roster; that is MG413's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"

namespace modgate {

/// What a ballot says. Only whole votes decide: +0, 0, -0 and fractions are opinions of somebody who abstains.
enum class Choice : std::uint8_t { in_favour, against, abstention, unreadable };

/// What became of a ballot.
enum class Fate : std::uint8_t {
  binding,        ///< counts
  undecided,      ///< counts if the voter was a PMC member on its day, which the roster's history does not tell
  advisory,       ///< the voter was not a PMC member on its day
  replaced,       ///< the voter's later ballot counts instead
  repeated,       ///< another ballot of the voter, not known to be later, says the same and counts
  contradictory,  ///< another ballot of the voter says something else, and neither is the later one
  outside,        ///< dated before the vote opened or after it closed
  unreadable,     ///< voter or vote have a fault (MG103)
  unknown,        ///< not in the roster (MG406)
  no_person       ///< a bot or a team (MG414)
};

struct BallotView {
  const Ballot* ballot = nullptr;
  const RosterPerson* person = nullptr;
  std::optional<Date> day;  ///< as of which the voter is judged; absent: now
  Choice choice = Choice::unreadable;
  Fate fate = Fate::unreadable;
  const Ballot* other = nullptr;  ///< the ballot that replaces, repeats or contradicts this one
};

struct VoteView {
  const Module* module = nullptr;
  std::vector<BallotView> ballots;                        ///< as in the manifest
  std::optional<Date> day;                                ///< vote.closed, else since, else the day of the check
  std::size_t in_favour = 0, against = 0, abstained = 0;  ///< binding ballots, one a person
  std::size_t undecided = 0;   ///< persons whose ballot would bind if it were clear what it is
  std::size_t electorate = 0;  ///< PMC members on `day`
  std::size_t undated = 0;     ///< those of them for whom the roster gives no first day
  /// Persons whose membership on the day is not known: who vote +1, who vote -1, and the others.
  std::size_t unknown_for = 0, unknown_against = 0, unknown_others = 0;

  bool is_open() const;  ///< a proposal's vote without `closed`: there is no result yet
};

/// The votes of all modules but tombstones; none when the roster is not usable.
std::vector<VoteView> votes_of(const RuleContext& context);

/// What the rule still asks for, as clauses; none when the vote passes. No rule asks for nothing.
std::vector<std::string> shortfall(std::string_view rule, const VoteView& vote);

/// What a vote comes to, whatever membership that is not known turns out to be.
enum class Outcome : std::uint8_t { passes, fails, undecided };
Outcome outcome(std::string_view rule, const VoteView& vote);

/// How each ballot was resolved: who counts for what, then every ballot that does not count, and why.
std::vector<std::string> resolution_notes(const VoteView& vote);

/// The first and the last day on which a ballot may be dated, as numbers of days; an end is absent when it is not
/// known. Where an end is a point in time, it may have been the day before or after on the voter's calendar. A vote
/// that closed before it opened has no window.
struct Window {
  std::optional<std::int64_t> first, last;
};
Window window_of(const Vote& vote);
bool closed_before_opened(const Vote& vote);
/// Hours that a vote was open: exact between two points in time, else by days.
std::int64_t hours_open(const Moment& opened, const Moment& closed);
std::string vote_text(
    const Ballot& ballot);  ///< "+1", "-0.5"; a long fraction is cut, an unreadable vote is "a ballot"

}  // namespace modgate
