// Text that a template asks to be replaced, found by its form alone: requests to fill something in, dates and numbers
// that are none, entries that only hold the place, sections with nothing in them or only with questions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modgate/source.h"
#include "rfc/headings.h"
#include "rfc/markdown.h"

namespace modgate::rfc {

struct Leftover {
  Span at;
  std::string message;
  std::string label;
  std::string target;  ///< what tells it from others: the text, or the section's title
};

/// Places in paragraphs, outside code, in order of the document.
std::vector<Leftover> placeholders(std::string_view text, const Document& document);

/// Sections of required headings that say nothing.
std::vector<Leftover> hollow_sections(std::string_view text, const Document& document,
                                      const std::vector<Match>& matches);

}  // namespace modgate::rfc
