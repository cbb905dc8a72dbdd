#include "lint/rfc.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/nearest.h"
#include "base/utf8.h"
#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/load.h"
#include "manifest/parse.h"
#include "modgate/limits.h"
#include "registry/build.h"
#include "rfc/judge.h"

namespace modgate {
namespace {

/// From S0 to S2 a module stands on an accepted RFC; before that it is being written, after that it is history.
Severity severity_of_missing(const Manifest& manifest) {
  const bool stands = manifest.stage == Stage::S0 || manifest.stage == Stage::S1 || manifest.stage == Stage::S2;
  return stands ? Severity::error : Severity::warning;
}

std::vector<std::string> headings_of(const Policy& policy) {
  std::vector<std::string> out;
  for (const Text& heading : policy.rfc_headings) out.push_back(heading.value);
  return out;
}

/// The document is not there, or gives no text: a fault of the manifest's line.
RfcFault unread(const Manifest& manifest, std::string message, Severity severity) {
  RfcFault fault;
  fault.severity = severity;
  fault.at = {manifest.file, manifest.rfc.path.at};
  fault.message = std::move(message);
  fault.target = manifest.rfc.path.value;
  fault.help = "correct `rfc.path`, or leave it out and give the RFC's `url`";
  return fault;
}

std::vector<RfcFault> judge_named(const Files& files, const Registry& registry, const Manifest& manifest,
                                  BlobReader& reader, std::vector<std::string>& missing) {
  const std::string shown = "`" + utf8::visible(manifest.rfc.path.value) + "`";
  const auto file = files.find(manifest.rfc.path.value);
  if (!file) {
    return {unread(manifest, fmt::format("the RFC document {} is no file of this view", shown), Severity::warning)};
  }
  const Entry& entry = files[*file];
  if (entry.kind == EntryKind::symlink || entry.kind == EntryKind::submodule) {
    return {unread(manifest, fmt::format("the RFC document {} is a link and was not judged", shown), Severity::error)};
  }
  std::string text;
  const ReadOutcome outcome = reader.read(entry, limits::kRfcBytes, text);
  if (outcome.kind == ReadOutcome::Kind::missing_object) missing.emplace_back(entry.path);
  if (outcome.kind == ReadOutcome::Kind::too_large) {
    return {unread(manifest,
                   fmt::format("the RFC document {} has {} bytes and was not judged; at most {} are read", shown,
                               outcome.size, limits::kRfcBytes),
                   Severity::error)};
  }
  if (!outcome) {
    return {unread(manifest, fmt::format("the RFC document {} cannot be read: {}", shown, outcome.detail),
                   Severity::error)};
  }
  rfc::Question question;
  const Policy& policy = registry.policy;
  if (policy.preset != Preset::minimal || !policy.rfc_headings.empty()) question.headings = headings_of(policy);
  question.missing = severity_of_missing(manifest);
  question.manifest = &manifest;
  return rfc::judge(text, *file, question);
}

/// The manifest that the document must agree with, or nullptr.
Result<const Manifest*> manifest_of(const RfcRequest& request, const std::vector<Manifest>& manifests) {
  std::vector<std::string> names;
  for (const Manifest& manifest : manifests) {
    const bool asked = request.module && manifest.module.value == *request.module;
    const bool named = !request.module && !request.path.empty() && manifest.rfc.path.value == request.path;
    if (asked || named) return &manifest;
    names.push_back(manifest.module.value);
  }
  if (!request.module) return static_cast<const Manifest*>(nullptr);
  const auto near = nearest(*request.module, names);
  return Failure{Failure::Kind::usage, fmt::format("there is no manifest of module `{}`", *request.module),
                 near ? fmt::format("did you mean `{}`?", *near)
                      : std::string("manifests are looked for in `.modgate/modules` above the document")};
}

void report_faults(LintRun& run, const std::vector<RfcDocument>& documents, const LintOptions& options) {
  const Rule& rule = *find_rule("MG510")->rule;
  const RuleSettings settings(run.registry.policy, options);
  if (!settings.runs(rule)) return;
  const std::vector<Skipped> skipped;
  const std::vector<SuppressionState> suppressions;
  const RuleContext context{*run.files,   run.registry, run.facts,    run.resolution, run.build,
                            run.mentions, skipped,      suppressions, options.now,    documents};
  Findings findings(rule, run.report.findings);
  rule.check(context, findings);
  for (Diagnostic& finding : run.report.findings) finding.severity = settings.severity(rule, finding.severity);
  std::erase_if(run.report.findings, [](const Diagnostic& finding) { return finding.severity == Severity::off; });
}

}  // namespace

std::vector<RfcDocument> judge_rfcs(const Files& files, const Registry& registry, BlobReader& reader,
                                    std::vector<std::string>& missing) {
  std::vector<RfcDocument> out;
  for (const Module& module : registry.modules) {
    const Manifest& manifest = module.manifest;
    if (!manifest.rfc.path.set || manifest.stage == Stage::removed) continue;
    out.push_back({module.name, judge_named(files, registry, manifest, reader, missing)});
  }
  return out;
}

Result<LintRun> lint_rfc(const RfcRequest& request, const LintOptions& options) {
  LintRun run;
  run.files = std::make_unique<Files>();
  Files& files = *run.files;
  auto texts = std::make_unique<RunTexts>(files, std::make_unique<NoBlobs>());
  NoBlobs reader;
  Configuration configuration;
  configuration.policy = default_policy();
  if (request.policy_file) {
    auto loaded = load_configuration(files, *texts, reader, {request.policy_file, request.root_folder, true, true});
    if (!loaded) return loaded.error();
    configuration = std::move(*loaded);
  }
  if (!configuration.policy.faults.empty()) {
    return Failure{Failure::Kind::config, "the policy has faults, so nobody can say which headings are asked for",
                   "`modgate config check` lists them"};
  }
  auto manifest = manifest_of(request, configuration.manifests);
  if (!manifest) return manifest.error();

  const FileId file = files.add_outside(request.document.display);
  texts->keep(file, request.document.text);
  rfc::Question question;
  question.headings = headings_of(configuration.policy);
  question.manifest = *manifest;
  if (*manifest != nullptr) question.missing = severity_of_missing(**manifest);
  const RfcDocument document{*manifest == nullptr ? "" : (*manifest)->module.value,
                             rfc::judge(request.document.text, file, question)};
  run.report.counts.modules = *manifest == nullptr ? 0 : 1;
  run.report.counts.files = 1;
  run.registry = build_registry(files, std::move(configuration.policy), std::move(configuration.roster), {});
  run.report.view = {"files", {}};
  report_faults(run, {document}, options);
  sort_findings(run.report.findings, files);
  set_fingerprints(run.report.findings, files, [](std::string_view path) { return std::string(path); });
  count_findings(run.report);
  run.texts = std::move(texts);
  return run;
}

}  // namespace modgate
