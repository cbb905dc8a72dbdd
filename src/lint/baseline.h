// The baseline: findings that existed when modgate came. JSON Lines, sorted, one entry a line, no line numbers. With a
// base, in force is what both sides list, so that a change can shrink it and never grow it. A line that cannot be read,
// or whose fingerprint is not that of its parts, is named and never guessed at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/compare.h"
#include "lint/finish.h"
#include "lint/lint.h"
#include "lint/texts.h"
#include "modgate/rule.h"

namespace modgate {

/// Where a repository keeps it, and its name beside a policy that judges from outside.
inline constexpr std::string_view kBaselinePath = ".modgate/baseline.jsonl";
inline constexpr std::string_view kOutsideBaseline = "baseline.jsonl";

/// The entries of the baseline that the options or the policy's folder name; none when there is no such file. A
/// Failure: the file that the user named is not there.
Result<std::vector<BaselineEntry>> read_baseline(Files& files, RunTexts& texts, BlobReader& reader,
                                                 const LintOptions& options, LintReport& report);

/// The lines of a baseline; those that are no good say why.
std::vector<BaselineEntry> parse_baseline(std::string_view text, FileId file);

/// Marks the findings that an entry in force lists, and the entries that occur. Findings carry fingerprints; entries of
/// the base, and those that the view has not updated, go through the change's renames.
void apply_baseline(std::vector<Diagnostic>& findings, const Files& files, std::vector<BaselineEntry>& entries,
                    const LintOptions& options, const Change* change);

/// Which entries an absence says something about.
void judge_entries(std::vector<BaselineEntry>& entries, const RuleSettings& settings, const LintOptions& options,
                   LintReport& report);

/// What no baseline may list: MG101, MG9xx, and what is judged of a change or of the day.
bool may_be_baselined(const Rule& rule);

FindingKey key_of(const BaselineEntry& entry);
/// A whole baseline with these entries: sorted, each once.
std::string baseline_text(std::vector<FindingKey> keys);

/// For each finding the entry that lists it, and whether only by renames.
std::vector<SameFindings::Match> match_entries(const std::vector<BaselineEntry>& entries,
                                               const std::vector<FindingKey>& keys, const Renames& renames,
                                               bool as_written);

}  // namespace modgate
