// Edits that take a module out of a file that stays. They only ever cut bytes, and only where the language lets one
// know that what remains is what was there without the module; every other place is left, with the reason.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/removal.h"
#include "removal/cuts.h"
#include "removal/truth.h"

namespace modgate {

/// One file with its places, and the cuts made so far.
struct EditScene {
  std::string_view path;
  std::string_view text;
  const LineIndex& lines;
  const FileFacts& facts;
  const Module& module;
  std::vector<std::string> flags;     ///< see removed_flag_names
  std::vector<RemovalPlace*> places;  ///< of this file, by line
  Cuts cuts;

  bool is_flag(std::string_view word) const;
  /// Bytes of the lines that hold the span, with the last line's end.
  Span whole_lines(Span span) const;
  /// Whether nothing but blanks, and behind the span a comment that `comment` begins, shares the span's lines.
  bool alone_on_lines(Span span, std::string_view comment) const;
  /// Cuts the lines; with a comment right above them also that, if both stand apart between blank lines.
  void cut_lines(Span span, std::string_view comment);
};

/// A branch of an `if` in either language: from its own command or directive to the next one.
struct Branch {
  enum class Kind : std::uint8_t { first, further, otherwise, end };
  Kind kind = Kind::first;
  Truth truth = Truth::unknown;  ///< of its condition once the flag is gone
  Span lines;                    ///< whole lines of the command
  Span els;                      ///< of a further branch: the bytes that make `elif` of `if`
};

/// Cuts what the flag's absence makes dead, and the conditions that it decides. `branches` begins with the `if` and
/// ends with its end. False: the remaining condition cannot be written by cutting alone.
bool cut_branches(const std::vector<Branch>& branches, EditScene& scene);

/// CMake: conditions on the flag, its declaration, arguments and commands that name what goes.
void edit_cmake(EditScene& scene);
/// C and its relatives: `#if` on the flag, then include lines.
void edit_preprocessor(EditScene& scene);
/// What is left, line by line: imports, elements of lists in any text.
void edit_single_lines(EditScene& scene);

}  // namespace modgate
