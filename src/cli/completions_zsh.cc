// The completions for zsh's own completion system: one _arguments call a command, and helpers that ask the program for
// rules and modules.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/description.h"

namespace modgate::cli {
namespace {

constexpr const char* kHead = R"sh(#compdef modgate
# zsh completion for modgate; printed by `modgate completions zsh`.

# Lines of the program as `word:description`, in reply.
_modgate_ask() {
  local -a call=(command modgate)
  local option
  local -i at
  for option in -C --config; do
    at=${modgate_line[(I)$option]}
    (( at && at < $#modgate_line )) && call+=($option "${${(Q)modgate_line[at+1]}/#\~\//$HOME/}")
  done
  reply=("${(@f)$("${call[@]}" __complete $1 2>/dev/null)}")
  reply=("${(@)reply/$'\t'/:}")
  reply=("${(@)reply:#}")
}

_modgate_modules() {
  local -a reply
  _modgate_ask modules
  _describe -t modules module reply
}

_modgate_uses() {
  _alternative 'modules:module:_modgate_modules' 'files:file:_files'
}

_modgate_topics() {
  local -a reply
  _modgate_ask topics
  _describe -t topics topic reply
}

# Rules with commas between them.
_modgate_rules() {
  local -a reply
  compset -P '*,'
  _modgate_ask rules
  _describe -t rules rule reply "$@"
}

# RULE=SEVERITY with commas between them; the severities are the arguments.
_modgate_severities() {
  compset -P '*,'
  if compset -P '*='; then
    compadd -- "$@"
  else
    _modgate_rules -S =
  fi
}

# FORMAT=FILE; the formats are the arguments.
_modgate_report() {
  if compset -P '*='; then
    _files
  else
    compadd -S = -- "$@"
  fi
}
)sh";

constexpr const char* kTail = R"sh(
if [[ $funcstack[1] == _modgate ]]; then
  _modgate "$@"
else
  compdef _modgate modgate
fi
)sh";

std::string action(const Parameter& parameter) {
  switch (parameter.takes) {
    case Takes::nothing:
    case Takes::text:
      return " ";
    case Takes::words:
      return fmt::format("({})", fmt::join(parameter.words, " "));
    case Takes::file:
      return "_files";
    case Takes::folder:
      return "_path_files -/";
    case Takes::rules:
      return "_modgate_rules";
    case Takes::severities:
      return fmt::format("{{_modgate_severities {}}}", fmt::join(parameter.words, " "));
    case Takes::report:
      return fmt::format("{{_modgate_report {}}}", fmt::join(parameter.words, " "));
    case Takes::module:
      return "_modgate_modules";
    case Takes::module_use:
      return "_modgate_uses";
    case Takes::topic:
      return "_modgate_topics";
  }
  return " ";
}

/// Brackets, colons and backslashes mean something in a specification.
std::string plain(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string option_line(const Parameter& parameter) {
  std::string behind = "[" + plain(parameter.meaning) + "]";
  if (parameter.takes == Takes::module_use) {
    behind += ":from:" + action(parameter) + ":to:" + action(parameter);
  } else if (parameter.takes != Takes::nothing) {
    behind += ":" + plain(parameter.value) + ":" + action(parameter);
  }
  std::string lines;
  for (const std::string& name : parameter.names) {
    std::string front = parameter.repeats ? "*" : fmt::format("({})", fmt::join(parameter.names, " "));
    front += name;
    if (parameter.values == 1) front += name.starts_with("--") ? "=" : "+";
    lines += "    " + single_quoted(front + behind) + " \\\n";
  }
  return lines;
}

std::string argument_lines(const std::vector<Parameter>& parameters) {
  std::string lines;
  for (const Parameter& parameter : parameters) {
    if (!parameter.positional) {
      lines += option_line(parameter);
      continue;
    }
    const std::string name = plain(parameter.names.front());
    const bool only_first = parameter.takes == Takes::words || parameter.takes == Takes::module;
    lines += "    " + single_quoted((only_first ? "1:" : "*:") + name + ":" + action(parameter)) + " \\\n";
    if (parameter.then_files) lines += "    '*:file:_files' \\\n";
  }
  return lines;
}

}  // namespace

std::string zsh_completions(const Description& description) {
  std::string script = kHead;
  script += "\n_modgate_commands() {\n  local -a commands=(\n";
  for (const CommandPage& command : description.commands) {
    script += "    " + single_quoted(command.name + ":" + command.description) + "\n";
  }
  script += "  )\n  _describe -t commands command commands\n}\n";
  script +=
      "\n_modgate() {\n  local curcontext=$curcontext state line\n  local -a global\n  local -A opt_args\n"
      "  local -a modgate_line=(\"${words[@]}\")\n  global=(\\\n" +
      argument_lines(description.parameters) +
      "  )\n  # -A: what stands behind the command is for the command, even where it is a global option.\n"
      "  _arguments -C -s -S -A '-*' $global '1: :_modgate_commands' '*:: :->rest' && return\n"
      "  [[ $state == rest ]] || return 1\n  curcontext=${curcontext%:*:*}:modgate-$words[1]:\n  case $words[1] in\n";
  for (const CommandPage& command : description.commands) {
    script +=
        "    " + command.name + ") _arguments -s -S $global \\\n" + argument_lines(command.parameters) + "    ;;\n";
  }
  script += "  esac\n}\n";
  return script + kTail;
}

}  // namespace modgate::cli
