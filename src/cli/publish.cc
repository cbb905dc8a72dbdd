// Where a report goes: the format asked for to stdout or -o, each --report to its file, and in a job of GitHub the
// summary that the job shows.
#include <cstdlib>
#include <string_view>

#include "cli/commands.h"

namespace modgate::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Format format_wanted(const Options& options) {
  if (const auto named = format_of(options.format)) return *named;
  // A file is read later, by people; the log of the job is read by the runner.
  const bool github_log = environment("GITHUB_ACTIONS") == "true" && !options.output_file;
  return github_log ? Format::github : Format::full;
}

/// The runner reads the summary from a file that all steps of the job append to.
Result<bool> add_summary(const PrintedReport& report, const RenderOptions& options) {
  const std::string file = environment("GITHUB_STEP_SUMMARY");
  if (file.empty()) return true;
  return append_file(file, render(report, Format::markdown, options));
}

}  // namespace

Result<bool> publish(const Options& options, const PrintedReport& report, bool nothing_checked) {
  RenderOptions render_as = render_options(options);
  render_as.all = options.all;
  const Format format = format_wanted(options);
  // The failure on stderr says it all to people; a report on stdout would only look like a result.
  const bool for_people = format == Format::full || format == Format::concise;
  if (!nothing_checked || !for_people) {
    if (auto written = write_report(options, render(report, format, render_as)); !written) return written.error();
  }
  RenderOptions plain = render_as;
  plain.color = plain.hyperlinks = false;
  for (const auto& [kind, file] : options.reports) {
    if (auto written = write_file(file, render(report, kind, plain)); !written) return written.error();
  }
  if (format == Format::github && !options.output_file) return add_summary(report, plain);
  return true;
}

}  // namespace modgate::cli
