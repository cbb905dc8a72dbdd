// Code frames: see frame.h. The work is bounded by the size of an excerpt, whatever the line's length.
#include "report/frame.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"

namespace modgate {
namespace {

constexpr std::string_view kTab = "    ";
constexpr std::string_view kEllipsis = "…";
/// Narrower frames show nothing that helps; a terminal that is narrower wraps.
constexpr std::size_t kLeastColumns = 20;

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

}  // namespace

std::optional<Quote> quote(const PrintedPlace& at, std::size_t columns) {
  if (!at.excerpt) return std::nullopt;
  const Excerpt& part = *at.excerpt;
  Quote out;
  out.line = at.begin.line;
  std::string text = for_terminal(part.text);
  const std::size_t total = utf8::display_width(text);
  const std::size_t from =
      std::min(total, utf8::display_width(for_terminal(std::string_view(part.text).substr(0, part.begin))));
  const std::size_t to = std::clamp(utf8::display_width(for_terminal(std::string_view(part.text).substr(0, part.end))),
                                    from, std::max(from, total));

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

void write_frame(Page& page, const PrintedPlace& at, std::string_view arrow, char mark, Style mark_style,
                 std::string_view label, const FrameStyle& style) {
  const std::string indent(style.gutter, ' ');
  const std::size_t room = static_cast<std::size_t>(style.width) -
                           std::min<std::size_t>(static_cast<std::size_t>(style.width), style.gutter + 3);
  const std::optional<Quote> quoted = quote(at, std::max(kLeastColumns, room));
  page.add(indent).add(arrow, Style::frame);
  page.add(" ").add(at.path).add(fmt::format(":{}:{}", at.begin.line, at.begin.column));
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
