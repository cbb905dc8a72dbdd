// What moves need of people and of time: seats that count by the roster, votes that pass, last and are new.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "rules/support/phrases.h"
#include "rules/support/seats.h"
#include "rules/support/transition_needs.h"

namespace modgate::transition {
namespace {

using State = Evidence::State;

constexpr const char* kNoRoster = "without a usable roster nobody counts (MG413)";

/// Whether a finding of the rule cannot be one of the base, too: it does not have the module, or counts no people of a
/// proposal. A vote that closed is judged there, so that one that failed may be known from before.
bool is_first(const Look& look, std::string_view rule) {
  constexpr std::string_view kCounting[] = {"MG104", "MG401", "MG403", "MG404"};
  return !look.from || (look.from == Stage::proposed &&
                        std::find(std::begin(kCounting), std::end(kCounting), rule) != std::end(kCounting));
}

void lack(const Look& look, std::string_view rule, std::string detail, Evidence& one) {
  one.state = look.waived(rule) ? State::met : State::lacking;
  one.detail = one.state == State::met ? fmt::format("waived ({})", rule) : fmt::format("{} ({})", detail, rule);
  one.reported = one.state == State::lacking && is_first(look, rule) && !look.errors({rule}).empty();
}

/// Counts persons of whom `standing` says that they count, or may.
template <class Standing>
void judge_seats(const Look& look, const std::vector<SeatView>& seats, int minimum, std::string_view rule,
                 Standing standing, Evidence& one) {
  if (minimum <= 0) return;
  if (!look.context().registry.roster.usable()) {
    one.state = State::undecided;
    one.detail = kNoRoster;
    return;
  }
  const auto names = distinct_persons(seats, [&](const SeatView& seat) { return standing(seat) == Held::yes; });
  const auto possible = distinct_persons(seats, [&](const SeatView& seat) { return standing(seat) != Held::no; });
  const auto needed = static_cast<std::size_t>(minimum);
  std::string detail = fmt::format("{} of {}", names.size(), needed);
  if (!names.empty()) detail += ": " + phrases::listing(names);
  if (names.size() < needed && possible.size() >= needed) {
    one.state = State::undecided;
    one.detail = detail + "; who else was a member then is not known";
  } else if (names.size() < needed) {
    lack(look, rule, std::move(detail), one);
  } else {
    one.detail = std::move(detail);
  }
}

void judge_champion(const Look& look, Evidence& one) {
  const Seat& champion = look.module.manifest.champion;
  const Roster& roster = look.context().registry.roster;
  if (look.policy().preset == Preset::minimal || !champion.handle.set) return;
  const RosterPerson* const person = roster.usable() ? roster.find(champion.handle.value) : nullptr;
  if (!roster.usable()) {
    one.state = State::undecided;
    one.detail = kNoRoster;
  } else if (person == nullptr) {
    lack(look, "MG406", fmt::format("`{}` is not in the roster", champion.handle.value), one);
  } else if (person->bot) {
    lack(look, "MG414", fmt::format("`{}` is a bot", champion.handle.value), one);
  } else if (!holds(*person, Role::pmc, std::nullopt)) {
    lack(look, "MG403", fmt::format("`{}` is {}", champion.handle.value, standing(*person, std::nullopt)), one);
  }
}

void judge_vote(const Look& look, Evidence& one) {
  if (look.policy().vote.empty()) return;
  const VoteView* const vote = vote_of(look);
  if (vote == nullptr) {
    one.state = State::undecided;
    one.detail = kNoRoster;
    return;
  }
  const Outcome result = outcome(look.policy().vote, *vote);
  const std::string lacking = phrases::listing(shortfall(look.policy().vote, *vote));
  if (result == Outcome::passes) {
    one.detail = "it passes by " + look.policy().vote;
  } else if (result == Outcome::undecided) {
    one.state = State::undecided;
    one.detail = "who was a member on its day is not known: " + lacking;
  } else if (look.tried && !look.module.manifest.vote.closed) {
    one.state = State::follows;
    one.detail = "the vote is open: " + lacking;
  } else {
    lack(look, "MG408", lacking, one);
  }
}

void judge_hours(const Look& look, std::vector<Evidence>& out) {
  const Vote& vote = look.module.manifest.vote;
  const int hours_min = look.policy().vote_hours_min;
  if (look.policy().vote.empty() || hours_min <= 0) return;
  Evidence one = evidence(fmt::format("a vote open for at least {} hours", hours_min), State::lacking);
  if (vote.opened && vote.closed) {
    const std::int64_t hours = hours_open(*vote.opened, *vote.closed);
    one.state = State::met;
    one.detail = closed_before_opened(vote) ? "it closed before it opened" : fmt::format("{} hours", hours);
    if (hours < hours_min) lack(look, "MG411", one.detail, one);
  } else if (look.tried) {
    one.state = State::follows;
    one.detail = vote.set ? "the vote has not closed" : "there is no vote yet";
  } else if (vote.set) {
    lack(look, "MG411", "it does not say when it opened and closed", one);
  } else {
    const std::vector<const Diagnostic*> missing = look.errors({"MG104"});
    const bool said = std::any_of(missing.begin(), missing.end(),
                                  [](const Diagnostic* finding) { return finding->target == "vote"; });
    one.detail = said ? "there is no vote (MG104)" : "there is no vote";
    one.reported = said && is_first(look, "MG104");
  }
  out.push_back(std::move(one));
}

/// S1 asks for no vote of its own; who comes back to it does.
void judge_passing_vote(const Look& look, std::vector<Evidence>& out) {
  if (look.policy().vote.empty()) return;
  Evidence one = evidence("a vote that passes", State::met);
  if (look.module.manifest.vote.set) {
    judge_vote(look, one);
  } else {
    one.state = look.tried ? State::follows : State::lacking;
    one.detail = "there is none";
  }
  out.push_back(std::move(one));
}

void judge_new_vote(const Look& look, std::vector<Evidence>& out) {
  if (look.policy().vote.empty()) return;
  const std::optional<bool> fresh = is_new_vote(look);
  const std::string since =
      look.base != nullptr && look.base->manifest.since ? day_text(*look.base->manifest.since) : std::string("?");
  const Vote& vote = look.module.manifest.vote;
  Evidence one = evidence(fmt::format("a new vote, opened in stage {}", stage_name(*look.from)), State::met);
  if (!fresh) {
    one.state = State::undecided;
    one.detail = "the base does not say since when the stage lasts";
  } else if (!*fresh) {
    one.state = look.tried ? State::follows : State::lacking;
    one.detail = vote.opened ? fmt::format("the vote that is there opened on {}, before the stage began on {}",
                                           day_text(vote.opened->day), since)
                             : std::string("there is none that says when it opened");
  } else {
    one.detail = fmt::format("opened on {}", day_text(vote.opened->day));
  }
  out.push_back(std::move(one));
}

/// Fewer days are a warning of MG509 and nobody's lack.
void judge_days(const Look& look, std::vector<Evidence>& out) {
  const int days_min = look.policy().s0_days_min;
  if (days_min <= 0) return;
  const std::optional<Date> from = look.base != nullptr ? look.base->manifest.since : std::nullopt;
  const std::optional<Date> to = look.tried ? look.context().now : look.module.manifest.since;
  Evidence one = evidence(fmt::format("{} days in S0, else a warning", days_min), State::undecided,
                          "the day on which S0 began or ended is not known");
  if (from && to) {
    const std::int64_t days = day_number(*to) - day_number(*from);
    one.state = days >= days_min ? State::met : State::undecided;
    one.detail = fmt::format("{} days, since {}", days, day_text(*from));
    if (days < days_min) one.detail += "; fewer are for people to accept (MG509)";
  }
  out.push_back(std::move(one));
}

}  // namespace

void judge_people(const Look& look, const Requirement& row, Evidence& one) {
  const Registry& registry = look.context().registry;
  if (row.title == "vote" && look.tried && !row.met) {
    one.state = State::follows;
    one.detail = "there is none yet";
    return;
  }
  // A list that is there but too short is no missing field (MG104): its persons are counted, where there is a minimum.
  const bool listed = row.title == "maintainers" || row.title == "endorsers";
  if (!row.met && (!listed || field_is_missing(look.module, row.title))) return;
  if (row.title == "maintainers") {
    judge_seats(
        look, maintainers_of(registry, look.module), look.policy().maintainers_min, "MG404",
        [](const SeatView& seat) { return holds(*seat.person, Role::committer, std::nullopt) ? Held::yes : Held::no; },
        one);
  } else if (row.title == "endorsers") {
    judge_seats(
        look, endorsers_of(registry, look.module), look.policy().endorsers_min, "MG401",
        [&](const SeatView& seat) {
          return held(registry.roster, *seat.person, Role::pmc, endorsed_on(look.module.manifest, *seat.seat));
        },
        one);
  } else if (row.title == "vote") {
    judge_vote(look, one);
  } else if (row.title == "champion, decision_summary") {
    judge_champion(look, one);
  }
}

const VoteView* vote_of(const Look& look) {
  const auto vote = std::find_if(look.run.votes.begin(), look.run.votes.end(),
                                 [&](const VoteView& view) { return view.module == &look.module; });
  return vote == look.run.votes.end() ? nullptr : &*vote;
}

std::optional<bool> is_new_vote(const Look& look) {
  const Vote& vote = look.module.manifest.vote;
  if (!vote.opened) return false;
  if (look.base == nullptr || !look.base->manifest.since) return std::nullopt;
  return day_number(vote.opened->day) >= day_number(*look.base->manifest.since);
}

extern const Need vote_hours{"a vote open for at least 72 hours (`vote_hours_min`)", true, judge_hours};
extern const Need passing_vote{"a vote that passes", true, judge_passing_vote};
extern const Need new_vote{"a new vote, opened in the stage that ends", true, judge_new_vote};
extern const Need days_in_s0{"90 days in S0 (`s0_days_min`), else a warning", false, judge_days};

}  // namespace modgate::transition
