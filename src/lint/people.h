// People seen through history: the roster as it stood on each day, and who confirmed the lines about themselves.
#pragma once

#include "lint/lint.h"
#include "lint/load.h"
#include "lint/texts.h"

namespace modgate {

/// Gives roles without dates the days on which they appeared in, and went from, the roster's file.
void date_roster(Configuration& configuration, const Files& files, History& history, LintReport& report);

/// Fills the report's `people`: how many endorsements and attestations are confirmed, linked, claimed, undecided.
void count_people(LintRun& run, History& history, RunTexts& texts);

}  // namespace modgate
