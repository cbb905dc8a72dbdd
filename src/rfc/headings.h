// Which headings an RFC document must have, and which of them it has. Headings are compared by their words: case,
// punctuation, numbering, a final remark in parentheses and a plural s do not count.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfc/markdown.h"

namespace modgate::rfc {

struct Required {
  std::string title;     ///< as messages name it
  std::string question;  ///< "q1": a heading that begins with this counts, too; empty: none
};

/// The headings that a policy's `rfc_headings` ask for: `tvm`, `spip`, or a list; of nothing: TVM's.
std::vector<Required> required_headings(const std::vector<std::string>& words);

/// One heading of the document that stands for a required one, or none.
struct Match {
  const Required* required = nullptr;
  std::optional<std::size_t> block;      ///< the heading that is it
  std::optional<std::size_t> nested;     ///< it stands in a list or quotation only
  std::optional<std::size_t> alternate;  ///< a heading of no other use that may be meant
};

/// In order of `required`, whose elements it points to.
std::vector<Match> match_headings(const Document& document, const std::vector<Required>& required);

/// A heading's words as they are compared: lower case, single blanks.
std::string folded_words(std::string_view text);

}  // namespace modgate::rfc
