// Lines in, markers out. Which names there are and whether begin meets end is for others to judge.
#include "lint/markers.h"

#include <optional>

#include "base/text.h"
#include "rfc/markdown.h"

namespace modgate {
namespace {

std::string one_blank(std::string_view text) {
  std::string out;
  for (const char c : text::trim(text)) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

/// A line of the document; `inner` is what stands between the comment's delimiters.
std::optional<Marker> marker_in(std::string_view text, Span line, std::string_view inner) {
  inner = text::trim(inner);
  if (!inner.starts_with(kMarkerWord)) return std::nullopt;
  const std::string words = one_blank(inner.substr(kMarkerWord.size()));
  // `modgate: allow(...)` is a suppression's form, which these files do not have.
  if (inner.size() == kMarkerWord.size() || words.empty() || inner[kMarkerWord.size()] == ' ') return std::nullopt;
  Marker marker;
  const std::size_t blank = words.find(' ');
  marker.word = words.substr(0, blank);
  if (blank != std::string::npos) marker.name = words.substr(blank + 1);
  marker.at = line;
  const std::size_t before = line.begin == 0 ? std::string_view::npos : text.find_last_of("\r\n", line.begin - 1);
  marker.line = before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
  std::size_t after = text.find_first_of("\r\n", line.end);
  after = after == std::string_view::npos ? text.size() : after + (text.substr(after).starts_with("\r\n") ? 2 : 1);
  marker.after = static_cast<std::uint32_t>(after);
  return marker;
}

/// Without blanks at its ends.
Span trimmed(std::string_view text, Span line) {
  const auto blank = [&](std::uint32_t at) { return text[at] == ' ' || text[at] == '\t' || text[at] == '\r'; };
  while (line.begin < line.end && blank(line.begin)) ++line.begin;
  while (line.end > line.begin && blank(line.end - 1)) --line.end;
  return line;
}

}  // namespace

MarkersRead markers_of_markdown(std::string_view text) {
  MarkersRead out;
  rfc::Document document = rfc::read_markdown(text);
  out.trouble = std::move(document.trouble);
  for (const rfc::Block& block : document.blocks) {
    if (block.kind != rfc::Block::Kind::html) continue;
    for (const Span& each : block.lines) {
      const Span line = trimmed(text, each);
      std::string_view words = text.substr(line.begin, line.end - line.begin);
      if (!words.starts_with("<!--") || !words.ends_with("-->") || words.size() < 7) continue;
      auto marker = marker_in(text, line, words.substr(4, words.size() - 7));
      if (!marker) continue;
      marker->nested = block.depth > 0;
      out.markers.push_back(std::move(*marker));
    }
  }
  return out;
}

MarkersRead markers_of_owners(std::string_view text) {
  MarkersRead out;
  for (std::size_t begin = text.starts_with("\xef\xbb\xbf") ? 3 : 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Span line = trimmed(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (words.starts_with('#')) {
      if (auto marker = marker_in(text, line, words.substr(1))) out.markers.push_back(std::move(*marker));
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace modgate
