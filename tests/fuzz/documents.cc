// Documents that people and tools write: RFCs in Markdown, sections that modgate generates, baselines, saved reports.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "input.h"
#include "lint/baseline.h"
#include "lint/generated_text.h"
#include "lint/markers.h"
#include "manifest/parse.h"
#include "modgate/limits.h"
#include "report/formats.h"
#include "report/printed.h"
#include "report/render.h"
#include "rfc/headings.h"
#include "rfc/inline_text.h"
#include "rfc/judge.h"
#include "rfc/markdown.h"
#include "rfc/references.h"
#include "rfc/template_text.h"
#include "spans.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

void check_leftovers(const std::vector<rfc::Leftover>& leftovers, const Spans& spans) {
  for (const rfc::Leftover& one : leftovers) {
    spans.inside(one.at, one.message);
    demand(!one.message.empty(), "a leftover without a message");
  }
}

void markdown(std::string_view text) {
  const Spans spans(text);
  const rfc::Document document = rfc::read_markdown(text);
  std::uint32_t behind = 0;
  for (const rfc::Block& block : document.blocks) {
    demand(block.depth <= limits::kRfcDepth, "a block deeper than the limit");
    demand((block.kind == rfc::Block::Kind::heading) == (block.level >= 1 && block.level <= 6), "a heading's level");
    for (const Span& line : block.lines) {
      spans.inside(line, "line of a block");
      demand(behind <= line.begin, "lines of blocks out of order");
      behind = line.end;
    }
  }
  const auto required = rfc::required_headings({});
  const auto matches = rfc::match_headings(document, required);
  demand(matches.size() == required.size(), "a required heading without an answer");
  for (const rfc::Match& match : matches) {
    for (const auto& block : {match.block, match.nested, match.alternate}) {
      demand(!block || *block < document.blocks.size(), "a heading that is no block");
    }
  }
  check_leftovers(rfc::placeholders(text, document), spans);
  check_leftovers(rfc::hollow_sections(text, document, matches), spans);
}

/// A manifest up to a line `====`, the document behind it.
void judged(std::string_view bytes) {
  constexpr std::string_view kBetween = "\n====\n";
  const std::size_t at = bytes.find(kBetween);
  const bool both = at < bytes.size();
  const Manifest manifest = parse_manifest(both ? bytes.substr(0, at) : std::string_view(), FileId{0});
  const std::string_view text = both ? bytes.substr(at + kBetween.size()) : bytes;
  rfc::Question question{std::vector<std::string>{"spip"}, Severity::warning, both ? &manifest : nullptr};
  if (both) question.headings = std::vector<std::string>{"Summary", "Q1. What?", "Unresolved questions"};
  const Spans spans(text);
  const Spans of_manifest(bytes);
  for (const RfcFault& fault : rfc::judge(text, FileId{1}, question)) {
    (fault.at.file == FileId{1} ? spans : of_manifest).inside(fault.at.span, fault.message);
    for (const Related& one : fault.related) {
      (one.at.file == FileId{1} ? spans : of_manifest).inside(one.at.span, one.message);
    }
  }
}

/// Markup within one paragraph, and link definitions.
void inline_text(std::string_view text) {
  (void)rfc::plain_text(text, {"a", "label"});
  demand(rfc::without_code(text).size() == text.size(), "text without code that moved");
  const auto definition = rfc::definition_at(text);
  demand(!definition || (definition->size > 0 && definition->size <= text.size()), "a definition beyond its text");
  const auto check = [&](const auto& end) { demand(!end || *end <= text.size(), "an end beyond the text"); };
  check(rfc::destination_end(text, 0));
  check(rfc::title_end(text, 0));
  check(rfc::label_end(text, 0));
  const std::string folded = rfc::folded_label(text);
  demand(rfc::folded_label(folded) == folded, "a label that folds twice", folded);
  const std::string words = rfc::folded_words(text);
  demand(words.find("  ") == std::string::npos, "folded words with two blanks", words);
}

template <MarkersRead (*read)(std::string_view)>
void markers(std::string_view text) {
  const Spans spans(text);
  std::uint32_t behind = 0;
  for (const Marker& marker : read(text).markers) {
    spans.inside(marker.at, marker.word);
    demand(marker.line <= marker.at.begin && marker.at.end <= marker.after, "a marker outside its line");
    demand(marker.after <= text.size() && behind <= marker.line, "markers out of order");
    demand(!marker.word.empty(), "a marker without a word");
    behind = marker.after;
  }
}

/// What is good of a baseline is the same after it was written again.
void baseline(std::string_view text) {
  const Spans spans(text);
  std::vector<FindingKey> keys;
  for (const BaselineEntry& entry : parse_baseline(text, FileId{0})) {
    spans.inside(entry.at, "entry");
    if (entry.trouble.empty()) keys.push_back(key_of(entry));
  }
  const std::string written = baseline_text(keys);
  std::vector<FindingKey> again;
  for (const BaselineEntry& entry : parse_baseline(written, FileId{0})) {
    demand(entry.trouble.empty(), "a written entry that cannot be read", entry.trouble);
    again.push_back(key_of(entry));
  }
  demand(baseline_text(again) == written, "a baseline that changes when it is written again");
}

/// What can be read of a saved report is the same after it was saved again, and no format stumbles over it.
void report(std::string_view json) {
  const auto read = read_report(json);
  if (!read) return demand(!read.error().message.empty(), "a report that is refused without a reason");
  const std::string saved = render(*read, Format::json, {});
  const auto again = read_report(saved);
  demand(again.has_value(), "a saved report that cannot be read", again ? "" : again.error().message);
  demand(render(*again, Format::json, {}) == saved, "a report that changes when it is saved again");
  for (const std::string& name : format_names()) (void)render(*read, *format_of(name), {.all = true});
}

void shown_in_markdown(std::string_view text) {
  const std::string out = markdown_text(text);
  demand(out.find('\n') == std::string::npos, "text for a table that breaks its line");
}

constexpr std::array kEntries{
    Entry{"markdown", markdown},
    Entry{"judge", judged},
    Entry{"inline_text", inline_text},
    Entry{"markers_of_markdown", markers<markers_of_markdown>},
    Entry{"markers_of_owners", markers<markers_of_owners>},
    Entry{"baseline", baseline},
    Entry{"report", report},
    Entry{"markdown_text", shown_in_markdown},
};

}  // namespace

const Target documents_target{"documents", kEntries};

}  // namespace modgate::fuzz
