#include "rfc/line_cursor.h"

namespace modgate::rfc {
namespace {

constexpr std::size_t kTab = 4;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::size_t LineCursor::first_other() const {
  std::size_t at = at_;
  while (at < line_.size() && is_blank(line_[at])) ++at;
  return at;
}

std::size_t LineCursor::indent() const {
  std::size_t column = column_;
  for (std::size_t at = at_; at < line_.size() && is_blank(line_[at]); ++at) {
    column += line_[at] == ' ' ? 1 : kTab - column % kTab;
  }
  return column - column_;
}

bool LineCursor::blank() const { return first_other() == line_.size(); }

std::string_view LineCursor::rest() const { return line_.substr(first_other()); }

std::uint32_t LineCursor::rest_offset() const { return start_ + static_cast<std::uint32_t>(first_other()); }

void LineCursor::take_columns(std::size_t columns) {
  while (columns > 0 && at_ < line_.size() && is_blank(line_[at_])) {
    if (line_[at_] == '\t') {
      const std::size_t wide = left_of_tab_ > 0 ? left_of_tab_ : kTab - column_ % kTab;
      const std::size_t taken = wide < columns ? wide : columns;
      left_of_tab_ = wide - taken;
      column_ += taken;
      columns -= taken;
      if (left_of_tab_ > 0) return;
    } else {
      ++column_;
      --columns;
    }
    ++at_;
  }
}

void LineCursor::take_bytes(std::size_t bytes) {
  take_columns(indent());
  at_ += bytes;
  column_ += bytes;
  left_of_tab_ = 0;
}

}  // namespace modgate::rfc
