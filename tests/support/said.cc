#include "said.h"

#include <fmt/core.h>

#include "base/line_index.h"

namespace modgate::testing {
namespace {

std::string place(const LintRun& run, const Location& at) {
  const LineIndex lines(run.texts->text(at.file));
  const Position begin = lines.position(at.span.begin);
  const Position end = lines.position(at.span.end);
  return fmt::format("{}:{}:{}-{}:{}", run.files->path(at.file), begin.line, begin.column, end.line, end.column);
}

std::string_view status_word(Diagnostic::Status status) {
  switch (status) {
    case Diagnostic::Status::existing:
      return " existing";
    case Diagnostic::Status::baselined:
      return " baselined";
    case Diagnostic::Status::suppressed:
      return " suppressed";
    case Diagnostic::Status::fresh:
      break;
  }
  return "";
}

/// An indented line, or nothing where there is nothing to say.
void part(std::string& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out += fmt::format("  {}: {}\n", name, text);
}

void add(const LintRun& run, const Diagnostic& finding, std::string& out) {
  out += fmt::format("{} {}{}\n", place(run, finding.at), finding.rule->id, status_word(finding.status));
  part(out, "message", finding.message);
  part(out, "label", finding.label);
  for (const Related& one : finding.related) part(out, "see", place(run, one.at) + " " + one.message);
  for (const std::string& note : finding.notes) part(out, "note", note);
  part(out, "help", finding.help);
  for (const Fix& fix : finding.fixes) {
    part(out, "fix", fix.title);
    for (const Edit& edit : fix.edits) part(out, "edit", place(run, edit.at) + " \"" + edit.text + "\"");
  }
  part(out, "module", finding.module);
  part(out, "target", finding.target);
  part(out, "spelling", finding.spelling);
  part(out, "justification", finding.justification);
}

void add(const LintRun& run, const Move& move, std::string& out) {
  out += fmt::format("{} {}{}\n", run.registry[move.module].name, move_name(move.from, move.to),
                     move.legal ? "" : ", which is not allowed");
  part(out, "instead", move.instead);
  for (const Evidence& one : move.evidence) {
    static constexpr std::string_view kStates[] = {"met", "lacking", "undecided", "follows"};
    std::string line = one.title;
    if (!one.detail.empty()) line += ": " + one.detail;
    if (one.reported) line += " (reported)";
    part(out, kStates[static_cast<std::size_t>(one.state)], line);
  }
}

}  // namespace

std::string said_of_moves(const LintRun& run) {
  std::string out;
  for (const Move& move : run.moves) add(run, move, out);
  return out;
}

std::string said(const LintRun& run, const std::string& only_rule) {
  std::string out;
  for (const Diagnostic& finding : run.report.findings) {
    if (only_rule.empty() || finding.rule->id == only_rule) add(run, finding, out);
  }
  return only_rule.empty() ? out + said_of_moves(run) : out;
}

}  // namespace modgate::testing
