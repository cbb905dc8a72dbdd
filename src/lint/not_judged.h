// What a run knows that it did not judge: neither green nor wrong, and named in every report.
#pragma once

#include <vector>

#include "lint/lint.h"

namespace modgate {

/// What only people can judge stands in the report, never as passed.
void describe_modules(const Registry& registry, LintReport& report);
/// Files of no language that are too large to be searched for mentions.
void describe_huge(const Files& files, const std::vector<FileId>& huge, LintReport& report);
/// A policy or roster whose name ends in `.yml`, where modgate looks for `.yaml`.
void describe_misnamed(const LintRun& run, LintReport& report);
/// What of a move between stages only people or history know.
void describe_moves(const LintRun& run, LintReport& report);
/// Where the build of a module could not be followed, or was not found at all.
void describe_builds(const LintRun& run, LintReport& report);

}  // namespace modgate
