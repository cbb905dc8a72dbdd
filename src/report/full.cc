// The format for people: each finding with its code frame, the other places that explain it, facts and the one thing to
// do; then the footer. Nothing of a finding is left out but related places past the eighth, which are counted.
#include <fmt/core.h>

#include <algorithm>

#include "report/footer.h"
#include "report/formats.h"
#include "report/frame.h"

namespace modgate {
namespace {

/// Frames of related places that a finding may have before the rest is a number.
constexpr std::size_t kRelatedFrames = 8;
/// A pty without a size says 0 columns.
constexpr int kWidthUnknown = 80;

std::size_t gutter_width(const PrintedFinding& finding) {
  std::uint32_t last = finding.at.begin.line;
  for (std::size_t i = 0; i < std::min(kRelatedFrames, finding.related.size()); ++i) {
    last = std::max(last, finding.related[i].at.begin.line);
  }
  return std::max<std::size_t>(2, std::to_string(last).size());
}

void write_finding(Page& page, const PrintedFinding& finding, int width) {
  const Style severity = style_of(finding.severity);
  page.add(severity_name(finding.severity), severity).add("[", severity);
  page.add(fmt::format("{} {}", finding.rule->id, finding.rule->name), severity, rule_url(*finding.rule));
  page.add("]", severity).add(": ", Style::strong).add(finding.message, Style::strong).end_line();

  const FrameStyle style{gutter_width(finding), width};
  const std::string indent(style.gutter + 1, ' ');
  write_frame(page, finding.at, "-->", '^', severity, finding.label, style);
  const std::size_t frames = std::min(kRelatedFrames, finding.related.size());
  for (std::size_t i = 0; i < frames; ++i) {
    const PrintedRelated& related = finding.related[i];
    page.add(indent + "|", Style::frame).end_line();
    write_frame(page, related.at, "==>", '-', Style::frame, related.message, style);
  }
  const std::size_t more = finding.related.size() - frames;
  if (more > 0 || !finding.notes.empty() || !finding.help.empty()) page.add(indent + "|", Style::frame).end_line();
  if (more > 0) page.add(indent + "=", Style::frame).line(" and " + amount(more, "more place"));
  for (const std::string& note : finding.notes) {
    page.add(indent + "=", Style::frame).add(" ").add("note", Style::strong).add(": ").line(note);
  }
  if (!finding.help.empty()) {
    page.add(indent + "=", Style::frame).add(" ").add("help", Style::help).add(": ").line(finding.help);
  }
}

}  // namespace

std::string render_full(const PrintedReport& report, const RenderOptions& options) {
  Page page(options);
  std::string out;
  for (const PrintedFinding& finding : report.findings) {
    if (!is_shown(finding, options)) continue;
    if (!out.empty()) out += '\n';
    write_finding(page, finding, options.width > 0 ? options.width : kWidthUnknown);
    out += page.take();
  }
  write_footer(page, report, options);
  const std::string footer = page.take();
  if (!out.empty() && !footer.empty()) out += '\n';
  return out + footer;
}

}  // namespace modgate
