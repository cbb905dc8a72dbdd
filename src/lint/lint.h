// The run: a view in, a report out. lint.cc reads from top to bottom as a list of passes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/mentions.h"
#include "modgate/registry.h"
#include "modgate/report.h"
#include "modgate/resolution.h"
#include "modgate/result.h"
#include "modgate/source.h"
#include "modgate/view.h"

namespace modgate {

struct LintOptions {
  std::optional<std::string> config_file;  ///< a policy on disk that judges the repository from outside
  std::string workdir;  ///< the worktree on disk, ending in `/`, for compile_commands.json; may be empty
  std::vector<std::string> select, ignore;  ///< rule ids, names, or prefixes such as MG3
  std::vector<std::pair<std::string, Severity>> severity;
  std::vector<std::string> paths;  ///< report only what lies at or below these repository-relative paths
  unsigned jobs = 1;
  std::optional<Date> now;
  bool edges = false;      ///< list every reference between files (Resolution::edges); needs prove_all to be complete
  bool prove_all = false;  ///< lex every file, not only suspects: the slow path that the fast one is compared with
  /// Manifests that are not in the tree (`probe`): display path and text, added to those of the policy.
  std::vector<std::pair<std::string, std::string>> extra_manifests;
  /// Judge by this policy and roster (`--against`: the base's), but let the head's describe the tree.
  std::optional<Policy> judge;
  std::optional<Roster> judge_roster;
};

/// Everything that a run knew, for commands that show more than findings.
struct LintRun {
  std::unique_ptr<Files> files;  ///< on the heap: texts point to it
  Registry registry;
  std::vector<FileFacts> facts;
  Resolution resolution;
  BuildModel build;
  Mentions mentions;
  LintReport report;
  std::unique_ptr<SourceTexts> texts;
  bool config_broken = false;  ///< policy or roster have faults: exit 2
};

/// A Failure means that modgate could not look at all; whatever is wrong in the repository is in the report.
Result<LintRun> lint(View& view, const LintOptions& options);

/// Compares a head with its base by fingerprints: what the base has, too, is existing. `renames` are old and new paths.
void compare_with_base(LintRun& head, const LintRun& base,
                       const std::vector<std::pair<std::string, std::string>>& renames, bool all_count);

}  // namespace modgate
