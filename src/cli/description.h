// The command line described as plain data, made from the tree that parses it. The reference page, the man page and the
// completions of the shells are written from this and know no option themselves.
#pragma once

#include <string>
#include <vector>

namespace modgate::cli {

/// What the value of an option, or a word of a command, is.
enum class Takes {
  nothing,     ///< a flag
  words,       ///< one of `words`
  file,        ///< a file on disk
  folder,      ///< a folder on disk
  rules,       ///< rules, with commas between them
  severities,  ///< RULE=SEVERITY, with commas between them
  report,      ///< FORMAT=FILE
  module,      ///< a module of the repository
  module_use,  ///< a module or a file, twice
  topic,       ///< a rule or a stage
  text,        ///< anything else: a number, a day, a revision
};

/// An option, or the words that stand behind a command.
struct Parameter {
  std::vector<std::string> names;  ///< "-f", "--format"; of words the one name
  bool positional = false;
  bool required = false;
  bool repeats = false;
  std::string value;        ///< what help calls the value, FORMAT; empty for a flag
  std::string type;         ///< the same with its bounds
  std::string description;  ///< as help has it, with the words
  std::string meaning;      ///< on one line, without the words
  Takes takes = Takes::nothing;
  std::vector<std::string> words;  ///< all that the value, or a part of it, may be
  std::size_t values = 0;          ///< how many words of the command line the value is
  bool then_files = false;         ///< behind the first word come files
};

struct CommandPage {
  std::string name, description;
  std::vector<Parameter> parameters;
};

struct Description {
  std::string description;
  std::vector<Parameter> parameters;  ///< global: before or after the command
  std::vector<CommandPage> commands;  ///< without hidden ones
};

Description describe_command_line();

// What is written from it.

/// docs/CLI.md.
std::string reference_page(const Description& description);
/// modgate(1).
std::string man_page(const Description& description);
std::string bash_completions(const Description& description);
std::string zsh_completions(const Description& description);
std::string fish_completions(const Description& description);

/// The text in single quotes for bash and zsh. A newline is a space.
std::string single_quoted(const std::string& text);

}  // namespace modgate::cli
