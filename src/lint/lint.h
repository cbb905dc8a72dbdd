// The run: a view in, a report out. lint.cc reads from top to bottom as a list of passes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modgate/build.h"
#include "modgate/change.h"
#include "modgate/facts.h"
#include "modgate/history.h"
#include "modgate/mentions.h"
#include "modgate/registry.h"
#include "modgate/report.h"
#include "modgate/resolution.h"
#include "modgate/result.h"
#include "modgate/source.h"
#include "modgate/transition.h"
#include "modgate/view.h"

namespace modgate {

struct LintRun;

/// What `--against` compares with: the base as a run knew it, and what git says has changed since.
struct Comparison {
  const LintRun* base = nullptr;
  std::vector<PathChange> paths;
  std::vector<Trailer> trailers;
  std::string note;            ///< what was not looked at to tell `paths`; may be empty
  History* history = nullptr;  ///< from the base's commit backwards; without one its roster has the days it gives
};

/// A run over some files only; see slice.h.
struct Slice {
  std::vector<std::string> paths;  ///< sorted; those that are not in the view count as well
  bool build = false;              ///< all build scripts, too
};

struct LintOptions {
  std::optional<std::string> config_file;  ///< a policy on disk that judges the repository from outside
  std::string workdir;  ///< the worktree on disk, ending in `/`, for compile_commands.json; may be empty
  std::vector<std::string> select, ignore;  ///< rule ids, names, or prefixes such as MG3
  std::vector<std::pair<std::string, Severity>> severity;
  std::vector<std::string> paths;  ///< report only what lies at or below these repository-relative paths
  unsigned jobs = 1;
  std::optional<Date> now;
  bool edges = false;      ///< list every reference between files (Resolution::edges); needs prove_all to be complete
  const Slice* slice = nullptr;  ///< look at these files alone, and at what they include by name; nullptr: at all
  bool prove_all = false;  ///< lex every file, not only suspects: the slow path that the fast one is compared with
  /// Manifests that are not in the tree (`probe`): display path and text, added to those of the policy.
  std::vector<std::pair<std::string, std::string>> extra_manifests;
  /// Judge by the base's policy, roster, waivers and baseline, but let the head's describe the tree.
  const Comparison* against = nullptr;
  History* history = nullptr;  ///< from the view's commit backwards; without one nobody's evidence is confirmed
  /// Judge this module as if its manifest said another stage (`explain FROM->TO --module`).
  std::optional<std::pair<std::string, Stage>> as_stage;
  bool audit = false;                        ///< run the rules of `modgate audit` and no others
  std::optional<std::string> baseline_file;  ///< on disk, the user's own: in force as it is
  bool no_baseline = false;
};

/// Everything that a run knew, for commands that show more than findings.
struct LintRun {
  std::unique_ptr<Files> files;  ///< on the heap: texts point to it
  Registry registry;
  Roster roster;  ///< as its file gives it: the registry's has the days of history that the run needed
  FactsTable facts;
  Resolution resolution;
  BuildModel build;
  Mentions mentions;
  std::vector<Move> moves;
  std::vector<BaselineEntry> baseline;
  LintReport report;
  std::unique_ptr<SourceTexts> texts;
  std::vector<FileId> beside;  ///< of a slice: files that were read for the namespaces they open alone, in order
  bool config_broken = false;  ///< policy, roster or baseline have faults: exit 2
};

/// A Failure means that modgate could not look at all; whatever is wrong in the repository is in the report.
Result<LintRun> lint(View& view, const LintOptions& options);

/// Compares a head with its base by fingerprints: what the base has, too, is existing.
void compare_with_base(LintRun& head, const Comparison& against, bool all_count);

}  // namespace modgate
