// A recursive descent over the strict subset of YAML. Block style follows columns, flow style follows brackets; both
// stop at the first fault, which is put where the mistake is, not where it was noticed.
#include "manifest/yaml_outline.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "manifest/yaml_bytes.h"
#include "manifest/yaml_cursor.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

class Outliner {
 public:
  explicit Outliner(std::string_view text) : cursor_(text), text_(text) {}

  Outline run() {
    document();
    return {std::move(nodes_), cursor_.take_fault()};
  }

 private:
  // Documents.
  bool document();
  bool document_end();
  // Block style. `column` is the collection's own, `parent` that of the collection around a value.
  bool mapping(int column);
  bool sequence(int column, bool shares_column);
  bool entry_key();
  bool entry_value(int column);
  bool value(int parent, bool may_open_collection);
  bool plain_value(std::size_t begin, int parent);
  bool quoted_value(std::size_t begin, int parent, bool may_open_collection);
  bool line_rest();
  // Flow style.
  bool flow(int parent);
  bool flow_mapping(std::size_t opening, int parent);
  bool flow_sequence(std::size_t opening, int parent);
  bool flow_value(int parent);
  bool flow_gap(std::size_t opening, int parent);
  bool flow_separator(std::size_t opening, char closing);
  // Both.
  bool forbidden_start(bool flow);
  bool ends_indicator(bool flow) const;
  bool missing_colon(std::size_t begin, std::size_t end);
  bool enter();
  std::size_t open(YamlKind kind, YamlStyle style, std::size_t begin);
  bool scalar(YamlStyle style, std::size_t begin, std::size_t end);
  bool absent(std::size_t after);
  bool room(std::size_t begin);
  void close(std::size_t node, std::size_t end) { nodes_[node].at.end = static_cast<std::uint32_t>(end); }
  bool colon_follows(bool flow) const;
  bool dash() const { return cursor_.peek() == '-' && cursor_.blank(1); }
  bool refuse(std::size_t begin, std::size_t length, std::string message, std::string help) {
    return cursor_.refuse(begin, length, std::move(message), std::move(help));
  }

  YamlCursor cursor_;
  std::string_view text_;
  std::vector<OutlineNode> nodes_;
  std::size_t last_end_ = 0;  ///< where the last node's text ended
  int depth_ = 0;
};

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

bool Outliner::mapping(int column) {
  if (!enter()) return false;
  const std::size_t node = open(YamlKind::mapping, YamlStyle::block, cursor_.at());
  while (true) {
    const std::size_t key = cursor_.at();
    if (!entry_key() || !entry_value(column) || !cursor_.skip_to_content()) return false;
    if (cursor_.done() || cursor_.at_marker() || cursor_.column() < column) break;
    if (cursor_.column() > column) {
      return refuse(cursor_.at(), 1, "the indentation of this line fits no key above it",
                    fmt::format("start it in column {}, below `{}`", column + 1,
                                text_.substr(key, std::min<std::size_t>(text_.find_first_of(":\n", key) - key, 40))));
    }
    if (dash()) {
      return refuse(cursor_.at(), 1, "a list item where a key is expected",
                    "indent the item below its key, or end the key's own value");
    }
  }
  close(node, last_end_);
  --depth_;
  return true;
}

bool Outliner::entry_key() {
  const std::size_t begin = cursor_.at();
  const char c = cursor_.peek();
  if (!forbidden_start(false)) return false;
  if (std::string_view("[{|>-?:").find(c) != std::string_view::npos) {
    return refuse(begin, 1, fmt::format("a key cannot start with `{}`", c), "write the field's name as plain text");
  }
  const bool quoted = c == '"' || c == '\'';
  std::size_t end = begin;
  if (quoted) {
    // A key ends on its line: any column of the next line counts as outside.
    if (!cursor_.skip_quoted(limits::kManifestKeyBytes)) return false;
    end = cursor_.at();
  } else {
    end = cursor_.plain_end(false);
    cursor_.advance(end - begin);
  }
  if (end - begin > static_cast<std::size_t>(limits::kManifestKeyBytes)) {
    return refuse(begin, end - begin, fmt::format("a key of more than {} bytes", limits::kManifestKeyBytes),
                  "no field has such a name");
  }
  if (!colon_follows(false)) {
    if (!quoted) return missing_colon(begin, end);
    return refuse(begin, end - begin, "a key without `: `", "write the colon, a blank and the value");
  }
  if (!scalar(quoted ? YamlStyle::quoted : YamlStyle::plain, begin, end)) return false;
  cursor_.skip_blanks();
  cursor_.advance(1);
  return true;
}

bool Outliner::entry_value(int column) {
  const std::size_t after_colon = cursor_.at();
  cursor_.skip_blanks();
  if (!cursor_.blank(0) && cursor_.peek() != '#') return value(column, false);
  cursor_.back_to(after_colon);
  if (!cursor_.skip_to_content()) return false;
  const bool here = !cursor_.done() && !cursor_.at_marker();
  if (here && cursor_.column() == column && dash()) return sequence(column, true);
  if (here && cursor_.column() > column) return value(column, true);
  return absent(after_colon);
}

bool Outliner::sequence(int column, bool shares_column) {
  if (!enter()) return false;
  const std::size_t node = open(YamlKind::sequence, YamlStyle::block, cursor_.at());
  while (true) {
    cursor_.advance(1);
    const std::size_t after_dash = cursor_.at();
    cursor_.skip_blanks();
    if (!cursor_.blank(0) && cursor_.peek() != '#') {
      if (!value(column, true)) return false;
    } else {
      cursor_.back_to(after_dash);
      if (!cursor_.skip_to_content()) return false;
      const bool here = !cursor_.done() && !cursor_.at_marker();
      if (!here || cursor_.column() <= column) {
        return refuse(after_dash - 1, 1, "an empty list item", "write the item, or remove the `-`");
      }
      if (!value(column, true)) return false;
    }
    if (!cursor_.skip_to_content()) return false;
    if (cursor_.done() || cursor_.at_marker() || cursor_.column() < column) break;
    if (cursor_.column() > column) {
      return refuse(cursor_.at(), 1, "the indentation of this line fits no list item above it",
                    fmt::format("start it in column {}, or join it with the item", column + 1));
    }
    if (dash()) continue;
    if (shares_column) break;
    return refuse(cursor_.at(), 1, "a list item must start with `- `",
                  "write `- ` before it, or align it with its key");
  }
  close(node, last_end_);
  --depth_;
  return true;
}

/// A value that starts here. `parent` is the column of the collection it belongs to.
bool Outliner::value(int parent, bool may_open_collection) {
  const std::size_t begin = cursor_.at();
  const char c = cursor_.peek();
  const bool after_tab = begin > 0 && text_[begin - 1] == '\t';
  if (dash()) {
    if (!may_open_collection) {
      return refuse(begin, 1, "a list cannot start on the line of its key",
                    "start the list on the next line, or write `[a, b]`");
    }
    if (after_tab) return refuse(begin - 1, 1, "a tab in the indentation", "indent with blanks");
    return sequence(cursor_.column(), false);
  }
  if (!forbidden_start(false)) return false;
  if (c == '[' || c == '{') return flow(parent) && line_rest();
  if (c == '|' || c == '>') {
    const auto end = cursor_.skip_block_scalar(parent);
    return end && scalar(YamlStyle::block, begin, *end);
  }
  if (c == '"' || c == '\'') return quoted_value(begin, parent, may_open_collection);
  const std::size_t end = cursor_.plain_end(false);
  cursor_.advance(end - begin);
  if (!colon_follows(false)) return plain_value(begin, parent);
  if (!may_open_collection) {
    cursor_.skip_blanks();
    return refuse(cursor_.at(), 1, "a second `: ` on the line", "quote the value, or start a mapping on the next line");
  }
  cursor_.back_to(begin);
  if (after_tab) return refuse(begin - 1, 1, "a tab in the indentation", "indent with blanks");
  return mapping(cursor_.column());
}

bool Outliner::quoted_value(std::size_t begin, int parent, bool may_open_collection) {
  YamlCursor ahead = cursor_;
  if (!cursor_.skip_quoted(parent)) return false;
  const bool one_line = text_.substr(begin, cursor_.at() - begin).find('\n') == std::string_view::npos;
  if (one_line && may_open_collection && colon_follows(false)) {
    cursor_ = std::move(ahead);
    return mapping(cursor_.column());
  }
  return scalar(YamlStyle::quoted, begin, cursor_.at()) && line_rest();
}

/// The first line of a plain value was read; lines that continue it stand deeper than `parent`.
bool Outliner::plain_value(std::size_t begin, int parent) {
  std::size_t end = cursor_.at();
  while (true) {
    cursor_.skip_blanks();
    if (!cursor_.blank(0)) break;  // a comment ends the text
    YamlCursor ahead = cursor_;
    if (!ahead.skip_to_content()) break;  // reported by the caller, who comes by the same place
    if (ahead.done() || ahead.at_marker() || ahead.column() <= parent) break;
    const std::size_t lines = text_.substr(end, ahead.at() - end).find('#');
    if (lines != std::string_view::npos) break;  // a comment between the lines ends the text
    cursor_ = std::move(ahead);
    if (dash()) {
      return refuse(cursor_.at(), 1, "a list item below a value", "remove the value on the key's line, or the `-`");
    }
    const std::size_t line = cursor_.at();
    end = cursor_.plain_end(false);
    cursor_.advance(end - line);
    if (colon_follows(false) || text_[line] == ':') {
      return refuse(line, end - line,
                    fmt::format("`{}:` is indented deeper than the key above it",
                                text_.substr(line, std::min<std::size_t>(end - line, 40))),
                    "align it with that key, or quote the text above if it goes on here");
    }
  }
  return scalar(YamlStyle::plain, begin, end);
}

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

}  // namespace

Outline outline_yaml(std::string_view text) { return Outliner(text).run(); }

}  // namespace modgate
