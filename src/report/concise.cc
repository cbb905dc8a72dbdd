// The format of one line a finding, `path:line:column: severity[id name] message`, then the footer. Related places,
// notes and help are left to the other formats.
#include <fmt/core.h>

#include "report/footer.h"
#include "report/formats.h"

namespace modgate {

std::string render_concise(const PrintedReport& report, const RenderOptions& options) {
  Page page(options);
  for (const PrintedFinding& finding : report.findings) {
    if (!is_shown(finding, options)) continue;
    const Style severity = style_of(finding.severity);
    page.add(finding.at.path).add(fmt::format(":{}:{}: ", finding.at.begin.line, finding.at.begin.column));
    page.add(severity_name(finding.severity), severity).add("[", severity);
    page.add(fmt::format("{} {}", finding.rule->id, finding.rule->name), severity, rule_url(*finding.rule));
    page.add("]", severity).add(" ").line(finding.message);
  }
  write_footer(page, report, options);
  return page.take();
}

}  // namespace modgate
