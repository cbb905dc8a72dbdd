// Takes the baseline's entries after they were applied and reports those that are not needed any more, those that are
// found by a path that a rename left behind, lines that are no good, and that a change lets the baseline grow.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

constexpr const char* kUpdate = "run `modgate baseline update`";

/// The start of the line, which holds the fingerprint: whole lines are wider than any terminal.
Location place_of(const BaselineEntry& entry) {
  constexpr std::uint32_t kMost = 33;
  return {entry.file, {entry.at.begin, std::min(entry.at.end, entry.at.begin + kMost)}};
}

void broken_line(const BaselineEntry& entry, Findings& findings) {
  Diagnostic& finding = findings.add(place_of(entry), entry.trouble);
  finding.severity = entry.broken ? Severity::error : Severity::warning;
  finding.spelling = entry.trouble;
  finding.help = entry.help;
}

std::string listed(const BaselineEntry& entry) {
  const std::string where = entry.path.empty() ? "" : " in " + phrases::quoted(entry.path);
  const std::string target =
      entry.target.empty() || entry.target == entry.path ? "" : " about " + phrases::quoted(entry.target);
  return fmt::format("{}{}{}", phrases::quoted(entry.rule), where, target);
}

void outlived(const BaselineEntry& entry, Findings& findings) {
  const std::string what = entry.moved ? "which has moved" : "which no longer occurs";
  Diagnostic& finding = findings.add(place_of(entry), fmt::format("the baseline lists {}, {}", listed(entry), what));
  finding.label = entry.moved ? "an old path" : "no longer occurs";
  finding.module = entry.module;
  finding.target = entry.fingerprint;
  finding.spelling = entry.moved ? "moved" : "gone";
  if (entry.moved) finding.related.push_back({entry.found, "found here"});
  finding.help = entry.moved ? kUpdate : "`modgate baseline prune` drops it";
}

void check(const RuleContext& context, Findings& findings) {
  const BaselineEntry* grown = nullptr;
  std::size_t added = 0;
  for (const BaselineEntry& entry : context.baseline) {
    if (!entry.trouble.empty()) {
      broken_line(entry, findings);
      continue;
    }
    if (!entry.judged) continue;
    if (!entry.occurs || entry.moved) outlived(entry, findings);
    if (!entry.occurs || entry.in_force) continue;
    if (grown == nullptr) grown = &entry;
    ++added;
  }
  if (grown == nullptr) return;
  const std::string what =
      added == 1 ? "an entry to the baseline," : fmt::format("{} entries to the baseline, the first", added);
  Diagnostic& finding = findings.add(place_of(*grown), fmt::format("this change adds {} for {}", what, listed(*grown)));
  finding.label = "not in the base's baseline";
  finding.spelling = "grown";
  finding.notes.push_back("an entry counts once it is on the base; until then its finding is judged as if unlisted");
  finding.help = "mend the finding instead, or bring the entry to the base first";
}

}  // namespace

extern const Rule stale_baseline_rule{
    .id = "MG904",
    .name = "stale-baseline",
    .summary = "an entry of the baseline that no longer occurs, or a line of it that is no good",
    .severity = Severity::warning,
    .runs = RunsIn::settled,
    .check = check,
};

}  // namespace modgate
