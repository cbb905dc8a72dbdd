#include "rfc/html_block.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace modgate::rfc {
namespace {

constexpr std::array<std::string_view, 4> kRaw{"script", "pre", "style", "textarea"};
constexpr std::array<std::string_view, 62> kBlocks{
    "address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
    "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
    "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
    "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
    "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
    "optgroup", "option",     "p",      "param",   "section",  "source",     "summary",  "table",    "tbody",
    "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// The end of a tag's name that begins at `at`; `at` itself when there is none.
std::size_t name_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || !is_letter(text[at])) return at;
  while (at < text.size() && (is_letter(text[at]) || text::is_digit(text[at]) || text[at] == '-')) ++at;
  return at;
}

/// The end of an attribute's value at `at`; nothing is npos.
std::size_t value_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::string_view::npos;
  if (text[at] == '"' || text[at] == '\'') {
    const std::size_t close = text.find(text[at], at + 1);
    return close == std::string_view::npos ? close : close + 1;
  }
  const std::size_t begin = at;
  while (at < text.size() && !is_blank(text[at]) &&
         std::string_view("\"'=<>`").find(text[at]) == std::string_view::npos)
    ++at;
  return at == begin ? std::string_view::npos : at;
}

std::size_t open_tag_length(std::string_view text) {
  std::size_t at = name_end(text, 1);
  if (at == 1) return 0;
  for (;;) {
    const std::size_t next = skip_blanks(text, at);
    if (next >= text.size()) return 0;
    if (text[next] == '>') return next + 1;
    if (text[next] == '/') return next + 1 < text.size() && text[next + 1] == '>' ? next + 2 : 0;
    if (next == at || !(is_letter(text[next]) || text[next] == '_' || text[next] == ':')) return 0;
    at = next;
    while (at < text.size() && (is_letter(text[at]) || text::is_digit(text[at]) ||
                                std::string_view("_.:-").find(text[at]) != std::string_view::npos))
      ++at;
    const std::size_t equals = skip_blanks(text, at);
    if (equals >= text.size() || text[equals] != '=') continue;
    at = value_end(text, skip_blanks(text, equals + 1));
    if (at == std::string_view::npos) return 0;
  }
}

std::size_t closing_tag_length(std::string_view text) {
  const std::size_t name = name_end(text, 2);
  if (name == 2) return 0;
  const std::size_t at = skip_blanks(text, name);
  return at < text.size() && text[at] == '>' ? at + 1 : 0;
}

/// From an opening mark to the end of the first closing one.
std::size_t between(std::string_view text, std::size_t begin, std::string_view close) {
  const std::size_t at = text.find(close, begin);
  return at == std::string_view::npos ? 0 : at + close.size();
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  const std::string lower = text::lower(name);
  return std::find(names.begin(), names.end(), lower) != names.end();
}

}  // namespace

std::size_t tag_length(std::string_view text) {
  if (!text.starts_with('<') || text.size() < 3) return 0;
  if (text[1] == '/') return closing_tag_length(text);
  if (text[1] == '?') return between(text, 2, "?>");
  if (text.starts_with("<!--")) {
    const std::string_view body = text.substr(4);
    if (body.starts_with('>') || body.starts_with("->")) return 0;
    const std::size_t dashes = body.find("--");
    return dashes != std::string_view::npos && body.substr(dashes).starts_with("-->") ? 4 + dashes + 3 : 0;
  }
  if (text.starts_with("<![CDATA[")) return between(text, 9, "]]>");
  if (text[1] == '!') return is_letter(text[2]) ? between(text, 2, ">") : 0;
  return open_tag_length(text);
}

int html_block_kind(std::string_view line, bool in_paragraph) {
  if (!line.starts_with('<')) return 0;
  const bool closing = line.size() > 1 && line[1] == '/';
  const std::size_t begin = closing ? 2 : 1;
  const std::size_t end = name_end(line, begin);
  const std::string_view name = line.substr(std::min(begin, line.size()), end - begin);
  const bool ends = end >= line.size() || is_blank(line[end]) || line[end] == '>';
  if (!closing && ends && is_one_of(name, kRaw)) return 1;
  if (line.starts_with("<!--")) return 2;
  if (line.starts_with("<?")) return 3;
  if (line.starts_with("<![CDATA[")) return 5;
  if (line.size() > 2 && line[1] == '!' && is_letter(line[2])) return 4;
  if ((ends || line.substr(end).starts_with("/>")) && is_one_of(name, kBlocks)) return 6;
  if (in_paragraph || name.empty()) return 0;
  const std::size_t length = closing ? closing_tag_length(line) : open_tag_length(line);
  return length > 0 && skip_blanks(line, length) == line.size() ? 7 : 0;
}

bool ends_html_block(std::string_view line, int kind) {
  const auto holds = [&](std::string_view mark) { return line.find(mark) != std::string_view::npos; };
  switch (kind) {
    case 1: {
      const std::string lower = text::lower(line);
      return std::any_of(kRaw.begin(), kRaw.end(), [&](std::string_view name) {
        return lower.find("</" + std::string(name) + ">") != std::string::npos;
      });
    }
    case 2:
      return holds("-->");
    case 3:
      return holds("?>");
    case 4:
      return holds(">");
    case 5:
      return holds("]]>");
    default:
      return false;
  }
}

}  // namespace modgate::rfc
