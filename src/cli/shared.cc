// What several commands do: open a view, translate options, finish with a report.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"

namespace modgate::cli {
namespace {

std::string start_folder(const Options& options) { return options.directory.empty() ? "." : options.directory; }

Result<std::unique_ptr<View>> view_of(const Options& options, const git::Repository& repository) {
  if (options.staged) return repository.staged();
  if (options.revision) return repository.tree(*options.revision);
  return repository.worktree();
}

Failure no_manifest(const Options& options, const Policy& policy) {
  std::string folder = ".modgate";
  if (options.config_file) folder = std::filesystem::path(*options.config_file).parent_path().generic_string();
  std::vector<std::string> patterns;
  for (const Text& pattern : policy.manifests) patterns.push_back("`" + paths::join(folder, pattern.value) + "`");
  return {Failure::Kind::config,
          fmt::format("there is no manifest {}, so nothing was checked", text::listing(patterns)),
          "`modgate probe FOLDER` shows what a folder would be as a module, `modgate init manifest FOLDER` writes its "
          "manifest; --allow-empty accepts a repository without modules"};
}

/// -v: on stderr, beside whatever the report is.
void say(const Options& options, const std::string& what) {
  if (options.verbose) fmt::print(stderr, "{}\n", utf8::visible(what));
}

void say_what_is_read(const Options& options, const git::Repository& repository) {
  const std::string where = repository.bare() ? start_folder(options) : repository.workdir();
  const std::string what = options.staged     ? "the index"
                           : options.revision ? fmt::format("the tree of `{}`", *options.revision)
                                              : "the files on disk";
  say(options, fmt::format("reading {} of the repository `{}`", what, where));
}

void say_what_was_read(const Options& options, const LintRun& run) {
  const auto name = [&](FileId file) { return fmt::format("`{}`", run.files->path(file)); };
  const Policy& policy = run.registry.policy;
  say(options,
      fmt::format("policy: {}; roster: {}; {}",
                  policy.file == kNoFile ? fmt::format("preset {}", preset_name(policy.preset)) : name(policy.file),
                  run.roster.file == kNoFile ? "none" : name(run.roster.file),
                  run.registry.modules.empty() ? "no manifest" : "manifests:"));
  for (const Module& module : run.registry.modules) {
    say(options, fmt::format("  {} of `{}`", name(module.manifest.file), module.name));
  }
  if (run.report.against) say(options, fmt::format("compared with the tree of {}", *run.report.against));
  say(options, fmt::format("{} listed, {} of {} read closely", text::counted(run.report.counts.files, "file"),
                           run.report.counts.proved, text::counted(run.report.counts.scanned, "source file")));
}

/// Nothing was there to judge, and that is no pass.
bool checked_nothing(const LintRun& run, bool empty_is_failure) {
  return empty_is_failure && run.report.counts.modules == 0 && run.report.complete && !run.config_broken;
}

}  // namespace

Result<Opened> open_view(const Options& options) {
  auto repository = git::Repository::open(start_folder(options));
  if (!repository) return repository.error();
  auto view = view_of(options, **repository);
  if (!view) return view.error();
  say_what_is_read(options, **repository);
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

Failure no_such_path(const std::string& typed) {
  return {Failure::Kind::usage, fmt::format("`{}` is no file or folder of this view", typed),
          "untracked files count unless git ignores them; --rev and --staged see only what git has"};
}

std::optional<Failure> surplus_words(const Options& options, std::string_view command, std::size_t most) {
  if (options.words.size() <= most) return std::nullopt;
  return Failure{Failure::Kind::usage,
                 fmt::format("`{}` is one word too many for `modgate {}`", options.words[most], command),
                 fmt::format("`modgate {} --help` says what it takes", command)};
}

Result<LintOptions> lint_options(const Options& options, const git::Repository& repository) {
  LintOptions lint;
  lint.config_file = options.config_file;
  lint.workdir = repository.workdir();
  lint.select = options.select;
  lint.ignore = options.ignore;
  lint.severity = options.severity;
  lint.prove_all = options.prove_all;
  lint.baseline_file = options.baseline_file;
  lint.no_baseline = options.no_baseline;
  lint.jobs = options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  lint.now = options.now;
  if (!lint.now) {
    auto day = repository.committer_date(options.revision.value_or("HEAD"));
    // A tree can be judged without a commit; then nothing that depends on the day is.
    if (day) lint.now = *day;
  }
  return lint;
}

Result<std::unique_ptr<History>> history_of(const Options& options, const git::Repository& repository) {
  auto history = repository.history(options.revision.value_or("HEAD"));
  // The view of a revision is open already: what has a tree and no history is a bare tree.
  if (history || options.revision) return history ? std::move(*history) : nullptr;
  const auto day = repository.committer_date("HEAD");
  const bool unborn = day && !*day;
  // Without the days of its history a roster would grant every role for ever.
  if (!unborn) return history.error();
  return std::unique_ptr<History>();
}

Exit verdict_of(const LintRun& run) {
  if (!run.report.complete) {
    return fail({Failure::Kind::io, "this is incomplete: " + text::join(run.report.incomplete_because, "; "), ""});
  }
  if (run.config_broken) {
    return fail({Failure::Kind::config, "the policy or the roster has faults",
                 "`modgate config check` lists them; until then this shows what could be read"});
  }
  return Exit::ok;
}

Exit finish(const Options& options, LintRun& run, bool empty_is_failure) {
  say_what_was_read(options, run);
  const bool nothing_checked = checked_nothing(run, empty_is_failure);
  PrintedReport report = printed(run.report, *run.files, *run.texts);
  for (const Module& module : run.registry.modules) report.modules.push_back(printed_text(module.name));
  if (nothing_checked) {
    // No format may show a run that had nothing to judge as a pass.
    report.complete = false;
    report.incomplete_because.push_back(no_manifest(options, run.registry.policy).message);
  }
  if (run.config_broken) {
    // Nor one whose faults may lie outside of what it was asked to show.
    report.complete = false;
    report.incomplete_because.emplace_back(
        "the policy, the roster or the baseline has faults, and what depends on them was not judged; `modgate check` "
        "lists them");
  }
  if (auto written = publish(options, report, nothing_checked); !written) return fail(written.error());
  return exit_of(options, run, empty_is_failure);
}

Exit exit_of(const Options& options, const LintRun& run, bool empty_is_failure) {
  if (!run.report.complete) return Exit::incomplete;
  if (run.config_broken) return Exit::usage;
  if (checked_nothing(run, empty_is_failure)) return fail(no_manifest(options, run.registry.policy));
  const bool failing =
      options.fail_on && std::any_of(run.report.findings.begin(), run.report.findings.end(), [&](const auto& finding) {
        const bool counts = finding.status == Diagnostic::Status::fresh ||
                            (options.all && finding.status == Diagnostic::Status::existing);
        return counts && finding.severity >= *options.fail_on;
      });
  return failing ? Exit::findings : Exit::ok;
}

}  // namespace modgate::cli
