// Code frames: see frame.h. The work on a line is bounded by limits::kQuotedBytes, whatever the line's length.
#include "report/frame.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

constexpr std::string_view kTab = "    ";
constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
/// Narrower frames show nothing that helps; a terminal that is narrower wraps.
constexpr std::size_t kLeastColumns = 20;

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

std::string for_terminal(std::string_view text) {
  std::string expanded;
  for (const char byte : text) {
    if (byte == '\t') {
      expanded += kTab;
    } else {
      expanded += byte;
    }
  }
  return shown(expanded);
}

/// A part of a longer text: the columns [first, first + width) as far as whole characters fill them.
struct Slice {
  std::string text;
  std::size_t first = 0;  ///< the column where it really starts
  bool reaches_end = true;
};

Slice slice(std::string_view text, std::size_t first, std::size_t width) {
  Slice out;
  std::size_t column = 0;
  bool begun = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = std::max<std::size_t>(1, utf8::decode(text, at).value_or(utf8::Decoded{0, 1}).bytes);
    const std::string_view point = text.substr(at, bytes);
    const std::size_t next = column + utf8::display_width(point);
    if (next > first + width) {
      out.reaches_end = false;
      break;
    }
    if (column >= first) {
      if (!begun) out.first = column;
      begun = true;
      out.text += point;
    }
    column = next;
    at += bytes;
  }
  if (!begun) out.first = column;
  return out;
}

/// Bytes of a line that may be shown, around [begin, end), and where those two are in them.
struct Excerpt {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool cut_left = false;
  bool cut_right = false;
};

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t start = 0;
  std::size_t stop = line.size();
  if (line.size() > limits::kQuotedBytes) {
    const std::size_t lead = end <= limits::kQuotedBytes ? begin : std::min(begin, limits::kQuotedBytes / 3);
    start = std::min(begin - lead, line.size() - limits::kQuotedBytes);
    stop = point_start(line, start + limits::kQuotedBytes);
    start = point_start(line, start);
  }
  return {line.substr(start, stop - start), begin - start, std::min(end, stop) - start, start > 0, stop < line.size()};
}

}  // namespace

std::optional<Quote> quote(Sources& sources, const Location& at, std::size_t columns) {
  if (at.span.begin > sources.text(at.file).size() || sources.path(at.file).empty()) return std::nullopt;
  const LineIndex& lines = sources.lines(at.file);
  Quote out;
  out.line = lines.position(at.span.begin).line;
  const std::uint32_t line_start = lines.start(out.line);
  std::string_view line = lines.line(out.line);
  std::size_t begin = std::min<std::size_t>(at.span.begin - line_start, line.size());
  std::size_t end = std::min<std::size_t>(std::max(at.span.begin, at.span.end) - line_start, line.size());
  if (line_start == 0 && line.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    line.remove_prefix(kByteOrderMark.size());
    begin -= std::min(begin, kByteOrderMark.size());
    end -= std::min(end, kByteOrderMark.size());
  }
  begin = point_start(line, begin);
  end = std::max(begin, point_end(line, end));

  const Excerpt part = excerpt(line, begin, end);
  if (part.text.find('\0') != std::string_view::npos) return std::nullopt;
  std::string text = for_terminal(part.text);
  const std::size_t total = utf8::display_width(text);
  const std::size_t from = std::min(total, utf8::display_width(for_terminal(part.text.substr(0, part.begin))));
  const std::size_t to =
      std::clamp(utf8::display_width(for_terminal(part.text.substr(0, part.end))), from, std::max(from, total));

  Slice piece{text, 0, true};
  if (total > columns || part.cut_left || part.cut_right) {
    const std::size_t room = columns - 2;
    const std::size_t context = (room - std::min(room, to - from)) / 2;
    std::size_t first = to <= room ? 0 : from - std::min(from, context);
    if (first > 0) first = std::min(first, total - std::min(total, room));
    piece = slice(text, first, room);
  }
  const std::size_t width = utf8::display_width(piece.text);
  out.column = std::min(width, from - std::min(from, piece.first));
  out.length = std::max<std::size_t>(1, std::min(to - from, width - out.column));
  if (part.cut_left || piece.first > 0) {
    out.text = kEllipsis;
    ++out.column;
  }
  out.text += piece.text;
  if (part.cut_right || !piece.reaches_end) out.text += kEllipsis;
  return out;
}

void write_frame(Page& page, Sources& sources, const Location& at, std::string_view arrow, char mark, Style mark_style,
                 std::string_view label, const FrameStyle& style) {
  const std::string indent(style.gutter, ' ');
  const std::size_t room = static_cast<std::size_t>(style.width) -
                           std::min<std::size_t>(static_cast<std::size_t>(style.width), style.gutter + 3);
  const std::optional<Quote> quoted = quote(sources, at, std::max(kLeastColumns, room));
  const Place place = sources.place(at);
  page.add(indent).add(arrow, Style::frame);
  page.add(" ").add(place.path).add(fmt::format(":{}:{}", place.begin.line, place.begin.column));
  if (!quoted) {
    if (!label.empty()) page.add(": ").add(label);
    page.end_line();
    return;
  }
  page.end_line();
  const std::string bar = indent + " |";
  page.add(bar, Style::frame).end_line();
  page.add(fmt::format("{:>{}} | ", quoted->line, style.gutter), Style::frame).add(quoted->text).end_line();
  page.add(bar, Style::frame).add(std::string(quoted->column + 1, ' '));
  page.add(std::string(quoted->length, mark), mark_style);
  if (!label.empty()) page.add(" ").add(label, mark_style);
  page.end_line();
}

}  // namespace modgate
