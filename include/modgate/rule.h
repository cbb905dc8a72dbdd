// What a rule is: a constant with an id, a name, a default severity and one pure function. A rule is a pair of files
// in src/rules, `<slug>.cc` that defines `extern const Rule <slug>_rule` and `<slug>.md`, its page; CMake makes the
// table from the files that are there.
#pragma once

#include <fmt/core.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/activity.h"
#include "modgate/build.h"
#include "modgate/change.h"
#include "modgate/diagnostic.h"
#include "modgate/facts.h"
#include "modgate/generated.h"
#include "modgate/mentions.h"
#include "modgate/owners.h"
#include "modgate/registry.h"
#include "modgate/resolution.h"
#include "modgate/rfc.h"
#include "modgate/source.h"
#include "modgate/transition.h"

namespace modgate {

/// A file that was not read, or only in part, and why (MG906).
struct Skipped {
  FileId file = kNoFile;
  std::string reason;
  Span at;
};

/// A suppression comment and what it did; filled by lint before the MG90x rules run.
struct SuppressionState {
  FileId file = kNoFile;
  const Suppression* comment = nullptr;
  std::vector<bool> used;  ///< per rule of the comment: it silenced a finding
  /// Takes the whole comment away. Set where no rule of it was used and the text is known to be a comment.
  std::optional<Edit> removal{};
  bool listed = false;  ///< rules may be taken from its list
};

/// Why a waiver does not silence what it names; what is said first stands first (MG903).
enum class WaiverFault : std::uint8_t {
  unwaivable,
  no_approver,
  no_reason,
  no_until,
  unknown_approver,  ///< not in the roster
  bot_approver,
  own_maintainer,  ///< the approver maintains the module
  too_long,
  too_many,  ///< beyond limits::kWaiverPaths
  expired,   ///< in an audit, or in a change that edits the manifest
};

/// A waiver and what it did; filled by lint before the rules of RunsIn::settled run.
struct WaiverState {
  ModuleId module = kCore;
  const Waiver* waiver = nullptr;
  bool in_force = false;  ///< well-formed, allowed, and not new in the change that is judged
  bool fresh = false;     ///< new or edited in the change that is judged
  std::size_t silenced = 0;
  std::size_t waiting = 0;  ///< findings that it will silence once it is on the base as it is here
  bool judged = false;      ///< its rule ran, so that silencing nothing means something
  std::vector<WaiverFault> faults{};
  std::optional<Date> accepted_until{};  ///< the base's last day, where the change makes it later
};

/// An entry of the baseline and whether its finding still occurs.
struct BaselineEntry {
  FileId file = kNoFile;  ///< the baseline
  Span at;                ///< the line
  std::string fingerprint, rule, module, path, target, spelling;
  unsigned ordinal = 0;   ///< among equal findings
  bool in_force = false;  ///< the base has it, too
  bool moved = false;     ///< it matches only since its path was renamed by the change that is judged
  bool occurs = false;
  bool judged = false;  ///< its rule ran, so that its absence means something
  Location found;       ///< of its finding, when it occurs
  // A line that is no good: nothing else of the entry is set but its place.
  std::string trouble, help;
  bool broken = false;  ///< the baseline cannot be relied on: exit 2
};

/// All that a rule may look at. Nothing here does I/O.
struct RuleContext {
  const Files& files;
  const Registry& registry;
  const FactsTable& facts;  ///< per file of the view
  const Resolution& resolution;
  const BuildModel& build;
  const Mentions& mentions;
  const std::vector<Skipped>& skipped;
  const std::vector<SuppressionState>& suppressions;
  std::optional<Date> now;                        ///< HEAD's committer date or --now; absent when there is neither
  std::span<const RfcDocument> rfcs{};            ///< the documents that manifests name, judged
  const Change* change = nullptr;                 ///< the base and what differs; nullptr without `--against`
  bool audit = false;                             ///< time is judged, too
  const Activity* activity = nullptr;             ///< for audit
  const RosterSources* roster_sources = nullptr;  ///< other lists of people; read by `modgate audit` alone
  // Filled for the rules that run later.
  std::span<const Move> moves{};                  ///< after_checks
  std::span<const WaiverState> waivers{};         ///< settled
  std::span<const BaselineEntry> baseline{};      ///< settled
  std::span<const GeneratedSection> generated{};  ///< sections between markers, and markers that are wrong
};

/// Collects the findings of one rule.
class Findings {
 public:
  Findings(const Rule& rule, std::vector<Diagnostic>& out) : rule_(rule), out_(out) {}
  /// Adds a finding with the rule's default severity. The reference is good until the next call.
  Diagnostic& add(Location at, std::string message);

 private:
  const Rule& rule_;
  std::vector<Diagnostic>& out_;
};

/// When a rule runs.
enum class RunsIn : std::uint8_t {
  check,         ///< over a view
  after_checks,  ///< after suppressions and waivers were applied: MG901, moves between stages
  settled,       ///< after the baseline was applied: MG903, MG904
  audit          ///< in `modgate audit` alone
};

struct Rule {
  std::string_view id;       ///< "MG301"
  std::string_view name;     ///< "s0-included"
  std::string_view summary;  ///< one sentence, lower-case start, no final period
  Severity severity = Severity::error;
  RunsIn runs = RunsIn::check;
  bool needs_base = false;  ///< runs with `--against` alone
  bool audits = false;      ///< of RunsIn::check: runs in an audit, too, where it judges time alone
  /// Of the findings about one line and module only those of the smallest rank stay; 0 takes no part in this.
  int line_rank = 0;
  void (*check)(const RuleContext&, Findings&) = nullptr;
};

struct RuleEntry {
  const Rule* rule = nullptr;
  std::string_view page;  ///< Markdown
};

/// All rules in order of their ids. Generated by CMake from src/rules.
std::span<const RuleEntry> all_rules();
/// By id or name, case of ASCII ignored.
const RuleEntry* find_rule(std::string_view id_or_name);
/// Where the rule's page is published.
std::string rule_url(const Rule& rule);
/// Whether a comment in the source may silence the rule (RULES: MG1xx, MG4xx, MG5xx and MG9xx but MG905, MG906 may
/// not).
bool may_be_suppressed(const Rule& rule);

}  // namespace modgate
