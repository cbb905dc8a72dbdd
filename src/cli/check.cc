// `modgate check`: the gate.
#include <fmt/core.h>

#include "base/utf8.h"
#include "cli/commands.h"

namespace modgate::cli {
namespace {

/// The base's findings, and the gates by which the head is judged: a change cannot loosen the rules that judge it.
Result<LintRun> run_base(const std::string& revision, const git::Repository& repository, LintOptions& head) {
  auto view = repository.tree(revision);
  if (!view) return view.error();
  LintOptions options = head;
  options.paths.clear();
  auto base = lint(**view, options);
  if (!base) return base;
  if (base->registry.policy.file != kNoFile) head.judge = base->registry.policy;
  if (base->registry.roster.declared) head.judge_roster = base->registry.roster;
  return base;
}

}  // namespace

Exit run_check(const Options& options) {
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
  if (!options.against) {
    auto run = lint(*opened->view, *settings);
    if (!run) return fail(run.error());
    return finish(options, *run, !options.allow_empty);
  }

  auto commit = repository.resolve(*options.against);
  if (!commit) return fail(commit.error());
  auto base = run_base(*commit, repository, *settings);
  if (!base) return fail(base.error());
  auto renames = repository.renames(*commit, *opened->view);
  if (!renames) return fail(renames.error());
  auto head = lint(*opened->view, *settings);
  if (!head) return fail(head.error());
  compare_with_base(*head, *base, *renames, options.all);
  return finish(options, *head, !options.allow_empty && base->report.counts.modules == 0);
}

}  // namespace modgate::cli
