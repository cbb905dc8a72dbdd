// The entry of the folder: a report and the name of a format come in, text goes out.
// A format that nobody declared is no format: `format_of` gives nothing for it.
#include "modgate/report.h"
#include "report/formats.h"

namespace modgate {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::off:
      return "off";
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

bool is_shown(const Diagnostic& finding, const RenderOptions& options) {
  return finding.status == Diagnostic::Status::fresh || (options.all && finding.status == Diagnostic::Status::existing);
}

std::optional<Format> format_of(std::string_view name) {
  if (name == "full") return Format::full;
  if (name == "concise") return Format::concise;
  if (name == "json") return Format::json;
  return std::nullopt;
}

std::string render(const LintReport& report, const Files& files, SourceTexts& texts, Format format,
                   const RenderOptions& options) {
  Sources sources(files, texts);
  switch (format) {
    case Format::full:
      return render_full(report, sources, options);
    case Format::concise:
      return render_concise(report, sources, options);
    case Format::json:
      return render_json(report, sources);
  }
  return {};
}

}  // namespace modgate
