#include "lint/validate.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lint/fingerprint.h"
#include "lint/finish.h"
#include "lint/load.h"
#include "manifest/parse.h"
#include "manifest/stage_table.h"
#include "manifest/yaml_tree.h"
#include "registry/build.h"

namespace modgate {
namespace {

/// Rules that look at manifests, policy and roster only. The others need files, and would say that there are none.
constexpr std::array<std::string_view, 24> kTreeless{
    "MG101", "MG102", "MG103", "MG104", "MG105", "MG106", "MG107", "MG109", "MG401", "MG402", "MG403", "MG404",
    "MG405", "MG406", "MG407", "MG408", "MG409", "MG410", "MG411", "MG412", "MG413", "MG414", "MG504", "MG507"};

enum class Kind { manifest, policy, people };

/// By the schema that the file names; a file that names none is taken for a manifest. Text that is no YAML is still
/// somebody's policy: there the line of the schema decides.
Kind kind_of(std::string_view text) {
  const YamlTree tree = read_yaml(text);
  std::string schema;
  if (const YamlNode* const node = tree.readable ? tree.root.find("schema") : nullptr) schema = node->value;
  if (!tree.readable) {
    for (const std::string_view line : text::split(text, "\n")) {
      const std::size_t word = line.find_first_not_of("\"' \t");
      if (word != std::string_view::npos && line.substr(word).starts_with("schema")) schema += line;
    }
  }
  if (schema.find("modgate/policy/") != std::string::npos) return Kind::policy;
  if (schema.find("modgate/people/") != std::string::npos) return Kind::people;
  return Kind::manifest;
}

bool is_broken(const Policy& policy, const Roster& roster) {
  return !policy.faults.empty() || !roster.faults.empty() || (roster.declared && !roster.unusable.empty());
}

/// What policy, roster and manifests say of each other.
void judge(const Files& files, const Registry& registry, const LintOptions& options,
           std::vector<Diagnostic>& findings) {
  const RuleSettings settings(registry.policy, options);
  const FactsTable facts;
  const Resolution resolution;
  const BuildModel build;
  const Mentions mentions;
  const std::vector<Skipped> skipped;
  const std::vector<SuppressionState> suppressions;
  const RuleContext context{files, registry, facts, resolution, build, mentions, skipped, suppressions, options.now};
  for (const RuleEntry& entry : all_rules()) {
    const bool treeless = std::find(kTreeless.begin(), kTreeless.end(), entry.rule->id) != kTreeless.end();
    if (!treeless || !settings.runs(*entry.rule)) continue;
    const std::size_t first = findings.size();
    Findings collected(*entry.rule, findings);
    entry.rule->check(context, collected);
    for (std::size_t i = first; i < findings.size(); ++i) {
      findings[i].severity = settings.severity(*entry.rule, findings[i].severity);
    }
  }
}

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
  std::vector<Policy> policies;
  std::vector<Roster> rosters;
  std::vector<Manifest> manifests;
  for (const LooseFile& file : loose) {
    const FileId id = files.add_outside(file.display);
    texts->keep(id, file.text);
    switch (kind_of(file.text)) {
      case Kind::manifest:
        manifests.push_back(parse_manifest(file.text, id));
        break;
      case Kind::policy:
        policies.push_back(parse_policy(file.text, id, ""));
        break;
      case Kind::people:
        rosters.push_back(parse_people(file.text, id));
        rosters.back().declared = true;
        break;
    }
  }
  if (policy_file) {
    auto governing = load_configuration(files, *texts, reader, {policy_file, root_folder, true, false});
    if (!governing) return governing.error();
    policy = std::move(governing->policy);
    roster = std::move(governing->roster);
  }
  if (manifests.empty()) {  // nothing is governed: what is wrong on disk is the business of `check`
    policy.faults.clear();
    roster.faults.clear();
  }
  // One that is given takes the place of the one on disk. Of several none can be preferred.
  const auto take_single = [](auto& given, auto& governing) {
    if (given.size() != 1) return;
    governing = std::move(given.front());
    given.clear();
  };
  take_single(policies, policy);
  take_single(rosters, roster);

  run.report.view = {"files", {}};
  run.config_broken = is_broken(policy, roster);
  run.registry = build_registry(files, std::move(policy), std::move(roster), std::move(manifests));
  std::vector<Diagnostic>& findings = run.report.findings;
  judge(files, run.registry, options, findings);
  const auto judge_alone = [&](Policy given, Roster people, FileId file) {
    run.config_broken = run.config_broken || is_broken(given, people);
    std::vector<Diagnostic> found;
    judge(files, build_registry(files, std::move(given), std::move(people), {}), options, found);
    for (Diagnostic& finding : found) {
      if (finding.at.file == file) findings.push_back(std::move(finding));
    }
  };
  for (const Policy& given : policies) judge_alone(given, run.registry.roster, given.file);
  for (const Roster& given : rosters) judge_alone(default_policy(), given, given.file);
  std::erase_if(findings, [](const Diagnostic& finding) { return finding.severity == Severity::off; });
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
