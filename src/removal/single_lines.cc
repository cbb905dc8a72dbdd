// A line goes as a whole where it is one statement or one element of a list and holds nothing else. Each language's
// import line is known by its shape; in other text only an element that has a like neighbour goes, since a list may not
// be left empty and a sentence not without its verb.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/paths.h"
#include "base/text.h"
#include "removal/edit.h"

namespace modgate {
namespace {

using Kind = RemovalPlace::Kind;

std::size_t indent_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? 0 : first;
}

/// Whether the block of an indented Python statement keeps another one when this line goes.
bool block_survives(const EditScene& scene, std::uint32_t line) {
  const std::size_t indent = indent_of(scene.lines.line(line));
  if (indent == 0) return true;
  const auto like = [&](std::uint32_t other, bool before) {
    const std::string_view text = scene.lines.line(other);
    const std::string_view code = text::trim(text);
    if (indent_of(text) != indent || code.starts_with('#') || code.find('#') != std::string_view::npos) return false;
    return !before || !(code.ends_with(':') || code.ends_with(',') || code.ends_with('('));
  };
  const auto blank = [&](std::uint32_t other) { return text::trim(scene.lines.line(other)).empty(); };
  std::uint32_t next = line + 1;
  while (next <= scene.lines.lines() && blank(next)) ++next;
  if (next <= scene.lines.lines() && like(next, false)) return true;
  std::uint32_t before = line;
  while (before > 1 && blank(before - 1)) --before;
  return before > 1 && like(before - 1, true);
}

/// How often each word stands in a text.
using WordCounts = std::unordered_map<std::string_view, std::size_t>;
WordCounts words_of(std::string_view text) {
  WordCounts counts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text::is_identifier(text[end])) ++end;
    if (end > at) ++counts[text.substr(at, end - at)];
    at = end + 1;
  }
  return counts;
}

/// The words that a Python import line binds; empty: its shape is not plain.
std::vector<std::string_view> bound_names(std::string_view code) {
  code = text::trim(code.substr(0, code.find('#')));
  if (code.find_first_of("();\\*") != std::string_view::npos) return {};
  const std::size_t import = code.starts_with("import ") ? 0 : code.find(" import ");
  if (import == std::string_view::npos || (import != 0 && !code.starts_with("from "))) return {};
  std::vector<std::string_view> names;
  for (std::string_view item : text::split(code.substr(code.find("import ", import) + 7), ",")) {
    item = text::trim(item);
    const std::size_t as = item.find(" as ");
    if (as != std::string_view::npos) item = text::trim(item.substr(as + 4));
    if (item.empty()) return {};
    names.push_back(as == std::string_view::npos && import == 0 ? item.substr(item.rfind('.') + 1) : item);
  }
  return names;
}

/// Why a Python import cannot go; empty: it can.
std::string python_import(const EditScene& scene, const RemovalPlace& place, const WordCounts& in_file) {
  const std::string_view code = scene.lines.line(place.line);
  const auto& references = scene.facts.references;
  const auto reference = std::lower_bound(references.begin(), references.end(), place.line,
                                          [](const Reference& each, std::uint32_t line) { return each.line < line; });
  const std::vector<std::string_view> names = bound_names(code);
  const bool star = text::trim(code).ends_with("import *");
  if (names.empty() && !star) return "not a plain import line";
  // `import a, b` loads each by itself; what `from a import b, c` loads goes with its base.
  const bool from = text::trim(code).starts_with("from ");
  const bool by_base = from && reference != references.end() && place.at == reference->at;
  if (names.size() > 1 && !by_base) return "the line imports other names, too";
  const WordCounts in_line = words_of(code);
  for (const std::string_view name : names) {
    const auto here = in_line.find(name);
    const auto all = in_file.find(name);
    if (here != in_line.end() && all != in_file.end() && all->second > here->second) {
      return "the file uses what the line imports";
    }
  }
  if (!block_survives(scene, place.line)) return "its block may have no other statement";
  return {};
}

/// Whether an import of another language stands on a line of its own.
bool whole_import(Language language, std::string_view code) {
  code = text::trim(code);
  const bool plain = code.find_first_of("{}") == std::string_view::npos;
  switch (language) {
    case Language::java:
      return code.starts_with("import ") && code.find(';') == code.size() - 1;
    case Language::protobuf:
      return code.starts_with("import ") && code.find(';') == code.size() - 1;
    case Language::kotlin:
    case Language::scala:
      return plain && code.starts_with("import ");
    case Language::rust:
      return plain && (code.starts_with("use ") || code.starts_with("mod ")) && code.find(';') == code.size() - 1;
    case Language::go:
      return code.starts_with('"') && code.find('"', 1) == code.size() - 1;
    case Language::javascript:
    case Language::typescript:
      return code.starts_with("import ") && code.ends_with(';') && code.find(';') == code.size() - 1;
    default:
      return false;
  }
}

/// A line taken apart: marks and quotes, the element, quotes and comma.
struct Element {
  std::string_view before, body, after;
};
Element element_of(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
  Element element;
  const std::size_t begin = std::min(line.find_first_not_of(" \t-*+\"'`"), line.size());
  const std::size_t last = line.find_last_not_of("\"'`,");
  const std::size_t end = last == std::string_view::npos || last < begin ? begin : last + 1;
  element.before = line.substr(0, begin);
  element.body = line.substr(begin, end - begin);
  element.after = line.substr(end);
  return element;
}

bool is_one_word(std::string_view body) {
  return !body.empty() && body.find_first_of(" \t=\\\"'`,:;(){}[]|<>&$") == std::string_view::npos;
}

/// An element of a list whose neighbour is an element of the same form.
bool is_list_element(const EditScene& scene, const RemovalPlace& place) {
  const std::string_view line = scene.lines.line(place.line);
  const Element element = element_of(line);
  if (!is_one_word(element.body)) return false;
  const std::uint32_t start = scene.lines.start(place.line);
  const std::size_t lead = place.at.begin - start - element.before.size();
  const std::string_view ahead = element.body.substr(0, std::min(lead, element.body.size()));
  if (!(ahead.empty() || ahead == "/" || ahead == "./" || ahead == "//")) return false;
  const auto like = [&](std::uint32_t other) {
    if (other == 0 || other > scene.lines.lines()) return false;
    const Element neighbour = element_of(scene.lines.line(other));
    return neighbour.before == element.before && neighbour.after == element.after && is_one_word(neighbour.body);
  };
  const bool child = place.line < scene.lines.lines() &&
                     indent_of(scene.lines.line(place.line + 1)) > indent_of(line) &&
                     !text::trim(scene.lines.line(place.line + 1)).empty();
  return !child && (like(place.line - 1) || like(place.line + 1));
}

/// Files in which every line stands for itself and begins with a path.
bool is_path_table(std::string_view path) {
  static constexpr std::string_view kNames[] = {"CODEOWNERS",    ".gitattributes", ".gitignore",
                                                ".dockerignore", ".eslintignore",  ".prettierignore"};
  return std::find(std::begin(kNames), std::end(kNames), paths::base_name(path)) != std::end(kNames);
}

/// Kernel configurations: every line sets one option, or says that it is not set.
bool is_option_table(std::string_view path) { return path.ends_with("defconfig"); }

bool begins_with_place(const EditScene& scene, const RemovalPlace& place) {
  const std::uint32_t start = scene.lines.start(place.line);
  const std::string_view before = scene.text.substr(start, place.at.begin - start);
  return before.empty() || before == "/";
}

/// One C-family statement on a line of its own, between others.
bool is_statement(const EditScene& scene, std::uint32_t line) {
  const std::string_view code = text::trim(scene.lines.line(line));
  if (code.empty() || code.back() != ';' || code.find(';') != code.size() - 1) return false;
  if (std::count(code.begin(), code.end(), '(') != std::count(code.begin(), code.end(), ')')) return false;
  if (code.find_first_of("{}") != std::string_view::npos || line == 1) return false;
  // What comes before must have ended: `if (x)` above would take the next statement instead.
  const std::string_view above = text::trim(scene.lines.line(line - 1));
  return above.empty() || above.ends_with(';') || above.ends_with('{') || above.ends_with('}') ||
         above.starts_with("//");
}

bool is_c_family(Language language) { return language == Language::c || language == Language::cxx; }

/// Why the line cannot go; empty: it can.
std::string reason_to_stay(const EditScene& scene, const RemovalPlace& place, const WordCounts& in_file) {
  const Language language = scene.facts.language;
  const std::string_view line = scene.lines.line(place.line);
  switch (place.kind) {
    case Kind::include: {
      const std::string_view code = text::trim(line);
      const bool directive = code.starts_with('#') || code.starts_with("include ");
      return directive && !code.ends_with('\\') ? "" : "not a plain include line";
    }
    case Kind::import:
      if (language == Language::python || language == Language::cython) {
        return python_import(scene, place, in_file);
      }
      return whole_import(language, line) ? "" : "not a plain import line";
    case Kind::name:
    case Kind::string:
      if (place.role == RemovalPlace::Role::declared && is_c_family(language) && is_statement(scene, place.line)) {
        return {};
      }
      return place.kind == Kind::name ? "code that names it" : "code that looks it up";
    case Kind::manifest:
      return "another module's manifest";
    case Kind::build:
      // Makefiles and Kconfig: a line about nothing else, with its continuations.
      if (place.command != Span{} && scene.alone_on_lines(place.command, "#")) return {};
      return "a build script that is not edited by its shape";
    case Kind::link:
    case Kind::path:
    case Kind::name_space:
    case Kind::package:
    case Kind::flag:
      break;
  }
  if (is_path_table(scene.path) && place.kind == Kind::path && begins_with_place(scene, place)) return {};
  if (is_option_table(scene.path) && place.kind == Kind::flag) return {};
  const bool text = language == Language::none || language == Language::yaml;
  if (text) return is_list_element(scene, place) ? "" : "text around it";
  if (place.kind == Kind::flag) return "code around it";
  return place.role == RemovalPlace::Role::leftover ? "a comment" : "code around it";
}

}  // namespace

void edit_single_lines(EditScene& scene) {
  const bool imports = std::any_of(scene.places.begin(), scene.places.end(),
                                   [](const RemovalPlace* place) { return place->kind == Kind::import; });
  const WordCounts in_file = imports ? words_of(scene.text) : WordCounts{};
  for (RemovalPlace* place : scene.places) {
    if (scene.cuts.hold(place->at) || !place->by_hand.empty()) continue;
    if (place->line == 0 || place->line > scene.lines.lines() || place->at.end > scene.text.size()) {
      place->by_hand = "the file could not be read again";
      continue;
    }
    place->by_hand = reason_to_stay(scene, *place, in_file);
    if (!place->by_hand.empty()) continue;
    scene.cut_lines(place->command != Span{} ? place->command : place->at, {});
  }
}

}  // namespace modgate
