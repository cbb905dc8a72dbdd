// Bytes of a Cargo.toml in; the crate's names, renamed dependencies and paths out. Packages: the package's name, then
// the library's own if it has one. References: `path` of dependencies (a folder), and of the library (ends in .rs).
// Names: a dependency under another name, as an alias. Of TOML only keys, tables and strings are read; numbers, dates
// and arrays are passed over, and so is what no TOML reader takes.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/line_index.h"
#include "base/text.h"
#include "modgate/limits.h"
#include "scan/scan.h"
#include "scan/script_text.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

using Keys = std::vector<std::string>;

class Reader {
 public:
  Reader(std::string_view bytes, FileFacts& facts)
      : bytes_(bytes), pos_(after_mark(bytes)), lines_(bytes), facts_(facts) {}

  void run() {
    Keys table;
    while (pos_ < bytes_.size()) {
      blanks(true);
      if (pos_ >= bytes_.size()) break;
      suppressions_.code(line_of(pos_));
      if (bytes_[pos_] == '[') {
        while (at() == '[') ++pos_;
        table = keys();
      } else {
        assignment(table);
      }
      rest_of_line();
    }
    facts_.suppressions = suppressions_.finish();
  }

 private:
  char at() const { return pos_ < bytes_.size() ? bytes_[pos_] : '\0'; }
  std::uint32_t line_of(std::size_t offset) const { return lines_.position(static_cast<std::uint32_t>(offset)).line; }

  void comment() {
    const std::size_t begin = pos_;
    pos_ = std::min(bytes_.find('\n', pos_), bytes_.size());
    const std::uint32_t line = line_of(begin);
    const std::string_view before = bytes_.substr(lines_.start(line), begin - lines_.start(line));
    suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line,
                          !text::trim(before).empty());
  }

  void blanks(bool over_lines) {
    for (; pos_ < bytes_.size(); ++pos_) {
      while (over_lines && at() == '#') comment();
      const char c = at();
      if (c != ' ' && c != '\t' && !(over_lines && (c == '\n' || c == '\r'))) return;
    }
  }

  /// What stands on the line behind what was understood; strings in it may hold a `#`.
  void rest_of_line() {
    while (pos_ < bytes_.size() && at() != '\n') {
      if (at() == '#') {
        comment();
      } else if (at() == '"' || at() == '\'') {
        string();
      } else {
        ++pos_;
      }
    }
  }

  void too_deep() {
    const auto begin = static_cast<std::uint32_t>(pos_);
    if (!too_deep_)
      facts_.troubles.push_back({"tables within each other are deeper than is read", {begin, begin + 1}, 0});
    too_deep_ = true;
  }

  /// `a.b."c d"`, up to what is no key.
  Keys keys() {
    Keys found;
    while (true) {
      blanks(false);
      if (at() == '"' || at() == '\'') {
        found.push_back(string().first);
      } else {
        const std::size_t begin = pos_;
        while (text::is_identifier(at()) || at() == '-') ++pos_;
        if (pos_ == begin) return found;
        found.emplace_back(bytes_.substr(begin, pos_ - begin));
      }
      blanks(false);
      if (at() != '.') return found;
      if (found.size() == limits::kTomlDepth) {
        too_deep();
        return found;
      }
      ++pos_;
    }
  }

  /// The string that begins here: its value, and the place of its body.
  std::pair<std::string, Span> string() {
    const char quote = at();
    const std::string mark(bytes_.substr(pos_).starts_with(std::string(3, quote)) ? 3 : 1, quote);
    const std::size_t begin = pos_ += mark.size();
    while (pos_ < bytes_.size() && !bytes_.substr(pos_).starts_with(mark)) {
      if (mark.size() == 1 && at() == '\n') break;
      pos_ += quote == '"' && at() == '\\' ? 2 : 1;
    }
    const std::size_t end = std::min(pos_, bytes_.size());
    const std::string_view body = bytes_.substr(begin, end - begin);
    pos_ = at() == quote ? end + mark.size() : end;
    return {quote == '"' ? unescaped(body) : std::string(body),
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  }

  void assignment(const Keys& table) {
    Keys path = table;
    const Keys own = keys();
    path.insert(path.end(), own.begin(), own.end());
    blanks(false);
    if (own.empty() || at() != '=') return;
    ++pos_;
    blanks(false);
    value(path);
  }

  void value(const Keys& path) {
    if (at() == '"' || at() == '\'') {
      auto [text, place] = string();
      understood(path, std::move(text), place);
    } else if (at() == '[') {
      array();
    } else if (at() == '{' && path.size() >= limits::kTomlDepth) {
      too_deep();
    } else if (at() == '{') {
      do {
        ++pos_;
        assignment(path);
        blanks(true);
        // A number or what else was not read.
        while (at() != ',' && at() != '}' && at() != '\n' && pos_ < bytes_.size()) ++pos_;
      } while (at() == ',');
      if (at() == '}') ++pos_;
    }
  }

  /// Over an array with all that stands in it.
  void array() {
    std::size_t open = 0;
    while (pos_ < bytes_.size()) {
      if (at() == '#') {
        comment();
      } else if (at() == '"' || at() == '\'') {
        string();
      } else {
        if (at() == '[') ++open;
        if (at() == ']' && --open == 0) break;
        ++pos_;
      }
    }
    if (pos_ < bytes_.size()) ++pos_;
  }

  void understood(const Keys& path, std::string value, Span at) {
    const std::uint32_t line = line_of(at.begin);
    const auto is = [&](std::string_view table, std::string_view key) {
      return path.size() == 2 && path[0] == table && path[1] == key;
    };
    if (is("package", "name")) {
      facts_.packages.insert(facts_.packages.begin(), {std::move(value), line, at});
    } else if (is("lib", "name")) {
      facts_.packages.push_back({std::move(value), line, at});
    } else if (is("lib", "path")) {
      add_reference(facts_, Reference::Kind::import, line, at, std::move(value));
    } else if (path.size() >= 3 && path[path.size() - 3].ends_with("dependencies")) {
      dependency(path[path.size() - 2], path.back(), std::move(value), line, at);
    }
  }

  void dependency(const std::string& alias, std::string_view key, std::string value, std::uint32_t line, Span at) {
    if (key == "path") {
      add_reference(facts_, Reference::Kind::import, line, at, std::move(value));
    } else if (key == "package" && facts_.names.size() < limits::kFacts) {
      QualifiedName name;
      name.kind = QualifiedName::Kind::namespace_alias;
      name.line = line;
      name.at = at;
      name.name = std::move(value);
      name.alias = alias;
      facts_.names.push_back(std::move(name));
    }
  }

  std::string_view bytes_;
  std::size_t pos_;
  LineIndex lines_;
  SuppressionList suppressions_;
  FileFacts& facts_;
  bool too_deep_ = false;
};

}  // namespace

FileFacts scan_cargo(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::cargo;
  facts.scanned = true;
  if (auto trouble = not_text(bytes)) {
    facts.troubles.push_back(*std::move(trouble));
    return facts;
  }
  Reader(bytes, facts).run();
  return facts;
}

}  // namespace modgate
