// Takes the places in all text files where an S0 or deprecated module is named and reports, once a file and module,
// those that deleting the module's files would leave behind. Not reported: integration points, the flag's gate, the
// flag in the file that declares it, and lines that other rules judge: uses, tests of the flag.
#include <algorithm>
#include <set>
#include <tuple>

#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/naming.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

using Line = std::tuple<FileId, ModuleId, std::uint32_t>;

/// Lines whose uses and names are judged, and perhaps forgiven, by the rules about uses.
std::set<Line> judged_lines(const RuleContext& context) {
  std::set<Line> lines;
  for (const Use& use : context.resolution.uses) lines.emplace(use.from, use.module, use.line);
  for (const NameUse& use : context.resolution.name_uses) lines.emplace(use.from, use.module, use.line);
  return lines;
}

/// The flag where it belongs or where another rule judges it: in a file that declares it (MG601 knows a wrong
/// `declared_in`), in its gate, and where it is tested, which is MG605's.
bool is_flag_in_place(const RuleContext& context, const Module& module, const Mention& mention) {
  if (mention.what != Mention::What::flag) return false;
  if (naming::is_flags_own_file(context, module, mention.from)) return true;
  const FileFacts& facts = context.facts[index(mention.from)];
  const Flag& flag = module.manifest.flag;
  const bool declares = std::any_of(facts.flags.begin(), facts.flags.end(), [&](const FlagDeclaration& declared) {
    return naming::asks_for(flag, {declared.name, 0, {}}, facts.language);
  });
  if (declares) return true;
  return std::any_of(facts.flag_tests.begin(), facts.flag_tests.end(), [&](const FlagTest& test) {
    return test.line == mention.line && naming::asks_for(flag, test, facts.language);
  });
}

/// Whether the file is the gate, whose work is to name what it builds.
bool is_gate(const RuleContext& context, const Module& module, FileId file) {
  const Text& gate = module.manifest.flag.gate;
  return gate.set && gate.value == context.files.path(file);
}

bool may_name(const RuleContext& context, const Mention& mention) {
  const Registry& registry = context.registry;
  const Module& module = registry[mention.module];
  if (is_gate(context, module, mention.from)) return true;
  if (registry.integration(mention.module, mention.from) != nullptr) return true;
  if (naming::is_forgiven_test(context, mention.from) || is_flag_in_place(context, module, mention)) return true;
  const ModuleId user = registry.owner_of(mention.from);
  return module.stage == Stage::S0 && judge(registry, mention.from, user, mention.module, false) == Verdict::allowed;
}

void report(const RuleContext& context, const naming::Names& names, Findings& findings) {
  const Registry& registry = context.registry;
  const Mention& first = *names.first;
  const Module& module = registry[first.module];
  Diagnostic& finding =
      findings.add({first.from, first.at},
                   fmt::format("{} names {} `{}` of {}", phrases::party(registry, registry.owner_of(first.from)),
                               naming::kind_of(first.what), first.text, phrases::party(registry, first.module)));
  finding.label = fmt::format("stays behind when `{}` is deleted", module.name);
  finding.related.push_back(phrases::stage_line(registry, first.module));
  finding.module = module.name;
  naming::add_places(names, finding);
  finding.help = fmt::format("say it in the module's own files, or declare this file under `integration`{}",
                             phrases::whom_to_ask(module));
}

void check(const RuleContext& context, Findings& findings) {
  const std::set<Line> judged = judged_lines(context);
  const auto kept = [&](const Mention& mention) {
    const Stage stage = context.registry[mention.module].stage;
    if (stage != Stage::S0 && stage != Stage::deprecated) return false;
    return !judged.contains({mention.from, mention.module, mention.line}) && !may_name(context, mention);
  };
  naming::for_each_file(context.mentions, kept, [&](const naming::Names& names) { report(context, names, findings); });
}

}  // namespace

extern const Rule residue_rule{
    .id = "MG702",
    .name = "residue",
    .summary = "a file outside an S0 or deprecated module names its path, namespace, package or flag",
    .severity = Severity::warning,
    .line_rank = 6,
    .check = check,
};

}  // namespace modgate
