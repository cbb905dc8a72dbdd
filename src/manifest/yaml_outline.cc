// Documents, and what block and flow style share: which characters may start a value, the limits of depth and number,
// the words for a missing colon. A fault is put where the mistake is, not where it was noticed.
#include "manifest/yaml_outline.h"

#include <fmt/core.h>

#include "manifest/yaml_bytes.h"
#include "manifest/yaml_outliner.h"
#include "modgate/limits.h"

namespace modgate {

std::size_t Outliner::open(YamlKind kind, YamlStyle style, std::size_t begin) {
  nodes_.push_back({kind, style, span_at(text_, begin, 0)});
  last_end_ = begin;
  return nodes_.size() - 1;
}

bool Outliner::room(std::size_t begin) {
  if (nodes_.size() < static_cast<std::size_t>(limits::kManifestNodes)) return true;
  return refuse(begin, 1, fmt::format("more than {} values in one file", limits::kManifestNodes),
                "a manifest is written by people: move generated data elsewhere");
}

bool Outliner::absent(std::size_t after) {
  if (!room(after)) return false;
  open(YamlKind::null, YamlStyle::plain, after);
  return true;
}

bool Outliner::scalar(YamlStyle style, std::size_t begin, std::size_t end) {
  if (!room(begin)) return false;
  nodes_.push_back({YamlKind::scalar, style, span_at(text_, begin, end - begin)});
  last_end_ = end;
  return true;
}

bool Outliner::enter() {
  if (++depth_ <= limits::kManifestDepth) return room(cursor_.at());
  return refuse(cursor_.at(), 1, fmt::format("more than {} levels within each other", limits::kManifestDepth),
                "no field of a manifest lies that deep");
}

bool Outliner::document() {
  if (!cursor_.skip_to_content()) return false;
  if (cursor_.at_marker() && cursor_.peek() == '-') {
    cursor_.advance(3);
    if (!cursor_.skip_to_content()) return false;
    if (!cursor_.done() && !cursor_.first_on_line()) {
      return refuse(cursor_.at(), 1, "text on the line of `---`", "start the manifest on the next line");
    }
  }
  if (cursor_.done() || cursor_.at_marker()) {
    return refuse(0, 0, "the file is empty", "a manifest is a mapping: `key: value` lines");
  }
  if (cursor_.peek() == '{') {
    if (!flow(-1) || !line_rest()) return false;
  } else {
    if (dash() || cursor_.peek() == '[') {
      return refuse(cursor_.at(), 1, "the file is a list", "a manifest is a mapping: `key: value` lines");
    }
    if (!mapping(cursor_.column())) return false;
  }
  return document_end();
}

bool Outliner::document_end() {
  if (!cursor_.skip_to_content()) return false;
  if (cursor_.at_marker()) {
    const bool second = cursor_.peek() == '-';
    const std::size_t at = cursor_.at();
    if (second) return refuse(at, 3, "a second document in one file", "one file holds one manifest");
    cursor_.advance(3);
    if (!cursor_.skip_to_content()) return false;
    if (cursor_.done()) return true;
    return refuse(cursor_.at(), 1, "text after the end of the document", "remove it, or remove the `...` above it");
  }
  if (cursor_.done()) return true;
  return refuse(cursor_.at(), 1, "this line belongs to no mapping or list", "align it with the keys it belongs to");
}

/// After a value in block style nothing but a comment may stand on the line.
bool Outliner::line_rest() {
  const std::size_t before = cursor_.at();
  cursor_.skip_blanks();
  if (cursor_.blank(0)) return true;
  if (cursor_.peek() == '#') {
    cursor_.back_to(before);
    return true;
  }
  if (cursor_.peek() == ':') return refuse(cursor_.at(), 1, "only plain text can be a key", "write the key as text");
  return refuse(cursor_.at(), 1, "text after the end of the value", "remove it, or quote the whole value");
}

bool Outliner::colon_follows(bool flow) const {
  std::size_t i = 0;
  while (cursor_.peek(i) == ' ' || cursor_.peek(i) == '\t') ++i;
  if (cursor_.peek(i) != ':') return false;
  // YAML allows `{a:[b]}`; yaml-cpp reads it otherwise, so a blank is asked for.
  const char next = cursor_.peek(i + 1);
  return cursor_.blank(i + 1) || (flow && (next == ',' || next == ']' || next == '}'));
}

/// Whether the character after the cursor makes `-`, `?` or `:` an indicator instead of text.
bool Outliner::ends_indicator(bool flow) const {
  constexpr std::string_view kFlow = ",[]{}";
  return cursor_.blank(1) || (flow && kFlow.find(cursor_.peek(1)) != std::string_view::npos);
}

bool Outliner::forbidden_start(bool flow) {
  const char c = cursor_.peek();
  const std::size_t at = cursor_.at();
  switch (c) {
    case '&':
      return refuse(at, 1, "anchors are not supported", "write the value out where it is needed, or quote it");
    case '*':
      return refuse(at, 1, "aliases are not supported", "write the value out, or quote a glob: \"*.h\"");
    case '!':
      return refuse(at, 1, "tags are not supported", "remove the tag, or quote the value");
    case '@':
      return refuse(at, 1, "a value cannot start with `@`", "quote it, or drop the `@`");
    case '`':
    case '%':
      return refuse(at, 1, c == '%' ? "a value cannot start with `%`" : "a value cannot start with a backtick",
                    "quote it");
    case '|':
    case '>':
      return !flow || refuse(at, 1, "a block text cannot stand within brackets", "quote the value");
    case ',':
      return refuse(at, 1, "a comma with nothing before it", "remove the comma, or quote the value");
    case ']':
    case '}':
      return refuse(at, 1, fmt::format("`{}` closes nothing", c), "remove it, or quote the value");
    case ':':
      return !ends_indicator(flow) || refuse(at, 1, "a key is missing before `:`", "write the key, or quote the value");
    case '?':
      return !ends_indicator(flow) || refuse(at, 1, "explicit keys are not supported", "write `key: value`");
    case '-':
      return !flow || !ends_indicator(flow) ||
             refuse(at, 1, "a list item with `-` cannot stand within brackets", "separate the items with commas");
    default:
      return true;
  }
}

bool Outliner::missing_colon(std::size_t begin, std::size_t end) {
  const std::string_view word = text_.substr(begin, end - begin);
  if (end < text_.size() && text_[end] == ':') {
    return refuse(end, 1, "a blank is missing after `:`", fmt::format("write `{}: `", word));
  }
  const std::size_t colon = word.find(':');
  if (colon != std::string_view::npos && colon > 0) {
    return refuse(begin + colon, 1, "a blank is missing after `:`",
                  fmt::format("write `{}: {}`", word.substr(0, colon), word.substr(colon + 1)));
  }
  return refuse(begin, end - begin, fmt::format("`{}` is no `key: value`: there is no `:`", word.substr(0, 60)),
                "write the colon and the value, or indent the line if it continues the text above");
}

Outline outline_yaml(std::string_view text) { return Outliner(text).run(); }

}  // namespace modgate
