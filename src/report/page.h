// Lines of output for people, and the one gate that all of their text passes. Pieces of text of any origin come in;
// lines go out that are UTF-8, hold no control character but the line end and the colours asked for, end without
// blanks, and start no command of a CI runner, however the pieces were put together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/diagnostic.h"
#include "report/render.h"

namespace modgate {

enum class Style : std::uint8_t { plain, strong, frame, help, info, warning, error };
Style style_of(Severity severity);

/// Any bytes as they may stand inside (not at the start) of a line: utf8::visible, but a `::` at their start stays.
std::string shown(std::string_view bytes);

class Page {
 public:
  explicit Page(const RenderOptions& options) : color_(options.color), hyperlinks_(options.hyperlinks) {}

  /// Adds a piece to the current line. `url` makes it a link where links are on; it must be modgate's own.
  Page& add(std::string_view text, Style style = Style::plain, std::string_view url = {});
  /// Ends the current line; an empty one is a blank line.
  void end_line();
  /// Ends a line of one piece.
  void line(std::string_view text) { add(text).end_line(); }
  /// The lines so far; the page is empty again.
  std::string take() { return std::exchange(out_, {}); }

 private:
  struct Piece {
    std::string text;
    std::string url;
    Style style = Style::plain;
  };
  void write(const Piece& piece);

  bool color_ = false;
  bool hyperlinks_ = false;
  std::vector<Piece> pieces_;
  std::string out_;
};

}  // namespace modgate
