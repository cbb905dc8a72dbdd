// The regular expressions are those of the C library, extended ones, with what differs from CMake's made equal or
// refused: braces are plain characters there, and a backslash only makes the next character plain.
#include "build/cmake_text.h"

#include <regex.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

class Regex {
 public:
  explicit Regex(std::string_view expression) {
    std::string translated;
    usable_ = translate(expression, translated) && regcomp(&compiled_, translated.c_str(), REG_EXTENDED) == 0;
  }
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;
  ~Regex() {
    if (usable_) regfree(&compiled_);
  }

  bool usable() const { return usable_; }
  bool search(const char* text, bool begin, std::array<regmatch_t, 10>& groups) const {
    return regexec(&compiled_, text, groups.size(), groups.data(), begin ? 0 : REG_NOTBOL) == 0;
  }

 private:
  static bool translate(std::string_view expression, std::string& out) {
    if (expression.size() > limits::kBuildRegexBytes || expression.empty()) return false;
    bool bracket = false;
    for (std::size_t i = 0; i < expression.size(); ++i) {
      const char c = expression[i];
      if (c == '\0') return false;
      if (bracket) {
        if (c == '[' && i + 1 < expression.size() &&
            std::string_view(":.=").find(expression[i + 1]) != std::string_view::npos) {
          return false;  // a POSIX class, which CMake reads as single characters
        }
        bracket = c != ']';
        out += c;
      } else if (c == '\\') {
        if (++i == expression.size() || text::is_identifier(expression[i])) return false;
        (out += '\\') += expression[i];
      } else if (c == '{' || c == '}') {
        (out += '\\') += c;
      } else if (c == '[') {
        bracket = true;
        out += c;
        if (i + 1 < expression.size() && expression[i + 1] == '^') out += expression[++i];
        if (i + 1 < expression.size() && expression[i + 1] == ']') out += expression[++i];
      } else {
        out += c;
      }
    }
    return !bracket;
  }

  regex_t compiled_{};
  bool usable_ = false;
};

bool readable(std::string_view text) {
  return text.size() <= limits::kBuildTextBytes && text.find('\0') == std::string_view::npos;
}

std::vector<std::string> groups_of(const std::string& text, std::size_t offset,
                                   const std::array<regmatch_t, 10>& found) {
  std::vector<std::string> out;
  for (const regmatch_t& group : found) {
    if (group.rm_so < 0) {
      out.emplace_back();
      continue;
    }
    out.push_back(text.substr(offset + static_cast<std::size_t>(group.rm_so),
                              static_cast<std::size_t>(group.rm_eo - group.rm_so)));
  }
  return out;
}

/// Calls `each` with the offset and groups of every match that is not empty; false when there was an empty one.
template <class Each>
bool every_match(const Regex& regex, const std::string& text, const Each& each) {
  std::array<regmatch_t, 10> found{};
  std::size_t at = 0;
  while (at < text.size() && regex.search(text.c_str() + at, at == 0, found)) {
    if (found[0].rm_so == found[0].rm_eo) return false;
    each(at + static_cast<std::size_t>(found[0].rm_so), groups_of(text, at, found));
    at += static_cast<std::size_t>(found[0].rm_eo);
  }
  return true;
}

/// `\1` of a replacement becomes its group.
bool fill_groups(std::string_view by, const std::vector<std::string>& groups, std::string& out) {
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (by[i] != '\\') {
      out += by[i];
      continue;
    }
    if (++i == by.size()) return false;
    if (text::is_digit(by[i])) {
      out += groups[static_cast<std::size_t>(by[i] - '0')];
    } else if (by[i] == 'n') {
      out += '\n';
    } else {
      out += by[i];
    }
  }
  return true;
}

class Arithmetic {
 public:
  explicit Arithmetic(std::string_view text) : text_(text) {}

  std::optional<long long> run() {
    const long long value = binary(0);
    blanks();
    return ok_ && at_ == text_.size() ? std::optional(value) : std::nullopt;
  }

 private:
  static constexpr std::array<std::string_view, 6> kLevels = {"|", "^", "&", "<>", "+-", "*/%"};

  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  long long binary(std::size_t level) {
    if (level == kLevels.size()) return unary();
    long long value = binary(level + 1);
    for (blanks(); ok_ && at_ < text_.size() && kLevels[level].find(text_[at_]) != std::string_view::npos; blanks()) {
      const char sign = text_[at_++];
      if (level == 3 && (at_ == text_.size() || text_[at_++] != sign)) ok_ = false;
      value = apply(sign, value, binary(level + 1));
    }
    return value;
  }

  /// In unsigned arithmetic: an overflow is no surprise to the compiler.
  long long apply(char sign, long long x, long long y) {
    const auto a = static_cast<std::uint64_t>(x);
    const auto b = static_cast<std::uint64_t>(y);
    switch (sign) {
      case '|':
        return x | y;
      case '^':
        return x ^ y;
      case '&':
        return x & y;
      case '+':
        return static_cast<long long>(a + b);
      case '-':
        return static_cast<long long>(a - b);
      case '*':
        return static_cast<long long>(a * b);
      case '<':
      case '>':
        if (y < 0 || y > 62) ok_ = false;
        if (!ok_) return 0;
        return sign == '<' ? static_cast<long long>(a << b) : x >> y;
      default:
        if (y == 0 || y == -1) ok_ = false;
        if (!ok_) return 0;
        return sign == '/' ? x / y : x % y;
    }
  }

  long long unary() {
    blanks();
    if (!ok_ || at_ == text_.size() || ++depth_ > 64) return fail();
    long long value = 0;
    const char c = text_[at_];
    if (c == '-' || c == '+' || c == '~') {
      ++at_;
      const auto operand = static_cast<std::uint64_t>(unary());
      value = static_cast<long long>(c == '-' ? 0 - operand : c == '~' ? ~operand : operand);
    } else if (c == '(') {
      ++at_;
      value = binary(0);
      blanks();
      if (at_ == text_.size() || text_[at_] != ')') return fail();
      ++at_;
    } else {
      value = literal();
    }
    --depth_;
    return value;
  }

  long long literal() {
    const bool hexadecimal = text_.substr(at_).starts_with("0x") || text_.substr(at_).starts_with("0X");
    if (hexadecimal) at_ += 2;
    long long value = 0;
    const auto [end, error] =
        std::from_chars(text_.data() + at_, text_.data() + text_.size(), value, hexadecimal ? 16 : 10);
    if (error != std::errc{}) return fail();
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }

  long long fail() {
    ok_ = false;
    return 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool ok_ = true;
};

/// Matches the class at pattern[at] == '[' and moves behind it.
bool class_matches(std::string_view pattern, std::size_t& at, char c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false, ++i) {
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      found = found || pattern[i] == c;
    }
  }
  if (i >= pattern.size()) {
    ++at;
    return c == '[';
  }
  at = i + 1;
  return found != negated;
}

}  // namespace

bool is_false(std::string_view text) {
  constexpr std::array<std::string_view, 8> kFalse = {"", "0", "OFF", "NO", "FALSE", "N", "IGNORE", "NOTFOUND"};
  for (const std::string_view word : kFalse) {
    if (text::equal_ignoring_case(text, word)) return true;
  }
  return text.size() >= 9 && text::equal_ignoring_case(text.substr(text.size() - 9), "-NOTFOUND");
}

std::optional<bool> constant_truth(std::string_view text) {
  constexpr std::array<std::string_view, 5> kTrue = {"1", "ON", "YES", "TRUE", "Y"};
  if (is_false(text)) return false;
  for (const std::string_view word : kTrue) {
    if (text::equal_ignoring_case(text, word)) return true;
  }
  if (const auto value = number(text)) return *value != 0;
  return std::nullopt;
}

bool is_plain_name(std::string_view text) {
  return !text.empty() && text::is_identifier_start(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return text::is_identifier(c); });
}

bool is_absolute(std::string_view path) {
  return path.starts_with('/') || path.starts_with('~') ||
         (path.size() > 2 && path[1] == ':' && (path[2] == '/' || path[2] == '\\'));
}

Match match(std::string_view expression, std::string_view text) {
  const Regex regex(expression);
  if (!regex.usable() || !readable(text)) return {};
  const std::string subject(text);
  std::array<regmatch_t, 10> found{};
  if (!regex.search(subject.c_str(), true, found)) return {true, false, {}};
  return {true, true, groups_of(subject, 0, found)};
}

std::optional<std::vector<std::string>> match_all(std::string_view expression, std::string_view text) {
  const Regex regex(expression);
  if (!regex.usable() || !readable(text)) return std::nullopt;
  std::vector<std::string> out;
  const auto keep = [&](std::size_t, const std::vector<std::string>& groups) { out.push_back(groups[0]); };
  if (!every_match(regex, std::string(text), keep)) return std::nullopt;
  return out;
}

std::optional<std::string> replace(std::string_view expression, std::string_view by, std::string_view text) {
  const Regex regex(expression);
  if (!regex.usable() || !readable(text)) return std::nullopt;
  const std::string subject(text);
  std::string out;
  std::size_t copied = 0;
  bool ok = true;
  ok = every_match(regex, subject,
                   [&](std::size_t at, const std::vector<std::string>& groups) {
                     out.append(subject, copied, at - copied);
                     ok = fill_groups(by, groups, out) && ok;
                     copied = at + groups[0].size();
                   }) &&
       ok;
  if (!ok || out.size() > limits::kBuildTextBytes) return std::nullopt;
  return out.append(subject, copied);
}

int compare_versions(std::string_view a, std::string_view b) {
  const auto component = [](std::string_view& text) {
    unsigned long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    text.remove_prefix(error == std::errc{} ? static_cast<std::size_t>(end - text.data()) : 0);
    const bool goes_on = !text.empty() && text.front() == '.';
    text = goes_on ? text.substr(1) : std::string_view{};
    return value;
  };
  while (!a.empty() || !b.empty()) {
    const auto x = component(a);
    const auto y = component(b);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

std::optional<double> number(std::string_view text) {
  if (text.empty() || text.size() > 64) return std::nullopt;
  const char first = text.front() == '-' || text.front() == '+' || text.front() == '.' ? '0' : text.front();
  if (!text::is_digit(first)) return std::nullopt;  // no blanks, "inf" or "nan"
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  return end == copy.c_str() + copy.size() ? std::optional(value) : std::nullopt;
}

std::optional<long long> evaluate(std::string_view expression) {
  if (expression.size() > limits::kBuildRegexBytes) return std::nullopt;
  return Arithmetic(expression).run();
}

bool component_matches(std::string_view pattern, std::string_view component) {
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  for (std::size_t i = 0; i < component.size();) {
    std::size_t after = p;
    bool fits = false;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = i;
      continue;
    }
    if (p < pattern.size()) {
      if (pattern[p] == '[') {
        fits = class_matches(pattern, after, component[i]);
      } else {
        fits = pattern[p] == '?' || pattern[p] == component[i];
        ++after;
      }
    }
    if (fits) {
      p = after;
      ++i;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?[") != std::string_view::npos; }

}  // namespace modgate::cmake
