// From the tree on CLI11 to plain data. What a value is follows from what help calls it: FILE is a file everywhere.
#include "cli/description.h"

#include <algorithm>
#include <map>
#include <memory>

#include "cli/command_tree.h"

namespace modgate::cli {
namespace {

Takes takes_of(const std::string& value) {
  static const std::map<std::string, Takes> kKnown{
      {"FILE", Takes::file},   {"PATH", Takes::file},          {"DIR", Takes::folder},
      {"RULE", Takes::rules},  {"MODULE", Takes::module},      {"RULE=SEVERITY", Takes::severities},
      {"TOPIC", Takes::topic}, {"FORMAT=FILE", Takes::report}, {"FROM TO", Takes::module_use}};
  const auto known = kKnown.find(value);
  return known == kKnown.end() ? Takes::text : known->second;
}

/// On one line, and without the list of words that help puts at the end.
std::string meaning_of(std::string description, const std::vector<std::string>& words) {
  if (words.size() > 1) {
    const std::size_t list = description.rfind(words.front() + (words.size() == 2 ? " or " : ", "));
    const bool at_end = list != std::string::npos && description.ends_with(" or " + words.back());
    if (at_end && list >= 2 && description[list - 2] == ':') description.resize(list - 2);
  }
  std::replace(description.begin(), description.end(), '\n', ' ');
  return description;
}

Parameter parameter_of(const CLI::Option& option, const Tree& tree) {
  Parameter parameter;
  parameter.positional = option.get_positional();
  parameter.required = option.get_required();
  parameter.description = option.get_description();
  if (parameter.positional) {
    parameter.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) parameter.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) parameter.names.push_back("--" + name);
  }
  if (option.get_items_expected_max() > 0) {
    parameter.type = option.get_type_name();
    parameter.value = parameter.type.substr(0, parameter.type.find(':'));
    parameter.takes = takes_of(parameter.value);
    parameter.values = parameter.takes == Takes::module_use ? 2 : 1;
    parameter.repeats = option.get_items_expected_max() > 2;
  }
  if (const auto words = tree.values.find(&option); words != tree.values.end()) {
    parameter.then_files = parameter.takes == Takes::file;
    parameter.takes = Takes::words;
    parameter.words = words->second;
  }
  if (const auto words = tree.parts.find(&option); words != tree.parts.end()) {
    if (parameter.takes == Takes::text) parameter.takes = Takes::words;
    parameter.words = words->second;
  }
  parameter.meaning = meaning_of(parameter.description, parameter.words);
  return parameter;
}

std::vector<Parameter> parameters_of(const CLI::App& app, const Tree& tree) {
  std::vector<Parameter> parameters;
  for (const CLI::Option* option : app.get_options()) parameters.push_back(parameter_of(*option, tree));
  return parameters;
}

}  // namespace

Description describe_command_line() {
  const auto tree = std::make_unique<Tree>();
  Description description{tree->app.get_description(), parameters_of(tree->app, *tree), {}};
  for (const CLI::App* sub : tree->app.get_subcommands([](const CLI::App*) { return true; })) {
    if (sub->get_group().empty()) continue;
    description.commands.push_back({sub->get_name(), sub->get_description(), parameters_of(*sub, *tree)});
  }
  return description;
}

std::string single_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c == '\n' ? ' ' : c;
  }
  return quoted + "'";
}

}  // namespace modgate::cli
