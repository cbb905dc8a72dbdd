// The tree of commands and options, on CLI11. Parsing, the reference page, completions and the man page are made from
// it.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "cli/options.h"

namespace modgate::cli {

/// The texts that CLI11 fills in before they are turned into values.
struct Raw {
  std::vector<std::string> severity;
  std::string fail_on = "error";
  std::string now;
  std::vector<std::string> reports;
  std::string color = "auto";
  std::string hyperlinks = "auto";
  bool worktree = false;
  bool plan = false;
};

/// The tree of commands. `options` and `raw` outlive it.
struct Tree {
  Options options;
  Raw raw;
  CLI::App app{"modgate checks modules that grow in stages: isolated, switchable, owned, endorsed, removable.",
               "modgate"};
  std::map<CLI::App*, Command> commands;
  std::map<const CLI::Option*, std::vector<std::string>> values;  ///< of those that take a few words
  std::map<const CLI::Option*, std::vector<std::string>> parts;   ///< words that may be a part of the value

  Tree();

 private:
  CLI::App& command(const std::string& name, Command id, const std::string& description);
  /// An option that takes one of these words. The description ends with them.
  void choice(CLI::App& sub, const std::string& name, std::string& target, const std::string& description,
              std::vector<std::string> words, const std::string& type);
  void format(CLI::App& sub, const std::string& description, std::vector<std::string> words);
  void add_global();
  void add_view(CLI::App& sub);
  void add_output(CLI::App& sub);
  void add_fixes(CLI::App& sub);
  void add_run(CLI::App& sub);
  void add_rules(CLI::App& sub);
  /// The command's positional words; `type` says what they are, or what follows the first when that is one of `known`.
  void words(CLI::App& sub, const std::string& name, const std::string& description, const std::string& type,
             bool required, std::vector<std::string> known = {});
};

}  // namespace modgate::cli
