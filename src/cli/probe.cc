// `modgate probe`: what folders would look like as a module. The first thing a newcomer runs.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/line_index.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "lint/finish.h"

namespace modgate::cli {
namespace {

constexpr std::string_view kManifestName = "probe:manifest.yaml";
constexpr std::size_t kFolders = 8;
constexpr std::size_t kExamples = 3;

std::string shown_list(const std::vector<std::string>& items, std::size_t most = 6) {
  std::vector<std::string> shown;
  for (const std::string& item : items) {
    if (shown.size() == most) break;
    shown.push_back("`" + utf8::visible(item) + "`");
  }
  std::string list = text::join(shown, ", ");
  if (items.size() > most) list += fmt::format(" and {} more", items.size() - most);
  return list;
}

std::string row(std::string_view title, std::string_view text) { return fmt::format("  {:<12} {}\n", title, text); }

/// "src/relay" of "src/relay/backend/x.cc": deep enough to tell parts of a tree apart.
std::string area(std::string_view path) {
  const std::size_t first = path.find('/');
  if (first == std::string_view::npos) return "(root)";
  const std::size_t second = path.find('/', first + 1);
  return std::string(path.substr(0, second == std::string_view::npos ? first + 1 : second + 1));
}

std::string uses_section(const LintRun& run, ModuleId module) {
  struct Area {
    std::size_t uses = 0;
    std::map<FileId, std::size_t> files;
  };
  std::map<std::string, Area> areas;
  std::size_t includes = 0;
  std::size_t imports = 0;
  for (const Use& use : run.resolution.uses) {
    if (use.module != module) continue;
    (use.kind == Use::Kind::include ? includes : imports) += 1;
    Area& part = areas[area(run.files->path(use.from))];
    ++part.uses;
    ++part.files[use.from];
  }
  if (includes + imports == 0) return row("used by", "nothing outside: no include, no import");
  std::string text = row("used by", fmt::format("{} and {} from outside", text::counted(includes, "include"),
                                                text::counted(imports, "import")));
  std::vector<std::pair<std::string, Area>> ordered(areas.begin(), areas.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.second.uses > b.second.uses; });
  for (std::size_t i = 0; i < ordered.size() && i < kFolders; ++i) {
    text += fmt::format("  {:<12} {:>5} in {:<28} {}\n", "", ordered[i].second.uses, utf8::visible(ordered[i].first),
                        text::counted(ordered[i].second.files.size(), "file"));
  }
  if (ordered.size() > kFolders) text += row("", fmt::format("and in {} more places", ordered.size() - kFolders));
  return text;
}

std::string findings_section(LintRun& run, const std::string& stage, const std::string& again) {
  std::map<std::string, std::vector<const Diagnostic*>> by_rule;
  for (const Diagnostic& finding : run.report.findings) by_rule[std::string(finding.rule->id)].push_back(&finding);
  if (by_rule.empty()) return fmt::format("\nAs {} nothing would be reported.\n", stage);
  std::string text = fmt::format("\nAs {}, check would report:\n", stage);
  for (const auto& [id, findings] : by_rule) {
    const Rule& rule = *findings.front()->rule;
    text += fmt::format("  {:>5} x {} {}: {}\n", findings.size(), rule.id, rule.name, rule.summary);
    for (std::size_t i = 0; i < findings.size() && i < kExamples; ++i) {
      const Location& at = findings[i]->at;
      const Position place = LineIndex(run.texts->text(at.file)).position(at.span.begin);
      text += fmt::format("            {}:{}: {}\n", utf8::visible(run.files->path(at.file)), place.line,
                          utf8::visible(findings[i]->message));
    }
  }
  return text + fmt::format("  every place: {} -f concise\n", again);
}

/// A word as a shell takes it.
std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return text::is_identifier(c) || std::string_view("/.-+,:@%=").find(c) != std::string_view::npos;
  });
  if (plain) return utf8::visible(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return utf8::visible(quoted + "'");
}

/// The command line that looks at the same folders in the same view by the same policy, to be typed where they are.
std::string command_line(const Options& options, std::string_view command, bool with_view) {
  std::string line = "modgate";
  if (options.config_file) line += " --config " + shell_word(*options.config_file);
  line += fmt::format(" {}", command);
  for (const std::string& word : options.words) line += " " + shell_word(word);
  if (!with_view) return line;
  if (options.as_stage != Options{}.as_stage) line += " --as " + options.as_stage;
  if (options.staged) line += " --staged";
  if (options.revision) line += " --rev " + shell_word(*options.revision);
  return line;
}

std::string summary(LintRun& run, ModuleId module, const Probed& probed, const Options& options) {
  const Proposal& proposal = probed.proposal;
  std::string text = fmt::format("`{}` as a module: {}, {} of them sources\n\n", proposal.id,
                                 text::counted(run.registry[module].files.size(), "file"), proposal.source_files);
  if (!probed.owners.empty()) text += row("note", utf8::visible(owners_note(probed)));
  if (!proposal.cpp.empty()) text += row("namespaces", shown_list(proposal.cpp));
  if (proposal.cpp.empty() && proposal.packages.empty()) text += row("namespaces", "no C++ namespace of its own");
  if (!proposal.shared_cpp.empty())
    text += row("", fmt::format("it also declares names in {}, as others do", shown_list(proposal.shared_cpp)));
  if (!proposal.python.empty()) text += row("python", shown_list(proposal.python));
  for (const auto& [key, names] : proposal.packages) text += row(key, shown_list(names));
  text += row("flag", proposal.flag_place.empty()
                          ? fmt::format("no build option of that name was found; `{}` is a proposal", proposal.flag)
                          : fmt::format("`{}`, declared in {}", proposal.flag, utf8::visible(proposal.flag_place)));
  text += row("tests", proposal.tests.empty() ? "none found by name" : shown_list(proposal.tests));
  text += row("docs", proposal.docs.empty() ? "none found by name" : shown_list(proposal.docs));
  text += uses_section(run, module);

  text += findings_section(run, options.as_stage, command_line(options, "probe", true));
  text += fmt::format("\nWrite this down as a manifest: {}\n", command_line(options, "init manifest", false));
  return text;
}

}  // namespace

Exit run_probe(const Options& options) {
  const auto stage = stage_of(options.as_stage);
  if (!stage || *stage == Stage::removed) {
    return fail({Failure::Kind::usage, fmt::format("`{}` is no stage that folders can be judged by", options.as_stage),
                 "use S0, S1, S2, proposed or deprecated"});
  }
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  auto probed = probe_folders(options.words, options, *opened, *settings);
  if (!probed) return fail(probed.error());

  settings->extra_manifests = {{std::string(kManifestName), manifest_text(probed->proposal, options.as_stage)}};
  auto run = lint(*probed->view, *settings);
  if (!run) return fail(run.error());
  ModuleId module = kCore;
  for (std::size_t i = 0; i < run->registry.modules.size(); ++i) {
    const FileId file = run->registry.modules[i].manifest.file;
    if (run->files->path(file) == kManifestName) module = static_cast<ModuleId>(i);
  }
  const std::string& name = run->registry[module].name;
  std::erase_if(run->report.findings, [&](const Diagnostic& finding) { return finding.module != name; });
  count_findings(run->report);
  if (options.format != "auto" && options.format != "full") {
    Options never_failing = options;
    never_failing.fail_on.reset();
    return finish(never_failing, *run, false);
  }
  if (auto written = write_report(options, summary(*run, module, *probed, options)); !written)
    return fail(written.error());
  return verdict_of(*run);
}

}  // namespace modgate::cli
