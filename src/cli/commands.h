// One function a command: options in, text out, an exit code back.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "cli/output.h"
#include "git/repository.h"
#include "lint/lint.h"
#include "modgate/view.h"
#include "report/printed.h"

namespace modgate::cli {

Exit run_check(const Options& options);
Exit run_validate(const Options& options);
Exit run_probe(const Options& options);
Exit run_rfc(const Options& options);
Exit run_explain(const Options& options);
Exit run_rules(const Options& options);
Exit run_modules(const Options& options);
Exit run_graph(const Options& options);
Exit run_remove(const Options& options);
Exit run_audit(const Options& options);
Exit run_who(const Options& options);
Exit run_baseline(const Options& options);
Exit run_schema(const Options& options);
Exit run_init(const Options& options);
Exit run_config(const Options& options);
Exit run_convert(const Options& options);
Exit run_completions(const Options& options);
Exit run_complete(const Options& options);
Exit run_reference(const Options& options);

// Shared by the commands.

/// The repository at `-C` or here, and the view that the options ask for.
struct Opened {
  std::unique_ptr<git::Repository> repository;
  std::unique_ptr<View> view;
};
Result<Opened> open_view(const Options& options);

/// Options of the run as lint takes them: paths made repository-relative, the day, the number of threads.
Result<LintOptions> lint_options(const Options& options, const git::Repository& repository);

/// History from the view's commit backwards; nothing where there is none: a HEAD without commits, or a bare tree.
Result<std::unique_ptr<History>> history_of(const Options& options, const git::Repository& repository);

/// Renders, writes, and turns the report into the exit code of PRODUCT.
Exit finish(const Options& options, LintRun& run, bool empty_is_failure);
/// The exit code alone; says on stderr when there was nothing to check.
Exit exit_of(const Options& options, const LintRun& run, bool empty_is_failure);

/// Writes the report in every format that was asked for. `nothing_checked`: people are told on stderr instead.
Result<bool> publish(const Options& options, const PrintedReport& report, bool nothing_checked);

/// A path as the user typed it to a path of the repository, "" for its root.
Result<std::string> repository_path(const std::string& typed, const git::Repository& repository,
                                    const std::string& directory);

/// What is said of a typed path that the view does not have.
Failure no_such_path(const std::string& typed);

/// The exit code of a command that shows a run without judging it; says on stderr what is wrong with the run.
Exit verdict_of(const LintRun& run);

/// A Failure when the command got more words than it takes.
std::optional<Failure> surplus_words(const Options& options, std::string_view command, std::size_t most);

}  // namespace modgate::cli
