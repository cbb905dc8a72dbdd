// Text of any origin as GitHub-flavoured Markdown that shows it and does nothing else: no markup, HTML, link, mention,
// emoji or formula comes of it. The result is one line, and may stand in a cell of a table or behind other text.
#pragma once

#include <string>
#include <string_view>

namespace modgate::markdown {

/// A message: what it has in backticks becomes code, all else plain text.
std::string prose(std::string_view message);

/// Text as code, whatever it holds: a path.
std::string code(std::string_view text);

}  // namespace modgate::markdown
