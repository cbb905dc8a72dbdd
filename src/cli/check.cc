// `modgate check`: the gate.
#include <optional>
#include <string>
#include <vector>

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
    if (auto failure = check_paths(options, settings->paths, *run, nullptr)) return fail(*failure);
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
  if (auto failure = check_paths(options, settings->paths, *head, &*base)) return fail(*failure);
  compare_with_base(*head, *base, *renames, options.all);
  return finish(options, *head, !options.allow_empty && base->report.counts.modules == 0);
}

}  // namespace modgate::cli
