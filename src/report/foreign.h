// What the formats of other tools share. A finding comes in; where such a tool can put it, what it is told of it, and
// how a path is written as a URI go out. Each of them needs a file of the tree; what has none goes to the report's
// anchor.
#pragma once

#include <string>
#include <string_view>

#include "report/printed.h"

namespace modgate {

/// Where modgate itself is described.
inline constexpr std::string_view kProjectUrl = "https://github.com/modgate/modgate";

/// The finding's place if it is one in a file of the tree, else the start of the anchor. Its path is "" when the tree
/// has no file at all.
PrintedPlace place_in_tree(const PrintedReport& report, const PrintedFinding& finding);

/// The place as people write it, `path:line`; "" for none.
std::string spelled_place(const PrintedPlace& at);

/// Everything the finding says, in one line of sentences: its place where the tool cannot be given it, message, notes,
/// related places that lie in no file of the tree, help.
std::string told(const PrintedFinding& finding);

/// Visible text with a full stop behind it, unless it ends in a mark that closes a sentence.
std::string closed(std::string_view text);

/// The same with a capital in front, for text that starts with a word of ours.
std::string sentence(std::string_view text);

/// "3 questions are not decided, the first is: ...": for formats that list findings alone. "" when all is decided.
std::string told_undecided(const PrintedReport& report);

/// A path's bytes as a relative URI reference; an absolute path as a URI of a file.
std::string uri_of(std::string_view path);

}  // namespace modgate
