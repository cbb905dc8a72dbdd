#include "rfc/references.h"

#include "base/text.h"

namespace modgate::rfc {
namespace {

constexpr std::size_t kLongestLabel = 1000;  // CommonMark: at most 999 characters
constexpr int kDestinationDepth = 32;        // parentheses within each other, as other readers have it

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool escapes(std::string_view text, std::size_t at) {
  return text[at] == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1]);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

/// Blanks with at most one line end among them.
std::size_t skip_one_line_end(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  return at < text.size() && text[at] == '\n' ? skip_blanks(text, at + 1) : at;
}

/// The start of the next line when only blanks are left of this one.
std::optional<std::size_t> line_end(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  if (at == text.size()) return at;
  if (text[at] == '\n') return at + 1;
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> label_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '[') return std::nullopt;
  const std::size_t begin = ++at;
  for (; at < text.size() && at - begin < kLongestLabel; ++at) {
    if (escapes(text, at)) {
      ++at;
    } else if (text[at] == '[') {
      return std::nullopt;
    } else if (text[at] == ']') {
      return text::trim(text.substr(begin, at - begin)).empty() ? std::nullopt : std::optional(at + 1);
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> destination_end(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '<') {
    for (++at; at < text.size(); ++at) {
      if (escapes(text, at)) {
        ++at;
      } else if (text[at] == '>') {
        return at + 1;
      } else if (text[at] == '\n' || text[at] == '<') {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }
  int depth = 0;
  const std::size_t begin = at;
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (escapes(text, at)) {
      ++at;
    } else if (c == '(') {
      if (++depth > kDestinationDepth) return std::nullopt;
    } else if (c == ')') {
      if (depth-- == 0) break;
    } else if (c <= ' ' || c == 0x7f) {
      break;
    }
  }
  if (depth > 0 || at == begin) return std::nullopt;
  return at;
}

std::optional<std::size_t> title_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  const char open = text[at];
  if (open != '"' && open != '\'' && open != '(') return std::nullopt;
  const char close = open == '(' ? ')' : open;
  for (++at; at < text.size(); ++at) {
    if (escapes(text, at)) {
      ++at;
    } else if (text[at] == close) {
      return at + 1;
    } else if (open == '(' && text[at] == '(') {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::string folded_label(std::string_view label) {
  std::string out;
  for (const char c : text::trim(label)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return text::lower(out);
}

std::optional<Definition> definition_at(std::string_view paragraph) {
  const auto label = label_end(paragraph, 0);
  if (!label || *label >= paragraph.size() || paragraph[*label] != ':') return std::nullopt;
  const auto destination = destination_end(paragraph, skip_one_line_end(paragraph, *label + 1));
  if (!destination) return std::nullopt;
  std::optional<std::size_t> end;
  const std::size_t before_title = skip_one_line_end(paragraph, *destination);
  if (before_title > *destination) {
    if (const auto title = title_end(paragraph, before_title)) end = line_end(paragraph, *title);
  }
  // What looks like a title and is none belongs to the next line's text.
  if (!end) end = line_end(paragraph, *destination);
  if (!end) return std::nullopt;
  return Definition{folded_label(paragraph.substr(1, *label - 2)), *end};
}

}  // namespace modgate::rfc
