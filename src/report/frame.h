// Code frames: a place comes in, the source line with the smallest span underlined goes out. Tabs take four columns,
// wide characters two, long lines are cut around the span. What cannot be quoted (no such file, a binary line) gives
// only its location.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "report/page.h"
#include "report/printed.h"

namespace modgate {

/// A source line as it is shown, and the part of it to underline.
struct Quote {
  std::uint32_t line = 1;
  std::string text;        ///< fit for a terminal, at most as wide as asked for
  std::size_t column = 0;  ///< columns before the underlined part
  std::size_t length = 1;  ///< columns of it
};

/// The line in which the location begins, at most `columns` wide; nothing when it cannot be quoted.
std::optional<Quote> quote(const PrintedPlace& at, std::size_t columns);

/// How the frames of one finding are drawn.
struct FrameStyle {
  std::size_t gutter = 2;  ///< columns of the line numbers
  int width = 80;          ///< of the terminal
};

/// Writes `<arrow> path:line:column` and below it the frame, the span underlined with `mark` and followed by `label`.
void write_frame(Page& page, const PrintedPlace& at, std::string_view arrow, char mark, Style mark_style,
                 std::string_view label, const FrameStyle& style);

}  // namespace modgate
