// Text functions of CMake on known texts: regular expressions, globs, truth, versions. Pure; no tree, no variables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modgate::cmake {

/// What `if()` takes a constant for; nothing for what is no constant.
std::optional<bool> constant_truth(std::string_view text);
/// Empty, 0, OFF, NO, FALSE, N, IGNORE, NOTFOUND or ...-NOTFOUND.
bool is_false(std::string_view text);
bool is_absolute(std::string_view path);
/// A name that a variable may have without escapes.
bool is_plain_name(std::string_view text);

/// The groups of the first match, the whole match first. `ok` is false when modgate does not read the expression.
struct Match {
  bool ok = false;
  bool found = false;
  std::vector<std::string> groups;
};
Match match(std::string_view expression, std::string_view text);
/// Every match, or every match replaced; nothing when modgate does not read the expression.
std::optional<std::vector<std::string>> match_all(std::string_view expression, std::string_view text);
std::optional<std::string> replace(std::string_view expression, std::string_view by, std::string_view text);

/// Negative, zero or positive: components compared as numbers; what follows the digits and dots is dropped.
int compare_versions(std::string_view a, std::string_view b);
/// As `EQUAL` and its relatives read a number.
std::optional<double> number(std::string_view text);
/// `math(EXPR)`: integers with C's operators; nothing for anything else.
std::optional<long long> evaluate(std::string_view expression);

/// One component against `*`, `?` and `[...]`; linear but for the last star.
bool component_matches(std::string_view pattern, std::string_view component);
bool has_wildcard(std::string_view text);

}  // namespace modgate::cmake
