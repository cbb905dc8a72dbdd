// One line of Markdown under a cursor: bytes in, columns out. A tab reaches to the next multiple of four and may be
// taken in part, which is how lists and quotations see it. Knows nothing of blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace modgate::rfc {

class LineCursor {
 public:
  /// `line` is without its line end and begins at `start` of the document.
  LineCursor(std::string_view line, std::uint32_t start) : line_(line), start_(start) {}

  bool at_end() const { return at_ >= line_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < line_.size() ? line_[at_ + ahead] : '\0'; }
  /// Columns of blanks and tabs before the next other byte.
  std::size_t indent() const;
  /// Nothing but blanks and tabs is left.
  bool blank() const;
  /// What follows the blanks.
  std::string_view rest() const;
  /// The document's offset of what follows the blanks.
  std::uint32_t rest_offset() const;
  /// Takes up to `columns` columns of blanks and tabs.
  void take_columns(std::size_t columns);
  /// Takes all blanks and tabs, then `bytes` bytes.
  void take_bytes(std::size_t bytes);
  void take_all() { at_ = line_.size(); }

 private:
  std::size_t first_other() const;

  std::string_view line_;
  std::uint32_t start_;
  std::size_t at_ = 0;
  std::size_t column_ = 0;
  std::size_t left_of_tab_ = 0;  ///< columns of the tab at `at_` that are not taken yet; 0: none was begun
};

}  // namespace modgate::rfc
