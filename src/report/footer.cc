// The lines below the findings: see footer.h.
#include "report/footer.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "report/formats.h"

namespace modgate {
namespace {

std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ' ');
  }
  return digits;
}

/// " (3 skipped, 2 unresolved)": what keeps a reader from taking the first numbers for everything. Zeros are left out.
std::string reservations(const PrintedReport& report) {
  const Counts& counts = report.counts;
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t n, std::string_view what) {
    if (n > 0) parts.push_back(fmt::format("{} {}", grouped(n), what));
  };
  add(counts.skipped, "skipped");
  add(counts.unresolved, "unresolved");
  add(report.undecided.size(), "undecided");
  if (counts.submodules > 0) parts.push_back(amount(counts.submodules, "submodule") + " not entered");
  add(counts.baselined, "baselined");
  add(counts.suppressed, "suppressed");
  return parts.empty() ? "" : fmt::format(" ({})", text::join(parts, ", "));
}

/// "4 endorsements: 1 confirmed, 2 linked, 1 claimed"; nothing where nobody is listed.
std::string sureness(const Sureness& sure, std::string_view noun) {
  const std::uint64_t all = sure.confirmed + sure.linked + sure.claimed + sure.undecided;
  if (all == 0) return "";
  std::string out = fmt::format("{}: {} confirmed, {} linked, {} claimed", amount(all, noun), grouped(sure.confirmed),
                                grouped(sure.linked), grouped(sure.claimed));
  if (sure.undecided > 0) out += fmt::format(", {} undecided", grouped(sure.undecided));
  return out;
}

void write_verdict(Page& page, const PrintedReport& report, const RenderOptions& options) {
  const std::pair<std::string, Style> counted[] = {
      {report.counts.errors > 0 ? amount(report.counts.errors, "error") : "", Style::error},
      {report.counts.warnings > 0 ? amount(report.counts.warnings, "warning") : "", Style::warning},
      {report.counts.infos > 0 ? amount(report.counts.infos, "info") : "", Style::info}};
  bool any = false;
  for (const auto& [words, style] : counted) {
    if (words.empty()) continue;
    if (any) page.add(", ");
    page.add(words, style);
    any = true;
  }
  if (any) {
    page.add(" in ");
  } else if (report.complete) {
    page.add("ok", Style::help).add(": ");
  } else {
    page.add("no findings so far in ");
  }
  page.add(scope(report));
  if (options.time && report.seconds > 0) page.add(fmt::format(" in {:.2f}s", report.seconds));
  page.end_line();
}

/// One row a rule and severity, over the findings that are shown.
void write_statistics(Page& page, const PrintedReport& report, const RenderOptions& options) {
  std::map<std::pair<std::string_view, Severity>, std::pair<const Rule*, std::uint64_t>> rows;
  for (const PrintedFinding& finding : report.findings) {
    if (!is_shown(finding, options)) continue;
    auto& [rule, count] = rows[{finding.rule->id, finding.severity}];
    rule = finding.rule;
    ++count;
  }
  std::size_t width = std::string_view("count").size();
  for (const auto& [key, row] : rows) width = std::max(width, grouped(row.second).size());
  page.add(fmt::format("{:>{}}  {:<8}  rule", "count", width, "severity"), Style::strong).end_line();
  for (const auto& [key, row] : rows) {
    page.add(fmt::format("{:>{}}  ", grouped(row.second), width));
    page.add(fmt::format("{:<8}", severity_name(key.second)), style_of(key.second));
    page.line(fmt::format("  {} {}", row.first->id, row.first->name));
  }
}

/// How many of the findings that are shown `check` can correct by itself, and how.
void write_fixable(Page& page, const PrintedReport& report, const RenderOptions& options) {
  // Files that were named one by one are nobody's work tree.
  if (report.view.kind == "files") return;
  const auto fixable = std::count_if(
      report.findings.begin(), report.findings.end(),
      [&](const PrintedFinding& finding) { return is_shown(finding, options) && !finding.fixes.empty(); });
  if (fixable == 0) return;
  const std::string_view option = report.view.kind == "worktree" ? "--fix" : "--diff";
  page.line(fmt::format("{} fixable with {}", grouped(static_cast<std::uint64_t>(fixable)), option));
}

}  // namespace

std::string amount(std::uint64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(n), noun, n == 1 ? "" : "s");
}

std::string scope(const PrintedReport& report) {
  std::string out;
  if (report.counts.modules > 0) out = amount(report.counts.modules, "module") + ", ";
  const std::string files = report.touched ? amount(*report.touched, "touched file") : amount(report.counts.files, "file");
  return fmt::format("{}{} checked{}", out, files, reservations(report));
}

std::vector<std::string> people_lines(const PrintedReport& report) {
  std::vector<std::string> lines;
  for (const PeopleCounts& people : report.people) {
    const std::string endorsements = sureness(people.endorsements, "endorsement");
    const std::string attestations = sureness(people.attestations, "attestation");
    if (endorsements.empty() && attestations.empty()) continue;
    const std::string_view between = endorsements.empty() || attestations.empty() ? "" : "; ";
    lines.push_back(fmt::format("{}: {}{}{}", people.module, endorsements, between, attestations));
  }
  return lines;
}

void write_footer(Page& page, const PrintedReport& report, const RenderOptions& options) {
  if (options.statistics) write_statistics(page, report, options);
  if (!options.quiet) {
    for (const std::string& line : report.pending) page.line(line);
    for (const std::string& line : report.not_judged) page.add("present, not judged: ").line(line);
    for (const std::string& line : people_lines(report)) page.line(line);
    for (const std::string& line : report.undecided) page.add("undecided: ").line(line);
  }
  if (!report.complete && report.incomplete_because.empty()) page.line("incomplete");
  for (const std::string& reason : report.incomplete_because)
    page.add("incomplete", Style::error).add(": ").line(reason);
  if (options.quiet) return;
  if (report.counts.existing > 0 && !options.all) {
    page.line(amount(report.counts.existing, "existing finding") + " not shown; --all shows them");
  }
  if (report.touched) page.line(std::string(kTouchedAlone));
  const auto first = std::find_if(report.findings.begin(), report.findings.end(),
                                  [&](const PrintedFinding& finding) { return is_shown(finding, options); });
  if (first != report.findings.end() && !options.hyperlinks) {
    page.line(fmt::format("explain a rule: modgate explain {}", first->rule->id));
  }
  write_fixable(page, report, options);
  write_verdict(page, report, options);
}

}  // namespace modgate
