// `modgate __complete`, which the completions of the shells ask: one `word<TAB>description` a line. Ids of modules come
// from a repository that somebody else wrote, so only those of plain letters are printed. What goes wrong is silence: a
// shell that completes has no place for messages.
#include <algorithm>
#include <set>

#include "cli/commands.h"
#include "cli/description.h"
#include "lint/load.h"
#include "modgate/rule.h"

namespace modgate::cli {
namespace {

bool is_plain(const std::string& word) {
  return !word.empty() && word.front() != '-' && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
  });
}

/// Manifests are read and nothing else.
std::string module_lines(const Options& options) {
  auto opened = open_view(options);
  if (!opened) return {};
  auto listing = opened->view->list();
  auto reader = opened->view->reader();
  auto quoting = opened->view->reader();
  if (!listing || !reader || !quoting) return {};
  Files files(std::move(*listing));
  RunTexts texts(files, std::move(*quoting));
  auto loaded = load_configuration(files, texts, **reader, {options.config_file, std::nullopt, false, true});
  if (!loaded) return {};
  std::set<std::string> lines;
  for (const Manifest& manifest : loaded->manifests) {
    if (!is_plain(manifest.module.value)) continue;
    lines.insert(manifest.module.value + "\tmodule at " + std::string(stage_name(manifest.stage)) + "\n");
  }
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string rule_lines() {
  std::string text;
  for (const RuleEntry& entry : all_rules()) {
    text += std::string(entry.rule->id) + "\t" + std::string(entry.rule->summary) + "\n";
    text += std::string(entry.rule->name) + "\t" + std::string(entry.rule->id) + "\n";
  }
  return text;
}

std::string topic_lines() {
  std::string text = rule_lines();
  for (const CommandPage& command : describe_command_line().commands) {
    for (const Parameter& parameter : command.parameters) {
      if (parameter.value != "STAGE") continue;
      for (const std::string& stage : parameter.words) text += stage + "\ta stage\n";
    }
  }
  return text;
}

}  // namespace

Exit run_complete(const Options& options) {
  const std::string& what = options.words.front();
  const std::string text = what == "modules"  ? module_lines(options)
                           : what == "rules"  ? rule_lines()
                           : what == "topics" ? topic_lines()
                                              : std::string();
  (void)write_stdout(text);
  return Exit::ok;
}

}  // namespace modgate::cli
