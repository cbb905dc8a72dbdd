// The driver: a list of passes.
//
//   View -> Files -> Configuration -> Registry -> facts -> Resolution -> findings -> report
#include "lint/lint.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"
#include "build/build.h"
#include "lint/activity.h"
#include "lint/baseline.h"
#include "lint/change.h"
#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/fixes.h"
#include "lint/generated.h"
#include "lint/load.h"
#include "lint/not_judged.h"
#include "lint/one_cause.h"
#include "lint/owners.h"
#include "lint/people.h"
#include "lint/rfc.h"
#include "lint/scan_files.h"
#include "lint/suppress.h"
#include "lint/texts.h"
#include "lint/tree_description.h"
#include "lint/unused_comments.h"
#include "lint/waive.h"
#include "manifest/parse.h"
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

void note_missing(LintReport& report, const std::vector<std::string>& missing) {
  if (missing.empty()) return;
  report.complete = false;
  report.incomplete_because.push_back(
      fmt::format("the repository does not hold {}, the first is `{}`; a partial clone gets them with `git fetch "
                  "--refetch --no-filter`",
                  text::counted(missing.size(), "object that is needed", "objects that are needed"),
                  utf8::visible(missing.front())));
}

/// A comment cannot be called unused when its rule did not run, or its file was not read whole. Nor when the rule
/// judges changes: it silenced the one that brought it, and every later one finds nothing there.
void excuse_unjudged(std::vector<SuppressionState>& suppressions, const RuleSettings& settings,
                     const RuleContext& context) {
  for (SuppressionState& state : suppressions) {
    const bool whole = context.facts[index(state.file)].troubles.empty();
    for (std::size_t i = 0; i < state.used.size(); ++i) {
      const RuleEntry* named = find_rule(state.comment->rules[i].rule);
      if (named == nullptr) continue;
      const bool always = named->rule->runs != RunsIn::audit && !named->rule->needs_base;
      if (!whole || !always || !settings.runs(*named->rule)) state.used[i] = true;
    }
  }
}

/// Runs the rules of one moment; their findings get their final severity.
void run_rules(const RuleContext& context, const RuleSettings& settings, RunsIn moment, std::vector<Diagnostic>& out) {
  for (const RuleEntry& entry : all_rules()) {
    const bool runs = entry.rule->runs == moment || (entry.rule->audits && moment == RunsIn::audit);
    if (!runs || !settings.runs(*entry.rule)) continue;
    if (entry.rule->needs_base && context.change == nullptr) continue;
    const std::size_t first = out.size();
    Findings findings(*entry.rule, out);
    entry.rule->check(context, findings);
    for (std::size_t i = first; i < out.size(); ++i) out[i].severity = settings.severity(*entry.rule, out[i].severity);
  }
  std::erase_if(out, [](const Diagnostic& finding) { return finding.severity == Severity::off; });
}

void pretend(std::vector<Manifest>& manifests, const std::pair<std::string, Stage>& as_stage) {
  for (Manifest& manifest : manifests) {
    if (manifest.module.value == as_stage.first) manifest.stage = as_stage.second;
  }
}

void finish_findings(std::vector<Diagnostic>& findings, const Files& files) {
  sort_findings(findings, files);
  set_fingerprints(findings, files, [](std::string_view path) { return std::string(path); });
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
  auto loaded = load_configuration(files, *texts, **reader, {options.config_file, std::nullopt, false, true});
  if (!loaded) return loaded.error();
  Configuration& configuration = *loaded;
  for (const auto& [path, text] : options.extra_manifests) {
    const FileId file = files.add_outside(path);
    texts->keep(file, text);
    configuration.manifests.push_back(parse_manifest(text, file));
  }
  run.config_broken = !configuration.policy.faults.empty() || !configuration.roster.faults.empty() ||
                      (configuration.roster.declared && !configuration.roster.unusable.empty());
  LintReport& report = run.report;
  report.view = name_of(view);
  Written written;
  History* days = options.history;
  RosterFile roster_read = roster_file(files, configuration.roster, *texts);
  if (options.against != nullptr) {
    written = judge_by_base(*options.against, configuration.policy, configuration.roster);
    const LintRun& base = *options.against->base;
    if (base.roster.declared) {
      // The base's roster, on the days that the head's manifests name: the base's own may name none.
      days = options.against->history;
      roster_read = roster_file(*base.files, base.roster, *base.texts);
    }
  }
  run.roster = configuration.roster;
  if (days != nullptr) date_roster(configuration, roster_read, *days, options.now, report);
  if (options.as_stage) pretend(configuration.manifests, *options.as_stage);
  note_missing(report, configuration.missing_objects);
  run.registry = build_registry(files, std::move(configuration.policy), std::move(configuration.roster),
                                std::move(configuration.manifests));
  count_integration_lines(files, run.registry, **reader);
  std::vector<std::string> missing_rfcs;
  const std::vector<RfcDocument> rfcs = judge_rfcs(files, run.registry, **reader, missing_rfcs);
  note_missing(report, missing_rfcs);
  std::unique_ptr<Change> change;
  if (options.against != nullptr) change = make_change(*options.against, files, *texts, std::move(written));
  // Beyond this point no manifest text is read; modules and their order are fixed.

  std::vector<Skipped>& skipped = report.skipped;
  const TreeDescription tree = describe_tree(files, run.registry.policy, **reader, options.workdir, skipped);
  auto scanned = scan_files(view, files, run.registry, tree, {options.jobs, options.prove_all, options.slice});
  if (!scanned) return scanned.error();
  run.facts = std::move(scanned->facts);
  run.beside = std::move(scanned->beside);
  note_missing(report, scanned->missing_objects);
  skipped.insert(skipped.end(), scanned->skipped.begin(), scanned->skipped.end());
  for (Skipped& link : dangling_links(files, tree)) {
    if (!run.registry.excluded[index(link.file)]) skipped.push_back(std::move(link));
  }
  run.resolution = resolve(files, run.registry, tree, run.facts, options.edges);
  const bool builds = options.slice == nullptr || options.slice->build;
  if (builds) run.build = read_build(files, run.registry, run.facts);
  run.mentions = std::move(scanned->mentions);
  const RuleSettings settings(run.registry.policy, options);
  std::vector<GeneratedSection> generated;
  // A run that pretends, or judges time alone, says nothing of documents.
  if (!options.audit && !options.as_stage && settings.runs(*find_rule("MG907")->rule)) {
    std::vector<std::string> missing_documents;
    generated = find_generated(files, run.registry, **reader, options.slice, report, missing_documents);
    note_missing(report, missing_documents);
    forget_generated(run.mentions, generated);
  }
  // Beyond this point everything is const but the findings. Rules cannot see each other.

  std::vector<SuppressionState> suppressions = suppressions_of(run.facts);
  RuleContext context{files,   run.registry, run.facts,   run.resolution, run.build,    run.mentions,
                      skipped, suppressions, options.now, rfcs,           change.get(), options.audit};
  context.generated = generated;
  std::optional<Activity> activity;
  if (options.audit && options.history != nullptr && options.now) {
    const auto ignored = files.find(".git-blame-ignore-revs");
    auto read =
        read_activity(run.registry, files, *options.history, *options.now, ignored ? texts->text(*ignored) : "");
    if (!read) return read.error();
    activity = std::move(*read);
    context.activity = &*activity;
  }
  RosterSources sources;
  if (options.audit) {
    sources = read_roster_sources(files, run.registry, **reader, report);
    context.roster_sources = &sources;
  }
  std::vector<Diagnostic>& findings = report.findings;
  run_rules(context, settings, options.audit ? RunsIn::audit : RunsIn::check, findings);
  keep_one_cause(findings, *texts);
  apply_suppressions(findings, suppressions, *texts);
  excuse_unjudged(suppressions, settings, context);
  // What could not be looked at may be what a comment silences.
  if (report.complete && !has_unread_configuration(run.registry)) find_removals(suppressions, run.facts, *texts);
  Waivers waivers(context, settings, report);
  waivers.apply(findings);
  run.moves = moves_of(context, findings);
  context.moves = run.moves;
  std::vector<Diagnostic> late;
  if (!options.audit) run_rules(context, settings, RunsIn::after_checks, late);
  waivers.apply(late);
  context.waivers = waivers.states();
  std::move(late.begin(), late.end(), std::back_inserter(findings));
  finish_findings(findings, files);
  auto baseline = read_baseline(files, *texts, **reader, options, report);
  if (!baseline) return baseline.error();
  run.baseline = std::move(*baseline);
  apply_baseline(findings, files, run.baseline, options, change.get());
  judge_entries(run.baseline, settings, options, report);
  run.config_broken = run.config_broken || std::any_of(run.baseline.begin(), run.baseline.end(),
                                                       [](const BaselineEntry& entry) { return entry.broken; });
  context.baseline = run.baseline;
  run_rules(context, settings, RunsIn::settled, findings);
  finish_findings(findings, files);
  keep_paths(findings, files, options.paths);
  drop_fixes_outside(findings, files);

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
  describe_moves(run, report);
  describe_misnamed(run, report);
  describe_huge(files, scanned->huge, report);
  if (builds) describe_builds(run, report);
  count_people(run, options.history, *texts);
  describe_unknown_members(run.registry, report);
  count_findings(report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  run.texts = std::move(texts);
  return run;
}

}  // namespace modgate
