// Block style: mappings and lists by columns, and the values in them. A value that goes on over lines stands deeper
// than the collection it belongs to; a list may share the column of its key.
#include <fmt/core.h>

#include <algorithm>

#include "manifest/yaml_outliner.h"
#include "modgate/limits.h"

namespace modgate {

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

}  // namespace modgate
