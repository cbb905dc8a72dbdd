// Which commands and options there are: see command_tree.h. Adding one is adding it here.
#include "cli/command_tree.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <utility>

#include "report/render.h"

namespace modgate::cli {
namespace {

/// "a, b or c"; long lists go to a line of their own, so that help fits a terminal.
std::string alternatives(const std::vector<std::string>& words) {
  std::string out;
  std::size_t line = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view between = i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
    const bool wraps = out.size() - line > 55;
    out += wraps && between == ", " ? ",\n" : between;
    if (wraps) line = out.size();
    out += words[i];
  }
  return out;
}

std::vector<std::string> stage_names() {
  std::vector<std::string> names;
  for (const Stage stage : {Stage::proposed, Stage::S0, Stage::S1, Stage::S2, Stage::deprecated, Stage::removed}) {
    names.emplace_back(stage_name(stage));
  }
  return names;
}

}  // namespace

void Tree::choice(CLI::App& sub, const std::string& name, std::string& target, const std::string& description,
                  std::vector<std::string> words, const std::string& type) {
  const std::string listed = alternatives(words);
  const std::string text = description.empty() ? listed : description + (listed.size() > 60 ? ":\n" : ": ") + listed;
  values[sub.add_option(name, target, text)->type_name(type)] = std::move(words);
}

void Tree::format(CLI::App& sub, const std::string& description, std::vector<std::string> words) {
  choice(sub, "-f,--format", options.format, description, std::move(words), "FORMAT");
}

void Tree::add_global() {
  app.add_option("-C", options.directory, "run as if started in DIR")->type_name("DIR");
  app.add_option("--config", options.config_file, "judge by this policy file; manifests lie in its folder")
      ->type_name("FILE");
  app.add_flag("-q,--quiet", options.quiet, "print findings only");
  app.add_flag("-v,--verbose", options.verbose, "say what is read and from where");
  choice(app, "--color", raw.color, "", {"auto", "always", "never"}, "WHEN");
}

void Tree::add_view(CLI::App& sub) {
  CLI::Option* worktree = sub.add_flag("--worktree", raw.worktree, "read files as they are on disk (the default)");
  CLI::Option* staged = sub.add_flag("--staged", options.staged, "read what the next commit would hold");
  CLI::Option* revision =
      sub.add_option("--rev", options.revision, "read the tree of a commit; no files on disk are needed")
          ->type_name("REV");
  worktree->excludes(staged)->excludes(revision);
  staged->excludes(revision);
}

void Tree::add_output(CLI::App& sub) {
  std::vector<std::string> names = format_names();
  names.insert(names.begin(), "auto");
  format(sub, "what to print; auto is github in a job of GitHub, else full", names);
  sub.add_option("-o,--output", options.output_file, "write the report to a file")->type_name("FILE");
  CLI::Option* report = sub.add_option("--report", raw.reports, "write this format to a file, too; may be repeated")
                            ->type_name("FORMAT=FILE")
                            ->allow_extra_args(false);
  parts[report] = format_names();
  sub.add_flag("--statistics", options.statistics, "count findings per rule");
  choice(sub, "--hyperlinks", raw.hyperlinks, "link rule ids to their pages", {"auto", "always", "never"}, "WHEN");
}

void Tree::add_run(CLI::App& sub) {
  sub.add_option("-j,--jobs", options.jobs, "threads; 0 is one a processor")->type_name("N")->check(CLI::Range(0, 256));
  sub.add_option("--now", raw.now, "the day to judge by; else the commit date of HEAD")->type_name("DATE");
  sub.add_flag("--prove-all", options.prove_all, "scan every file exactly, not only suspects (slow; same findings)");
}

void Tree::add_rules(CLI::App& sub) {
  // One word each time it is given, so that `--select MG301 src` has a path.
  sub.add_option("--select", options.select, "run only these rules: ids, names or prefixes such as MG3")
      ->delimiter(',')
      ->type_name("RULE")
      ->allow_extra_args(false);
  sub.add_option("--ignore", options.ignore, "do not run these rules")
      ->delimiter(',')
      ->type_name("RULE")
      ->allow_extra_args(false);
  const std::vector<std::string> severities{"error", "warning", "info", "off"};
  CLI::Option* severity = sub.add_option("--severity", raw.severity, "RULE=" + alternatives(severities))
                              ->delimiter(',')
                              ->type_name("RULE=SEVERITY")
                              ->allow_extra_args(false);
  parts[severity] = severities;
  choice(sub, "--fail-on", raw.fail_on, "what makes the run fail", {"error", "warning", "info", "never"}, "SEVERITY");
}

void Tree::add_fixes(CLI::App& sub) {
  sub.add_flag("--fix", options.fix, "apply the safe fixes to the files on disk, then report what is left");
  sub.add_flag("--diff", options.diff, "print the fixes as a patch instead; exit 1 when there are any");
}

CLI::App& Tree::command(const std::string& name, Command id, const std::string& description) {
  CLI::App* sub = app.add_subcommand(name, description);
  sub->fallthrough();  // global options may stand behind the command
  commands[sub] = id;
  return *sub;
}

void Tree::words(CLI::App& sub, const std::string& name, const std::string& description, const std::string& type,
                 bool required, std::vector<std::string> known) {
  CLI::Option* option = sub.add_option(name, options.words, description)->type_name(type);
  if (!known.empty()) values[option] = std::move(known);
  if (required) option->required();
}

Tree::Tree() {
  app.set_version_flag("--version", "modgate " MODGATE_VERSION);
  app.require_subcommand(0, 1);
  add_global();

  CLI::App& check = command("check", Command::check, "check the repository against its manifests (the gate)");
  words(check, "path", "report only what lies at or below these; all is analysed", "PATH", false);
  add_view(check);
  check.add_option("--against", options.against, "only findings that REV does not have decide; auto: the CI's base")
      ->type_name("REV");
  check.add_flag("--all", options.all, "with --against: findings that REV has count, too");
  add_rules(check);
  check.add_option("--baseline", options.baseline_file, "this baseline instead of the repository's, as it is")
      ->type_name("FILE")
      ->excludes(check.add_flag("--no-baseline", options.no_baseline, "what the baseline lists counts, too"));
  check.add_flag("--allow-empty", options.allow_empty, "a repository without any manifest passes");
  add_fixes(check);
  add_output(check);
  add_run(check);

  CLI::App& validate = command("validate", Command::validate, "check manifests alone, inside or outside a repository");
  words(validate, "file", "manifests, a policy or a roster; - is standard input", "FILE", true);
  add_rules(validate);
  add_output(validate);

  CLI::App& probe = command("probe", Command::probe, "show what these folders would be as a module; needs no manifest");
  words(probe, "path", "the folders and files of the module", "PATH", true);
  parts[probe.add_option("--as", options.as_stage, "the stage to judge by")->type_name("STAGE")] = stage_names();
  add_view(probe);
  add_output(probe);
  add_run(probe);

  CLI::App& rfc = command("rfc", Command::rfc, "check an RFC document (Markdown), inside or outside a repository");
  words(rfc, "file", "the document; - is standard input", "FILE", true);
  rfc.add_option("--module", options.module, "the module whose manifest it must agree with; else the one that names it")
      ->type_name("MODULE");
  add_rules(rfc);
  add_output(rfc);

  CLI::App& explain =
      command("explain", Command::explain, "the page of a rule, a stage or a move, or what a module lacks for it");
  words(explain, "topic", "a rule's id or name, a stage, or a move: \"S0->S1\"", "TOPIC", true);
  explain.add_option("--module", options.module, "the module whose move it is; it is judged as if it had moved")
      ->type_name("MODULE");
  format(explain, "of a move", {"auto", "full", "json"});
  add_view(explain);
  add_run(explain);
  CLI::App& rules = command("rules", Command::rules, "list all rules");
  format(rules, "", {"auto", "table", "json", "markdown"});

  CLI::App& modules = command("modules", Command::modules, "show the registry as modgate understands it");
  modules.add_flag("--matrix", options.matrix, "the compatibility table of modules and flags");
  format(modules, "", {"auto", "table", "json"});
  add_view(modules);

  CLI::App& graph = command("graph", Command::graph, "show modules and who uses whom, or why one file reaches another");
  graph.add_option("--why", options.why, "every use of TO by FROM, else the shortest chain of includes and imports")
      ->expected(2)
      ->type_name("FROM TO");
  format(graph, "", {"auto", "dot", "mermaid", "json"});
  graph.add_option("-o,--output", options.output_file, "write to a file")->type_name("FILE");
  add_view(graph);
  add_run(graph);

  CLI::App& remove = command("remove", Command::remove, "show what removing a module means, or print the patch");
  words(remove, "module", "the module's id", "MODULE", true);
  CLI::Option* plan = remove.add_flag("--plan", raw.plan, "what goes, what is edited, what breaks (the default)");
  remove.add_flag("--diff", options.diff, "a patch for git apply on the same view")->excludes(plan);
  format(remove, "of the plan", {"auto", "full", "json"});
  remove.add_option("-o,--output", options.output_file, "write to a file")->type_name("FILE");
  add_view(remove);
  add_run(remove);

  CLI::App& audit = command("audit", Command::audit, "who is active, what is overdue; for a scheduled job");
  add_view(audit);
  add_rules(audit);
  audit.add_flag("--allow-empty", options.allow_empty, "a repository without any manifest passes");
  add_output(audit);
  add_run(audit);

  CLI::App& who = command("who", Command::who, "whom to ask about paths or a change; without: the roster");
  words(who, "path", "files or folders", "PATH", false);
  who.add_option("--against", options.against, "the paths that differ from REV; auto: the CI's base")->type_name("REV");
  format(who, "", {"auto", "json"});
  who.add_option("-o,--output", options.output_file, "write to a file")->type_name("FILE");
  add_view(who);
  add_run(who);

  CLI::App& baseline = command("baseline", Command::baseline, "keep the list of findings that existed before modgate");
  words(baseline, "what", "create, update, prune or show", "WORD", true, {"create", "update", "prune", "show"});
  baseline.add_option("--baseline", options.baseline_file, "this file instead of the repository's")->type_name("FILE");
  baseline.add_option("--against", options.against, "follow renames since REV; else since HEAD")->type_name("REV");
  baseline.add_flag("--allow-growth", options.allow_growth, "update: add what is found and not listed");
  format(baseline, "of show", {"auto", "table", "json"});
  baseline.add_option("-o,--output", options.output_file, "write what show prints to a file")->type_name("FILE");
  add_run(baseline);

  words(command("schema", Command::schema, "print a JSON Schema for editors"), "name",
        "manifest, policy, people or report", "WORD", true, {"manifest", "policy", "people", "report"});
  CLI::App& init = command("init", Command::init, "write a first policy, manifest, commit hook or CI job");
  words(init, "what", "policy, hook, github, gitlab, or manifest and the module's folders", "PATH", false,
        {"policy", "manifest", "hook", "github", "gitlab"});
  CLI::App& configuration = command("config", Command::config, "show the effective policy, or check it");
  words(configuration, "what", "show or check", "WORD", true, {"show", "check"});
  add_output(configuration);
  CLI::App& convert = command("convert", Command::convert, "print a report that was saved as json in another format");
  words(convert, "report", "the saved report; - is standard input", "FILE", true);
  convert.add_flag("--all", options.all, "show existing findings, too");
  add_output(convert);
  words(command("completions", Command::completions, "print the completions for a shell"), "shell", "bash, zsh or fish",
        "WORD", true, {"bash", "zsh", "fish"});

  // Hidden: for the build, and for the shells.
  CLI::App& reference = command("reference", Command::reference, "print this reference as Markdown or as a man page");
  words(reference, "form", "markdown or man", "WORD", false, {"markdown", "man"});
  reference.group("");
  CLI::App& complete = command("__complete", Command::complete, "print words that a shell may offer");
  words(complete, "what", "modules, rules or topics", "WORD", true, {"modules", "rules", "topics"});
  complete.group("");
}

}  // namespace modgate::cli
