// The baseline: findings that existed when modgate came. JSON Lines, sorted, one entry a line, no line numbers. With a
// base, in force is what both sides list, so that a change can shrink it and never grow it.
#pragma once

#include <vector>

#include "lint/lint.h"
#include "lint/texts.h"
#include "modgate/rule.h"

namespace modgate {

/// The entries of the baseline that the options or the policy's folder name; none when there is no such file.
std::vector<BaselineEntry> read_baseline(Files& files, const Policy& policy, RunTexts& texts, BlobReader& reader,
                                         const LintOptions& options, LintReport& report);

/// Marks the findings that an entry in force lists, and the entries that occur. Findings carry fingerprints; paths of
/// entries go through the change's renames.
void apply_baseline(std::vector<Diagnostic>& findings, const Files& files, std::vector<BaselineEntry>& entries,
                    const Change* change);

}  // namespace modgate
