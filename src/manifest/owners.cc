// CODEOWNERS as GitHub reads it: a pattern and its owners on a line, `#` begins a comment, a backslash takes the
// meaning of the blank or `#` behind it. Sections and inverted patterns, which GitHub does not know, are patterns like
// others.
#include <string>
#include <utility>

#include "base/text.h"
#include "manifest/parse.h"
#include "manifest/yaml_bytes.h"

namespace modgate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The next word of the line from `at` on; `at` moves behind it. Not set at the line's end or at a comment.
Text next_word(std::string_view bytes, std::size_t end, std::size_t& at) {
  while (at < end && is_blank(bytes[at])) ++at;
  Text word;
  if (at >= end || bytes[at] == '#') return word;
  const std::size_t begin = at;
  for (; at < end && !is_blank(bytes[at]); ++at) {
    const bool escaped = bytes[at] == '\\' && at + 1 < end && (is_blank(bytes[at + 1]) || bytes[at + 1] == '#');
    if (escaped) ++at;
    word.value += bytes[at];
  }
  word.set = true;
  word.at = span_at(bytes, begin, at - begin);
  return word;
}

}  // namespace

OwnersFile parse_owners(std::string_view bytes, FileId file) {
  OwnersFile out;
  out.file = file;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::size_t at = begin;
    OwnersLine line;
    line.pattern = next_word(bytes, end, at);
    if (line.pattern.set) {
      for (Text owner = next_word(bytes, end, at); owner.set; owner = next_word(bytes, end, at)) {
        line.owners.push_back(std::move(owner));
      }
      out.lines.push_back(std::move(line));
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace modgate
