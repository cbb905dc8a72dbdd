// What generated sections say, made from the registry alone: a pure function with a fixed order. Lines end in LF.
#pragma once

#include <string>

#include "modgate/registry.h"

namespace modgate {

/// A Markdown table of all modules but removed ones.
std::string module_table(const Registry& registry);
/// A Markdown quotation: the module's stage and what it means for others.
std::string stage_banner(const Module& module);
/// A line of CODEOWNERS for each path of a module, by path; what such a file cannot say is a comment.
std::string owner_lines(const Registry& registry);

/// A text of the repository as Markdown that shows just that text: no markup, HTML, link or mention comes of it, in a
/// table neither. Blanks and line ends become one blank.
std::string markdown_text(std::string_view text);

}  // namespace modgate
