// The judgement about built sources, and what findings about them have in common; see builds.h.
#include "rules/support/builds.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

constexpr std::size_t kNamedSources = 20;  // of one finding; the rest is a number
constexpr std::size_t kNamedSpellings = 3;
constexpr std::size_t kArguments = 8;  // further arguments of the command that are shown
constexpr std::size_t kSteps = 6;      // of the way from the place to the target

/// Each source with the strongest of what its uses say about it.
std::map<FileId, Built> strongest(const BuiltTogether& built) {
  std::map<FileId, Built> out;
  for (const BuildUse* use : built.uses) {
    const auto [at, added] = out.try_emplace(use->source, use->off);
    if (!added && strength(use->off) > strength(at->second)) at->second = use->off;
  }
  return out;
}

/// What the message speaks of: what is surely built if anything is, else what may be.
bool is_counted(Built group, Built source) {
  return strength(group) >= strength(Built::sometimes) ? strength(source) >= strength(Built::sometimes)
                                                       : source == group;
}

void count(const RuleContext& context, BuiltTogether& built) {
  const std::map<FileId, Built> sources = strongest(built);
  built.test = true;
  for (const auto& [source, off] : sources) {
    if (strength(off) > strength(built.off)) built.off = off;
    built.test = built.test && context.registry.test[index(source)];
  }
  built.sources = static_cast<std::size_t>(std::count_if(
      sources.begin(), sources.end(), [&](const auto& source) { return is_counted(built.off, source.second); }));
}

/// The distinct spellings in order of their places.
std::vector<std::string> spellings(const BuiltTogether& built) {
  std::vector<std::string> out;
  std::set<std::string_view> seen;
  for (const BuildUse* use : built.uses) {
    if (seen.insert(use->spelled).second) out.push_back(use->spelled);
  }
  return out;
}

std::string argument_label(const BuildUse& use, std::size_t sources) {
  return use.pattern ? "catches " + phrases::counted(sources, "source") : std::string("listed here");
}

/// The arguments of the command that name sources, the first as the label.
void add_arguments(const BuiltTogether& built, Diagnostic& finding) {
  std::map<Span, std::pair<const BuildUse*, std::set<FileId>>> arguments;
  for (const BuildUse* use : built.uses) {
    auto& [first, sources] = arguments[use->at];
    if (first == nullptr) first = use;
    sources.insert(use->source);
  }
  std::size_t shown = 0;
  for (const auto& [at, argument] : arguments) {
    std::string label = argument_label(*argument.first, argument.second.size());
    if (at == built.first().at) {
      finding.label = std::move(label);
    } else if (shown++ < kArguments) {
      finding.related.push_back({{argument.first->from, at}, std::move(label)});
    }
  }
  if (shown > kArguments) {
    const std::size_t more = shown - kArguments;
    finding.notes.push_back(
        fmt::format("{} {} sources of it", phrases::counted(more, "more argument"), more == 1 ? "names" : "name"));
  }
}

/// The way from the command to the target.
void add_chain(const BuildUse& use, Diagnostic& finding) {
  std::vector<const BuildStep*> steps;
  for (const BuildStep& step : use.chain) {
    if (step.file != use.from || step.at != use.command) steps.push_back(&step);
  }
  const std::size_t left_out = steps.size() > kSteps ? steps.size() - kSteps : 0;
  for (std::size_t i = left_out; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size() && !use.target.empty();
    finding.related.push_back(
        {{steps[i]->file, steps[i]->at}, last ? fmt::format("compiled into `{}`", use.target) : "passed on here"});
  }
  if (left_out > 0) {
    finding.notes.push_back(
        fmt::format("{} before that {} not shown", phrases::counted(left_out, "step"), left_out == 1 ? "is" : "are"));
  }
}

void add_sources(const RuleContext& context, const BuiltTogether& built, Diagnostic& finding) {
  std::vector<std::string> sure;
  std::vector<std::string> undecided;
  for (const auto& [source, off] : strongest(built)) {
    if (is_counted(built.off, off)) {
      sure.push_back(phrases::quoted(context.files.path(source)));
    } else if (off == Built::undecided) {
      undecided.push_back(phrases::quoted(context.files.path(source)));
    }
  }
  const bool said =
      sure.size() == 1 && built.uses.size() == 1 && sure.front() == phrases::quoted(built.first().spelled);
  if (!said) finding.notes.push_back("sources: " + phrases::listing(sure, kNamedSources));
  if (!undecided.empty()) finding.notes.push_back("not decided: " + phrases::listing(undecided, kNamedSources));
}

/// What the settings of other options mean for sources that are built with the flag off only under some of them.
void add_settings(const BuiltTogether& built, Diagnostic& finding) {
  std::set<FileId> sometimes;
  std::set<Built> by_default;
  const BuildUse* first = nullptr;
  for (const BuildUse* use : built.uses) {
    if (use->off != Built::sometimes) continue;
    if (first == nullptr) first = use;
    sometimes.insert(use->source);
    by_default.insert(use->default_off);
  }
  if (first == nullptr) return;
  if (sometimes.size() < built.sources && !first->when.empty()) {
    finding.notes.push_back(
        fmt::format("{} of them only if {}", sometimes.size(), phrases::listing(first->when, first->when.size())));
  }
  if (by_default == std::set<Built>{Built::always}) {
    finding.notes.emplace_back("so it is with every other option at its default");
  } else if (by_default == std::set<Built>{Built::never}) {
    finding.notes.emplace_back("not so with every other option at its default");
  }
}

bool test_is_allowed(const RuleContext& context, FileId source) {
  return context.registry.test[index(source)] && leniency(context.registry.policy, false, true) == Leniency::allow;
}

}  // namespace

BuildJudge::BuildJudge(const RuleContext& context) : context_(context) {
  DeclaredFlags flags(context);
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    gates_.push_back(gate_of(context.files, module));
    declared_.push_back(flag_is_declared_in_files(module) && flags.find(static_cast<ModuleId>(i)).has_value());
  }
}

bool BuildJudge::is_own_script(ModuleId module, FileId script) const {
  return context_.registry.owner_of(script) == module || gates_[index(module)] == script;
}

BuildVerdict BuildJudge::judge(const BuildUse& use) const {
  const Module& module = context_.registry[use.module];
  const bool s0 = module.stage == Stage::S0;
  const bool switched = use.off == Built::never;
  if (test_is_allowed(context_, use.source) || (switched && use.on == Built::never)) return BuildVerdict::allowed;
  // A flag that is misspelled or missing is MG601's; what it does not switch is no second finding.
  const bool gated = flag_decides_build(module) && stage_needs_flag(module.stage) && flag_is_declared(use.module);
  if (is_own_script(use.module, use.from)) {
    return gated && !switched ? BuildVerdict::when_off : BuildVerdict::allowed;
  }
  const bool gate_elsewhere = gates_[index(use.module)] != kNoFile;
  if (!gate_elsewhere && use.tested) {
    return gated && !switched ? BuildVerdict::when_off : BuildVerdict::allowed;
  }
  const bool macro = module.manifest.flag.kind.value == "macro";
  if ((switched || macro) && context_.registry.integration(use.module, use.from) != nullptr) {
    return BuildVerdict::allowed;
  }
  return s0 ? BuildVerdict::by_outsider : BuildVerdict::allowed;
}

std::vector<BuiltTogether> built_together(const RuleContext& context, const BuildJudge& judge, BuildVerdict verdict) {
  std::map<std::tuple<FileId, Span, ModuleId>, BuiltTogether> commands;
  for (const BuildUse& use : context.build.uses) {
    if (judge.judge(use) == verdict) commands[{use.from, use.command, use.module}].uses.push_back(&use);
  }
  std::vector<BuiltTogether> out;
  for (auto& [key, built] : commands) {
    count(context, built);
    out.push_back(std::move(built));
  }
  return out;
}

std::string source_count(const BuiltTogether& built) {
  return built.sources == 1 ? "a source" : phrases::counted(built.sources, "source");
}

std::string how_named(const BuiltTogether& built) {
  std::vector<std::string> names = spellings(built);
  for (std::string& name : names) name = phrases::quoted(name);
  const auto patterns =
      std::count_if(built.uses.begin(), built.uses.end(), [](const BuildUse* use) { return use->pattern; });
  const bool all = patterns == static_cast<std::ptrdiff_t>(built.uses.size());
  const std::string_view verb = all ? "caught by" : patterns == 0 ? "listed as" : "named by";
  return fmt::format("{} {}", verb, phrases::listing(names, kNamedSpellings));
}

std::string on_condition(const BuiltTogether& built) {
  const BuildUse* decides = nullptr;
  for (const BuildUse* use : built.uses) {
    if (use->off != built.off) continue;
    if (decides != nullptr && decides->when != use->when) return {};
    if (decides == nullptr) decides = use;
  }
  if (built.off == Built::sometimes && !decides->when.empty()) {
    return " if " + phrases::listing(decides->when, decides->when.size());
  }
  if (built.off == Built::undecided) {
    return "; not decided: " + (decides->because.empty() ? "its condition" : decides->because.front());
  }
  return {};
}

void explain(const RuleContext& context, const BuiltTogether& built, Diagnostic& finding) {
  add_arguments(built, finding);
  add_chain(built.first(), finding);
  add_sources(context, built, finding);
  add_settings(built, finding);
  circumstances(context, built.first().module, false, built.test, finding);
  if (built.off == Built::undecided) finding.severity = Severity::warning;
  // Every argument takes part in the fingerprint: one more source in a list is a new finding.
  for (const std::string& spelled : spellings(built))
    finding.spelling += (finding.spelling.empty() ? "" : " ") + spelled;
  finding.target = built.first().target;
}

}  // namespace modgate
