// Texts of makefiles taken apart: references, functions and their arguments, words, patterns. Nothing is expanded.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modgate::make_text {

/// Literal texts and references, in turn as they stand.
std::vector<std::string_view> parts(std::string_view text);
/// What stands between the brackets of a reference; `x` of `$x`; empty for `$$`.
std::string_view inside(std::string_view reference);
/// The function and its arguments, trimmed; no function: both empty.
std::pair<std::string_view, std::vector<std::string_view>> call(std::string_view inside);
/// Split at blanks that no reference holds.
std::vector<std::string_view> words(std::string_view text);
/// The first `c` outside references.
std::size_t find(std::string_view text, char c);
/// Whether `word` matches `pattern`, where the first `%` stands for any text.
bool matches(std::string_view word, std::string_view pattern);
/// make's patsubst of one word.
std::string substitute(std::string_view word, std::string_view from, std::string_view to);
/// Variables that are empty unless a makefile sets them, in a plain `make` of the whole tree: `x-y`, `x-m`, `x-`,
/// `x-objs`, the goals, and the folder of a module built on its own.
bool starts_empty(std::string_view name);

}  // namespace modgate::make_text
