// Takes the places that ask for a flag (preprocessor conditions, build scripts) and reports, once a file and module,
// those outside the module, its integration points, its gate and the file that declares the flag. Build scripts are not
// judged where the manifest names no gate: any of them may be it.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/naming.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

using FlagOwners = std::map<std::string, std::vector<ModuleId>, std::less<>>;

/// The modules that may not be asked for everywhere, by the names of their flags. What is free at S2 may be tested
/// freely; the flag of a removed module is MG607's.
FlagOwners owners_of(const Registry& registry) {
  FlagOwners owners;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Module& module = registry.modules[i];
    if (module.stage != Stage::S0 && module.stage != Stage::S1 && module.stage != Stage::deprecated) continue;
    for (const std::string& name : flag_names(module.manifest.flag)) owners[name].push_back(static_cast<ModuleId>(i));
  }
  return owners;
}

bool is_build_script(Language language) {
  return language == Language::cmake || language == Language::kconfig || language == Language::make;
}

bool may_ask(const RuleContext& context, FileId file, ModuleId id) {
  const Registry& registry = context.registry;
  const Module& module = registry[id];
  const ModuleId user = registry.owner_of(file);
  const bool integration = registry.integration(id, file) != nullptr;
  if (user == id || integration || naming::is_flags_own_file(context, module, file)) return true;
  if (naming::is_forgiven_test(context, file)) return true;
  const bool script = is_build_script(context.facts[index(file)].language);
  if (script && !module.manifest.flag.gate.set) return true;
  // A policy that allows uses under the flag allows the condition around them.
  if (!script && registry.policy.guarded_use == Leniency::allow) return true;
  const bool judged_by_stage = module.stage == Stage::S0 || module.stage == Stage::S1;
  return judged_by_stage && judge(registry, file, user, id, false) == Verdict::allowed;
}

void report(const RuleContext& context, FileId file, ModuleId id, const std::vector<const FlagTest*>& tests,
            Findings& findings) {
  const Registry& registry = context.registry;
  const Module& module = registry[id];
  const FlagTest& first = *tests.front();
  Diagnostic& finding = findings.add(
      {file, first.at}, fmt::format("{} tests flag `{}` of {}", phrases::party(registry, registry.owner_of(file)),
                                    first.name, phrases::party(registry, id)));
  finding.label = fmt::format("switches `{}`", module.name);
  std::vector<Span> others;
  for (std::size_t i = 1; i < tests.size() && others.size() < limits::kRelatedPlaces; ++i) {
    others.push_back(tests[i]->at);
  }
  naming::add_places(file, others, tests.size() - 1 - others.size(), "tested here, too", finding);
  finding.related.push_back(phrases::stage_line(registry, id));
  finding.module = module.name;
  finding.help = fmt::format("move the test into the module or its gate, or declare this file under `integration`{}",
                             phrases::whom_to_ask(module));
}

void check_file(const RuleContext& context, const FlagOwners& owners, FileId file, Findings& findings) {
  const FileFacts& facts = context.facts[index(file)];
  std::map<ModuleId, std::vector<const FlagTest*>> asked;  // one a line
  for (const FlagTest& test : facts.flag_tests) {
    const auto found = owners.find(facts.language == Language::kconfig ? "CONFIG_" + test.name : test.name);
    if (found == owners.end()) continue;
    // Who shares a flag may test it.
    const ModuleId user = context.registry.owner_of(file);
    if (std::find(found->second.begin(), found->second.end(), user) != found->second.end()) continue;
    for (const ModuleId id : found->second) {
      std::vector<const FlagTest*>& tests = asked[id];
      if (tests.empty() || tests.back()->line != test.line) tests.push_back(&test);
    }
  }
  for (const auto& [id, tests] : asked) {
    if (!may_ask(context, file, id)) report(context, file, id, tests, findings);
  }
}

void check(const RuleContext& context, Findings& findings) {
  const FlagOwners owners = owners_of(context.registry);
  if (owners.empty()) return;
  for (std::size_t i = 0; i < context.facts.size(); ++i) {
    if (!context.registry.excluded[i]) check_file(context, owners, static_cast<FileId>(i), findings);
  }
}

}  // namespace

extern const Rule flag_used_outside_rule{
    .id = "MG605",
    .name = "flag-used-outside",
    .summary = "a file outside a module tests the module's flag or its macro",
    .severity = Severity::warning,
    .line_rank = 5,
    .check = check,
};

}  // namespace modgate
