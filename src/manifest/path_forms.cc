// Paths that no manifest may have (MG109), judged by their text alone, and texts that wait to be replaced (MG107).
// Whether a path exists, or leads through a symbolic link, is for those who have the tree.
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "manifest/forms.h"

namespace modgate {
namespace {

/// Names that Windows keeps for devices, with any extension.
bool is_device(std::string_view component) {
  const std::string stem = text::upper(component.substr(0, component.find('.')));
  for (const std::string_view name : {"CON", "PRN", "AUX", "NUL"}) {
    if (stem == name) return true;
  }
  return stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem[3] >= '1' && stem[3] <= '9';
}

std::optional<std::string> refuse_component(std::string_view component) {
  if (component == "..") return "climbs with `..`";
  if (component == ".") return "has a `.` component";
  if (component.empty()) return "has an empty component";
  if (is_device(component)) return fmt::format("names the Windows device `{}`", component);
  if (component.ends_with('.') || component.ends_with(' ')) {
    return "has a component that ends in a dot or a blank, which Windows drops";
  }
  return std::nullopt;
}

/// Whether `word` stands in `value` with no letter, digit or `_` beside it.
bool has_word(std::string_view value, std::string_view word) {
  for (std::size_t at = value.find(word); at != std::string_view::npos; at = value.find(word, at + 1)) {
    const bool before = at > 0 && text::is_identifier(value[at - 1]);
    const bool after = at + word.size() < value.size() && text::is_identifier(value[at + word.size()]);
    if (!before && !after) return true;
  }
  return false;
}

/// `<your name>`: angle brackets that stand where a word would.
std::optional<std::string> angled(std::string_view value) {
  const std::size_t open = value.find('<');
  const std::size_t close = value.find('>', open == std::string_view::npos ? value.size() : open);
  if (open == std::string_view::npos || close == std::string_view::npos || close == open + 1) return std::nullopt;
  const auto edge = [](char c) { return c == ' ' || c == '/' || c == '\n' || c == '.'; };
  const bool starts = open == 0 || edge(value[open - 1]);
  const bool ends = close + 1 == value.size() || edge(value[close + 1]);
  return starts && ends ? std::optional<std::string>(value.substr(open, close - open + 1)) : std::nullopt;
}

bool host_is_example(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view rest = url.substr(scheme + 3);
  const std::string host = text::lower(rest.substr(0, rest.find_first_of("/?#:")));
  return host == "example.com" || host.ends_with(".example.com");
}

}  // namespace

std::optional<std::string> refuse_path(std::string_view path, Form form) {
  if (form == Form::rooted && path.starts_with("//")) path.remove_prefix(2);
  if (path.empty()) return "is empty";
  if (form == Form::folder && (path == "." || path == "./")) return std::nullopt;
  if (path == "." || path == "./" || path == "/") return "is the repository's root itself";
  if (path[0] == '/') return "is absolute";
  const bool letter = (path[0] | 0x20) >= 'a' && (path[0] | 0x20) <= 'z';
  if (letter && path.size() >= 2 && path[1] == ':') return "starts with a drive letter";
  if (path.find('\\') != std::string_view::npos) return "has a backslash";
  if (path.find_first_of("\t\n\r") != std::string_view::npos) return "has a control character";
  if (path.find("//") != std::string_view::npos) return "has `//`";
  if (path.ends_with('/')) path.remove_suffix(1);
  const bool wild = form == Form::glob && path.find_first_not_of("*/") == std::string_view::npos;
  if (wild) return "matches everything: it is the repository's root itself";
  for (const std::string_view component : text::split(path, "/")) {
    if (auto reason = refuse_component(component)) return reason;
  }
  return std::nullopt;
}

std::optional<std::string> find_placeholder(std::string_view value, Form form) {
  for (const std::string_view word : {"TBD", "TODO", "FIXME", "NNNN", "XXX"}) {
    if (has_word(value, word) || text::equal_ignoring_case(text::trim(value), word)) return std::string(word);
  }
  const std::string lower = text::lower(value);
  if (lower.find("fill me in") != std::string::npos) return "fill me in";
  if (text::trim(lower) == "fill in" || lower.find("fill in here") != std::string::npos) return "fill in";
  if (auto found = angled(value)) return found;
  if (form == Form::url && host_is_example(value)) return "example.com";
  return std::nullopt;
}

}  // namespace modgate
