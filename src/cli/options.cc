// From a command line to options: what the words mean, and what to say of words that mean nothing.
#include "cli/options.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "base/nearest.h"
#include "base/text.h"
#include "cli/command_tree.h"
#include "modgate/rule.h"

namespace modgate::cli {
namespace {

const std::map<std::string, Severity> kSeverities{
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}, {"off", Severity::off}};
const std::map<std::string, Choice> kChoices{
    {"auto", Choice::automatic}, {"always", Choice::always}, {"never", Choice::never}};

Failure usage(std::string message, std::string help) {
  return Failure{Failure::Kind::usage, std::move(message), std::move(help)};
}

/// The first option whose value is none of the words that it takes.
std::optional<Failure> check_values(const Tree& tree) {
  for (const auto& [option, known] : tree.values) {
    if (option->get_positional()) continue;  // the command says more about its words
    for (const std::string& word : option->results()) {
      if (std::find(known.begin(), known.end(), word) != known.end()) continue;
      const std::string name = option->get_name(false, false);
      const auto near = nearest(word, known);
      return usage(name == "--format" ? fmt::format("there is no format `{}` here", word)
                                      : fmt::format("`{}` is no value of {}", word, name),
                   near ? fmt::format("did you mean `{}`?", *near) : fmt::format("use {}", fmt::join(known, ", ")));
    }
  }
  return std::nullopt;
}

/// `RULE=SEVERITY`.
std::optional<Failure> read_severities(const std::vector<std::string>& items, Options& options) {
  for (const std::string& item : items) {
    const std::size_t equals = item.find('=');
    if (equals == std::string::npos)
      return usage(fmt::format("--severity needs RULE=SEVERITY, not `{}`", item), "for example --severity MG205=error");
    const auto severity = kSeverities.find(item.substr(equals + 1));
    if (severity == kSeverities.end())
      return usage(fmt::format("`{}` is no value of --severity", item.substr(equals + 1)),
                   "use error, info, off, warning");
    options.severity.emplace_back(item.substr(0, equals), severity->second);
  }
  return std::nullopt;
}

/// `FORMAT=FILE`.
std::optional<Failure> read_reports(const std::vector<std::string>& items, Options& options) {
  for (const std::string& item : items) {
    const std::size_t equals = item.find('=');
    if (equals == std::string::npos || equals + 1 == item.size())
      return usage(fmt::format("--report needs FORMAT=FILE, not `{}`", item),
                   "for example --report sarif=modgate.sarif");
    const std::string name = item.substr(0, equals);
    const std::string file = item.substr(equals + 1);
    const auto format = format_of(name);
    const auto near = nearest(name, format_names());
    if (!format)
      return usage(
          fmt::format("there is no format `{}` for --report", name),
          near ? fmt::format("did you mean `{}`?", *near) : fmt::format("use {}", fmt::join(format_names(), ", ")));
    options.reports.emplace_back(*format, file);
  }
  return std::nullopt;
}

/// Turns texts into values; a text that means nothing is a usage error that names what would.
std::optional<Failure> settle(Tree& tree) {
  if (auto failure = check_values(tree)) return failure;
  Options& options = tree.options;
  options.color = kChoices.at(tree.raw.color);
  options.hyperlinks = kChoices.at(tree.raw.hyperlinks);
  options.fail_on.reset();
  if (tree.raw.fail_on != "never") options.fail_on = kSeverities.at(tree.raw.fail_on);
  if (auto failure = read_severities(tree.raw.severity, options)) return failure;
  if (auto failure = read_reports(tree.raw.reports, options)) return failure;
  if (!tree.raw.now.empty()) {
    options.now = parse_date(tree.raw.now);
    if (!options.now) return usage(fmt::format("`{}` is no date", tree.raw.now), "write --now as YYYY-MM-DD");
  }
  if (options.fix && options.diff) return usage("--fix writes and --diff prints instead", "use one of them");
  if (options.fix && (options.staged || options.revision))
    return usage("--fix changes files on disk, and this looks at others",
                 "leave out --staged and --rev, or use --diff");
  return std::nullopt;
}

/// Files of options count from the folder of -C, as git has it; made absolute they mean the same for every later step.
void settle_files(Options& options) {
  if (options.directory.empty()) return;
  const auto settle_file = [&](std::string& file) {
    std::error_code error;
    const auto full = std::filesystem::absolute(std::filesystem::path(options.directory) / file, error);
    if (!error) file = full.string();
  };
  for (std::optional<std::string>* file : {&options.config_file, &options.output_file, &options.baseline_file}) {
    if (*file) settle_file(**file);
  }
  for (auto& [format, file] : options.reports) settle_file(file);
}

/// The file behind a name. A link to a file that is not there yet is followed as well, as writing to it does.
std::filesystem::path file_behind(const std::filesystem::path& name) {
  constexpr int kMostLinks = 40;  // as many as Linux follows
  std::error_code error;
  std::filesystem::path file = name;
  for (int i = 0; i < kMostLinks; ++i) {
    const auto full = std::filesystem::weakly_canonical(file, error);
    if (error) return file;
    file = full;
    const auto target = std::filesystem::read_symlink(file, error);
    if (error) return file;
    file = file.parent_path() / target;
  }
  return file;
}

/// One file can hold one report, by whatever names it is called.
std::optional<Failure> check_files(const Options& options) {
  std::vector<std::string> files;
  if (options.output_file) files.push_back(*options.output_file);
  for (const auto& [format, file] : options.reports) files.push_back(file);
  std::vector<std::filesystem::path> known;
  for (const std::string& file : files) {
    if (file == "-")
      return usage("`-` is not taken for standard output",
                   "standard output has the report of -f, unless -o names a file; a file of this name is `./-`");
    // As `-o "$REPORT"` leaves it where nothing is in the variable.
    if (file.empty()) return usage("-o needs the name of a file, not an empty word", "leave it out for stdout");
    std::error_code error;
    const auto absolute = std::filesystem::absolute(std::filesystem::path(options.directory) / file, error);
    const std::filesystem::path real = error ? std::filesystem::path(file) : file_behind(absolute);
    if (std::find(known.begin(), known.end(), real) != known.end())
      return usage(fmt::format("two reports would be written to `{}`", file), "give each report a file of its own");
    known.push_back(real);
  }
  return std::nullopt;
}

/// A selector that names no rule would silently run nothing.
std::optional<Failure> check_selectors(const Options& options) {
  std::vector<std::string> selectors = options.select;
  selectors.insert(selectors.end(), options.ignore.begin(), options.ignore.end());
  for (const auto& [rule, severity] : options.severity) selectors.push_back(rule);
  for (const std::string& selector : selectors) {
    std::vector<std::string> names;
    bool known = find_rule(selector) != nullptr;
    const std::string prefix = text::upper(selector);
    for (const RuleEntry& entry : all_rules()) {
      names.emplace_back(entry.rule->id);
      names.emplace_back(entry.rule->name);
      known = known || (selector.size() >= 2 && entry.rule->id.starts_with(prefix));
    }
    if (known) continue;
    const auto near = nearest(selector, names);
    return usage(fmt::format("there is no rule `{}`", selector),
                 near ? fmt::format("did you mean `{}`?", *near) : std::string("`modgate rules` lists them"));
  }
  return std::nullopt;
}

/// Names of all options that may stand on this command line.
std::vector<std::string> option_names(const Tree& tree) {
  std::vector<std::string> names;
  const auto add = [&](const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
  };
  add(tree.app);
  for (const CLI::App* sub : tree.app.get_subcommands()) add(*sub);
  return names;
}

/// A word where a command should stand: the first that is no option and no value of a global option.
std::optional<Failure> unknown_command(const Tree& tree, const std::vector<std::string>& words) {
  std::vector<std::string> known;
  for (const auto& [sub, id] : tree.commands) {
    if (!sub->get_group().empty()) known.push_back(sub->get_name());
  }
  std::sort(known.begin(), known.end());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "-C" || words[i] == "--config" || words[i] == "--color")
      ++i;
    else if (!words[i].starts_with('-')) {
      const bool is_command = std::any_of(tree.commands.begin(), tree.commands.end(),
                                          [&](const auto& each) { return each.first->get_name() == words[i]; });
      if (is_command) return std::nullopt;
      const auto near = nearest(words[i], known);
      return usage(
          fmt::format("there is no command `{}`", words[i]),
          near ? fmt::format("did you mean `{}`?", *near) : std::string("`modgate --help` lists the commands"));
    }
  }
  return std::nullopt;
}

/// The first word that looks like an option and is none.
std::optional<Failure> unknown_option(const Tree& tree, const std::vector<std::string>& words) {
  const std::vector<std::string> known = option_names(tree);
  for (const std::string& word : words) {
    if (!word.starts_with("--") || word == "--") continue;
    const std::string name = word.substr(0, word.find('='));
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = nearest(name, known);
    return usage(fmt::format("there is no option `{}` here", name),
                 near ? fmt::format("did you mean `{}`?", *near)
                      : std::string("`modgate COMMAND --help` lists a command's options"));
  }
  return std::nullopt;
}

/// What is not there and must be: a word of the command, or the value of an option.
std::optional<Failure> missing(const Tree& tree, const CLI::ParseError& error) {
  const std::string message = error.what();
  const auto commands = tree.app.get_subcommands();
  const std::string command = commands.empty() ? "modgate" : "modgate " + commands.front()->get_name();
  const std::string help = fmt::format("`{} --help` says what it takes", command);
  std::vector<const CLI::Option*> options = tree.app.get_options();
  if (!commands.empty()) {
    for (const CLI::Option* option : commands.front()->get_options()) options.push_back(option);
  }
  const bool no_word = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  const bool no_value = dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr;
  for (const CLI::Option* option : options) {
    const std::string name = option->get_name();
    if (no_word && message == name + " is required")
      return usage(fmt::format("`{}` needs `{}`: {}", command, name, option->get_description()), help);
    const std::string type = option->get_type_name();
    if (no_value && message.starts_with(name + ": "))
      return usage(fmt::format("{} needs a value: {}", name, type.substr(0, type.find(':'))), help);
  }
  return std::nullopt;
}

Failure explain(const Tree& tree, const CLI::ParseError& error, const std::vector<std::string>& words) {
  if (auto failure = unknown_option(tree, words)) return *failure;
  if (auto failure = unknown_command(tree, words)) return *failure;
  std::string message = error.what();
  while (!message.empty() && (message.back() == '.' || message.back() == '\n')) message.pop_back();
  if (auto failure = missing(tree, error)) return *failure;
  return usage(std::move(message), "`modgate --help` lists commands, `modgate COMMAND --help` their options");
}

}  // namespace

Result<Parsed> parse_command_line(int argc, const char* const* argv) {
  const auto tree = std::make_unique<Tree>();
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  Parsed parsed;
  try {
    tree->app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    if (auto failure = unknown_command(*tree, words)) return *failure;
    const auto commands = tree->app.get_subcommands();
    parsed.answer = commands.empty() ? tree->app.help() : commands.front()->help("modgate");
    return parsed;
  } catch (const CLI::CallForVersion& version) {
    parsed.answer = std::string(version.what()) + "\n";
    return parsed;
  } catch (const CLI::ParseError& error) {
    return explain(*tree, error, words);
  }
  if (tree->app.get_subcommands().empty()) {
    parsed.answer = tree->app.help();
    return parsed;
  }
  tree->options.command = tree->commands.at(tree->app.get_subcommands().front());
  if (auto failure = settle(*tree)) return *failure;
  if (auto failure = check_selectors(tree->options)) return *failure;
  if (auto failure = check_files(tree->options)) return *failure;
  settle_files(tree->options);
  parsed.options = std::move(tree->options);
  return parsed;
}

}  // namespace modgate::cli
