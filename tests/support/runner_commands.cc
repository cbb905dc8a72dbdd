// The double of the runner's parser: see runner_commands.h.
#include "runner_commands.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace modgate::testing {
namespace {

using Escapes = std::vector<std::pair<std::string_view, std::string_view>>;

/// The percent sign comes last, as in the runner: `%250A` is the text `%0A`.
const Escapes kData{{"%0D", "\r"}, {"%0A", "\n"}, {"%25", "%"}};
const Escapes kProperty{{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}};

std::string unescaped(std::string text, const Escapes& escapes) {
  for (const auto& [from, to] : escapes) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

std::vector<std::string> split(const std::string& text, const std::string& separators) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// `name key=value,key=value`.
RunnerCommand command_of(const std::string& head, const std::string& separator, const std::string& data) {
  RunnerCommand out;
  const std::size_t blank = std::min(head.find(' '), head.size());
  out.name = head.substr(0, blank);
  for (const std::string& property : split(head.substr(blank), separator)) {
    const std::size_t equals = property.find('=');
    if (equals == std::string::npos) continue;
    const std::string key = property.substr(property.find_first_not_of(' '), equals - property.find_first_not_of(' '));
    out.properties[key] = unescaped(property.substr(equals + 1), kProperty);
  }
  out.data = unescaped(data, kData);
  return out;
}

/// Without the blanks of Unicode in front, as .NET trims.
std::string trimmed(std::string line) {
  for (bool blank = true; blank;) {
    blank = false;
    for (const std::string_view space : {" ", "\t", "\v", "\f", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028",
                                         "\u2029", "\u202f", "\u205f", "\u3000"}) {
      if (!line.starts_with(space)) continue;
      line.erase(0, space.size());
      blank = true;
    }
  }
  return line;
}

std::optional<RunnerCommand> parse(const std::string& line) {
  const std::string text = trimmed(line);
  if (text.starts_with("::")) {
    const std::size_t end = text.find("::", 2);
    if (end != std::string::npos) return command_of(text.substr(2, end - 2), ",", text.substr(end + 2));
  }
  const std::size_t old = line.find("##[");
  const std::size_t end = old == std::string::npos ? old : line.find(']', old);
  if (end == std::string::npos) return std::nullopt;
  return command_of(line.substr(old + 3, end - old - 3), ";", line.substr(end + 1));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

std::vector<RunnerCommand> runner_commands(const std::string& log) {
  std::vector<RunnerCommand> commands;
  std::optional<std::string> token;
  for (const std::string& line : split(log, "\r\n")) {
    std::optional<RunnerCommand> command = parse(line);
    if (!command) continue;
    if (token && lower(command->name) == *token) {
      token.reset();
    } else {
      command->stopped = token.has_value();
      if (!token && command->name == "stop-commands") token = lower(command->data);
    }
    commands.push_back(*command);
  }
  return commands;
}

}  // namespace modgate::testing
