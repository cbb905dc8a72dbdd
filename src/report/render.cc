// The table of formats: see render.h. Adding one is a row here and a file of its own.
#include "report/render.h"

#include <algorithm>
#include <array>

#include "report/formats.h"

namespace modgate {
namespace {

struct Row {
  Format format;
  std::string_view name;
  std::string (*render)(const PrintedReport&, const RenderOptions&);
};

constexpr std::array kFormats{
    Row{Format::full, "full", render_full},       Row{Format::concise, "concise", render_concise},
    Row{Format::json, "json", render_json},       Row{Format::jsonl, "jsonl", render_jsonl},
    Row{Format::sarif, "sarif", render_sarif},    Row{Format::github, "github", render_github},
    Row{Format::gitlab, "gitlab", render_gitlab}, Row{Format::junit, "junit", render_junit},
    Row{Format::rdjson, "rdjson", render_rdjson}, Row{Format::markdown, "markdown", render_markdown},
};

const Row& row_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

constexpr bool in_order() {
  for (std::size_t i = 0; i < kFormats.size(); ++i) {
    if (kFormats[i].format != static_cast<Format>(i)) return false;
  }
  return true;
}
static_assert(in_order(), "row i is format i");

}  // namespace

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

bool is_shown(const PrintedFinding& finding, const RenderOptions& options) {
  return finding.status == Diagnostic::Status::fresh || (options.all && finding.status == Diagnostic::Status::existing);
}

std::optional<Format> format_of(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const Row& row) { return row.name == name; });
  return found == kFormats.end() ? std::nullopt : std::optional(found->format);
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Row& row : kFormats) names.emplace_back(row.name);
  return names;
}

std::string render(const PrintedReport& report, Format format, const RenderOptions& options) {
  return row_of(format).render(report, options);
}

}  // namespace modgate
