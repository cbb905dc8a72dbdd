// `modgate check`: the gate.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/fix.h"
#include "lint/slice.h"

namespace modgate::cli {
namespace {

/// The base as a run of its own, and what git says has changed since.
struct Base {
  std::unique_ptr<View> view;
  LintRun run;
  std::unique_ptr<History> history;
  Comparison comparison;
};

/// What git says has changed between the commit and the view; the base has not run yet.
Result<std::unique_ptr<Base>> open_base(const std::string& commit, const Options& options, const Opened& opened) {
  const git::Repository& repository = *opened.repository;
  auto base = std::make_unique<Base>();
  auto view = repository.tree(commit);
  if (!view) return view.error();
  base->view = std::move(*view);
  auto history = repository.history(commit);
  if (!history) return history.error();
  base->history = std::move(*history);
  Comparison& comparison = base->comparison;
  auto paths = repository.changes(*base->view, *opened.view, &comparison.note);
  if (!paths) return paths.error();
  auto trailers = repository.trailers(commit, options.revision.value_or("HEAD"));
  if (!trailers) return trailers.error();
  comparison.base = &base->run;
  comparison.paths = std::move(*paths);
  comparison.trailers = std::move(*trailers);
  comparison.history = base->history.get();
  return base;
}

/// The base is judged whole, whatever paths the report is about.
LintOptions options_of(const Base& base, LintOptions head) {
  head.paths.clear();
  head.history = base.history.get();
  return head;
}

/// Whether the report is about what is new alone. Some formats hold every finding with its status; fixes are looked for
/// everywhere.
bool is_about_new(const Options& options) {
  const auto holds_all = [](Format format) {
    return format == Format::json || format == Format::jsonl || format == Format::sarif;
  };
  const auto format = format_of(options.format);
  return !options.all && !options.fix && !options.diff && !options.prove_all && !(format && holds_all(*format)) &&
         std::none_of(options.reports.begin(), options.reports.end(),
                      [&](const auto& report) { return holds_all(report.first); });
}

/// A path that names nothing would silently report nothing. One that only the base has was removed by the change.
std::optional<Failure> check_paths(const Options& options, const std::vector<std::string>& paths, const LintRun& head,
                                   const LintRun* base) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto holds = [&](const Files& files) { return files.find(paths[i]) || files.is_directory(paths[i]); };
    if (paths[i].empty() || holds(*head.files) || (base != nullptr && holds(*base->files))) continue;
    return no_such_path(options.words[i]);
  }
  return std::nullopt;
}

/// A patch is no report; a report beside it would tell of another state of the files.
std::optional<Failure> surplus_formats(const Options& options) {
  if (!options.diff || (options.format == "auto" && options.reports.empty())) return std::nullopt;
  return Failure{Failure::Kind::usage, "--diff has one format, git's", "leave out -f and --report, or --diff"};
}

/// `--diff`: the patch and nothing else on stdout; what no patch can correct still decides.
Exit print_diff(const Options& options, const LintRun& run, const Fixed& fixed, bool empty_is_failure) {
  if (auto written = print_fixes(options, fixed); !written) return fail(written.error());
  if (const Exit exit = verdict_of(run); exit != Exit::ok) return exit;
  if (!fixed.files.empty()) return Exit::findings;
  const Exit exit = exit_of(options, run, empty_is_failure);
  if (exit == Exit::findings) fmt::print(stderr, "nothing to fix; the findings of `modgate check` remain\n");
  return exit;
}

/// The run's report; before it what --fix and --diff do. `judge` runs again.
Exit conclude(const Options& options, const Opened& opened, const Judge& judge, LintRun& run, bool empty_is_failure) {
  if (!options.fix && !options.diff) return finish(options, run, empty_is_failure);
  auto fixed = find_fixes(*opened.view, judge, run, options.all);
  if (!fixed) return fail(fixed.error());
  if (options.diff) return print_diff(options, run, *fixed, empty_is_failure);
  if (fixed->files.empty()) return finish(options, run, empty_is_failure);
  auto written = write_fixes(options, opened.repository->workdir(), *fixed);
  if (!written) {
    finish(options, run, empty_is_failure);
    return fail(written.error());
  }
  auto after = open_view(options);
  if (!after) return fail(after.error());
  auto again = judge(*after->view);
  if (!again) return fail(again.error());
  return finish(options, *again, empty_is_failure);
}

}  // namespace

Exit run_check(const Options& options) {
  if (auto failure = surplus_formats(options)) return fail(*failure);
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  const git::Repository& repository = *opened->repository;
  auto settings = lint_options(options, repository);
  if (!settings) return fail(settings.error());
  for (const std::string& word : options.words) {
    auto path = repository_path(word, repository, options.directory);
    if (!path) return fail(path.error());
    settings->paths.push_back(*path);
  }
  auto history = history_of(options, repository);
  if (!history) return fail(history.error());
  settings->history = history->get();
  // Nothing comes before the first commit: all that it holds is new.
  const bool first_commit = options.staged && options.against == "auto" && repository.unborn();
  if (!options.against || first_commit) {
    const Judge judge = [&](View& view) {
      auto run = lint(view, *settings);
      if (run) drop_fixes_not_on_disk(*run, view, repository.workdir());
      return run;
    };
    auto run = judge(*opened->view);
    if (!run) return fail(run.error());
    if (auto failure = check_paths(options, settings->paths, *run, nullptr)) return fail(*failure);
    return conclude(options, *opened, judge, *run, !options.allow_empty);
  }

  auto commit = repository.base_of(*options.against, options.staged, options.revision);
  if (!commit) return fail(commit.error());
  auto base = open_base(*commit, options, *opened);
  if (!base) return fail(base.error());
  const Comparison& comparison = (*base)->comparison;
  View& before = *(*base)->view;
  const LintOptions before_options = options_of(**base, *settings);
  if (is_about_new(options)) {
    auto run = judge_touched({before, before_options}, {*opened->view, *settings}, comparison, (*base)->run);
    if (!run) return fail(run.error());
    if (LintRun* touched = *run ? &**run : nullptr) {
      if (auto failure = check_paths(options, settings->paths, *touched, comparison.base)) return fail(*failure);
      return finish(options, *touched, false);
    }
  }
  auto whole = lint(before, before_options);
  if (!whole) return fail(whole.error());
  (*base)->run = std::move(*whole);
  settings->against = &comparison;
  const Judge judge = [&](View& view) {
    auto run = lint(view, *settings);
    if (!run) return run;
    compare_with_base(*run, comparison, options.all);
    drop_fixes_not_on_disk(*run, view, repository.workdir());
    return run;
  };
  auto head = judge(*opened->view);
  if (!head) return fail(head.error());
  if (auto failure = check_paths(options, settings->paths, *head, comparison.base)) return fail(*failure);
  return conclude(options, *opened, judge, *head, !options.allow_empty && comparison.base->report.counts.modules == 0);
}

}  // namespace modgate::cli
