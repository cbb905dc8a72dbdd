// The gate for text that people read: see page.h.
#include "report/page.h"

#include <algorithm>

#include "base/utf8.h"

namespace modgate {
namespace {

/// Parameters of the terminal's "select graphic rendition"; empty for plain text.
std::string_view sgr(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::strong:
      return "1";
    case Style::frame:
      return "1;34";
    case Style::help:
      return "1;32";
    case Style::info:
      return "1;36";
    case Style::warning:
      return "1;33";
    case Style::error:
      return "1;31";
  }
  return "";
}

void drop_trailing_blanks(std::string& text) { text.erase(text.find_last_not_of(' ') + 1); }

/// The line as a CI runner cannot mistake it for a command. Runners skip every blank of Unicode before a `::`; which
/// ones is theirs to say, so all text beyond ASCII counts as blank here.
std::string harmless(std::string_view line) {
  std::string safe = utf8::visible(line);
  const auto first = std::find_if(safe.begin(), safe.end(), [](char c) { return c > ' ' && c <= '~'; });
  const auto at = static_cast<std::size_t>(first - safe.begin());
  if (safe.compare(at, 2, "::") == 0) safe.insert(at + 1, 1, ' ');
  drop_trailing_blanks(safe);
  return safe;
}

}  // namespace

Style style_of(Severity severity) {
  if (severity == Severity::error) return Style::error;
  return severity == Severity::warning ? Style::warning : Style::info;
}

std::string shown(std::string_view bytes) {
  // Something that is no blank stands before the text, as it does in the line.
  std::string guarded = "|";
  guarded += bytes;
  return utf8::visible(guarded).substr(1);
}

Page& Page::add(std::string_view text, Style style, std::string_view url) {
  if (!pieces_.empty() && pieces_.back().style == style && pieces_.back().url == url) {
    pieces_.back().text += shown(text);
  } else {
    pieces_.push_back({shown(text), std::string(url), style});
  }
  return *this;
}

void Page::end_line() {
  while (!pieces_.empty()) {
    drop_trailing_blanks(pieces_.back().text);
    if (!pieces_.back().text.empty()) break;
    pieces_.pop_back();
  }
  std::string whole;
  for (const Piece& piece : pieces_) whole += piece.text;
  // Each piece is harmless by itself; a command may still come together from two of them. Such a line loses its
  // colours.
  if (const std::string safe = harmless(whole); safe != whole) {
    out_ += safe;
  } else {
    for (const Piece& piece : pieces_) write(piece);
  }
  out_ += '\n';
  pieces_.clear();
}

void Page::write(const Piece& piece) {
  const std::string_view code = color_ ? sgr(piece.style) : std::string_view();
  const bool link = hyperlinks_ && !piece.url.empty();
  if (link) out_.append("\x1b]8;;").append(piece.url).append("\x1b\\");
  if (!code.empty()) out_.append("\x1b[").append(code).append("m");
  out_ += piece.text;
  if (!code.empty()) out_ += "\x1b[0m";
  if (link) out_ += "\x1b]8;;\x1b\\";
}

}  // namespace modgate
