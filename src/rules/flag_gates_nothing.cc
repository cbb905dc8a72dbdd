// Takes modules whose flag is declared and reports those of whose sources it decides about none: no build script tests
// it around one, and, for a flag that is a macro, no own file tests it and no use from outside is guarded by it. Silent
// where MG311 or MG604 says more, where a build command could not be decided, and for modules that compile nothing.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/builds.h"
#include "rules/support/flags.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// Sources that a build compiles on their own.
std::size_t compiled_sources(const RuleContext& context, const Module& module) {
  return static_cast<std::size_t>(std::count_if(module.files.begin(), module.files.end(), [&](FileId file) {
    if (index(file) >= context.facts.size() || context.registry.part[index(file)] != Part::source) return false;
    const Language language = context.facts[index(file)].language;
    return (language == Language::c || language == Language::cxx) && !phrases::is_header(context.files.path(file));
  }));
}

/// Whether the preprocessor asks for the flag's macro in the module's files or around a use of them.
bool is_tested_as_macro(const RuleContext& context, ModuleId id) {
  const Module& module = context.registry[id];
  const Flag& flag = module.manifest.flag;
  if (flag.kind.value != "macro" && !flag.macro.set) return false;
  const std::string& macro = flag.macro.set ? flag.macro.value : flag.name.value;
  const bool inside = std::any_of(module.files.begin(), module.files.end(), [&](FileId file) {
    if (index(file) >= context.facts.size()) return false;
    const std::vector<FlagTest>& tests = context.facts[index(file)].flag_tests;
    return std::any_of(tests.begin(), tests.end(), [&](const FlagTest& test) { return test.name == macro; });
  });
  const std::vector<Use>& uses = context.resolution.uses;
  return inside ||
         std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return use.module == id && use.guarded; });
}

/// Whether some build file of the view defines a target: where none does, another build system compiles the sources,
/// and what its flags decide about cannot be seen.
bool builds_anything(const RuleContext& context) {
  constexpr std::array<std::string_view, 3> kTargets = {"add_library", "add_executable", "target_sources"};
  return std::any_of(context.facts.begin(), context.facts.end(), [&](const FileFacts& facts) {
    if (facts.language == Language::make) return !facts.commands.empty();
    return facts.language == Language::cmake &&
           std::any_of(facts.commands.begin(), facts.commands.end(), [&](const BuildCommand& command) {
             return std::find(kTargets.begin(), kTargets.end(), command.name) != kTargets.end();
           });
  });
}

/// Modules about whose sources a condition on the flag decides, or another rule or the report of undecided commands
/// speaks.
std::vector<bool> spoken_of(const RuleContext& context, const BuildJudge& judge) {
  std::vector<bool> out(context.registry.modules.size(), false);
  for (const BuildUse& use : context.build.uses) {
    if (use.tested || judge.judge(use) != BuildVerdict::allowed) out[index(use.module)] = true;
  }
  for (const BuildUndecided& undecided : context.build.undecided) {
    if (undecided.module != kCore) out[index(undecided.module)] = true;
  }
  return out;
}

/// Where the module's sources are built without a question.
std::string who_builds(const RuleContext& context, ModuleId id) {
  std::vector<std::string> scripts;
  for (const BuildUse& use : context.build.uses) {
    std::string script = phrases::quoted(context.files.path(use.from));
    if (use.module == id && use.on != Built::never && (scripts.empty() || scripts.back() != script)) {
      scripts.push_back(std::move(script));
    }
  }
  return scripts.empty() ? std::string("no build file that modgate reads builds a source of it")
                         : "built without asking for the flag by " + phrases::listing(scripts, 3);
}

void report(const RuleContext& context, ModuleId id, Location declared, std::size_t sources, Findings& findings) {
  const Module& module = context.registry[id];
  const std::string& flag = module.manifest.flag.name.value;
  Diagnostic& finding =
      findings.add(phrases::in_manifest(module, module.manifest.flag.name.at),
                   fmt::format("flag `{}` {} of {}", flag,
                               sources == 1 ? std::string("does not gate the only source")
                                            : "gates none of the " + phrases::counted(sources, "source"),
                               phrases::party(context.registry, id)));
  finding.label = "gates nothing";
  finding.related.push_back({declared, "it is declared here"});
  finding.notes.push_back(who_builds(context, id));
  finding.module = module.name;
  finding.target = flag;
  finding.help = fmt::format("build the module's sources only if `{}` is on", flag);
}

void check(const RuleContext& context, Findings& findings) {
  if (context.registry.modules.empty() || !builds_anything(context)) return;
  const BuildJudge judge(context);
  DeclaredFlags flags(context);
  const std::vector<bool> spoken = spoken_of(context, judge);
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    const auto id = static_cast<ModuleId>(i);
    if (spoken[i] || !stage_needs_flag(module.stage) || !judge.flag_is_declared(id)) continue;
    const std::size_t sources = compiled_sources(context, module);
    const std::optional<Location> declared = flags.find(id);
    if (sources == 0 || !declared || is_tested_as_macro(context, id)) continue;
    report(context, id, *declared, sources, findings);
  }
}

}  // namespace

extern const Rule flag_gates_nothing_rule{
    .id = "MG602",
    .name = "flag-gates-nothing",
    .summary = "the module's flag is declared and decides about none of its sources",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
