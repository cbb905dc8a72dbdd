// The only place with CLI11: the tree of commands and options, and the reference page made from it.
#include "cli/options.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <system_error>

#include "base/nearest.h"
#include "base/text.h"
#include "modgate/rule.h"

namespace modgate::cli {
namespace {

const std::map<std::string, Severity> kSeverities{
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}, {"off", Severity::off}};
const std::map<std::string, Choice> kChoices{
    {"auto", Choice::automatic}, {"always", Choice::always}, {"never", Choice::never}};

/// The texts that CLI11 fills in before they are turned into values.
struct Raw {
  std::vector<std::string> severity;
  std::string fail_on = "error";
  std::string now;
  std::string color = "auto";
  std::string hyperlinks = "auto";
  bool worktree = false;
  bool plan = false;
};

void add_global(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("-C", options.directory, "run as if started in DIR")->type_name("DIR");
  app.add_option("--config", options.config_file, "judge by this policy file; manifests lie in its folder")
      ->type_name("FILE");
  app.add_flag("-q,--quiet", options.quiet, "print findings only");
  app.add_flag("-v,--verbose", options.verbose, "say what is read and from where");
  app.add_option("--color", raw.color, "auto, always or never")->type_name("WHEN");
}

void add_view(CLI::App& app, Options& options, Raw& raw) {
  CLI::Option* worktree = app.add_flag("--worktree", raw.worktree, "read files as they are on disk (the default)");
  CLI::Option* staged = app.add_flag("--staged", options.staged, "read what the next commit would hold");
  CLI::Option* revision =
      app.add_option("--rev", options.revision, "read the tree of a commit; no files on disk are needed")
          ->type_name("REV");
  worktree->excludes(staged)->excludes(revision);
  staged->excludes(revision);
}

void add_output(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("-f,--format", options.format, "auto, full, concise or json")->type_name("FORMAT");
  app.add_option("-o,--output", options.output_file, "write the report to a file")->type_name("FILE");
  app.add_flag("--statistics", options.statistics, "count findings per rule");
  app.add_option("--hyperlinks", raw.hyperlinks, "link rule ids to their pages: auto, always or never")
      ->type_name("WHEN");
}

void add_run(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("-j,--jobs", options.jobs, "threads; 0 is one a processor")->type_name("N")->check(CLI::Range(0, 256));
  app.add_option("--now", raw.now, "the day to judge by; else the commit date of HEAD")->type_name("DATE");
  app.add_flag("--prove-all", options.prove_all, "scan every file exactly, not only suspects (slow; same findings)");
}

void add_rules(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("--select", options.select, "run only these rules: ids, names or prefixes such as MG3")
      ->delimiter(',')
      ->type_name("RULE");
  app.add_option("--ignore", options.ignore, "do not run these rules")->delimiter(',')->type_name("RULE");
  app.add_option("--severity", raw.severity, "RULE=error, warning, info or off")
      ->delimiter(',')
      ->type_name("RULE=SEVERITY");
  app.add_option("--fail-on", raw.fail_on, "what makes the run fail: error, warning, info or never")
      ->type_name("SEVERITY");
}

/// The tree of commands. `options` and `raw` outlive it.
struct Tree {
  Options options;
  Raw raw;
  CLI::App app{"modgate checks modules that grow in stages: isolated, switchable, owned, endorsed, removable.",
               "modgate"};
  std::map<CLI::App*, Command> commands;

  CLI::App& command(const std::string& name, Command id, const std::string& description) {
    CLI::App* sub = app.add_subcommand(name, description);
    sub->fallthrough();  // global options may stand behind the command
    commands[sub] = id;
    return *sub;
  }

  void words(CLI::App& sub, const std::string& name, const std::string& description, bool required) {
    CLI::Option* option = sub.add_option(name, options.words, description);
    if (required) option->required();
  }

  Tree() {
    app.set_version_flag("--version", "modgate " MODGATE_VERSION);
    app.require_subcommand(0, 1);
    add_global(app, options, raw);

    CLI::App& check = command("check", Command::check, "check the repository against its manifests (the gate)");
    words(check, "path", "report only what lies at or below these; all is analysed", false);
    add_view(check, options, raw);
    check.add_option("--against", options.against, "only findings that REV does not have decide; auto: the CI's base")
        ->type_name("REV");
    check.add_flag("--all", options.all, "with --against: findings that REV has count, too");
    add_rules(check, options, raw);
    check.add_option("--baseline", options.baseline_file, "this baseline instead of the repository's, as it is")
        ->type_name("FILE")
        ->excludes(check.add_flag("--no-baseline", options.no_baseline, "what the baseline lists counts, too"));
    check.add_flag("--allow-empty", options.allow_empty, "a repository without any manifest passes");
    add_output(check, options, raw);
    add_run(check, options, raw);

    CLI::App& validate =
        command("validate", Command::validate, "check manifests alone, inside or outside a repository");
    words(validate, "file", "manifests, a policy or a roster; - is standard input", true);
    add_rules(validate, options, raw);
    add_output(validate, options, raw);

    CLI::App& probe =
        command("probe", Command::probe, "show what these folders would be as a module; needs no manifest");
    words(probe, "path", "the folders and files of the module", true);
    probe.add_option("--as", options.as_stage, "the stage to judge by")->type_name("STAGE");
    add_view(probe, options, raw);
    add_output(probe, options, raw);
    add_run(probe, options, raw);

    CLI::App& rfc = command("rfc", Command::rfc, "check an RFC document (Markdown), inside or outside a repository");
    words(rfc, "file", "the document; - is standard input", true);
    rfc.add_option("--module", options.module,
                   "the module whose manifest it must agree with; else the one that names it")
        ->type_name("MODULE");
    add_rules(rfc, options, raw);
    add_output(rfc, options, raw);

    CLI::App& explain =
        command("explain", Command::explain, "the page of a rule, a stage or a move, or what a module lacks for it");
    words(explain, "topic", "a rule's id or name, a stage, or a move: \"S0->S1\"", true);
    explain.add_option("--module", options.module, "the module whose move it is; it is judged as if it had moved")
        ->type_name("MODULE");
    explain.add_option("-f,--format", options.format, "full or json, for a move")->type_name("FORMAT");
    add_view(explain, options, raw);
    add_run(explain, options, raw);
    CLI::App& rules = command("rules", Command::rules, "list all rules");
    rules.add_option("-f,--format", options.format, "table, json or markdown")->type_name("FORMAT");

    CLI::App& modules = command("modules", Command::modules, "show the registry as modgate understands it");
    modules.add_flag("--matrix", options.matrix, "the compatibility table of modules and flags");
    modules.add_option("-f,--format", options.format, "table or json")->type_name("FORMAT");
    add_view(modules, options, raw);

    CLI::App& graph =
        command("graph", Command::graph, "show modules and who uses whom, or why one file reaches another");
    graph.add_option("--why", options.why, "every use of TO by FROM, else the shortest chain of includes and imports")
        ->expected(2)
        ->type_name("FROM TO");
    graph.add_option("-f,--format", options.format, "dot, mermaid or json")->type_name("FORMAT");
    graph.add_option("-o,--output", options.output_file, "write to a file")->type_name("FILE");
    add_view(graph, options, raw);
    add_run(graph, options, raw);

    CLI::App& remove = command("remove", Command::remove, "show what removing a module means, or print the patch");
    words(remove, "module", "the module's id", true);
    CLI::Option* plan = remove.add_flag("--plan", raw.plan, "what goes, what is edited, what breaks (the default)");
    remove.add_flag("--diff", options.diff, "a patch for git apply on the same view")->excludes(plan);
    remove.add_option("-f,--format", options.format, "full or json, for the plan")->type_name("FORMAT");
    remove.add_option("-o,--output", options.output_file, "write to a file")->type_name("FILE");
    add_view(remove, options, raw);
    add_run(remove, options, raw);

    CLI::App& audit = command("audit", Command::audit, "who is active, what is overdue; for a scheduled job");
    add_view(audit, options, raw);
    add_rules(audit, options, raw);
    audit.add_flag("--allow-empty", options.allow_empty, "a repository without any manifest passes");
    add_output(audit, options, raw);
    add_run(audit, options, raw);

    CLI::App& who = command("who", Command::who, "whom to ask about paths or a change; without: the roster");
    words(who, "path", "files or folders", false);
    who.add_option("--against", options.against, "the paths that differ from REV; auto: the CI's base")
        ->type_name("REV");
    who.add_option("-f,--format", options.format, "text, or json")->type_name("FORMAT");
    who.add_option("-o,--output", options.output_file, "write to a file")->type_name("FILE");
    add_view(who, options, raw);
    add_run(who, options, raw);

    CLI::App& baseline =
        command("baseline", Command::baseline, "keep the list of findings that existed before modgate");
    words(baseline, "what", "create, update, prune or show", true);
    baseline.add_option("--baseline", options.baseline_file, "this file instead of the repository's")
        ->type_name("FILE");
    baseline.add_option("--against", options.against, "follow renames since REV; else since HEAD")->type_name("REV");
    baseline.add_flag("--allow-growth", options.allow_growth, "update: add what is found and not listed");
    baseline.add_option("-f,--format", options.format, "table or json, for show")->type_name("FORMAT");
    baseline.add_option("-o,--output", options.output_file, "write what show prints to a file")->type_name("FILE");
    add_run(baseline, options, raw);

    words(command("schema", Command::schema, "print a JSON Schema for editors"), "name",
          "manifest, policy, people or report", true);
    CLI::App& init = command("init", Command::init, "write a first policy, or a manifest as the tree suggests");
    words(init, "what", "policy, or manifest and the module's folders", false);
    CLI::App& configuration = command("config", Command::config, "show the effective policy, or check it");
    words(configuration, "what", "show or check", true);
    add_output(configuration, options, raw);
    command("reference", Command::reference, "print this reference as Markdown").group("");
  }
};

Failure usage(std::string message, std::string help) {
  return Failure{Failure::Kind::usage, std::move(message), std::move(help)};
}

template <class T>
std::vector<std::string> keys_of(const std::map<std::string, T>& table) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : table) keys.push_back(key);
  return keys;
}

/// Reads the texts of enumerations; a word that is none is a usage error that names the words.
std::optional<Failure> settle(Tree& tree) {
  Options& options = tree.options;
  const auto choose = [](const auto& table, const std::string& word, auto& value,
                         std::string_view option) -> std::optional<Failure> {
    const auto found = table.find(word);
    if (found == table.end()) {
      return usage(fmt::format("`{}` is no value of {}", word, option),
                   fmt::format("use {}", fmt::join(keys_of(table), ", ")));
    }
    value = found->second;
    return std::nullopt;
  };
  if (auto failure = choose(kChoices, tree.raw.color, options.color, "--color")) return failure;
  if (auto failure = choose(kChoices, tree.raw.hyperlinks, options.hyperlinks, "--hyperlinks")) return failure;
  if (tree.raw.fail_on == "never") {
    options.fail_on.reset();
  } else {
    Severity severity = Severity::error;
    if (tree.raw.fail_on == "off") return usage("`off` is no value of --fail-on", "use error, warning, info or never");
    if (auto failure = choose(kSeverities, tree.raw.fail_on, severity, "--fail-on")) return failure;
    options.fail_on = severity;
  }
  for (const std::string& item : tree.raw.severity) {
    const std::size_t equals = item.find('=');
    Severity severity = Severity::error;
    if (equals == std::string::npos)
      return usage(fmt::format("--severity needs RULE=SEVERITY, not `{}`", item), "for example --severity MG205=error");
    if (auto failure = choose(kSeverities, item.substr(equals + 1), severity, "--severity")) return failure;
    options.severity.emplace_back(item.substr(0, equals), severity);
  }
  if (!tree.raw.now.empty()) {
    options.now = parse_date(tree.raw.now);
    if (!options.now) return usage(fmt::format("`{}` is no date", tree.raw.now), "write --now as YYYY-MM-DD");
  }
  return std::nullopt;
}

/// Files of options count from the folder of -C, as git has it; made absolute they mean the same for every later step.
void settle_files(Options& options) {
  if (options.directory.empty()) return;
  for (std::optional<std::string>* file : {&options.config_file, &options.output_file, &options.baseline_file}) {
    std::error_code error;
    const std::filesystem::path full =
        *file ? std::filesystem::absolute(std::filesystem::path(options.directory) / **file, error) : "";
    if (*file && !error) *file = full.string();
  }
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

Failure explain(const Tree& tree, const CLI::ParseError& error, const std::vector<std::string>& words) {
  if (auto failure = unknown_option(tree, words)) return *failure;
  if (auto failure = unknown_command(tree, words)) return *failure;
  std::string message = error.what();
  while (!message.empty() && (message.back() == '.' || message.back() == '\n')) message.pop_back();
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
  settle_files(tree->options);
  parsed.options = std::move(tree->options);
  return parsed;
}

std::string reference_page() {
  const auto tree = std::make_unique<Tree>();
  std::string page =
      "# modgate's command line\n\nGenerated by `modgate reference`; a test keeps it in step. Global options may stand "
      "before or after the command.\n\n";
  const auto options_of = [](const CLI::App& app) {
    std::string table;
    for (const CLI::Option* option : app.get_options()) {
      if (option->get_name() == "--help" || option->get_name() == "-h,--help") continue;
      std::string name = option->get_positional() ? option->get_name(true) : option->get_name(false, true);
      if (!option->get_type_name().empty() && !option->get_positional() && option->get_items_expected_max() > 0) {
        name += " " + option->get_type_name();
      }
      table += fmt::format("| `{}` | {} |\n", name, option->get_description());
    }
    return table.empty() ? table : "| option | meaning |\n| --- | --- |\n" + table + "\n";
  };
  page += "## modgate\n\n" + tree->app.get_description() + "\n\n" + options_of(tree->app);
  for (const CLI::App* sub : tree->app.get_subcommands([](const CLI::App*) { return true; })) {
    if (sub->get_group().empty()) continue;
    page += fmt::format("## modgate {}\n\n{}.\n\n{}", sub->get_name(), sub->get_description(), options_of(*sub));
  }
  while (page.ends_with("\n\n")) page.pop_back();
  return page;
}

}  // namespace modgate::cli
