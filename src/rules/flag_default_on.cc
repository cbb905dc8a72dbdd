// Takes what is known of each module's flag and reports the flags of S0 and deprecated modules that are on by default.
// A default that is an expression is a warning: nobody can say from the tree whether it is on. A flag without a
// declaration is MG601's; macros, and flags of Python or the environment, have no default that modgate reads.
#include <cstddef>
#include <string>

#include "modgate/rule.h"
#include "rules/support/flags.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// What the build could not evaluate comes in its own words, names quoted.
std::string shown(const std::string& written) {
  return written.find('`') == std::string::npos ? phrases::quoted(written) : written;
}

void report(const RuleContext& context, ModuleId id, const FlagState& state, Findings& findings) {
  const Module& module = context.registry[id];
  const std::string& flag = module.manifest.flag.name.value;
  const std::string party = phrases::party(context.registry, id);
  const bool on = state.value == FlagState::Default::on;
  Diagnostic& finding = findings.add(state.at, on ? fmt::format("flag `{}` of {} is on by default", flag, party)
                                                  : fmt::format("flag `{}` of {} has the default {}, which may be on",
                                                                flag, party, shown(state.written)));
  finding.label = on ? "on by default" : "not known";
  if (!on) finding.severity = Severity::warning;
  finding.related.push_back(phrases::stage_line(context.registry, id));
  if (const auto stated = module.manifest.keys.find("feature_flag.default"); stated != module.manifest.keys.end()) {
    finding.related.push_back({phrases::in_manifest(module, stated->second), "the manifest states its default here"});
  }
  finding.module = module.name;
  finding.target = flag;
  finding.spelling = state.written;
  finding.help = on ? "switch it off by default" : "write `OFF` as its default";
}

void check(const RuleContext& context, Findings& findings) {
  for (std::size_t i = 0; i < context.registry.modules.size() && i < context.build.flags.size(); ++i) {
    const Module& module = context.registry.modules[i];
    const FlagState& state = context.build.flags[i];
    const bool judged = module.stage == Stage::S0 || module.stage == Stage::deprecated;
    const bool wrong = state.value == FlagState::Default::on || state.value == FlagState::Default::expression;
    if (judged && wrong && flag_decides_build(module)) report(context, static_cast<ModuleId>(i), state, findings);
  }
}

}  // namespace

extern const Rule flag_default_on_rule{
    .id = "MG603",
    .name = "flag-default-on",
    .summary = "the flag of an S0 or deprecated module is on by default",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
