// `modgate: allow(RULE[, RULE]) [until=YYYY-MM-DD] -- reason` in a comment of any language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "modgate/facts.h"

namespace modgate {

/// Reads one comment. `comment` is its text with its delimiters, `begin` the offset of its first byte in the file.
/// Nothing when the text after the opening delimiter and blanks does not start with `modgate:`. The caller fills in
/// `line` and `applies_to`. A comment that starts so but does not follow the form comes back `malformed`.
std::optional<Suppression> parse_suppression(std::string_view comment, std::uint32_t begin);

/// Collects the suppressions of one file and decides which line each applies to. Feed it in the file's order.
class SuppressionList {
 public:
  /// A comment that begins on `line`; `code_before` says whether code stands before it on that line.
  void comment(std::string_view text, std::uint32_t begin, std::uint32_t line, bool code_before);
  /// Code on `line`: the comments above it that still wait for their line apply to it.
  void code(std::uint32_t line) {
    for (; waiting_ < found_.size(); ++waiting_) found_[waiting_].applies_to = line;
  }
  /// All of them. Those with no code below apply to their own line, where they silence nothing.
  std::vector<Suppression> finish();

 private:
  std::vector<Suppression> found_;
  std::size_t waiting_ = 0;  ///< those from here on have no line yet
};

}  // namespace modgate
