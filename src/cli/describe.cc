// Commands that describe: rules, modules, schema. What explains is explain.cc.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "manifest/json_schema.h"
#include "modgate/rule.h"
#include "report/formats.h"
#include "report/schema.h"

namespace modgate::cli {
namespace {

Exit print(const std::string& text) {
  auto written = write_stdout(text);
  return written ? Exit::ok : fail(written.error());
}

std::string names_of(const std::vector<Seat>& seats) {
  std::vector<std::string> names;
  for (const Seat& seat : seats) names.push_back(seat.handle.value);
  return text::join(names, ", ");
}

std::string modules_table(const LintRun& run) {
  std::string table;
  for (const Module& module : run.registry.modules) {
    const Manifest& manifest = module.manifest;
    const bool judged_otherwise = module.stage != manifest.stage || !manifest.stage_text.set;
    table += fmt::format("{}  {}{}  {}\n", utf8::visible(module.name), stage_name(manifest.stage),
                         judged_otherwise ? fmt::format(" (judged as {})", stage_name(module.stage)) : std::string(),
                         text::counted(module.files.size(), "file"));
    const auto line = [&](std::string_view title, const std::string& value) {
      if (!value.empty()) table += fmt::format("  {:<12} {}\n", title, utf8::visible(value));
    };
    const auto list = [](const std::vector<Text>& texts) {
      std::vector<std::string> values;
      for (const Text& text : texts) values.push_back(text.value);
      return text::join(values, ", ");
    };
    line("manifest", std::string(run.files->path(manifest.file)));
    line("paths", list(manifest.paths));
    line("c++", list(manifest.namespaces.cpp));
    line("python", list(manifest.namespaces.python));
    line("jvm", list(manifest.namespaces.jvm));
    line("js", list(manifest.namespaces.js));
    line("rust", list(manifest.namespaces.rust));
    line("go", list(manifest.namespaces.go));
    line("proto", list(manifest.namespaces.proto));
    line("flag", manifest.flag.name.value);
    line("maintainers", names_of(manifest.maintainers));
    line("depends on", list(manifest.depends_on));
  }
  return table.empty() ? "no modules\n" : table;
}

std::string modules_json(const LintRun& run) {
  auto array = nlohmann::ordered_json::array();
  const auto list = [](const std::vector<Text>& texts) {
    auto values = nlohmann::ordered_json::array();
    for (const Text& text : texts) values.push_back(text.value);
    return values;
  };
  for (const Module& module : run.registry.modules) {
    const Manifest& manifest = module.manifest;
    array.push_back({{"module", module.name},
                     {"stage", stage_name(manifest.stage)},
                     {"judged_as", stage_name(module.stage)},
                     {"manifest", run.files->path(manifest.file)},
                     {"files", module.files.size()},
                     {"paths", list(manifest.paths)},
                     {"cpp", list(manifest.namespaces.cpp)},
                     {"python", list(manifest.namespaces.python)},
                     {"feature_flag", manifest.flag.name.value},
                     {"depends_on", list(manifest.depends_on)},
                     {"requires", list(manifest.requires_)},
                     {"conflicts", list(manifest.conflicts)}});
  }
  return array.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool lists(const std::vector<Text>& texts, const std::string& name) {
  return std::any_of(texts.begin(), texts.end(), [&](const Text& text) { return text.value == name; });
}

/// Rows against columns: `needs` (requires), `uses` (depends_on), `never` (conflicts, either way).
std::string matrix(const LintRun& run) {
  std::vector<std::string> columns;
  for (const Module& module : run.registry.modules) columns.push_back(module.name);
  for (const Module& module : run.registry.modules) {
    for (const auto* texts : {&module.manifest.requires_, &module.manifest.conflicts}) {
      for (const Text& text : *texts) {
        if (std::find(columns.begin(), columns.end(), text.value) == columns.end()) columns.push_back(text.value);
      }
    }
  }
  std::size_t widest = 6;
  for (const std::string& name : columns) widest = std::max(widest, utf8::display_width(utf8::visible(name)));
  std::string table = fmt::format("{:<{}}", "", widest);
  for (const std::string& name : columns) table += fmt::format("  {:<{}}", utf8::visible(name), widest);
  for (const Module& module : run.registry.modules) {
    table += fmt::format("\n{:<{}}", utf8::visible(module.name), widest);
    for (const std::string& name : columns) {
      const auto other = std::find_if(run.registry.modules.begin(), run.registry.modules.end(),
                                      [&](const Module& each) { return each.name == name; });
      const bool refused = other != run.registry.modules.end() && lists(other->manifest.conflicts, module.name);
      std::string_view cell = ".";
      if (lists(module.manifest.conflicts, name) || refused)
        cell = "never";
      else if (lists(module.manifest.requires_, name))
        cell = "needs";
      else if (lists(module.manifest.depends_on, name))
        cell = "uses";
      table += fmt::format("  {:<{}}", cell, widest);
    }
  }
  std::string trimmed;
  for (const std::string_view line : text::split(table, "\n")) {
    trimmed += line.substr(0, line.find_last_not_of(' ') + 1);
    trimmed += '\n';
  }
  return trimmed;
}

}  // namespace

Exit run_rules(const Options& options) {
  std::string text;
  if (options.format == "markdown") {
    text =
        "# Rules\n\nGenerated by `modgate rules -f markdown`; a test keeps it in step. `modgate explain RULE` prints a "
        "rule's page.\n\n"
        "| id | name | severity | what it finds |\n| --- | --- | --- | --- |\n";
    for (const RuleEntry& entry : all_rules()) {
      std::string slug(entry.rule->name);
      std::replace(slug.begin(), slug.end(), '-', '_');
      text += fmt::format("| [{}](../src/rules/{}.md) | {} | {} | {} |\n", entry.rule->id, slug, entry.rule->name,
                          severity_name(entry.rule->severity), entry.rule->summary);
    }
  } else if (options.format == "json") {
    auto array = nlohmann::ordered_json::array();
    for (const RuleEntry& entry : all_rules()) {
      array.push_back({{"id", entry.rule->id},
                       {"name", entry.rule->name},
                       {"severity", severity_name(entry.rule->severity)},
                       {"summary", entry.rule->summary},
                       {"suppressible", may_be_suppressed(*entry.rule)},
                       {"url", rule_url(*entry.rule)}});
    }
    text = array.dump(2) + "\n";
  } else {
    for (const RuleEntry& entry : all_rules()) {
      text += fmt::format("{}  {:<26} {:<8} {}\n", entry.rule->id, entry.rule->name,
                          severity_name(entry.rule->severity), entry.rule->summary);
    }
  }
  return print(text);
}

Exit run_modules(const Options& options) {
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  const bool json = options.format == "json";
  const std::string text = options.matrix ? matrix(*run) : json ? modules_json(*run) : modules_table(*run);
  const Exit printed = print(text);
  return printed == Exit::ok ? verdict_of(*run) : printed;
}

Exit run_schema(const Options& options) {
  if (auto failure = surplus_words(options, "schema", 1)) return fail(*failure);
  const std::string& name = options.words.front();
  if (name == "report") return print(std::string(report_schema()));
  if (name == "manifest") return print(json_schema(Document::manifest));
  if (name == "policy") return print(json_schema(Document::policy));
  if (name == "people") return print(json_schema(Document::people));
  return fail(
      {Failure::Kind::usage, fmt::format("there is no schema `{}`", name), "use manifest, policy, people or report"});
}

}  // namespace modgate::cli
