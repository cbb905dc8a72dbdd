// Who stands behind the lines about themselves, and what nobody can tell. A person confirms an entry by having
// authored, co-authored or acknowledged the commit that added its line; e-mail addresses and accounts tell who that is,
// names never do.
#include "lint/people.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/line_index.h"
#include "base/text.h"
#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// From the weakest to the strongest; the strongest of a person's entries counts.
enum class Sure : std::uint8_t { claimed, linked, undecided, confirmed };

/// Whether the address, or an account that a trailer names, is the one in the seat.
class Identity {
 public:
  Identity(const Roster& roster, const Seat& seat)
      : roster_(roster), handle_(seat.handle.value), person_(roster.usable() ? roster.find(handle_) : nullptr) {}

  bool commits_as(std::string_view address) const {
    if (person_ != nullptr) return !person_->bot && roster_.find_email(address) == person_;
    const std::string_view account = noreply_account(address);
    return !account.empty() && text::equal_ignoring_case(account, handle_);
  }
  bool has_account(std::string_view handle) const {
    if (person_ != nullptr) return !person_->bot && roster_.find(handle) == person_;
    return text::equal_ignoring_case(handle, handle_);
  }
  /// What is counted: two handles of one person are one.
  std::string key() const { return person_ != nullptr ? "=" + person_->id : text::lower(handle_); }

 private:
  const Roster& roster_;
  const std::string& handle_;
  const RosterPerson* person_;
};

/// `Ada <ada@acme.org>`, or an account as `@ada`. Where there is an address, it tells who; the words around it may
/// speak of others.
bool names(const Identity& who, std::string_view value) {
  const std::size_t open = value.rfind('<');
  const std::size_t close = value.rfind('>');
  if (open != std::string_view::npos && close != std::string_view::npos && open < close) {
    return who.commits_as(text::trim(value.substr(open + 1, close - open - 1)));
  }
  for (std::string_view word : text::split(value, " ")) {
    if (word.starts_with('(')) word.remove_prefix(1);
    if (!word.starts_with('@')) continue;
    const std::string_view handle = word.substr(1, word.find_last_not_of(".,;:)"));
    if (!handle.empty() && who.has_account(handle)) return true;
  }
  return false;
}

bool acknowledges(const Commit& commit, const Identity& who) {
  constexpr std::array<std::string_view, 4> kKeys{"Co-authored-by", "Acked-by", "Reviewed-by", "Signed-off-by"};
  if (who.commits_as(commit.author.email)) return true;
  return std::any_of(commit.trailers.begin(), commit.trailers.end(), [&](const Trailer& trailer) {
    const bool known = std::any_of(kKeys.begin(), kKeys.end(),
                                   [&](std::string_view key) { return text::equal_ignoring_case(trailer.key, key); });
    return known && names(who, trailer.value);
  });
}

/// The origins of the lines that name people in one manifest; without a history all are not committed.
class Lines {
 public:
  Lines(const Manifest& manifest, std::string_view text) : text_(text), index_(text) {
    for (const auto* list : {&manifest.endorsers, &manifest.attest}) {
      for (const Seat& seat : *list) add(seat);
    }
  }

  void ask(History& history, const std::string& path) {
    std::vector<std::size_t> wanted;
    for (auto& [line, place] : places_) {
      place = wanted.size();
      wanted.push_back(line);
    }
    auto found = history.origins(path, text_, wanted);
    if (found) {
      origins_ = std::move(*found);
    } else {
      const Failure& failure = found.error();
      origins_.lines.assign(wanted.size(), {});
      origins_.gap = failure.help.empty() ? failure.message : fmt::format("{}; {}", failure.message, failure.help);
    }
    asked_ = true;
  }

  Sure sureness(const Seat& seat, const Identity& who) const {
    const bool linked = seat.evidence.set && !seat.evidence.value.empty();
    const Sure without = linked ? Sure::linked : Sure::claimed;
    if (!asked_ || seat.handle.at.begin > text_.size()) return without;
    const auto at = places_.find(line_of(seat));
    if (at == places_.end() || at->second >= origins_.lines.size()) return Sure::undecided;
    const LineOrigin& origin = origins_.lines[at->second];
    if (origin.kind == LineOrigin::Kind::not_committed) return without;
    if (origin.kind == LineOrigin::Kind::unknown || origin.commit >= origins_.commits.size()) return Sure::undecided;
    return acknowledges(origins_.commits[origin.commit], who) ? Sure::confirmed : without;
  }

  const std::string& gap() const { return origins_.gap; }

 private:
  void add(const Seat& seat) {
    if (seat.handle.set && seat.handle.at.begin <= text_.size()) places_[line_of(seat)] = 0;
  }
  std::size_t line_of(const Seat& seat) const { return index_.position(seat.handle.at.begin).line; }

  std::string_view text_;
  LineIndex index_;
  std::map<std::size_t, std::size_t> places_;  ///< a line to its place in `origins_.lines`
  LineOrigins origins_;
  bool asked_ = false;
};

Sureness count(const std::vector<Seat>& seats, const Roster& roster, const Lines& lines) {
  std::map<std::string, Sure> persons;
  for (const Seat& seat : seats) {
    if (!seat.handle.set || seat.handle.value.empty()) continue;
    const Identity who(roster, seat);
    Sure& sure = persons.try_emplace(who.key(), Sure::claimed).first->second;
    sure = std::max(sure, lines.sureness(seat, who));
  }
  Sureness out;
  for (const auto& [key, sure] : persons) {
    ++(sure == Sure::confirmed ? out.confirmed
       : sure == Sure::linked  ? out.linked
       : sure == Sure::claimed ? out.claimed
                               : out.undecided);
  }
  return out;
}

/// "endorsers `ada` and `ken`"; the rest is a number.
std::string named(std::string_view title, std::vector<std::string> names) {
  const std::size_t all = names.size();
  if (all > limits::kNamedPersons) {
    names.resize(limits::kNamedPersons);
    names.push_back(fmt::format("{} more", all - limits::kNamedPersons));
  }
  return fmt::format("{}{} {} {}", title, all == 1 ? "" : "s", text::listing(names),
                     all == 1 ? "was a PMC member" : "were PMC members");
}

/// Who of one module is not known to have been a member on a day: by day, then by seat.
class Unknown {
 public:
  explicit Unknown(const Registry& registry) : roster_(registry.roster) {}

  void ask(const Seat& seat, std::optional<Date> day, std::string_view title) {
    const std::string& handle = seat.handle.value;
    if (!seat.handle.set || !day || *day >= *roster_.known_since || handle.find('/') != std::string::npos) return;
    // A handle that the roster does not have now may have been in it then.
    const RosterPerson* const person = roster_.find(handle);
    if (person != nullptr && held(roster_, *person, Role::pmc, day) != Held::undecided) return;
    std::vector<std::string>& names = seats_[{*day, title}];
    const std::string name = "`" + utf8::visible(seat.handle.value) + "`";
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }

  void tell(std::string_view module, LintReport& report) const {
    for (const auto& [key, names] : seats_) {
      report.undecided.push_back(fmt::format("{}: whether {} on {}: {}", module, named(key.second, names),
                                             day_text(key.first), utf8::visible(roster_.gap)));
    }
  }

 private:
  const Roster& roster_;
  std::map<std::pair<Date, std::string_view>, std::vector<std::string>> seats_;
};

}  // namespace

void count_people(LintRun& run, History* history, RunTexts& texts) {
  const Registry& registry = run.registry;
  for (const Module& module : registry.modules) {
    const Manifest& manifest = module.manifest;
    if (manifest.stage == Stage::removed || (manifest.endorsers.empty() && manifest.attest.empty())) continue;
    Lines lines(manifest, texts.text(manifest.file));
    const bool in_view = index(manifest.file) < run.files->view_size();
    if (history != nullptr && in_view) lines.ask(*history, std::string(run.files->path(manifest.file)));
    PeopleCounts counts{module.name, count(manifest.endorsers, registry.roster, lines),
                        count(manifest.attest, registry.roster, lines)};
    const std::uint64_t unknown = counts.endorsements.undecided + counts.attestations.undecided;
    if (unknown > 0) {
      run.report.undecided.push_back(
          fmt::format("{}: who added the lines of {}: {}", module.name,
                      text::counted(unknown, "endorsement or attestation", "endorsements and attestations"),
                      lines.gap().empty() ? "history does not tell" : utf8::visible(lines.gap())));
    }
    run.report.people.push_back(std::move(counts));
  }
}

void describe_unknown_members(const Registry& registry, LintReport& report) {
  const Roster& roster = registry.roster;
  if (!roster.usable() || !roster.known_since) return;
  for (const Module& module : registry.modules) {
    const Manifest& manifest = module.manifest;
    if (manifest.stage == Stage::removed) continue;
    Unknown unknown(registry);
    for (const Seat& seat : manifest.endorsers) unknown.ask(seat, endorsed_on(manifest, seat), "endorser");
    const std::optional<Date> day = decided_on(manifest);
    for (const Ballot& ballot : manifest.vote.ballots) {
      unknown.ask(ballot.voter, ballot.voter.since ? ballot.voter.since : day, "voter");
    }
    unknown.tell(module.name, report);
    const bool by_roster = registry.policy.vote == "majority-of-roster" && manifest.vote.set;
    if (by_roster && day && *day < *roster.known_since) {
      report.undecided.push_back(fmt::format("{}: how many PMC members there were on {}: {}", module.name,
                                             day_text(*day), utf8::visible(roster.gap)));
    }
  }
}

}  // namespace modgate
