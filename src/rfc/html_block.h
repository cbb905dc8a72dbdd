// HTML inside Markdown: where a block of it begins and ends, and how long a tag is. Only what CommonMark says of it; no
// attribute is interpreted and nothing is rendered.
#pragma once

#include <cstddef>
#include <string_view>

namespace modgate::rfc {

/// The kind of HTML block that a line opens, 1 to 7 as CommonMark numbers them; 0: none. Kind 7, any whole tag alone on
/// its line, cannot interrupt a paragraph.
int html_block_kind(std::string_view line, bool in_paragraph);

/// Whether the line ends a block of this kind. Kinds 6 and 7 end with a blank line, which is not asked here.
bool ends_html_block(std::string_view line, int kind);

/// The length of the tag, comment, instruction or declaration that `text` begins with; 0: none.
std::size_t tag_length(std::string_view text);

}  // namespace modgate::rfc
