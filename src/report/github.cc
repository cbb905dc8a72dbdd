// The log of a job on GitHub. First the report for people, between a stop of commands and the token that ends it; then
// a few workflow commands, the most severe first, that the runner turns into annotations of files. Text of the
// repository stands only where the runner reads data; a name that no command can carry is told in the message instead.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "base/text_hash.h"
#include "base/utf8.h"
#include "modgate/limits.h"
#include "report/footer.h"
#include "report/formats.h"

namespace modgate {
namespace {

struct Kind {
  Severity severity;
  std::string_view command;
};
constexpr std::array kKinds{Kind{Severity::error, "error"}, Kind{Severity::warning, "warning"},
                            Kind{Severity::info, "notice"}};

/// A word that does not occur in the text, whatever its case: the runner compares without it. Who writes the text
/// cannot know the word, and once it is known it is another.
std::string token_for(std::string_view text) {
  const std::string lower = text::lower(text);
  for (std::string salt = TextHash().add(text).hex();; salt = TextHash().add(salt).hex()) {
    std::string token = "modgate-" + salt;
    if (lower.find(token) == std::string::npos) return token;
  }
}

/// Text as data of a command; `property`: as a value in front of it.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// The runner cuts messages, and what is cut does not show.
std::string fitting(std::string text) {
  constexpr std::string_view kMore = "...";
  if (text.size() <= limits::kAnnotationBytes) return text;
  std::size_t end = limits::kAnnotationBytes - kMore.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
  return text.substr(0, end).append(kMore);
}

std::string command(std::string_view kind, const std::string& where, std::string_view title, std::string message) {
  return fmt::format("::{} {}title={}::{}\n", kind, where, escaped(title, true),
                     escaped(fitting(std::move(message)), false));
}

/// Whether a command can name the file: no character of it is hidden, broken, or part of an older kind of command.
bool nameable(const std::string& path) { return !path.empty() && shown(path) == path; }

/// `file=`, `line=` and so on, each with a comma behind it.
std::string where_of(const PrintedPlace& at) {
  const Point& begin = at.begin;
  // A span that ends with a line end does not reach into the line behind it.
  const bool to_line_end = at.end.line > begin.line && at.end.column == 1;
  const std::uint32_t last = at.end.line - (to_line_end ? 1 : 0);
  std::string out = fmt::format("file={},line={},endLine={},", escaped(at.path, true), begin.line, last);
  // The runner drops columns of a place that spans lines.
  if (at.end.line == begin.line) out += fmt::format("col={},endColumn={},", begin.character, at.end.character);
  return out;
}

std::string annotation(const PrintedReport& report, const PrintedFinding& finding, std::string_view kind) {
  const std::string title = fmt::format("{} {}", finding.rule->id, finding.rule->name);
  std::string message = shown(finding.message);
  if (!finding.help.empty()) message += "\nhelp: " + shown(finding.help);
  if (!finding.at.outside && nameable(finding.at.path)) return command(kind, where_of(finding.at), title, message);
  if (!finding.at.path.empty()) {
    message =
        fmt::format("{}:{}:{}: {}", shown(finding.at.path), finding.at.begin.line, finding.at.begin.character, message);
  }
  const std::string where = nameable(report.anchor) ? fmt::format("file={},line=1,", escaped(report.anchor, true)) : "";
  return command(kind, where, title, message);
}

std::string annotations(const PrintedReport& report, const RenderOptions& options, const Kind& kind, std::size_t room) {
  std::vector<const PrintedFinding*> findings;
  for (const PrintedFinding& finding : report.findings) {
    if (finding.severity == kind.severity && is_shown(finding, options)) findings.push_back(&finding);
  }
  const std::size_t listed = findings.size() <= room ? findings.size() : room - 1;
  std::string out;
  for (std::size_t i = 0; i < listed; ++i) out += annotation(report, *findings[i], kind.command);
  const std::size_t more = findings.size() - listed;
  if (more == 0) return out;
  const std::string noun = fmt::format("more {}", severity_name(kind.severity));
  return out + command(kind.command, "", "modgate", amount(more, noun) + " in the summary and the log of this job");
}

std::string incomplete(const PrintedReport& report) {
  std::string because;
  for (const std::string& reason : report.incomplete_because) because += (because.empty() ? "" : "\n") + shown(reason);
  return command("error", "", "modgate: incomplete",
                 because.empty() ? "something could not be looked at; this is no verdict" : because);
}

}  // namespace

std::string render_github(const PrintedReport& report, const RenderOptions& options) {
  std::string out = render_full(report, options);
  if (!out.empty()) {
    const std::string token = token_for(out);
    out = fmt::format("::stop-commands::{}\n{}::{}::\n", token, out, token);
  }
  if (!report.complete) out += incomplete(report);
  for (const Kind& kind : kKinds) {
    const bool taken = kind.severity == Severity::error && !report.complete;
    out += annotations(report, options, kind, limits::kAnnotations - (taken ? 1 : 0));
  }
  return out;
}

}  // namespace modgate
