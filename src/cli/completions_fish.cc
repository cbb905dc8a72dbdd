// The completions for fish: one `complete` line an option, and functions that ask the program for rules and modules.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <set>
#include <string_view>

#include "cli/description.h"

namespace modgate::cli {
namespace {

constexpr const char* kHead = R"sh(# fish completion for modgate; printed by `modgate completions fish`.
)sh";

constexpr const char* kDriver = R"sh(
# The command on the line and the words behind it; nothing while there is none.
function __modgate_line
    set -l skip 0
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test $skip -gt 0
            set skip (math $skip - 1)
        else if contains -- $word $__modgate_valued_twice
            set skip 2
        else if contains -- $word $__modgate_valued
            set skip 1
        else if not string match -q -- '-?*' $word
            echo -- $word
        end
    end
end

function __modgate_no_command
    test (count (__modgate_line)) -eq 0
end

# Whether the command is the first argument.
function __modgate_in
    set -l line (__modgate_line)
    test "$line[1]" = $argv[1]
end

# The same, and the word that is typed is its first.
function __modgate_first
    set -l line (__modgate_line)
    test "$line[1]" = $argv[1]; and test (count $line) -eq 1
end

# The same, and it is a later one.
function __modgate_later
    set -l line (__modgate_line)
    test "$line[1]" = $argv[1]; and test (count $line) -gt 1
end

# The option takes two words, and the second is typed.
function __modgate_halfway
    set -l words (commandline -opc)
    test (count $words) -gt 2; and test "$words[-2]" = $argv[1]
end

# Lines of the program: a word, a tab, what it is.
function __modgate_ask
    set -l where
    set -l words (commandline -opc)
    for option in -C --config
        if set -l at (contains -i -- $option $words); and set -q words[(math $at + 1)]
            set -a where $option (string replace -r '^~/' "$HOME/" -- $words[(math $at + 1)])
        end
    end
    command modgate $where __complete $argv[1] 2>/dev/null
end

# The word that is typed, without the option in front of it.
function __modgate_typed
    string replace -r '^--[a-z-]+=' '' -- (commandline -ct)
end

# Rules with commas between them.
function __modgate_rules
    set -l front (string match -r '.*,' -- (__modgate_typed))
    for line in (__modgate_ask rules)
        echo -- "$front$line"
    end
end

# RULE=SEVERITY with commas between them; the severities are the arguments.
function __modgate_severities
    set -l typed (__modgate_typed)
    if string match -qr '=[^,]*$' -- $typed
        set -l front (string match -r '.*=' -- $typed)
        for severity in $argv
            echo -- $front$severity
        end
    else
        __modgate_rules | string replace \t =\t
    end
end

# FORMAT=FILE; the formats are the arguments.
function __modgate_report
    set -l typed (__modgate_typed)
    if string match -q '*=*' -- $typed
        set -l front (string match -r '^[^=]*=' -- $typed)
        for file in (__fish_complete_path (string replace -r '^[^=]*=' '' -- $typed))
            echo -- $front$file
        end
    else
        printf '%s=\n' $argv
    end
end

complete -c modgate -f
)sh";

/// fish knows \\ and \' between single quotes.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result + "'";
}

/// What `complete` is told of the value; `-x` is a value that is no file.
std::string candidates(const Parameter& parameter) {
  switch (parameter.takes) {
    case Takes::nothing:
      return "";
    case Takes::text:
      return " -x";
    case Takes::words:
      return fmt::format(" -x -a '{}'", fmt::join(parameter.words, " "));
    case Takes::file:
      return " -r -F";
    case Takes::folder:
      return " -x -a '(__fish_complete_directories (__modgate_typed))'";
    case Takes::rules:
      return " -x -a '(__modgate_rules)'";
    case Takes::severities:
      return fmt::format(" -x -a '(__modgate_severities {})'", fmt::join(parameter.words, " "));
    case Takes::report:
      return fmt::format(" -x -a '(__modgate_report {})'", fmt::join(parameter.words, " "));
    case Takes::module:
      return " -x -a '(__modgate_ask modules)'";
    case Takes::module_use:
      return " -r -F -a '(__modgate_ask modules)'";
    case Takes::topic:
      return " -x -a '(__modgate_ask topics)'";
  }
  return "";
}

std::string option_line(const Parameter& parameter, const std::string& condition) {
  std::string line = "complete -c modgate" + condition;
  for (const std::string& name : parameter.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  line += candidates(parameter) + " -d " + quoted(parameter.meaning) + "\n";
  if (parameter.values != 2) return line;
  // fish knows options of one word only.
  return line + fmt::format("complete -c modgate -n '__modgate_halfway {}' -F{}\n", parameter.names.back(),
                            candidates(parameter).substr(std::string_view(" -r -F").size()));
}

std::string word_lines(const Parameter& parameter, const std::string& command) {
  const bool only_first = parameter.takes == Takes::words || parameter.takes == Takes::module;
  std::string what = candidates(parameter);
  if (what.starts_with(" -x")) what.erase(0, 3);
  if (what.starts_with(" -r")) what.erase(0, 3);
  std::string lines =
      fmt::format("complete -c modgate -n '{} {}'{}\n", only_first ? "__modgate_first" : "__modgate_in", command, what);
  if (parameter.then_files) lines += fmt::format("complete -c modgate -n '__modgate_later {}' -F\n", command);
  return lines;
}

/// Options that take so many words of the line, whatever the command.
std::string valued(const Description& description, std::size_t values) {
  std::set<std::string> names;
  const auto add = [&](const std::vector<Parameter>& parameters) {
    for (const Parameter& parameter : parameters) {
      if (!parameter.positional && parameter.values == values) {
        names.insert(parameter.names.begin(), parameter.names.end());
      }
    }
  };
  add(description.parameters);
  for (const CommandPage& command : description.commands) add(command.parameters);
  return fmt::format("{}", fmt::join(names, " "));
}

}  // namespace

std::string fish_completions(const Description& description) {
  std::string script = kHead;
  script += "\n# Options that take a value, and those that take two.\nset -g __modgate_valued " +
            valued(description, 1) + "\nset -g __modgate_valued_twice " + valued(description, 2) + "\n";
  script += kDriver;
  for (const Parameter& parameter : description.parameters) script += option_line(parameter, "");
  for (const CommandPage& command : description.commands) {
    script += fmt::format("\ncomplete -c modgate -n __modgate_no_command -a {} -d {}\n", command.name,
                          quoted(command.description));
    for (const Parameter& parameter : command.parameters) {
      script += parameter.positional ? word_lines(parameter, command.name)
                                     : option_line(parameter, " -n '__modgate_in " + command.name + "'");
    }
  }
  return script;
}

}  // namespace modgate::cli
