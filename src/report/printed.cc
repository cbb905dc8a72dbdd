// From a run to what formats print: see printed.h. Spans become lines and columns here and nowhere else; the work on a
// line that is quoted is bounded by limits::kQuotedBytes, whatever its length.
#include "report/printed.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "modgate/limits.h"
#include "report/location.h"

namespace modgate {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80; }

/// The start of the code point that holds `at`; `at` itself in text that is not UTF-8.
std::size_t point_start(std::string_view text, std::size_t at) {
  std::size_t start = at;
  for (int i = 0; i < 3 && start > 0 && start < text.size() && is_continuation(text[start]); ++i) --start;
  const auto decoded = start < at ? utf8::decode(text, start) : std::nullopt;
  return decoded && start + decoded->bytes > at ? start : at;
}

/// The end of that code point; `at` itself where one starts.
std::size_t point_end(std::string_view text, std::size_t at) {
  const std::size_t start = point_start(text, at);
  return start < at ? start + utf8::decode(text, start)->bytes : at;
}

/// Bytes of a line that may be shown, around [begin, end), and where those two are in them.
Excerpt cut_out(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t start = 0;
  std::size_t stop = line.size();
  if (line.size() > limits::kQuotedBytes) {
    const std::size_t lead = end <= limits::kQuotedBytes ? begin : std::min(begin, limits::kQuotedBytes / 3);
    start = std::min(begin - lead, line.size() - limits::kQuotedBytes);
    stop = point_start(line, start + limits::kQuotedBytes);
    start = point_start(line, start);
  }
  return {std::string(line.substr(start, stop - start)), static_cast<std::uint32_t>(begin - start),
          static_cast<std::uint32_t>(std::min(end, stop) - start), start > 0, stop < line.size()};
}

/// Counts code points of one line; an ill-formed byte counts as one. A long line may hold many findings: it is counted
/// once, with a mark every so many bytes, from which each question goes on.
class Characters {
 public:
  /// Code points in front of an offset of the line, and one.
  std::uint32_t at(std::string_view line, std::size_t offset) {
    offset = std::min(offset, line.size());
    while (marks_.back().offset + kStep <= offset) marks_.push_back(counted(line, marks_.back(), kStep));
    const auto behind = std::upper_bound(marks_.begin(), marks_.end(), offset,
                                         [](std::size_t wanted, const Mark& mark) { return wanted < mark.offset; });
    const Mark& from = *std::prev(behind);
    return counted(line, from, offset - from.offset).character;
  }

 private:
  static constexpr std::size_t kStep = 1024;
  struct Mark {
    std::size_t offset = 0;  ///< where a code point begins
    std::uint32_t character = 1;
  };
  /// The first code point at or behind this many bytes after a mark.
  static Mark counted(std::string_view line, Mark mark, std::size_t bytes) {
    for (const std::size_t end = mark.offset + bytes; mark.offset < end; ++mark.character) {
      mark.offset += std::max<std::size_t>(1, utf8::decode(line, mark.offset).value_or(utf8::Decoded{0, 1}).bytes);
    }
    return mark;
  }
  std::vector<Mark> marks_{Mark{}};
};

std::vector<std::string> printed_texts(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.push_back(printed_text(text));
  return out;
}

class Printer {
 public:
  Printer(const Files& files, SourceTexts& texts, bool loose) : files_(files), sources_(files, texts), loose_(loose) {}

  PrintedPlace place(const Location& at, bool quoted = true) {
    const Place found = sources_.place(at);
    PrintedPlace out;
    out.path = found.path;
    out.begin = point(at.file, found.begin, found.span.begin);
    out.end = point(at.file, found.end, found.span.end);
    out.outside = !loose_ && !out.path.empty() && index(at.file) >= files_.view_size();
    if (quoted) out.excerpt = excerpt(at);
    return out;
  }

  PrintedFinding finding(const Diagnostic& finding) {
    PrintedFinding out;
    out.rule = finding.rule;
    out.severity = finding.severity;
    out.at = place(finding.at);
    out.message = printed_text(finding.message);
    out.label = printed_text(finding.label);
    for (const Related& related : finding.related) {
      out.related.push_back({place(related.at), printed_text(related.message)});
    }
    out.notes = printed_texts(finding.notes);
    out.help = printed_text(finding.help);
    for (const Fix& fix : finding.fixes) {
      PrintedFix& printed = out.fixes.emplace_back();
      printed.title = printed_text(fix.title);
      for (const Edit& edit : fix.edits) printed.edits.push_back({place(edit.at, false), edit.text});
    }
    out.module = printed_text(finding.module);
    out.fingerprint = finding.fingerprint;
    out.status = finding.status;
    out.justification = printed_text(finding.justification);
    return out;
  }

  PrintedUnresolved unresolved(const Unresolved& unresolved) {
    PrintedUnresolved out;
    const Place found = sources_.place({unresolved.from, unresolved.at});
    out.path = found.path;
    out.line = unresolved.line;  // the scanner's: true even if the file has gone since
    out.column = found.begin.column;
    out.spelled = printed_text(unresolved.spelled);
    out.reason = printed_text(unresolved.reason);
    for (const FileId candidate : unresolved.candidates)
      out.candidates.push_back(printed_text(sources_.path(candidate)));
    return out;
  }

  std::string path(FileId file) { return std::string(sources_.path(file)); }

 private:
  Point point(FileId file, const Position& position, std::uint32_t byte) {
    Point out{position.line, position.column, 1, byte};
    const LineIndex& lines = sources_.lines(file);
    if (position.line > lines.lines()) return out;
    std::string_view line = lines.line(position.line);
    std::size_t offset = position.column - 1;
    if (position.line == 1 && line.starts_with(kByteOrderMark)) {
      line.remove_prefix(kByteOrderMark.size());
      offset -= std::min(offset, kByteOrderMark.size());
    }
    // Another line of the same file begins anew: findings come in the order of their places.
    auto& [number, characters] = counted_[file];
    if (number != position.line) characters = {};
    number = position.line;
    out.character = characters.at(line, offset);
    return out;
  }

  std::optional<Excerpt> excerpt(const Location& at) {
    if (at.span.begin > sources_.text(at.file).size() || sources_.path(at.file).empty()) return std::nullopt;
    const LineIndex& lines = sources_.lines(at.file);
    const std::uint32_t number = lines.position(at.span.begin).line;
    const std::uint32_t line_start = lines.start(number);
    std::string_view line = lines.line(number);
    std::size_t begin = std::min<std::size_t>(at.span.begin - line_start, line.size());
    std::size_t end = std::min<std::size_t>(std::max(at.span.begin, at.span.end) - line_start, line.size());
    if (line_start == 0 && line.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      line.remove_prefix(kByteOrderMark.size());
      begin -= std::min(begin, kByteOrderMark.size());
      end -= std::min(end, kByteOrderMark.size());
    }
    begin = point_start(line, begin);
    end = std::max(begin, point_end(line, end));
    Excerpt out = cut_out(line, begin, end);
    if (out.text.find('\0') != std::string::npos) return std::nullopt;
    return out;
  }

  const Files& files_;
  Sources sources_;
  std::unordered_map<FileId, std::pair<std::uint32_t, Characters>> counted_;  ///< the last line asked for, per file
  bool loose_;  ///< files were named one by one: there is no view that they could be outside of
};

/// The file that stands for the repository.
std::string anchor_of(const Files& files) {
  constexpr std::string_view kFolder = ".modgate/";
  if (files.find(".modgate/policy.yaml")) return ".modgate/policy.yaml";
  const std::size_t first = files.first_from(kFolder);
  if (first < files.view_size() && files.path(FileId{static_cast<std::uint32_t>(first)}).starts_with(kFolder))
    return std::string(files.path(FileId{static_cast<std::uint32_t>(first)}));
  if (files.find("README.md")) return "README.md";
  return files.size() > 0 ? std::string(files.path(FileId{0})) : "";
}

}  // namespace

std::string printed_text(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const auto decoded = utf8::decode(bytes, at);
    if (decoded) {
      out.append(bytes.substr(at, decoded->bytes));
    } else {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes[at]));
    }
    at += decoded ? decoded->bytes : 1;
  }
  return out;
}

PrintedReport printed(const LintReport& report, const Files& files, SourceTexts& texts) {
  PrintedReport out{ReportSummary(report), {}, {}, {}, anchor_of(files), {}};
  for (auto* lines : {&out.incomplete_because, &out.pending, &out.not_judged, &out.undecided}) {
    *lines = printed_texts(*lines);
  }
  for (PeopleCounts& people : out.people) people.module = printed_text(people.module);
  Printer printer(files, texts, report.view.kind == "files");
  for (const Diagnostic& finding : report.findings) out.findings.push_back(printer.finding(finding));
  for (const Skipped& skipped : report.skipped) {
    out.skipped.push_back({printer.path(skipped.file), printed_text(skipped.reason)});
  }
  for (const Unresolved& unresolved : report.unresolved) out.unresolved.push_back(printer.unresolved(unresolved));
  return out;
}

}  // namespace modgate
