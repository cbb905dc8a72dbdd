// `modgate audit`: the rules that look at history and the calendar, for a scheduled job. Unlike `check` it judges by
// today's date, since that is what it is asked about.
#include <chrono>

#include "cli/commands.h"

namespace modgate::cli {
namespace {

Date today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return date_of_day(days.time_since_epoch().count());
}

}  // namespace

Exit run_audit(const Options& options) {
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  auto history = opened->repository->history(options.revision.value_or("HEAD"));
  if (!history) return fail(history.error());
  settings->history = history->get();
  settings->audit = true;
  settings->now = options.now.value_or(today());
  // Who uses a core file is a question about all files.
  settings->edges = settings->prove_all = true;
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  return finish(options, *run, !options.allow_empty);
}

}  // namespace modgate::cli
