// One row a form, one check a row. Hints name what people mean most often: a YAML 1.1 boolean, a version that turns
// into a number, another spelling of an enumerated word.
#include "manifest/forms.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"

namespace modgate {
namespace {

#define MODGATE_NAME "[A-Za-z_][A-Za-z0-9_]*"
#define MODGATE_LOGIN "[A-Za-z0-9](-?[A-Za-z0-9])*"
#define MODGATE_DAY "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
// No leading `/`, no drive, no backslash or control, no empty component, none that ends in a dot or a blank.
#define MODGATE_PATH "(?!/|[A-Za-z]:)(?!.*[. ](/|$))(?!.*//)[^\\\\\\u0000-\\u001f]+"

constexpr FormInfo kForms[] = {
    {Form::none, "", ""},
    {Form::text, "a text", "\\S"},
    {Form::sentence, "one line of at most 160 characters", "^(?=.*\\S).{1,160}$"},
    {Form::id, "an id: a small letter, then 1 to 47 small letters, digits, `_` or `-`", "^[a-z][a-z0-9_-]{1,47}$"},
    {Form::name, "a module's id or a flag", "^[A-Za-z][A-Za-z0-9_-]*$"},
    {Form::flag, "the name of a build option", "^[A-Za-z_/@][A-Za-z0-9_./:@-]*$"},
    {Form::identifier, "an identifier: letters, digits and `_`", "^" MODGATE_NAME "$"},
    {Form::cpp_name, "a namespace such as a::b", "^(::)?" MODGATE_NAME "(::" MODGATE_NAME ")*$"},
    {Form::dotted, "a package such as a.b", "^" MODGATE_NAME "(\\." MODGATE_NAME ")*$"},
    {Form::word, "a word without blanks", "^\\S+$"},
    {Form::rule, "a rule's id (MG301) or name (s0-included)", "^([Mm][Gg][0-9]{3}|[a-z][a-z0-9-]*)$"},
    {Form::choice, "", ""},
    {Form::date, "a date (YYYY-MM-DD)", "^" MODGATE_DAY "$"},
    {Form::moment, "a date (YYYY-MM-DD), or with a time and a zone (2024-05-01T12:00Z)",
     "^" MODGATE_DAY "(T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-2][0-9]:[0-5][0-9]))?$"},
    {Form::url, "an http or https url", "^https?://[^\\s/?#]\\S*$"},
    {Form::handle, "a handle: letters, digits and single hyphens, at most 39",
     "^(@?" MODGATE_LOGIN "(\\[bot\\]|/[A-Za-z0-9._-]+)?|https://github\\.com/@?" MODGATE_LOGIN
     "(\\[bot\\])?/?)[:,]?$"},
    {Form::email, "an e-mail address", "^[^\\s@]+@[^\\s@]+$"},
    {Form::path, "a path from the repository's root", "^" MODGATE_PATH "$"},
    {Form::folder, "a folder from the repository's root", "^(\\./?|" MODGATE_PATH ")$"},
    {Form::rooted, "a path, or `//` and a path from the repository's root", "^(//)?" MODGATE_PATH "$"},
    {Form::glob, "a path or glob from the repository's root", "^" MODGATE_PATH "$"},
    {Form::boolean, "true or false", ""},
    {Form::count, "a whole number", ""},
    {Form::ballot, "a vote: +1, +0, 0, -0, -1, or a fraction", "^[+-]?(0|1|0?\\.[0-9]+)$"},
};

#undef MODGATE_NAME
#undef MODGATE_DAY
#undef MODGATE_LOGIN
#undef MODGATE_PATH

Fault invalid(Span at, std::string message, std::string help) {
  Fault fault;
  fault.kind = FaultKind::invalid_value;
  fault.at = at;
  fault.message = std::move(message);
  fault.help = std::move(help);
  return fault;
}

bool all(std::string_view text, bool (*holds)(char)) { return std::all_of(text.begin(), text.end(), holds); }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_small(c) || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_letter(c) || text::is_digit(c); }
bool is_name_char(char c) { return is_alnum(c) || c == '_'; }
bool is_visible(char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; }
bool is_option_char(char c) { return is_name_char(c) || c == '.' || c == '/' || c == ':' || c == '@' || c == '-'; }
bool is_team_char(char c) { return is_name_char(c) || c == '.' || c == '-'; }

bool is_identifier(std::string_view text) {
  return !text.empty() && !text::is_digit(text[0]) && all(text, is_name_char);
}

bool is_path_of_identifiers(std::string_view text, std::string_view separator) {
  for (const std::string_view part : text::split(text, separator)) {
    if (!is_identifier(part)) return false;
  }
  return true;
}

bool is_id(std::string_view text) {
  return text.size() >= 2 && text.size() <= 48 && is_small(text[0]) &&
         all(text, [](char c) { return is_small(c) || text::is_digit(c) || c == '_' || c == '-'; });
}

bool is_rule(std::string_view text) {
  const auto kebab = [](char c) { return is_small(c) || text::is_digit(c) || c == '-'; };
  if (!text.empty() && is_small(text[0]) && all(text, kebab)) return true;
  return text.size() == 5 && text::upper(text.substr(0, 2)) == "MG" && all(text.substr(2), text::is_digit);
}

bool is_url(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    return !rest.empty() && rest[0] != '/' && rest[0] != '?' && rest[0] != '#' && all(rest, is_visible);
  }
  return false;
}

bool is_moment(std::string_view text) {
  if (!parse_date(text.substr(0, 10))) return false;
  if (text.size() == 10) return true;
  const auto two_digits = [&](std::size_t at, int below) {
    if (at + 2 > text.size() || !all(text.substr(at, 2), text::is_digit)) return false;
    return (text[at] - '0') * 10 + (text[at + 1] - '0') < below;
  };
  const auto time = [&](std::size_t at) {
    return two_digits(at, 24) && at + 2 < text.size() && text[at + 2] == ':' && two_digits(at + 3, 60);
  };
  if (text[10] != 'T' || !time(11)) return false;
  std::size_t at = 16;
  if (at < text.size() && text[at] == ':') {
    if (!two_digits(at + 1, 60)) return false;
    at += 3;
  }
  if (text.substr(at) == "Z") return true;
  return at + 6 == text.size() && (text[at] == '+' || text[at] == '-') && time(at + 1);
}

bool is_ballot(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text == "0" || text == "1") return true;
  if (text.starts_with('0')) text.remove_prefix(1);
  return text.size() >= 2 && text[0] == '.' && all(text.substr(1), text::is_digit);
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         all(text, is_visible);
}

bool is_sentence(std::string_view value) {
  if (value.find('\n') != std::string_view::npos) return false;
  return std::count_if(value.begin(), value.end(), [](char c) { return (c & 0xc0) != 0x80; }) <= 160;
}

bool has_form(Form form, std::string_view value) {
  switch (form) {
    case Form::sentence:
      return is_sentence(value);
    case Form::id:
      return is_id(value);
    case Form::name:
      return is_letter(value[0]) && all(value, [](char c) { return is_name_char(c) || c == '-'; });
    case Form::flag:
      return (is_letter(value[0]) || value[0] == '_' || value[0] == '/' || value[0] == '@') &&
             all(value, is_option_char);
    case Form::identifier:
      return is_identifier(value);
    case Form::cpp_name:
      return is_path_of_identifiers(value.starts_with("::") ? value.substr(2) : value, "::");
    case Form::dotted:
      return is_path_of_identifiers(value, ".");
    case Form::word:
      return all(value, is_visible);
    case Form::rule:
      return is_rule(value);
    case Form::date:
      return parse_date(value).has_value();
    case Form::moment:
      return is_moment(value);
    case Form::url:
      return is_url(value);
    case Form::handle:
      return !handle_of(value).empty();
    case Form::email:
      return is_email(value);
    case Form::ballot:
      return is_ballot(value);
    default:
      return true;
  }
}

/// What YAML 1.2 (`core`) or 1.1 makes of an unquoted word, when that is not a text.
std::string_view other_type(std::string_view value) {
  const std::string word = text::lower(value);
  for (const std::string_view boolean : {"true", "false", "yes", "no", "on", "off", "y", "n"}) {
    if (word == boolean) return "a boolean";
  }
  std::string_view digits = word;
  if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
  if (digits == ".inf" || digits == ".nan") return "a number";
  if (digits.starts_with("0x") || digits.starts_with("0o")) {
    const auto hex = [](char c) { return text::is_digit(c) || (c >= 'a' && c <= 'f'); };
    return digits.size() > 2 && all(digits.substr(2), hex) ? "a number" : "";
  }
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool numeric = error != std::errc::invalid_argument && end == digits.data() + digits.size();
  return numeric && (text::is_digit(digits[0]) || digits[0] == '.') ? "a number" : "";
}

std::optional<Fault> check_choice(const Field& field, std::string_view name, const YamlNode& node) {
  std::vector<std::string> words(field.words.begin(), field.words.end());
  if (std::find(words.begin(), words.end(), node.value) != words.end()) return std::nullopt;
  const auto meant = nearest(text::trim(node.value), words);
  std::string help = meant ? fmt::format("did you mean `{}`?", *meant) : "use one of them";
  if (words.size() == 1) {
    return invalid(node.at, fmt::format("`{}` is not `{}`", shown_value(node.value), words[0]),
                   fmt::format("write `{}: {}`", name, words[0]));
  }
  return invalid(node.at,
                 fmt::format("`{}` is no value of `{}`: {}", shown_value(node.value), name, text::join(words, ", ")),
                 std::move(help));
}

std::optional<Fault> check_boolean(std::string_view name, const YamlNode& node) {
  const bool plain = node.style == YamlStyle::plain;
  if (plain && (node.value == "true" || node.value == "false")) return std::nullopt;
  const std::string word = text::lower(node.value);
  const bool yes = word == "yes" || word == "on" || word == "y" || word == "true" || word == "1";
  const bool no = word == "no" || word == "off" || word == "n" || word == "false" || word == "0";
  std::string help = yes ? "write `true`, without quotes" : "write `true` or `false`, without quotes";
  if (no) help = "write `false`, without quotes";
  return invalid(node.at, fmt::format("`{}` is not true or false, as `{}` must be", shown_value(node.value), name),
                 std::move(help));
}

std::optional<Fault> check_count(const Field& field, std::string_view name, const YamlNode& node) {
  int value = 0;
  const char* const end = node.value.data() + node.value.size();
  const auto [stop, error] = std::from_chars(node.value.data(), end, value);
  const bool digits = !node.value.empty() && all(node.value, text::is_digit);
  const bool decimal = digits && (node.value.size() == 1 || node.value[0] != '0');
  if (node.style == YamlStyle::plain && decimal && error == std::errc{} && stop == end && value >= field.low &&
      value <= field.high) {
    return std::nullopt;
  }
  const std::string help = digits && !decimal ? "write it without leading zeros: readers disagree about them"
                           : digits && node.style != YamlStyle::plain
                               ? "remove the quotes"
                               : fmt::format("write a number from {} to {}", field.low, field.high);
  return invalid(node.at,
                 fmt::format("`{}` of `{}` is not a whole number from {} to {}", shown_value(node.value), name,
                             field.low, field.high),
                 help);
}

std::optional<Fault> check_path(Form form, const YamlNode& node) {
  auto reason = refuse_path(node.value, form);
  if (!reason) return std::nullopt;
  Fault fault = invalid(node.at, fmt::format("`{}` {}", shown_value(node.value), *reason),
                        "write a path from the repository's root, with `/`; a directory ends in `/`");
  fault.kind = FaultKind::bad_path;
  return fault;
}

}  // namespace

const FormInfo& form_info(Form form) { return kForms[static_cast<std::size_t>(form)]; }

std::string shown_value(std::string_view value) {
  constexpr std::size_t kShown = 80;
  if (value.size() <= kShown) return utf8::visible(value);
  std::size_t end = kShown;
  while (end > 0 && (value[end] & 0xc0) == 0x80) --end;
  return utf8::visible(value.substr(0, end)) + "...";
}

std::string_view handle_of(std::string_view value) {
  constexpr std::string_view kProfile = "https://github.com/";
  if (value.ends_with(':') || value.ends_with(',')) value.remove_suffix(1);
  if (value.starts_with(kProfile)) {
    value.remove_prefix(kProfile.size());
    if (value.ends_with('/')) value.remove_suffix(1);
    if (value.find('/') != std::string_view::npos) return {};  // a repository, not a person
  }
  if (value.starts_with('@')) value.remove_prefix(1);
  std::string_view login = value;
  if (login.ends_with("[bot]")) {
    login.remove_suffix(5);
  } else if (const std::size_t slash = login.find('/'); slash != std::string_view::npos) {
    if (slash + 1 == login.size() || !all(login.substr(slash + 1), is_team_char)) return {};
    login = login.substr(0, slash);
  }
  if (login.empty() || login.size() > 39 || login.front() == '-' || login.back() == '-') return {};
  if (login.find("--") != std::string_view::npos) return {};
  return all(login, [](char c) { return is_alnum(c) || c == '-'; }) ? value : std::string_view{};
}

std::optional<Fault> check_form(const Field& field, Form form, std::string_view name, const YamlNode& node) {
  if (form == Form::choice) return check_choice(field, name, node);
  if (form == Form::boolean) return check_boolean(name, node);
  if (form == Form::count) return check_count(field, name, node);
  if (text::trim(node.value).empty()) {
    if (form == Form::path || form == Form::folder || form == Form::glob) return check_path(form, node);
    return invalid(node.at, fmt::format("`{}` is empty", name), "write a value, or remove the key");
  }
  const std::string_view other = node.style == YamlStyle::plain && form != Form::ballot ? other_type(node.value) : "";
  if (!other.empty()) {
    return invalid(node.at, fmt::format("`{}` is {} for many readers, and `{}` is a text", node.value, other, name),
                   fmt::format("quote it: \"{}\"", node.value));
  }
  if (form == Form::path || form == Form::folder || form == Form::glob || form == Form::rooted) {
    return check_path(form, node);
  }
  if (has_form(form, node.value)) return std::nullopt;
  const bool day = (form == Form::date && node.value.size() == 10) || (form == Form::moment && node.value.size() >= 10);
  const bool dated =
      day && node.value[4] == '-' && node.value[7] == '-' && !parse_date(std::string_view(node.value).substr(0, 10));
  return invalid(node.at,
                 dated ? fmt::format("`{}` is no day of the calendar", shown_value(node.value))
                       : fmt::format("`{}` is not {}", shown_value(node.value), form_info(form).noun),
                 form == Form::url ? "write the whole url, with https://" : fmt::format("correct `{}`", name));
}

}  // namespace modgate
