// The completions for bash. Only the tables are made here; the driver below them is the same for every command line. It
// needs no package bash-completion, and nothing that comes from a repository is expanded or evaluated.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/description.h"

namespace modgate::cli {
namespace {

constexpr const char* kHead = R"sh(# shellcheck shell=bash
# bash completion for modgate; printed by `modgate completions bash`.
)sh";

constexpr const char* kDriver = R"sh(
# The candidates of kind $1 for the word $2; what a comma or an equals sign ends stays in front.
_modgate_offer() {
  local kind=$1 typed=$2 front='' line
  local -a lines=()
  case $kind in
    words) mapfile -t found < <(compgen -W "${takes[*]:1}" -- "$typed") ;;
    file)
      compopt -o filenames 2>/dev/null
      mapfile -t found < <(compgen -f -- "$typed")
      ;;
    folder)
      compopt -o filenames 2>/dev/null
      mapfile -t found < <(compgen -d -- "$typed")
      ;;
    report)
      if [[ $typed == *=* ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t found < <(compgen -f -- "${typed#*=}")
        found=("${found[@]/#/${typed%%=*}=}")
      else
        compopt -o nospace 2>/dev/null
        mapfile -t found < <(compgen -S = -W "${takes[*]:1}" -- "$typed")
      fi
      ;;
    severities)
      if [[ ${typed##*,} == *=* ]]; then
        front=${typed%=*}=
        mapfile -t found < <(compgen -P "$front" -W "${takes[*]:1}" -- "${typed##*=}")
      else
        compopt -o nospace 2>/dev/null
        _modgate_offer rules "$typed"
        found=("${found[@]/%/=}")
      fi
      ;;
    rules | topics | modules)
      [[ $kind == rules && $typed == *,* ]] && front=${typed%,*},
      mapfile -t lines < <(command modgate ${folder:+-C "$folder"} ${policy:+--config "$policy"} \
        __complete "$kind" 2>/dev/null)
      for line in "${lines[@]}"; do
        line=$front${line%%$'\t'*}
        [[ $line == "$typed"* ]] && found+=("$line")
      done
      ;;
    uses)
      _modgate_offer file "$typed"
      local -a files=("${found[@]}")
      found=()
      _modgate_offer modules "$typed"
      found+=("${files[@]}")
      ;;
  esac
}

_modgate() {
  local command='' folder='' policy='' word head='' whole cut='' marks='' only_words=''
  local rest=${COMP_LINE:0:COMP_POINT}  # what stands behind the cursor is not asked
  local -i i wanted=0 seen=0
  local -a typed=() takes=() names=() found=()
  # Bash cuts words at = and : and the program does not: pieces without a space between them are one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((i > 0)) && [[ -n $rest && $rest != [[:space:]]* ]]; then
      ((i < COMP_CWORD)) || word=$rest
      typed[-1]+=$word
    else
      rest=${rest#"${rest%%[![:space:]]*}"}
      ((i < COMP_CWORD)) || word=$rest
      typed+=("$word")
    fi
    rest=${rest#"$word"}
  done
  for ((i = 1; i < ${#typed[@]} - 1; i++)); do
    word=${typed[i]}
    if ((wanted > 0)); then
      case ${typed[i - 1]} in
        -C) folder=${word/#'~/'/$HOME/} ;;
        --config) policy=${word/#'~/'/$HOME/} ;;
      esac
      wanted=$((wanted - 1))
    elif [[ -z $only_words && $word == -- ]]; then
      only_words=yes
    elif [[ -z $only_words && $word == -?* ]]; then
      wanted=0
      [[ $word == *=* ]] || _modgate_option "$command" "$word"
    elif [[ -z $command ]]; then
      command=$word
    else
      seen=$((seen + 1))
    fi
  done
  whole=${typed[-1]}
  word=$whole
  if ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} =~ ^[0-9\&]*[\<\>]+[\&\|]?$ ]]; then
    takes=(file)  # of a redirection of the shell
    word=${whole##*[<>\&|]}
    whole=$word
  elif ((wanted > 0)); then
    :
  elif [[ -z $only_words && $word == --*=* ]]; then
    _modgate_option "$command" "${word%%=*}"
    head=${word%%=*}=
    word=${word#*=}
  elif [[ -z $only_words && $word == -* ]]; then
    _modgate_names "$command"
    takes=(words "${names[@]}")
  elif [[ -z $command ]]; then
    takes=(words "${_modgate_commands[@]}")
  else
    takes=()
    _modgate_words "$command" "$seen"
  fi
  ((${#takes[@]} > 0)) && _modgate_offer "${takes[0]}" "$word"
  # Readline replaces only what stands behind the last = or :, where it takes these for ends of words.
  [[ $COMP_WORDBREAKS == *=* ]] && marks+='='
  [[ $COMP_WORDBREAKS == *:* ]] && marks+=':'
  [[ -n $marks && $whole == *["$marks"]* ]] && cut=${whole%"${whole##*["$marks"]}"}
  COMPREPLY=()
  for word in "${found[@]}"; do
    word=$head$word
    COMPREPLY+=("${word#"$cut"}")
  done
}

complete -F _modgate modgate
)sh";

std::string takes(const Parameter& parameter) {
  switch (parameter.takes) {
    case Takes::nothing:
    case Takes::text:
      return "()";
    case Takes::words:
      return fmt::format("(words {})", fmt::join(parameter.words, " "));
    case Takes::file:
      return "(file)";
    case Takes::folder:
      return "(folder)";
    case Takes::rules:
      return "(rules)";
    case Takes::severities:
      return fmt::format("(severities {})", fmt::join(parameter.words, " "));
    case Takes::report:
      return fmt::format("(report {})", fmt::join(parameter.words, " "));
    case Takes::module:
      return "(modules)";
    case Takes::module_use:
      return "(uses)";
    case Takes::topic:
      return "(topics)";
  }
  return "()";
}

/// Rows of a case over "COMMAND OPTION"; `command` is a pattern.
std::string option_rows(const std::string& command, const std::vector<Parameter>& parameters) {
  std::string rows;
  for (const Parameter& parameter : parameters) {
    if (parameter.positional || parameter.takes == Takes::nothing) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : parameter.names) {
      patterns.push_back(command == "*" ? "*' " + name + "'" : "'" + command + " " + name + "'");
    }
    rows +=
        fmt::format("    {}) takes={} wanted={} ;;\n", fmt::join(patterns, " | "), takes(parameter), parameter.values);
  }
  return rows;
}

std::string names_of(const std::vector<Parameter>& parameters) {
  std::vector<std::string> names;
  for (const Parameter& parameter : parameters) {
    if (!parameter.positional) names.insert(names.end(), parameter.names.begin(), parameter.names.end());
  }
  return fmt::format("{}", fmt::join(names, " "));
}

std::string word_rows(const CommandPage& command) {
  std::string rows;
  for (const Parameter& parameter : command.parameters) {
    if (!parameter.positional) continue;
    // The first word may be another thing than those behind it: `init manifest FOLDER...`.
    const bool only_first = parameter.takes == Takes::words || parameter.takes == Takes::module;
    const std::string pattern = only_first ? "'" + command.name + " 0'" : "'" + command.name + " '*";
    rows += fmt::format("    {}) takes={} ;;\n", pattern, takes(parameter));
    if (parameter.then_files) rows += fmt::format("    '{} '*) takes=(file) ;;\n", command.name);
  }
  return rows;
}

}  // namespace

std::string bash_completions(const Description& description) {
  std::string commands, options, names, words;
  for (const CommandPage& command : description.commands) {
    commands += " " + command.name;
    options += option_rows(command.name, command.parameters);
    names += fmt::format("    {}) names=({}) ;;\n", command.name, names_of(command.parameters));
    words += word_rows(command);
  }
  std::string script = kHead;
  script += "_modgate_commands=(" + commands.substr(1) + ")\n";
  script += "\n# What the option $2 of the command $1 takes; nothing for a flag.\n_modgate_option() {\n  takes=()\n";
  script += "  case \"$1 $2\" in\n" + options + option_rows("*", description.parameters) + "  esac\n}\n";
  script += "\n# The options of the command $1.\n_modgate_names() {\n  names=()\n  case $1 in\n" + names + "  esac\n";
  script += "  names+=(" + names_of(description.parameters) + ")\n}\n";
  script += "\n# What the command $1 takes as a word behind $2 others.\n_modgate_words() {\n  case \"$1 $2\" in\n" +
            words + "  esac\n}\n";
  return script + kDriver;
}

}  // namespace modgate::cli
