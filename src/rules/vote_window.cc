// Takes when votes opened and closed, and reports ends that are missing, out of order or still to come, votes shorter
// than the policy's hours, stages that began before their vote was over, and ballots dated outside of it. Days without
// a time are counted as 24 hours each. A proposal's vote may still be open.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

/// Calendars of two people differ by a day at most.
constexpr std::int64_t kCalendarSlack = 1;

Diagnostic& add(const Module& module, const std::string& key, std::string message, Findings& findings) {
  Diagnostic& finding = findings.add(phrases::key_place(module, key), std::move(message));
  finding.module = module.name;
  finding.target = key;
  return finding;
}

/// An end that was written and could not be read is MG103's.
void check_presence(const Module& module, Findings& findings) {
  for (const char* const end : {"opened", "closed"}) {
    if (module.manifest.keys.contains(fmt::format("vote.{}", end))) continue;
    Diagnostic& finding =
        findings.add(phrases::key_place(module, "vote"),
                     fmt::format("the vote on module `{}` does not say when it {}", module.name, end));
    finding.label = fmt::format("no `{}`", end);
    finding.module = module.name;
    finding.target = fmt::format("vote.{}", end);
    finding.help = fmt::format("add `{}: <YYYY-MM-DD>`", end);
  }
}

void check_length(const Module& module, int hours_min, Findings& findings) {
  const Vote& vote = module.manifest.vote;
  if (!vote.opened || !vote.closed) return;
  const Related opened{phrases::key_place(module, "vote.opened"), "it opened here"};
  if (closed_before_opened(vote)) {
    Diagnostic& finding = add(module, "vote.closed",
                              fmt::format("the vote on module `{}` closed before it opened", module.name), findings);
    finding.label = "earlier than `opened`";
    finding.related.push_back(opened);
    finding.help = "correct `opened` or `closed`";
    return;
  }
  const std::int64_t hours = hours_open(*vote.opened, *vote.closed);
  if (hours >= hours_min) return;
  Diagnostic& finding =
      add(module, "vote.closed",
          fmt::format("the vote on module `{}` was open for {}, and the policy asks for {}", module.name,
                      phrases::counted(static_cast<std::size_t>(hours), "hour"), hours_min),
          findings);
  finding.label = fmt::format("after {}", phrases::counted(static_cast<std::size_t>(hours), "hour"));
  finding.related.push_back(opened);
  const bool exact = vote.opened->second && vote.closed->second;
  if (!exact) finding.notes.emplace_back("a day without a time counts as 24 hours");
  finding.help =
      exact ? "hold the vote again, for longer" : "hold the vote again, for longer, or give both ends a time";
}

/// What must not come after the vote: the stage that it decides, and the day of the check.
void check_end(const Module& module, std::optional<Date> now, Findings& findings) {
  const Manifest& manifest = module.manifest;
  if (!manifest.vote.closed) return;
  const Date& closed = manifest.vote.closed->day;
  if (now && day_number(closed) > day_number(*now) + kCalendarSlack) {
    Diagnostic& finding =
        add(module, "vote.closed",
            fmt::format("the vote on module `{}` is not over: it closes on {}, and this check is as of {}", module.name,
                        day_text(closed), day_text(*now)),
            findings);
    finding.label = "in the future";
    finding.help = "write `closed` when the vote is over";
    return;
  }
  const bool decided = counts_people(manifest.stage) && !manifest.adopted.set;
  if (!decided || !manifest.since || day_number(closed) <= day_number(*manifest.since) + kCalendarSlack) return;
  Diagnostic& finding = add(module, "vote.closed",
                            fmt::format("module `{}` is in stage {} since {}, and its vote closed on {}", module.name,
                                        stage_name(manifest.stage), day_text(*manifest.since), day_text(closed)),
                            findings);
  finding.label = "after the stage began";
  finding.related.push_back({phrases::key_place(module, "since"), "the stage began here"});
  finding.help = "correct `since`, or record the vote that decided this stage";
}

void check_ballots(const Module& module, std::optional<Date> now, Findings& findings) {
  const Vote& vote = module.manifest.vote;
  const Window window = window_of(vote);
  for (const Ballot& ballot : vote.ballots) {
    if (!ballot.voter.since || !ballot.voter.handle.set) continue;
    const std::int64_t day = day_number(*ballot.voter.since);
    std::string when;
    const char* end = nullptr;
    if (window.first && day < *window.first) {
      end = "vote.opened";
      when = fmt::format("before the vote on module `{}` opened", module.name);
    } else if (window.last && day > *window.last) {
      end = "vote.closed";
      when = fmt::format("after the vote on module `{}` closed", module.name);
    } else if (!window.last && now && day > day_number(*now) + kCalendarSlack) {
      when = fmt::format("and this check of module `{}` is as of {}", module.name, day_text(*now));
    } else {
      continue;
    }
    const std::string& handle = ballot.voter.handle.value;
    Diagnostic& finding =
        findings.add(phrases::in_manifest(module, ballot.voter.handle.at),
                     fmt::format("the ballot of `{}` is dated {}, {}", handle, day_text(*ballot.voter.since), when));
    finding.label = end != nullptr ? "does not count" : "in the future";
    if (end != nullptr)
      finding.related.push_back({phrases::key_place(module, end),
                                 end == std::string_view("vote.opened") ? "it opened here" : "it closed here"});
    finding.module = module.name;
    finding.target = "vote.ballots";
    finding.spelling = handle;
    finding.help = "correct the date, or drop the ballot";
  }
}

void check(const RuleContext& context, Findings& findings) {
  const Policy& policy = context.registry.policy;
  for (const Module& module : context.registry.modules) {
    const Stage stage = module.manifest.stage;
    if (!module.manifest.vote.set || stage == Stage::removed) continue;
    // A policy without a rule for votes asks neither for one nor for its length.
    const bool judged = !policy.vote.empty();
    if (judged && stage != Stage::proposed) check_presence(module, findings);
    check_length(module, judged ? policy.vote_hours_min : 0, findings);
    check_end(module, context.now, findings);
    check_ballots(module, context.now, findings);
  }
}

}  // namespace

extern const Rule vote_window_rule{
    .id = "MG411",
    .name = "vote-window",
    .summary = "a vote was too short, its ends are missing or contradict, or a ballot lies outside of them",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
