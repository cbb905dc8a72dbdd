// What several commands do: open a view, translate options, finish with a report.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/paths.h"
#include "cli/commands.h"

namespace modgate::cli {
namespace {

std::string start_folder(const Options& options) { return options.directory.empty() ? "." : options.directory; }

Result<std::unique_ptr<View>> view_of(const Options& options, const git::Repository& repository) {
  if (options.staged) return repository.staged();
  if (options.revision) return repository.tree(*options.revision);
  return repository.worktree();
}

}  // namespace

Result<Opened> open_view(const Options& options) {
  auto repository = git::Repository::open(start_folder(options));
  if (!repository) return repository.error();
  auto view = view_of(options, **repository);
  if (!view) return view.error();
  return Opened{std::move(*repository), std::move(*view)};
}

Result<std::string> repository_path(const std::string& typed, const git::Repository& repository,
                                    const std::string& directory) {
  namespace fs = std::filesystem;
  std::string relative;
  if (typed.starts_with('/')) {
    std::error_code error;
    const fs::path root = fs::weakly_canonical(repository.workdir(), error);
    relative = fs::weakly_canonical(typed, error).lexically_relative(root).generic_string();
  } else {
    // With -C the user still types paths as seen from that folder, as with git.
    relative = paths::join(repository.prefix(), typed);
  }
  auto normal = paths::normalise(relative);
  if (normal) return *normal;
  return Failure{Failure::Kind::usage, fmt::format("`{}` lies outside the repository", typed),
                 directory.empty() ? "" : "paths count from the folder after -C"};
}

Result<LintOptions> lint_options(const Options& options, const git::Repository& repository) {
  LintOptions lint;
  lint.config_file = options.config_file;
  lint.workdir = repository.workdir();
  lint.select = options.select;
  lint.ignore = options.ignore;
  lint.severity = options.severity;
  lint.prove_all = options.prove_all;
  lint.jobs = options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  lint.now = options.now;
  if (!lint.now) {
    auto day = repository.committer_date(options.revision.value_or("HEAD"));
    // A tree can be judged without a commit; then nothing that depends on the day is.
    if (day) lint.now = *day;
  }
  return lint;
}

Exit finish(const Options& options, LintRun& run, bool empty_is_failure) {
  const std::string wanted = options.format == "auto" ? "full" : options.format;
  const auto format = format_of(wanted);
  if (!format) {
    return fail(
        {Failure::Kind::usage, fmt::format("there is no format `{}`", options.format), "use full, concise or json"});
  }
  RenderOptions render_as = render_options(options);
  render_as.all = options.all;
  const std::string text = render(run.report, *run.files, *run.texts, *format, render_as);
  if (auto written = write_report(options, text); !written) return fail(written.error());

  if (!run.report.complete) return Exit::incomplete;
  if (run.config_broken) return Exit::usage;
  if (empty_is_failure && run.report.counts.modules == 0) {
    return fail(
        {Failure::Kind::config, "there is no manifest in `.modgate/modules/`, so nothing was checked",
         "`modgate probe FOLDER` shows what a folder would be as a module, `modgate init manifest FOLDER` writes its "
         "manifest; --allow-empty accepts a repository without modules"});
  }
  const bool failing =
      options.fail_on && std::any_of(run.report.findings.begin(), run.report.findings.end(), [&](const auto& finding) {
        return finding.status == Diagnostic::Status::fresh && finding.severity >= *options.fail_on;
      });
  return failing ? Exit::findings : Exit::ok;
}

}  // namespace modgate::cli
