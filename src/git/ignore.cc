// Parses and matches gitignore patterns. Matching never backtracks beyond the last star of a component and the last
// `**` of a pattern.
#include "git/ignore.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/paths.h"
#include "base/text.h"

namespace modgate::git {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool in_named_class(std::string_view name, unsigned char c) {
  const bool lower = c >= 'a' && c <= 'z';
  const bool upper = c >= 'A' && c <= 'Z';
  const bool digit = c >= '0' && c <= '9';
  const bool graphic = c > ' ' && c < 0x7f;
  const std::array<std::pair<std::string_view, bool>, 12> classes = {{
      {"alnum", lower || upper || digit},
      {"alpha", lower || upper},
      {"blank", c == ' ' || c == '\t'},
      {"cntrl", c < ' ' || c == 0x7f},
      {"digit", digit},
      {"graph", graphic},
      {"lower", lower},
      {"print", graphic || c == ' '},
      {"punct", graphic && !(lower || upper || digit)},
      {"space", c == ' ' || (c >= '\t' && c <= '\r')},
      {"upper", upper},
      {"xdigit", digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')},
  }};
  return std::any_of(classes.begin(), classes.end(), [&](const auto& row) { return row.first == name && row.second; });
}

/// Matches `c` with the class that starts behind the `[` at pattern[at - 1]. `at` moves behind the class, to npos when
/// it has no end, which matches nothing.
bool class_matches(std::string_view pattern, std::size_t& at, unsigned char c) {
  std::size_t i = at;
  at = npos;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size(); first = false) {
    if (pattern[i] == ']' && !first) {
      at = i + 1;
      return found != negated;
    }
    if (pattern.substr(i, 2) == "[:") {
      const std::size_t end = pattern.find(":]", i + 2);
      if (end != npos) {
        found = found || in_named_class(pattern.substr(i + 2, end - i - 2), c);
        i = end + 2;
        continue;
      }
    }
    if (pattern[i] == '\\' && ++i == pattern.size()) break;
    const auto low = static_cast<unsigned char>(pattern[i++]);
    auto high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      if (pattern[++i] == '\\' && ++i == pattern.size()) break;
      high = static_cast<unsigned char>(pattern[i++]);
    }
    found = found || (low <= c && c <= high);
  }
  return false;
}

/// One element of the pattern that is not a star, against one byte. `p` moves behind the element when it matches.
bool element_matches(std::string_view pattern, std::size_t& p, char c) {
  if (pattern[p] == '?') {
    ++p;
    return true;
  }
  if (pattern[p] == '[') {
    std::size_t behind = p + 1;
    if (!class_matches(pattern, behind, static_cast<unsigned char>(c))) return false;
    p = behind;
    return true;
  }
  const std::size_t literal = pattern[p] == '\\' ? p + 1 : p;
  if (literal == pattern.size() || pattern[literal] != c) return false;
  p = literal + 1;
  return true;
}

bool component_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_text = t;
    } else if (p < pattern.size() && element_matches(pattern, p, text[t])) {
      ++t;
    } else if (star != npos) {
      p = star;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Pattern components against path components; `**` stands for any number of them, as the last one for at least one.
bool path_matches(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t floating = npos;
  std::size_t floating_text = 0;
  while (true) {
    if (p < pattern.size() && pattern[p] == "**") {
      if (++p == pattern.size()) return t < path.size();
      floating = p;
      floating_text = t;
    } else if (p == pattern.size() && t == path.size()) {
      return true;
    } else if (p < pattern.size() && t < path.size() && component_matches(pattern[p], path[t])) {
      ++p;
      ++t;
    } else if (floating != npos && floating_text < path.size()) {
      p = floating;
      t = ++floating_text;
    } else {
      return false;
    }
  }
}

/// Blanks at the end do not count, unless a backslash stands before them.
std::string_view without_trailing_blanks(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size())
      ++i;
    else if (line[i] == ' ')
      continue;
    end = i + 1;
  }
  return line.substr(0, end);
}

}  // namespace

std::optional<IgnoreRules::Rule> IgnoreRules::parse(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  line = without_trailing_blanks(line);
  if (line.empty() || line.front() == '#') return std::nullopt;
  Rule rule;
  rule.shows = line.front() == '!';
  if (rule.shows) line.remove_prefix(1);
  rule.folders_only = line.ends_with('/');
  if (rule.folders_only) line.remove_suffix(1);
  rule.any_depth = line.find('/') == npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return std::nullopt;
  for (const std::string_view part : text::split(line, "/")) rule.components.emplace_back(part);
  // In `a\/b` the backslash belongs to the slash.
  for (std::size_t i = 0; i + 1 < rule.components.size(); ++i) {
    std::string& part = rule.components[i];
    const std::size_t last = part.find_last_not_of('\\');
    const std::size_t backslashes = part.size() - (last == std::string::npos ? 0 : last + 1);
    if (backslashes % 2 == 1) part.pop_back();
  }
  return rule;
}

IgnoreRules::IgnoreRules(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  for (const std::string_view line : text::split(bytes, "\n")) {
    if (auto rule = parse(line)) rules_.push_back(*std::move(rule));
  }
}

std::optional<bool> IgnoreRules::judge(std::string_view path, bool is_folder) const {
  const std::string_view name = paths::base_name(path);
  std::vector<std::string_view> components;
  for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
    if (rule->folders_only && !is_folder) continue;
    if (!rule->any_depth && components.empty()) components = text::split(path, "/");
    if (rule->any_depth ? component_matches(rule->components.front(), name)
                        : path_matches(rule->components, components)) {
      return !rule->shows;
    }
  }
  return std::nullopt;
}

}  // namespace modgate::git
