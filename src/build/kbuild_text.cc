// One pass each; what does not close is taken to end with the text.
#include "build/kbuild_text.h"

#include <algorithm>
#include <array>

#include "base/make_reference.h"
#include "base/text.h"

namespace modgate::make_text {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

constexpr std::array<std::string_view, 35> kFunctions = {
    "subst", "patsubst",  "strip",    "findstring", "filter", "filter-out", "sort",     "word",      "wordlist",
    "words", "firstword", "lastword", "dir",        "notdir", "suffix",     "basename", "addsuffix", "addprefix",
    "join",  "wildcard",  "realpath", "abspath",    "if",     "or",         "and",      "foreach",   "file",
    "call",  "value",     "eval",     "origin",     "flavor", "error",      "warning",  "shell"};

}  // namespace

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t dollar = text.find('$', at);
    const std::size_t end = dollar == at ? end_of_reference(text, at) : std::min(dollar, text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

std::string_view inside(std::string_view reference) {
  if (reference.size() < 2 || reference[1] == '$') return {};
  if (reference[1] != '(' && reference[1] != '{') return reference.substr(1, 1);
  const char close = reference[1] == '(' ? ')' : '}';
  if (reference.size() < 3 || reference.back() != close) return {};
  return reference.substr(2, reference.size() - 3);
}

std::pair<std::string_view, std::vector<std::string_view>> call(std::string_view inside) {
  const std::size_t blank = inside.find_first_of(" \t");
  if (blank == std::string_view::npos) return {};
  const std::string_view name = inside.substr(0, blank);
  if (std::find(kFunctions.begin(), kFunctions.end(), name) == kFunctions.end()) return {};
  std::vector<std::string_view> arguments;
  std::string_view rest = inside.substr(blank + 1);
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < rest.size();) {
    if (rest[i] == '$') {
      i = end_of_reference(rest, i);
      continue;
    }
    if (rest[i] == '(') ++depth;
    if (rest[i] == ')' && depth > 0) --depth;
    if (rest[i] == ',' && depth == 0) {
      arguments.push_back(text::trim(rest.substr(begin, i - begin)));
      begin = i + 1;
    }
    ++i;
  }
  arguments.push_back(text::trim(rest.substr(begin)));
  return {name, std::move(arguments)};
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    if (is_blank(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && !is_blank(text[i])) i = text[i] == '$' ? end_of_reference(text, i) : i + 1;
    out.push_back(text.substr(begin, i - begin));
  }
  return out;
}

std::size_t find(std::string_view text, char c) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == c) return i;
    i = text[i] == '$' ? end_of_reference(text, i) : i + 1;
  }
  return std::string_view::npos;
}

bool matches(std::string_view word, std::string_view pattern) {
  const std::size_t percent = pattern.find('%');
  if (percent == std::string_view::npos) return word == pattern;
  return word.size() + 1 >= pattern.size() && word.starts_with(pattern.substr(0, percent)) &&
         word.ends_with(pattern.substr(percent + 1));
}

std::string substitute(std::string_view word, std::string_view from, std::string_view to) {
  if (!matches(word, from)) return std::string(word);
  const std::size_t percent = from.find('%');
  const std::size_t target = to.find('%');
  if (percent == std::string_view::npos || target == std::string_view::npos) return std::string(to);
  const std::string_view stem = word.substr(percent, word.size() + 1 - from.size());
  return std::string(to.substr(0, target)).append(stem).append(to.substr(target + 1));
}

bool starts_empty(std::string_view name) {
  if (name == "MAKECMDGOALS" || name == "KBUILD_EXTMOD") return true;
  return name.ends_with("-y") || name.ends_with("-m") || name.ends_with('-') || name.ends_with("-objs");
}

}  // namespace modgate::make_text
