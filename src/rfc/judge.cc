#include "rfc/judge.h"

#include <fmt/core.h>

#include "base/text.h"
#include "base/utf8.h"
#include "modgate/limits.h"
#include "rfc/agreement.h"
#include "rfc/headings.h"
#include "rfc/markdown.h"
#include "rfc/template_text.h"

namespace modgate::rfc {
namespace {

std::string quoted(std::string_view title) { return "`" + utf8::visible(title) + "`"; }

/// What could not be judged is an error: nobody may take it for passed.
RfcFault undecided(FileId file, std::string reason) {
  RfcFault fault;
  fault.at = {file, {}};
  fault.message = "the RFC document was not judged: " + std::move(reason);
  fault.help = "make it a text that can be read";
  fault.target = "unread";
  return fault;
}

/// Where a missing heading belongs: behind the last one before it that is there, else the start.
Span place_of(const Document& document, const std::vector<Match>& matches, std::size_t missing) {
  for (std::size_t i = missing; i-- > 0;) {
    if (matches[i].block) return document.blocks[*matches[i].block].lines.front();
  }
  return {};
}

RfcFault missing_heading(const Document& document, const std::vector<Match>& matches, std::size_t i, FileId file) {
  const Match& match = matches[i];
  RfcFault fault;
  fault.at = {file, place_of(document, matches, i)};
  const std::string title = quoted(match.required->title);
  fault.message = fmt::format("the RFC has no heading {}", title);
  if (fault.at.span.end > 0) fault.label = "it belongs behind this one";
  fault.target = match.required->title;
  fault.help = fmt::format("add a heading {}", title);
  if (match.nested) {
    fault.related.push_back(
        {{file, document.blocks[*match.nested].lines.front()}, "this one is part of a list or quotation"});
    fault.help = fmt::format("move {} out of the list or quotation", title);
  } else if (match.alternate) {
    const Block& near = document.blocks[*match.alternate];
    fault.related.push_back({{file, near.lines.front()}, "the nearest heading"});
    fault.help = fmt::format("did you mean {}? rename it, or add {}", quoted(near.text), title);
  }
  return fault;
}

void add_missing(const Document& document, const std::vector<Match>& matches, const Question& question, FileId file,
                 std::vector<RfcFault>& out) {
  for (std::size_t i = 0, found = 0; i < matches.size(); ++i) {
    if (matches[i].block) continue;
    if (found++ >= limits::kRfcFindings) {
      out.back().message += ", and lacks more that are asked for";
      return;
    }
    RfcFault fault = missing_heading(document, matches, i, file);
    fault.severity = question.missing;
    out.push_back(std::move(fault));
  }
}

void add_leftovers(std::vector<Leftover> leftovers, std::string_view help, FileId file, std::vector<RfcFault>& out) {
  const std::size_t all = leftovers.size();
  if (all > limits::kRfcFindings) leftovers.resize(limits::kRfcFindings);
  for (std::size_t i = 0; i < leftovers.size(); ++i) {
    Leftover& each = leftovers[i];
    RfcFault fault;
    fault.severity = Severity::warning;
    fault.at = {file, each.at};
    fault.message = std::move(each.message);
    if (i + 1 == leftovers.size() && all > leftovers.size()) {
      fault.message += fmt::format(", and so are {} more places", all - leftovers.size());
    }
    fault.label = std::move(each.label);
    fault.target = std::move(each.target);
    fault.help = help;
    out.push_back(std::move(fault));
  }
}

void add_disagreements(std::string_view text, const Document& document, const Manifest& manifest, FileId file,
                       std::vector<RfcFault>& out) {
  std::size_t found = 0;
  for (Disagreement& each : disagreements(text, document, manifest)) {
    if (found++ >= limits::kRfcFindings) {
      out.back().message += "; more lines differ";
      return;
    }
    RfcFault fault;
    fault.severity = Severity::warning;
    fault.at = {file, each.at};
    fault.message = std::move(each.message);
    fault.label = std::move(each.label);
    fault.related.push_back({{manifest.file, each.in_manifest}, "the manifest"});
    fault.target = std::move(each.key);
    fault.help = std::move(each.help);
    out.push_back(std::move(fault));
  }
}

}  // namespace

std::vector<RfcFault> judge(std::string_view text, FileId file, const Question& question) {
  if (text.size() > limits::kRfcBytes) {
    return {undecided(file, fmt::format("it has more than {} bytes", limits::kRfcBytes))};
  }
  if (text.find('\0') != std::string_view::npos) return {undecided(file, "it holds NUL bytes and is no text")};
  const Document document = read_markdown(text);
  if (!document.trouble.empty()) return {undecided(file, document.trouble)};
  std::vector<RfcFault> out;
  if (question.headings) {
    const std::vector<Required> required = required_headings(*question.headings);
    const std::vector<Match> matches = match_headings(document, required);
    add_missing(document, matches, question, file, out);
    add_leftovers(hollow_sections(text, document, matches), "write the section, or say why there is nothing to say",
                  file, out);
  }
  add_leftovers(placeholders(text, document), "replace it", file, out);
  if (question.manifest != nullptr) add_disagreements(text, document, *question.manifest, file, out);
  return out;
}

}  // namespace modgate::rfc
