// Takes what build scripts name of S0 and deprecated modules and reports, one finding a command, what deleting the
// module's files would leave dangling: an included script, a subfolder, a listed source, a path, a target, a command.
// Allowed in the module's own scripts, the flag's gate and integration points; a source that MG311 or MG604 reports is
// theirs; patterns dangle nowhere.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/builds.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

constexpr std::size_t kArguments = 8;  // further arguments of the command that are shown

/// A command of one script and what it names of one module.
using Commands = std::map<std::tuple<FileId, Span, ModuleId>, std::vector<const BuildReference*>>;

/// The reference as a person would point at it.
std::string named(const RuleContext& context, const BuildReference& reference) {
  const Language language = context.facts[index(reference.from)].language;
  switch (reference.kind) {
    case BuildReference::Kind::script:
      if (language == Language::cmake) return fmt::format("`include({})`", reference.spelled);
      return fmt::format("`{} {}`", language == Language::kconfig ? "source" : "include", reference.spelled);
    case BuildReference::Kind::subdirectory:
      if (language == Language::cmake) return fmt::format("`add_subdirectory({})`", reference.spelled);
      return fmt::format("subfolder `{}`", reference.spelled);
    case BuildReference::Kind::source:
      return fmt::format("source `{}`", reference.spelled);
    case BuildReference::Kind::path:
      return fmt::format("path `{}`", reference.spelled);
    case BuildReference::Kind::target:
      return fmt::format("target `{}`", reference.names);
    case BuildReference::Kind::command:
      return fmt::format("command `{}()`", reference.names);
  }
  return {};
}

/// `include(x OPTIONAL)` says itself that the file may be absent.
bool is_optional(const RuleContext& context, const BuildReference& reference) {
  if (reference.kind != BuildReference::Kind::script) return false;
  const std::vector<BuildCommand>& commands = context.facts[index(reference.from)].commands;
  const auto command = std::lower_bound(commands.begin(), commands.end(), reference.command,
                                        [](const BuildCommand& each, const Span& at) { return each.at < at; });
  if (command == commands.end() || command->at != reference.command) return false;
  return std::any_of(command->arguments.begin(), command->arguments.end(),
                     [](const BuildCommand::Argument& argument) { return argument.text == "OPTIONAL"; }) ||
         command->name == "-include";
}

Commands dangling(const RuleContext& context, const BuildJudge& judge) {
  std::set<Location> reported;
  for (const BuildUse& use : context.build.uses) {
    if (judge.judge(use) != BuildVerdict::allowed) reported.insert({use.from, use.at});
  }
  Commands out;
  for (const BuildReference& reference : context.build.references) {
    const Stage stage = context.registry[reference.module].stage;
    if (stage != Stage::S0 && stage != Stage::deprecated) continue;
    if (judge.is_own_script(reference.module, reference.from)) continue;
    if (context.registry.integration(reference.module, reference.from) != nullptr) continue;
    if (reported.contains({reference.from, reference.at}) || is_optional(context, reference)) continue;
    out[{reference.from, reference.command, reference.module}].push_back(&reference);
  }
  return out;
}

void report(const RuleContext& context, const std::vector<const BuildReference*>& references, Findings& findings) {
  const BuildReference& first = *references.front();
  const Module& module = context.registry[first.module];
  Diagnostic& finding = findings.add(
      {first.from, first.at}, fmt::format("deleting {} leaves {} dangling",
                                          phrases::party(context.registry, first.module), named(context, first)));
  finding.label = fmt::format("belongs to `{}`", module.name);
  for (std::size_t i = 1; i < references.size() && i <= kArguments; ++i) {
    finding.related.push_back(
        {{references[i]->from, references[i]->at}, named(context, *references[i]) + " dangles, too"});
  }
  if (references.size() > kArguments + 1) {
    const std::size_t more = references.size() - kArguments - 1;
    finding.notes.push_back(fmt::format("{} more of this command {}", more, more == 1 ? "dangles" : "dangle"));
  }
  finding.related.push_back(phrases::stage_line(context.registry, first.module));
  finding.module = module.name;
  for (const BuildReference* reference : references) {
    finding.target += (finding.target.empty() ? "" : " ") + reference->names;
    finding.spelling += (finding.spelling.empty() ? "" : " ") + reference->spelled;
  }
  finding.help = fmt::format("move it into a build file of `{}`, or declare `{}` under `integration`{}", module.name,
                             context.files.path(first.from), phrases::whom_to_ask(module));
}

void check(const RuleContext& context, Findings& findings) {
  if (context.build.references.empty()) return;
  const BuildJudge judge(context);
  for (const auto& [command, references] : dangling(context, judge)) report(context, references, findings);
}

}  // namespace

extern const Rule removal_breaks_rule{
    .id = "MG701",
    .name = "removal-breaks",
    .summary = "deleting the module's files leaves a build file with a dangling reference",
    .severity = Severity::error,
    .line_rank = 2,
    .check = check,
};

}  // namespace modgate
