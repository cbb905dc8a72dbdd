// Byte offset to line and column, for reports.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace modgate {

/// 1-based; the column counts UTF-8 bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  Position position(std::uint32_t offset) const;  ///< offsets past the end give the end
  std::uint32_t lines() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// The line's bytes without its line end (LF or CRLF). `line` is 1-based and in range.
  std::string_view line(std::uint32_t line) const;
  std::uint32_t start(std::uint32_t line) const { return starts_[line - 1]; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace modgate
