#include "base/glob.h"

#include <cstddef>

namespace modgate {
namespace {

constexpr std::string_view kGlobCharacters = "*?[\\";

/// The component of `path` that starts at `at`.
std::string_view component(std::string_view path, std::size_t at) { return path.substr(at, path.find('/', at) - at); }

/// Start of the component after the one at `at`; npos when that was the last one.
std::size_t next(std::string_view path, std::size_t at) {
  const std::size_t slash = path.find('/', at);
  return slash == std::string_view::npos ? slash : slash + 1;
}

/// Matches one character of `text` against the class that starts at pattern[at] == '['. `at` moves behind the class.
/// A class without an end is a plain '['.
bool class_matches(std::string_view pattern, std::size_t& at, char c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const auto low = static_cast<unsigned char>(pattern[i]);
    auto high = low;
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      high = static_cast<unsigned char>(pattern[i + 2]);
      i += 2;
    }
    const auto value = static_cast<unsigned char>(c);
    found = found || (low <= value && value <= high);
    ++i;
  }
  if (i >= pattern.size()) {
    ++at;
    return c == '[';
  }
  at = i + 1;
  return found != negated;
}

/// One path component against one pattern component: greedy, going back to the last star only.
bool component_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_text = t;
      continue;
    }
    if (p < pattern.size()) {
      std::size_t after = p + 1;
      bool same = false;
      if (pattern[p] == '?') {
        same = true;
      } else if (pattern[p] == '[') {
        after = p;
        same = class_matches(pattern, after, text[t]);
      } else if (pattern[p] == '\\' && p + 1 < pattern.size()) {
        same = pattern[p + 1] == text[t];
        after = p + 2;
      } else {
        same = pattern[p] == text[t];
      }
      if (same) {
        p = after;
        ++t;
        continue;
      }
    }
    if (star == std::string_view::npos) return false;
    p = star;
    t = ++star_text;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

Glob::Glob(std::string_view pattern) {
  directory_only_ = pattern.size() > 1 && pattern.ends_with('/');
  if (directory_only_) pattern.remove_suffix(1);
  pattern_ = pattern;
  literal_ = pattern_.find_first_of(kGlobCharacters) == std::string::npos;
}

bool Glob::matches(std::string_view path) const {
  if (literal_) {
    if (!path.starts_with(pattern_)) return false;
    return path.size() == pattern_.size() ? !directory_only_ : path[pattern_.size()] == '/';
  }
  constexpr std::size_t npos = std::string_view::npos;
  const std::string_view pattern = pattern_;
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t floating = npos;  // pattern position behind the last `**`
  std::size_t floating_text = 0;
  while (true) {
    if (p == npos) {  // the whole pattern is used up: a directory above the file matched, or the file itself
      if (t != npos || !directory_only_) return true;
    } else if (component(pattern, p) == "**") {
      const std::size_t behind = next(pattern, p);
      if (behind == npos) return t != npos;  // `a/**`: all that lies below
      floating = p = behind;
      floating_text = t;
      continue;
    } else if (t != npos && component_matches(component(pattern, p), component(path, t))) {
      p = next(pattern, p);
      t = next(path, t);
      continue;
    }
    if (floating == npos || floating_text == npos) return false;
    floating_text = next(path, floating_text);
    if (floating_text == npos) return false;
    p = floating;
    t = floating_text;
  }
}

std::string_view Glob::fixed_prefix() const {
  const std::string_view pattern = pattern_;
  if (literal_ && directory_only_) return pattern;
  const std::size_t special = pattern.find_first_of(kGlobCharacters);
  const std::size_t slash = pattern.substr(0, special).rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : pattern.substr(0, slash);
}

bool matches_any(const std::vector<Glob>& globs, std::string_view path) {
  for (const Glob& glob : globs) {
    if (glob.matches(path)) return true;
  }
  return false;
}

}  // namespace modgate
