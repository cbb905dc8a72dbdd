// Text as Markdown: see markdown_text.h. Renderers look for mentions, links and emoji after they have resolved escapes,
// so what starts one is followed by a blank of no width; inside code they do not look.
#include "report/markdown_text.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"
#include "report/page.h"

namespace modgate::markdown {
namespace {

constexpr std::string_view kMarkup = "&<>|\\`*_[]~!";
constexpr std::string_view kNothing = "&#8203;";

std::string entity(char c) { return fmt::format("&#{};", static_cast<unsigned>(c)); }

/// Whether a link could begin behind the first `at` bytes: `www.`, and `gh-1`, which names an issue.
bool begins_link(std::string_view text, std::size_t at) {
  const auto follows = [&](std::string_view word) {
    return at >= word.size() && text::equal_ignoring_case(text.substr(at - word.size(), word.size()), word);
  };
  return (follows("www") && text[at] == '.') || (follows("gh-") && text::is_digit(text[at]));
}

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (begins_link(text, i)) out += kNothing;
    if (c == '$') {
      out += "<span>$</span>";  // the way to keep it from a formula
    } else if (c == '@' || c == '#' || (c == ':' && (i + 1 == text.size() || text[i + 1] != ' '))) {
      out.append(entity(c)).append(kNothing);
    } else if (kMarkup.find(c) != std::string_view::npos) {
      out += entity(c);
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Code without a `|`, which ends a table's cell even there.
std::string span(std::string_view text) {
  const std::string fence(longest_run_of_backticks(text) + 1, '`');
  // A backtick at an end would lengthen the fence; blanks at both ends would be taken for padding.
  const bool touches = text.front() == '`' || text.back() == '`';
  const bool padded = text.front() == ' ' && text.back() == ' ' && text.find_first_not_of(' ') != std::string::npos;
  const std::string_view pad = touches || padded ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, pad, text, pad, fence);
}

/// Adds so that the fences of two pieces of code do not touch.
void add_code(std::string& out, std::string_view visible) {
  if (out.ends_with('`')) out += kNothing;
  const std::vector<std::string_view> parts = text::split(visible, "|");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += "&#124;";
    if (!parts[i].empty()) out += span(parts[i]);
  }
}

}  // namespace

std::string code(std::string_view text) {
  std::string out;
  add_code(out, shown(text));
  return out;
}

std::string prose(std::string_view message) {
  const std::string text = shown(message);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('`', at), text.size());
    const std::size_t close = open < text.size() ? text.find('`', open + 1) : std::string::npos;
    // A backtick without a partner is text, and so are two with nothing between.
    const bool pair = close != std::string::npos && close > open + 1;
    const std::size_t end = pair ? open : close == std::string::npos ? text.size() : close + 1;
    out += plain(std::string_view(text).substr(at, end - at));
    if (pair) add_code(out, std::string_view(text).substr(open + 1, close - open - 1));
    at = pair ? close + 1 : end;
  }
  return out;
}

}  // namespace modgate::markdown
