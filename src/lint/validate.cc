#include "lint/validate.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/load.h"
#include "manifest/parse.h"
#include "manifest/stage_table.h"
#include "registry/build.h"

namespace modgate {
namespace {

/// Rules that look at manifests, policy and roster only. The others need files, and would say that there are none.
constexpr std::array<std::string_view, 17> kTreeless{"MG101", "MG102", "MG103", "MG104", "MG105", "MG106",
                                                     "MG107", "MG109", "MG401", "MG402", "MG403", "MG404",
                                                     "MG405", "MG406", "MG407", "MG413", "MG414"};

enum class Kind { manifest, policy, people };

/// By the schema that the file names; a file that names none is taken for a manifest.
Kind kind_of(std::string_view text) {
  for (const std::string_view line : text::split(text, "\n")) {
    if (!line.starts_with("schema:")) continue;
    if (line.find("modgate/policy/") != std::string_view::npos) return Kind::policy;
    if (line.find("modgate/people/") != std::string_view::npos) return Kind::people;
  }
  return Kind::manifest;
}

class NoBlobs : public BlobReader {
 public:
  ReadOutcome read(const Entry&, std::uint64_t, std::string&) override {
    return {ReadOutcome::Kind::unreadable, 0, "there is no repository"};
  }
};

}  // namespace

Result<LintRun> lint_loose_files(const std::vector<LooseFile>& loose, const std::optional<std::string>& policy_file,
                                 const std::string& root_folder, const LintOptions& options) {
  LintRun run;
  run.files = std::make_unique<Files>();
  Files& files = *run.files;
  auto texts = std::make_unique<RunTexts>(files, std::make_unique<NoBlobs>());
  NoBlobs reader;
  Policy policy = default_policy();
  Roster roster;
  if (policy_file) {
    auto governing = load_configuration(files, *texts, reader, {policy_file, root_folder, false});
    if (!governing) return governing.error();
    policy = std::move(governing->policy);
    roster = std::move(governing->roster);
    // What is wrong with them is the business of `check`, unless they are given here themselves.
    policy.faults.clear();
    roster.faults.clear();
  }
  std::vector<Manifest> manifests;
  for (const LooseFile& file : loose) {
    const FileId id = files.add_outside(file.display);
    texts->keep(id, file.text);
    switch (kind_of(file.text)) {
      case Kind::manifest:
        manifests.push_back(parse_manifest(file.text, id));
        break;
      case Kind::policy:
        policy = parse_policy(file.text, id, "");
        break;
      case Kind::people:
        roster = parse_people(file.text, id);
        roster.declared = true;
        break;
    }
  }
  run.registry = build_registry(files, std::move(policy), std::move(roster), std::move(manifests));
  run.report.view = {"files", {}};

  const RuleSettings settings(run.registry.policy, options);
  const std::vector<Skipped> skipped;
  const std::vector<SuppressionState> suppressions;
  const RuleContext context{files, run.registry, run.facts, run.resolution, skipped, suppressions, options.now};
  std::vector<Diagnostic>& findings = run.report.findings;
  for (const RuleEntry& entry : all_rules()) {
    const bool treeless = std::find(kTreeless.begin(), kTreeless.end(), entry.rule->id) != kTreeless.end();
    if (!treeless || !settings.runs(*entry.rule)) continue;
    Findings collected(*entry.rule, findings);
    entry.rule->check(context, collected);
  }
  for (Diagnostic& finding : findings) finding.severity = settings.severity(*finding.rule, finding.severity);
  sort_findings(findings, files);
  set_fingerprints(findings, files, [](std::string_view path) { return std::string(path); });
  for (const Module& module : run.registry.modules) {
    if (!module.manifest.readable) continue;
    const bool listed = module.manifest.stage == Stage::proposed || module.manifest.stage == Stage::S0;
    if (listed) run.report.pending.push_back(readiness(module.manifest, run.registry.policy));
  }
  run.report.counts.modules = run.registry.modules.size();
  run.report.counts.files = loose.size();
  count_findings(run.report);
  run.texts = std::move(texts);
  return run;
}

}  // namespace modgate
