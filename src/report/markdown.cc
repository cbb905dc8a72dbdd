// The report as GitHub-flavoured Markdown, for the summary of a job or a comment: the verdict, a table of findings for
// each severity, and what else the footer tells. At most limits::kMarkdownBytes long; what does not fit is counted.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "modgate/limits.h"
#include "report/footer.h"
#include "report/formats.h"
#include "report/markdown_text.h"

namespace modgate {
namespace {

/// Bytes kept for headings and for lines that count what was left out.
constexpr std::size_t kSlack = 4096;

/// Lines in order as long as they fit, and how many came after that.
class Rows {
 public:
  explicit Rows(std::size_t room) : room_(room) {}
  void add(const std::string& row) {
    if (left_out_ > 0 || text_.size() + row.size() > room_) {
      ++left_out_;
    } else {
      text_ += row;
    }
  }
  const std::string& text() const { return text_; }
  std::uint64_t left_out() const { return left_out_; }

 private:
  std::size_t room_;
  std::uint64_t left_out_ = 0;
  std::string text_;
};

struct Shown {
  Severity severity;
  std::vector<const PrintedFinding*> findings;
};

std::array<Shown, 3> by_severity(const PrintedReport& report, const RenderOptions& options) {
  std::array<Shown, 3> groups{Shown{Severity::error, {}}, Shown{Severity::warning, {}}, Shown{Severity::info, {}}};
  for (const PrintedFinding& finding : report.findings) {
    if (!is_shown(finding, options)) continue;
    for (Shown& group : groups) {
      if (group.severity == finding.severity) group.findings.push_back(&finding);
    }
  }
  return groups;
}

std::string heading(const PrintedReport& report, const std::array<Shown, 3>& groups) {
  std::vector<std::string> counts;
  for (const Shown& group : groups) {
    if (group.findings.empty()) continue;
    counts.push_back(amount(group.findings.size(), severity_name(group.severity)));
  }
  const std::string found = text::join(counts, ", ");
  if (!report.complete)
    return "## \u26a0\ufe0f modgate: incomplete" + (found.empty() ? "" : ", so far " + found) + "\n";
  if (found.empty()) return "## \u2705 modgate: ok\n";
  return fmt::format("## {} modgate: {}\n", groups[0].findings.empty() ? "\u26a0\ufe0f" : "\u274c", found);
}

/// A list below a heading that opens; nothing without items.
std::string folded(const std::vector<std::string>& items, std::string_view title, std::size_t room) {
  if (items.empty()) return "";
  Rows rows(room);
  for (const std::string& item : items) rows.add(fmt::format("- &#8203;{}\n", markdown::prose(item)));
  std::string out = fmt::format("\n<details><summary>{}: {}</summary>\n\n{}", title, items.size(), rows.text());
  if (rows.left_out() > 0) out += fmt::format("- {} more\n", rows.left_out());
  return out + "\n</details>\n";
}

/// Sentences that must be seen, each behind its bold word.
std::string sentences(const std::vector<std::string>& items, std::string_view word, std::size_t room) {
  if (items.empty()) return "";
  Rows rows(room);
  for (const std::string& item : items) rows.add(fmt::format("- **{}**: {}\n", word, markdown::prose(item)));
  std::string out = "\n" + rows.text();
  if (rows.left_out() > 0) out += fmt::format("- **{}**: {} more\n", word, rows.left_out());
  return out;
}

std::string row_of(const PrintedFinding& finding) {
  const std::string place = finding.at.path.empty()
                                ? "the repository"
                                : markdown::code(fmt::format("{}:{}", finding.at.path, finding.at.begin.line));
  std::string message = markdown::prose(finding.message);
  if (!finding.help.empty()) message += "<br>**help**: " + markdown::prose(finding.help);
  return fmt::format("| [{}]({}) {} | {} | {} |\n", finding.rule->id, rule_url(*finding.rule), finding.rule->name,
                     place, message);
}

/// One severity's findings; `room` is for the rows.
std::string table(const Shown& group, std::size_t room) {
  if (group.findings.empty()) return "";
  const std::string_view name = severity_name(group.severity);
  Rows rows(room);
  for (const PrintedFinding* finding : group.findings) rows.add(row_of(*finding));
  std::string out = fmt::format("\n### {}\n", amount(group.findings.size(), name));
  if (!rows.text().empty()) out += "\n| rule | place | message |\n| --- | --- | --- |\n" + rows.text();
  if (rows.left_out() > 0) {
    out += fmt::format("\n{} left out here: a summary can hold {} KiB.\n",
                       amount(rows.left_out(), fmt::format("more {}", name)), limits::kMarkdownBytes / 1024);
  }
  return out;
}

std::string scope_line(const PrintedReport& report) {
  std::string out = "\n" + scope(report);
  if (report.against) out += ", against " + markdown::code(*report.against);
  return out + "\n";
}

}  // namespace

std::string render_markdown(const PrintedReport& report, const RenderOptions& options) {
  const std::array<Shown, 3> groups = by_severity(report, options);
  // The lists share a quarter, so that they cannot take the findings' place.
  constexpr std::size_t kListRoom = limits::kMarkdownBytes / 20;
  std::string head = heading(report, groups);
  if (!options.quiet) head += scope_line(report);
  const bool silent = !report.complete && report.incomplete_because.empty();
  head += silent ? "\nSomething could not be looked at; this is no verdict.\n"
                 : sentences(report.incomplete_because, "incomplete", kListRoom);
  std::string tail;
  if (!options.quiet) {
    if (report.counts.existing > 0 && !options.all) {
      tail += fmt::format("\n{} not shown\n", amount(report.counts.existing, "existing finding"));
    }
    if (report.touched) tail += fmt::format("\n{}\n", kTouchedAlone);
    tail += sentences(report.undecided, "undecided", kListRoom);
    tail += folded(report.pending, "pending", kListRoom);
    tail += folded(report.not_judged, "present, not judged", kListRoom);
    tail += folded(people_lines(report), "people", kListRoom);
  }
  std::size_t room = limits::kMarkdownBytes - head.size() - tail.size() - kSlack;
  std::string tables;
  for (const Shown& group : groups) {
    const std::string one = table(group, room);
    tables += one;
    room -= std::min(room, one.size());
  }
  return head + tables + tail;
}

}  // namespace modgate
