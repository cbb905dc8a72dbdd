// Lines of a makefile as GNU make joins them: a line with its continuations in, text without continuation marks and
// comment out, with the place of every byte. References `$(...)` and `${...}` hold blanks, operators and `#` together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"

namespace modgate {

/// `=`, `:=`, `::=`, `+=`, `?=`, `!=`, `:`, `::` or `&:` and its half-open place in the line's text; empty: none.
struct MakeOperator {
  std::string_view op;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct MakeLine {
  std::string text;          ///< continuations are one blank; without the comment
  std::string_view comment;  ///< from its `#`; empty: none
  std::uint32_t comment_at = 0;
  std::uint32_t comment_line = 0;
  std::uint32_t line = 0;
  std::uint32_t last_line = 0;
  Span at;
  /// Where a run of `text` begins in the file: a new run after every continuation.
  struct Run {
    std::size_t begin = 0;
    std::uint32_t offset = 0;
    std::uint32_t line = 0;
  };
  std::vector<Run> runs;

  /// The words of a part of `text`.
  std::vector<BuildCommand::Argument> words(std::size_t begin, std::size_t end) const;
  /// The two sides of `ifeq`, from the place after the keyword.
  void sides(std::size_t begin, std::vector<BuildCommand::Argument>& out) const;
  /// The operator that makes the line an assignment or a rule.
  MakeOperator find_operator(std::size_t begin) const;
  /// The first `c` outside references; npos: none.
  std::size_t find(char c, std::size_t begin) const;
  std::string_view trimmed(std::size_t begin, std::size_t end) const;
  /// The place in `text` of a byte of the file that lies in this line.
  std::size_t offset_of(std::uint32_t offset) const;

 private:
  const Run& run_at(std::size_t place) const;
  BuildCommand::Argument argument(std::size_t begin, std::size_t end) const;
};

class MakeLines {
 public:
  explicit MakeLines(std::string_view bytes);
  /// The next line with its continuations; false at the end.
  bool next(MakeLine& line);

 private:
  void cut_comment(MakeLine& line) const;

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint32_t number_ = 1;
};

}  // namespace modgate
