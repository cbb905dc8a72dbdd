// The words of a heading or a paragraph without its markup: code spans keep their text, links and images keep what they
// show, tags go. Emphasis marks stay where they are: whoever compares words drops all punctuation.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace modgate::rfc {

/// `labels`: the folded labels of the document's link definitions.
std::string plain_text(std::string_view markup, const std::set<std::string, std::less<>>& labels);

/// The text with every code span replaced by blanks of the same length: places stay.
std::string without_code(std::string_view markup);

}  // namespace modgate::rfc
