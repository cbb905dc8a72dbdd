// Where a report goes: the format asked for to stdout or -o, each --report to its file, and in a job of GitHub the
// summary that the job shows. One that cannot be written keeps none of the others back.
#include <fmt/core.h>

#include <cstdlib>
#include <string_view>

#include "base/text.h"
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

/// The results of several writes as one.
class Written {
 public:
  void add(const Result<bool>& written) {
    ++writes_;
    if (!written) failures_.push_back(written.error());
  }
  Result<bool> result() const {
    if (failures_.empty()) return true;
    std::vector<std::string> messages;
    for (const Failure& failure : failures_) messages.push_back(failure.message);
    const std::size_t good = writes_ - failures_.size();
    const std::string rest = good == 0 ? "" : fmt::format("; {} written", text::counted(good, "other report"));
    return Failure{failures_.front().kind, text::join(messages, "; ") + rest, failures_.front().help};
  }

 private:
  std::size_t writes_ = 0;
  std::vector<Failure> failures_;
};

}  // namespace

Result<bool> publish(const Options& options, const PrintedReport& report, bool nothing_checked) {
  RenderOptions render_as = render_options(options);
  render_as.all = options.all;
  RenderOptions plain = render_as;
  plain.color = plain.hyperlinks = plain.time = false;
  const Format format = format_wanted(options);
  Written written;
  // The failure on stderr says it all to people; a report on stdout would only look like a result.
  const bool for_people = format == Format::full || format == Format::concise;
  if (!nothing_checked || !for_people) written.add(write_report(options, render(report, format, render_as)));
  for (const auto& [kind, file] : options.reports) written.add(write_file(file, render(report, kind, plain)));
  // The runner shows what all steps of the job append to this file.
  const std::string summary = environment("GITHUB_STEP_SUMMARY");
  if (format == Format::github && !options.output_file && !summary.empty()) {
    written.add(append_file(summary, render(report, Format::markdown, plain)));
  }
  return written.result();
}

}  // namespace modgate::cli
