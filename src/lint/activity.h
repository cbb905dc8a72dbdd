// Counts focused commits of modules over the days before `now`, for `modgate audit`.
#pragma once

#include <string_view>

#include "modgate/activity.h"
#include "modgate/registry.h"
#include "modgate/result.h"

namespace modgate {

/// `ignored`: the text of `.git-blame-ignore-revs`. A commit belongs to the modules whose paths, tests and documents
/// match what it changed, by the patterns of today and by those that its manifest had in these days.
Result<Activity> read_activity(const Registry& registry, const Files& files, History& history, Date now,
                               std::string_view ignored);

}  // namespace modgate
