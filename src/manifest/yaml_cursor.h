// A position in YAML text and the moves over it that both block and flow style need: blanks, comments, line ends, the
// end of a plain or quoted scalar. It refuses tabs in indentation, comments glued to text and unknown escapes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "modgate/manifest.h"

namespace modgate {

class YamlCursor {
 public:
  explicit YamlCursor(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  std::size_t at() const { return at_; }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool done() const { return at_ >= text_.size(); }
  /// Blank, tab, line end or end of text.
  bool blank(std::size_t ahead) const;
  void advance(std::size_t bytes) { at_ += bytes; }
  /// Goes to a place on the current line.
  void back_to(std::size_t at) { at_ = at; }
  /// Bytes before the cursor on its line.
  int column() const { return static_cast<int>(at_ - line_start_); }
  /// Whether only blanks stand before the cursor on its line.
  bool first_on_line() const;
  /// At `---` or `...` in column 0.
  bool at_marker() const;

  /// Over blanks and tabs on this line.
  void skip_blanks();
  /// Over blanks, comments and line ends to the next token (or the end); false: faulty.
  bool skip_to_content();
  /// The end (exclusive, without trailing blanks) of a plain scalar's part on this line. Nothing is consumed.
  std::size_t plain_end(bool flow) const;
  /// Over a quoted scalar that starts here. Lines that continue it stand deeper than `parent`.
  bool skip_quoted(int parent);
  /// Over a block scalar that starts here with `|` or `>`; gives the end of its last line with content.
  std::optional<std::size_t> skip_block_scalar(int parent);
  /// To the next line's start, for text that spans lines.
  void next_line(std::size_t start_of_next);

  /// Records the first fault and gives false.
  bool refuse(std::size_t begin, std::size_t length, std::string message, std::string help);
  std::optional<Fault> take_fault() { return std::move(fault_); }
  bool failed() const { return fault_.has_value(); }

 private:
  bool skip_escape();
  bool skip_line_in_quotes(std::size_t opening, int parent);
  bool block_header(int& explicit_indent);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace modgate
