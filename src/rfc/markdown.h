// A Markdown document as its blocks, in order: headings with their text, paragraphs with their lines, code, HTML,
// rules. Blocks are CommonMark's; inside lists and quotations they carry their depth. Tables and other extensions are
// text.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/source.h"

namespace modgate::rfc {

struct Block {
  enum class Kind : std::uint8_t { heading, paragraph, code, html, rule };
  Kind kind = Kind::paragraph;
  int level = 0;            ///< of a heading
  std::size_t depth = 0;    ///< lists and quotations around it
  std::vector<Span> lines;  ///< its text in the document, line by line, without what lists and quotations put before
  std::string text;         ///< of a heading, without markup
  bool comment = false;     ///< HTML that is one comment
};

struct Document {
  std::vector<Block> blocks;
  std::set<std::string, std::less<>> labels;  ///< of its link definitions, which are no text
  std::string trouble;                        ///< what made the reader stop; empty: it was read whole
};

/// Reads a whole document; never fails. What lies deeper than limits::kRfcDepth is `trouble`.
Document read_markdown(std::string_view text);

}  // namespace modgate::rfc
