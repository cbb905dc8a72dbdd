// A report as formats print it: places are lines and columns of named files, with the source line to quote. Made from a
// run and the files' texts, or read back from the JSON that was written from one. Formats see nothing else, so that a
// saved report renders to the same bytes as the run it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/report.h"
#include "modgate/result.h"
#include "modgate/rule.h"
#include "modgate/source.h"

namespace modgate {

/// 1-based line and columns.
struct Point {
  std::uint32_t line = 1;
  std::uint32_t column = 1;     ///< in UTF-8 bytes
  std::uint32_t character = 1;  ///< in code points; an ill-formed byte counts as one, a byte order mark is not counted
  std::uint32_t byte = 0;       ///< 0-based offset in the file
  bool operator==(const Point&) const = default;
};

/// What of the place's first line may be quoted: at most limits::kQuotedBytes around the span.
struct Excerpt {
  std::string text;                  ///< bytes of the file, without line end and byte order mark
  std::uint32_t begin = 0, end = 0;  ///< the span in `text`
  bool cut_left = false, cut_right = false;
  bool operator==(const Excerpt&) const = default;
};

struct PrintedPlace {
  std::string path;                ///< the file's bytes of a path; "" for a finding without a file
  Point begin, end;                ///< `end` is exclusive
  bool outside = false;            ///< no file of the view: `config:policy.yaml`, `base:.modgate/modules/relax.yaml`
  std::optional<Excerpt> excerpt;  ///< absent when the line cannot be quoted
  bool operator==(const PrintedPlace&) const = default;
};

struct PrintedRelated {
  PrintedPlace at;
  std::string message;
  bool operator==(const PrintedRelated&) const = default;
};

struct PrintedEdit {
  PrintedPlace at;  ///< without an excerpt
  std::string text;
  bool operator==(const PrintedEdit&) const = default;
};

struct PrintedFix {
  std::string title;
  std::vector<PrintedEdit> edits;
  bool operator==(const PrintedFix&) const = default;
};

struct PrintedFinding {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  PrintedPlace at;
  std::string message;
  std::string label;
  std::vector<PrintedRelated> related;
  std::vector<std::string> notes;
  std::string help;
  std::vector<PrintedFix> fixes;
  std::string module;
  std::string fingerprint;
  Diagnostic::Status status = Diagnostic::Status::fresh;
  std::string justification;
  bool operator==(const PrintedFinding&) const = default;
};

struct PrintedSkip {
  std::string path, reason;
  bool operator==(const PrintedSkip&) const = default;
};

struct PrintedUnresolved {
  std::string path;
  std::uint32_t line = 1, column = 1;
  std::string spelled, reason;
  std::vector<std::string> candidates;
  bool operator==(const PrintedUnresolved&) const = default;
};

struct PrintedReport : ReportSummary {
  std::vector<PrintedFinding> findings;
  std::vector<PrintedSkip> skipped;
  std::vector<PrintedUnresolved> unresolved;
  /// Where formats that need a file of the tree put what has none (a finding of the whole repository, or one about a
  /// file from outside): the policy, else a manifest, else README.md, else the first file; "" in an empty tree.
  std::string anchor;
  std::vector<std::string> modules;  ///< ids, in the registry's order; whoever ran it fills them in
};

/// A text of the run as formats print it: bytes that are not UTF-8 are spelled out, `\xff`. Paths and quoted lines keep
/// theirs.
std::string printed_text(std::string_view bytes);

/// Reads through `texts` the files that the report points at.
PrintedReport printed(const LintReport& report, const Files& files, SourceTexts& texts);

/// The report that `render_json` wrote. A Failure: it is no such object, of another schema version, or names a rule
/// that this modgate does not have.
Result<PrintedReport> read_report(std::string_view json);

}  // namespace modgate
