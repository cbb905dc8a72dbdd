// People seen through history: the roster as it stood on each day, who confirmed the lines about themselves, and what
// the clone's history does not tell.
#pragma once

#include "lint/lint.h"
#include "lint/load.h"
#include "lint/texts.h"

namespace modgate {

/// The file that a roster was read from: its path in the repository and what it holds.
struct RosterFile {
  std::string path;  ///< empty: none, or one outside of the view, which has no history
  std::string text;
};
RosterFile roster_file(const Files& files, const Roster& roster, SourceTexts& texts);

/// Gives roles without dates the days on which they appeared in, and went from, the roster's file, and adds who has
/// left it. Asks nothing where no seat of the manifests is judged on a day, or where the file gives all days. A
/// worktree's own version of the file counts from `now`.
void date_roster(Configuration& configuration, const RosterFile& file, History& history, std::optional<Date> now,
                 LintReport& report);

/// Fills the report's `people`: how many endorsements and attestations are confirmed, linked, claimed, undecided.
/// Without a history none is confirmed.
void count_people(LintRun& run, History* history, RunTexts& texts);

/// Names the seats, and the votes, that are judged on days of which the roster's history does not tell.
void describe_unknown_members(const Registry& registry, LintReport& report);

}  // namespace modgate
