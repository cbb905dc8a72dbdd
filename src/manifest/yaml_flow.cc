// Flow style: lists and mappings in brackets. Lines within them stand deeper than the collection around them, the
// closing bracket too, because libfyaml insists on it.
#include <fmt/core.h>

#include "manifest/yaml_outliner.h"
#include "modgate/limits.h"

namespace modgate {

bool Outliner::flow(int parent) {
  if (!enter()) return false;
  const std::size_t opening = cursor_.at();
  const bool list = cursor_.peek() == '[';
  const std::size_t node = open(list ? YamlKind::sequence : YamlKind::mapping, YamlStyle::flow, opening);
  cursor_.advance(1);
  if (!(list ? flow_sequence(opening, parent) : flow_mapping(opening, parent))) return false;
  cursor_.advance(1);
  close(node, cursor_.at());
  last_end_ = cursor_.at();
  --depth_;
  return true;
}

/// To the next token within brackets; lines must stand deeper than the collection around them.
bool Outliner::flow_gap(std::size_t opening, int parent) {
  if (!cursor_.skip_to_content()) return false;
  const bool outside = cursor_.done() || cursor_.at_marker() || (cursor_.first_on_line() && cursor_.column() <= parent);
  if (!outside) return true;
  const char closing = text_[opening] == '[' ? ']' : '}';
  if (cursor_.peek() == closing) {
    return refuse(cursor_.at(), 1, fmt::format("`{}` is indented no deeper than its key", closing),
                  "indent it by a blank or more");
  }
  return refuse(opening, 1, fmt::format("this `{}` is not closed", text_[opening]),
                fmt::format("close it with `{}`, or indent the lines within it", closing));
}

/// After an entry within brackets: over a comma, or stops at the closing bracket.
bool Outliner::flow_separator(std::size_t opening, char closing) {
  const char c = cursor_.peek();
  if (c == closing) return true;
  if (c == ',') {
    cursor_.advance(1);
    return true;
  }
  if (c == ']' || c == '}') {
    return refuse(cursor_.at(), 1, fmt::format("`{}` where `{}` is needed", c, closing),
                  fmt::format("close the `{}` first", text_[opening]));
  }
  if (c == ':' && closing == ']') {
    return refuse(cursor_.at(), 1, "a `key: value` in a list needs braces", "write `{key: value}`");
  }
  return refuse(cursor_.at(), 1, "a comma is missing before this", "separate the entries with commas");
}

bool Outliner::flow_sequence(std::size_t opening, int parent) {
  while (true) {
    if (!flow_gap(opening, parent)) return false;
    if (cursor_.peek() == ']') return true;
    if (!flow_value(parent) || !flow_gap(opening, parent)) return false;
    if (!flow_separator(opening, ']')) return false;
  }
}

bool Outliner::flow_mapping(std::size_t opening, int parent) {
  while (true) {
    if (!flow_gap(opening, parent)) return false;
    if (cursor_.peek() == '}') return true;
    const std::size_t begin = cursor_.at();
    if (cursor_.peek() == '[' || cursor_.peek() == '{') {
      return refuse(begin, 1, "only plain text can be a key", "write `key: value`");
    }
    if (!flow_value(limits::kManifestKeyBytes)) return false;
    if (cursor_.at() - begin > static_cast<std::size_t>(limits::kManifestKeyBytes)) {
      return refuse(begin, cursor_.at() - begin, fmt::format("a key of more than {} bytes", limits::kManifestKeyBytes),
                    "no field has such a name");
    }
    if (!colon_follows(true)) return missing_colon(begin, cursor_.at());
    cursor_.skip_blanks();
    cursor_.advance(1);
    const std::size_t after_colon = cursor_.at();
    if (!flow_gap(opening, parent)) return false;
    if (cursor_.peek() == ',' || cursor_.peek() == '}') {
      if (!absent(after_colon)) return false;
    } else if (!flow_value(parent) || !flow_gap(opening, parent)) {
      return false;
    }
    if (!flow_separator(opening, '}')) return false;
  }
}

bool Outliner::flow_value(int parent) {
  if (!forbidden_start(true)) return false;
  const std::size_t begin = cursor_.at();
  const char c = cursor_.peek();
  if (c == '[' || c == '{') return flow(parent);
  if (c == '"' || c == '\'') {
    return cursor_.skip_quoted(parent) && scalar(YamlStyle::quoted, begin, cursor_.at());
  }
  const std::size_t end = cursor_.plain_end(true);
  // YAML 1.2 allows it, yaml-cpp does not.
  const std::size_t question = text_.substr(begin, end - begin).find('?');
  if (question != std::string_view::npos) {
    return refuse(begin + question, 1, "a `?` within brackets", "quote the value");
  }
  cursor_.advance(end - begin);
  return scalar(YamlStyle::plain, begin, end);
}

}  // namespace modgate
