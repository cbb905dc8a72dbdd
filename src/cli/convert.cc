// `modgate convert`: a saved report in another format, without the repository. It says nothing of its own: the verdict
// was given by the run that wrote the report, so the exit code tells only whether the conversion worked.
#include "cli/commands.h"
#include "cli/loose.h"
#include "modgate/limits.h"

namespace modgate::cli {

Exit run_convert(const Options& options) {
  if (auto failure = surplus_words(options, "convert", 1)) return fail(*failure);
  const std::string directory = options.directory.empty() ? "." : options.directory;
  auto file = read_loose_file(options.words.front(), directory, limits::kReportBytes);
  if (!file) return fail(file.error());
  if (file->text.size() > limits::kReportBytes) {
    return fail({Failure::Kind::usage, "the report is larger than what modgate reads back",
                 "write the other formats in the run itself, with --report"});
  }
  auto report = read_report(file->text);
  if (!report) return fail(report.error());
  auto written = publish(options, *report, false);
  return written ? Exit::ok : fail(written.error());
}

}  // namespace modgate::cli
