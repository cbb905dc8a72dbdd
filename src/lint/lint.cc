// The driver: a list of passes.
//
//   View -> Files -> Configuration -> Registry -> facts -> Resolution -> findings -> report
#include "lint/lint.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "base/utf8.h"
#include "build/build.h"
#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/load.h"
#include "lint/one_cause.h"
#include "lint/rfc.h"
#include "lint/scan_files.h"
#include "lint/suppress.h"
#include "lint/texts.h"
#include "lint/tree_description.h"
#include "manifest/parse.h"
#include "manifest/stage_table.h"
#include "modgate/limits.h"
#include "registry/build.h"
#include "resolve/resolve.h"

namespace modgate {
namespace {

ViewName name_of(const View& view) {
  switch (view.kind()) {
    case ViewKind::worktree:
      return {"worktree", {}};
    case ViewKind::index:
      return {"index", {}};
    case ViewKind::tree:
      break;
  }
  return {"tree", view.revision()};
}

/// The gates of `judge`, the description of the tree from the head.
void judge_by(Policy& head, Roster& roster, const LintOptions& options) {
  if (options.judge) {
    Policy judged = *options.judge;
    judged.file = head.file;
    judged.faults = head.faults;
    judged.keys = head.keys;
    judged.folder = head.folder;
    judged.outside = head.outside;
    judged.include_roots = head.include_roots;
    judged.compile_commands = head.compile_commands;
    judged.python_roots = head.python_roots;
    judged.exclude = head.exclude;
    judged.tests = head.tests;
    judged.namespace_macros = head.namespace_macros;
    judged.registry_calls = head.registry_calls;
    judged.core_public_headers = head.core_public_headers;
    head = std::move(judged);
  }
  if (!options.judge_roster) return;
  // Places of the base's roster mean nothing in the head's files: point to the same person here.
  Roster judged = *options.judge_roster;
  for (RosterPerson& person : judged.people) {
    const RosterPerson* here = roster.find(person.id);
    person.at = here != nullptr ? here->at : Location{roster.file, {}};
  }
  judged.file = roster.file;
  judged.faults = roster.faults;
  roster = std::move(judged);
}

void note_missing(LintReport& report, const std::vector<std::string>& missing) {
  if (missing.empty()) return;
  report.complete = false;
  report.incomplete_because.push_back(
      fmt::format("the repository does not hold {}, the first is `{}`; a partial clone gets them with `git fetch "
                  "--refetch --no-filter`",
                  text::counted(missing.size(), "object that is needed", "objects that are needed"),
                  utf8::visible(missing.front())));
}

/// What only people can judge stands in the report, never as passed.
void describe_modules(const Registry& registry, LintReport& report) {
  constexpr std::string_view kForPeople[] = {"relations", "roadmap", "users", "known_limitations", "decision_summary"};
  for (const Module& module : registry.modules) {
    if (!module.manifest.readable) continue;
    if (module.manifest.stage == Stage::proposed) report.pending.push_back(readiness(module.manifest, registry.policy));
    std::vector<std::string> present;
    for (const std::string_view key : kForPeople) {
      if (module.manifest.keys.contains(std::string(key))) present.emplace_back(key);
    }
    if (!present.empty()) {
      report.not_judged.push_back(fmt::format("{}: {}", module.name, text::listing(present)));
    }
    const std::string& kind = module.manifest.flag.kind.value;
    if (kind == "bazel" || kind == "gn" || kind == "maven") {
      report.not_judged.push_back(fmt::format("{}: the declaration of `{}`, since {} files are not read", module.name,
                                              module.manifest.flag.name.value, kind));
    }
  }
}

/// Files of no language that are too large to be searched for mentions.
void note_huge(const Files& files, const std::vector<FileId>& huge, LintReport& report) {
  if (huge.empty()) return;
  report.not_judged.push_back(
      fmt::format("names of modules in {}, the first is `{}`: more than {} bytes",
                  text::counted(huge.size(), "file that is no source", "files that are no source"),
                  utf8::visible(files.path(huge.front())), limits::kSourceBytes));
}

/// Whether the module promises a flag that build scripts read, and has something that they could compile.
bool flag_could_gate(const LintRun& run, const Module& module) {
  const Text& kind = module.manifest.flag.kind;
  const bool staged = module.stage == Stage::S0 || module.stage == Stage::S1 || module.stage == Stage::deprecated;
  if (!staged || !module.manifest.flag.name.set || (kind.set && kind.value != "cmake" && kind.value != "kconfig")) {
    return false;
  }
  return std::any_of(module.files.begin(), module.files.end(), [&](FileId file) {
    constexpr std::string_view kCompiled[] = {".c", ".cc", ".cpp", ".cxx", ".cu", ".m", ".mm"};
    return index(file) < run.registry.part.size() && run.registry.part[index(file)] == Part::source &&
           std::any_of(std::begin(kCompiled), std::end(kCompiled),
                       [&](std::string_view end) { return run.files->path(file).ends_with(end); });
  });
}

/// Where the build of a module could not be followed, or was not found at all: neither green nor wrong.
void describe_builds(const LintRun& run, LintReport& report) {
  const std::size_t modules = run.registry.modules.size();
  std::vector<std::pair<std::size_t, const BuildUndecided*>> undecided(modules, {0, nullptr});
  for (const BuildUndecided& command : run.build.undecided) {
    if (command.module == kCore) continue;
    auto& [count, first] = undecided[index(command.module)];
    if (count++ == 0) first = &command;
  }
  std::vector<bool> known(modules, false);
  for (const BuildUse& use : run.build.uses) known[index(use.module)] = true;
  for (std::size_t i = 0; i < modules; ++i) {
    const Module& module = run.registry.modules[i];
    const auto& [count, first] = undecided[i];
    const bool reported = std::any_of(report.findings.begin(), report.findings.end(), [&](const Diagnostic& finding) {
      return finding.rule->id == "MG602" && finding.module == module.name;
    });
    if (count > 0) {
      report.not_judged.push_back(
          fmt::format("{}: {}, {}{}:{}: {}", module.name, text::counted(count, "undecided build command"),
                      count == 1 ? "" : "the first is ", run.files->path(first->from), first->line, first->reason));
    } else if (!known[i] && !reported && flag_could_gate(run, module)) {
      report.not_judged.push_back(
          fmt::format("{}: what `{}` switches, since no build file that modgate reads builds it", module.name,
                      module.manifest.flag.name.value));
    }
  }
}

/// A comment cannot be called unused when its rule did not run.
void excuse_unjudged(std::vector<SuppressionState>& suppressions, const RuleSettings& settings) {
  for (SuppressionState& state : suppressions) {
    for (std::size_t i = 0; i < state.used.size(); ++i) {
      const RuleEntry* named = find_rule(state.comment->rules[i].rule);
      if (named != nullptr && !settings.runs(*named->rule)) state.used[i] = true;
    }
  }
}

/// Runs the rules of one moment; their findings get their final severity.
void run_rules(const RuleContext& context, const RuleSettings& settings, RunsIn moment, std::vector<Diagnostic>& out) {
  for (const RuleEntry& entry : all_rules()) {
    if (entry.rule->runs != moment || !settings.runs(*entry.rule)) continue;
    const std::size_t first = out.size();
    Findings findings(*entry.rule, out);
    entry.rule->check(context, findings);
    for (std::size_t i = first; i < out.size(); ++i) out[i].severity = settings.severity(*entry.rule, out[i].severity);
  }
  std::erase_if(out, [](const Diagnostic& finding) { return finding.severity == Severity::off; });
}

}  // namespace

Result<LintRun> lint(View& view, const LintOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  auto listing = view.list();
  if (!listing) return listing.error();
  auto reader = view.reader();
  if (!reader) return reader.error();
  auto quoting = view.reader();
  if (!quoting) return quoting.error();

  LintRun run;
  run.files = std::make_unique<Files>(std::move(*listing));
  Files& files = *run.files;
  auto texts = std::make_unique<RunTexts>(files, std::move(*quoting));
  auto loaded =
      load_configuration(files, *texts, **reader,
                         {options.config_file, std::nullopt, false, true, options.judge ? &*options.judge : nullptr});
  if (!loaded) return loaded.error();
  Configuration& configuration = *loaded;
  for (const auto& [path, text] : options.extra_manifests) {
    const FileId file = files.add_outside(path);
    texts->keep(file, text);
    configuration.manifests.push_back(parse_manifest(text, file));
  }
  run.config_broken = !configuration.policy.faults.empty() || !configuration.roster.faults.empty() ||
                      (configuration.roster.declared && !configuration.roster.unusable.empty());
  judge_by(configuration.policy, configuration.roster, options);

  LintReport& report = run.report;
  report.view = name_of(view);
  note_missing(report, configuration.missing_objects);
  run.registry = build_registry(files, std::move(configuration.policy), std::move(configuration.roster),
                                std::move(configuration.manifests));
  count_integration_lines(files, run.registry, **reader);
  std::vector<std::string> missing_rfcs;
  const std::vector<RfcDocument> rfcs = judge_rfcs(files, run.registry, **reader, missing_rfcs);
  note_missing(report, missing_rfcs);
  // Beyond this point no manifest text is read; modules and their order are fixed.

  std::vector<Skipped>& skipped = report.skipped;
  const TreeDescription tree = describe_tree(files, run.registry.policy, **reader, options.workdir, skipped);
  auto scanned = scan_files(view, files, run.registry, tree, {options.jobs, options.prove_all});
  if (!scanned) return scanned.error();
  run.facts = std::move(scanned->facts);
  note_missing(report, scanned->missing_objects);
  skipped.insert(skipped.end(), scanned->skipped.begin(), scanned->skipped.end());
  for (Skipped& link : dangling_links(files, tree)) {
    if (!run.registry.excluded[index(link.file)]) skipped.push_back(std::move(link));
  }
  run.resolution = resolve(files, run.registry, tree, run.facts, options.edges);
  run.build = read_build(files, run.registry, run.facts);
  run.mentions = std::move(scanned->mentions);
  // Beyond this point everything is const but the findings. Rules cannot see each other.

  std::vector<SuppressionState> suppressions = suppressions_of(run.facts);
  const RuleSettings settings(run.registry.policy, options);
  const RuleContext context{files,        run.registry, run.facts,    run.resolution, run.build,
                            run.mentions, skipped,      suppressions, options.now,    rfcs};
  std::vector<Diagnostic>& findings = report.findings;
  run_rules(context, settings, RunsIn::check, findings);
  keep_one_cause(findings, *texts);
  apply_suppressions(findings, suppressions, *texts);
  excuse_unjudged(suppressions, settings);
  run_rules(context, settings, RunsIn::after_checks, findings);
  sort_findings(findings, files);
  set_fingerprints(findings, files, [](std::string_view path) { return std::string(path); });
  keep_paths(findings, files, options.paths);

  Counts& counts = report.counts;
  counts.modules = run.registry.modules.size();
  counts.files = files.view_size();
  counts.scanned = scanned->scanned;
  counts.proved = scanned->proved;
  counts.external = scanned->external + run.resolution.external;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    counts.submodules += files[static_cast<FileId>(i)].kind == EntryKind::submodule ? 1 : 0;
  }
  report.unresolved = run.resolution.unresolved;
  describe_modules(run.registry, report);
  note_huge(files, scanned->huge, report);
  describe_builds(run, report);
  count_findings(report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  run.texts = std::move(texts);
  return run;
}

}  // namespace modgate
