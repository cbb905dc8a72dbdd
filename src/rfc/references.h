// Definitions of links, `[label]: destination "title"`, which stand at the start of a paragraph and are no text. The
// rules are CommonMark's; nothing is followed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace modgate::rfc {

struct Definition {
  std::string label;     ///< as links name it: lower case, blanks folded
  std::size_t size = 0;  ///< bytes, with the line end
};

/// The definition that a paragraph's text begins with (lines without leading blanks, joined by `\n`).
std::optional<Definition> definition_at(std::string_view paragraph);

/// The end of a link's destination that begins at `at`, nothing where there is none.
std::optional<std::size_t> destination_end(std::string_view text, std::size_t at);
/// The end of a title in quotes or parentheses that begins at `at`.
std::optional<std::size_t> title_end(std::string_view text, std::size_t at);
/// The end of a label `[...]` that begins at `at`, past its bracket.
std::optional<std::size_t> label_end(std::string_view text, std::size_t at);
/// A label's text as links are compared.
std::string folded_label(std::string_view label);

}  // namespace modgate::rfc
