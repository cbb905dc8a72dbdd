// The outcome of a run, as every format renders it. All formats tell the same truth in the same total order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/rule.h"
#include "modgate/source.h"

namespace modgate {

struct Counts {
  std::uint64_t modules = 0;
  std::uint64_t files = 0;    ///< entries of the view, submodules and excluded ones included
  std::uint64_t scanned = 0;  ///< source files that were read and searched
  std::uint64_t proved = 0;   ///< of those, the ones that held a suspect word or belong to a module, and were lexed
  std::uint64_t skipped = 0;
  std::uint64_t external = 0;  ///< references that name no file of the view
  std::uint64_t unresolved = 0;
  std::uint64_t submodules = 0;  ///< listed, not entered
  std::uint64_t errors = 0, warnings = 0, infos = 0;
  std::uint64_t suppressed = 0, baselined = 0, existing = 0;
};

struct ViewName {
  std::string kind;      ///< "worktree", "index", "tree", or "files" for `validate` outside a repository
  std::string revision;  ///< hex; empty where there is none
};

/// How sure the entries of one list of a manifest are: `confirmed` that person authored, co-authored or acknowledged
/// by trailer the commit that added the line; `linked` has evidence; `undecided` lies beyond what the clone holds.
struct Sureness {
  std::uint64_t confirmed = 0, linked = 0, claimed = 0, undecided = 0;
};

struct PeopleCounts {
  std::string module;
  Sureness endorsements, attestations;
};

/// What a run says beside its findings and the places it could not look at.
struct ReportSummary {
  ViewName view;
  std::optional<std::string> against;  ///< the base's revision in hex
  /// How many files the change touches, when those alone were looked at because nothing else can make a difference:
  /// findings that the base has, too, are not known then. Never of a report that holds them.
  std::optional<std::uint64_t> touched;
  bool complete = true;
  std::vector<std::string> incomplete_because;  ///< one sentence each, with the command that helps
  Counts counts;
  std::vector<std::string> pending;     ///< lines such as "relax: 7 of 13 for S0; pending: champion, users"
  std::vector<std::string> not_judged;  ///< what only people can judge, "present, not judged"
  std::vector<std::string> undecided;   ///< what history or people could not decide, and how to make it decidable
  std::vector<PeopleCounts> people;     ///< of the modules with endorsements or attestations, in order of modules
  double seconds = 0;                   ///< wall time; only the human formats print it
};

struct LintReport : ReportSummary {
  std::vector<Diagnostic> findings;  ///< in total order: path, begin, end, rule id, message
  std::vector<Skipped> skipped;
  std::vector<Unresolved> unresolved;
};

}  // namespace modgate
