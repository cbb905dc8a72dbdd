// Takes the qualified names, aliases, using-directives and Python attribute chains that were found to name a module,
// and reports the first one of a file and module where MG301-304 would forbid an include, unless an include or import
// of the same module is in the file already. A declared integration point may name its module.
#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string_view where(NameUse::Kind kind) {
  switch (kind) {
    case NameUse::Kind::using_directive:
      return " in a using-directive";
    case NameUse::Kind::using_declaration:
      return " in a using-declaration";
    case NameUse::Kind::namespace_alias:
      return " in a namespace alias";
    case NameUse::Kind::name:
    case NameUse::Kind::attribute:
      break;
  }
  return "";
}

using FileAndModule = std::pair<FileId, ModuleId>;

/// Files whose use of the module is reported by its include or import; one that the policy forgives says nothing of
/// names.
std::set<FileAndModule> pairs_with_a_reported_use(const RuleContext& context) {
  std::set<FileAndModule> pairs;
  for (const Use& use : context.resolution.uses) {
    if (use.module == kCore || judge(context.registry, use) == Verdict::allowed) continue;
    if (leniency(context.registry.policy, use.guarded, use.test) == Leniency::allow) continue;
    pairs.emplace(use.from, use.module);
  }
  return pairs;
}

/// The namespace is opened on the same line, which MG203 reports.
bool is_reopened_there(const FileFacts& facts, const NameUse& use) {
  return std::any_of(facts.blocks.begin(), facts.blocks.end(), [&](const NamespaceBlock& block) {
    return block.line == use.line && phrases::at_or_below(block.lookup, use.resolved, "::");
  });
}

void report(const RuleContext& context, const NameUse& use, Verdict verdict, Findings& findings) {
  const Registry& registry = context.registry;
  Diagnostic& finding = findings.add(
      {use.from, use.at}, fmt::format("{} names `{}` of {}{}", phrases::party(registry, use.user), use.resolved,
                                      phrases::party(registry, use.module), where(use.kind)));
  finding.label = fmt::format("belongs to `{}`", registry[use.module].name);
  circumstances(context, use.module, use.guarded, use.test, finding);
  for (const Span& place : use.others) finding.related.push_back({{use.from, place}, "named here, too"});
  finding.target = use.resolved;
  finding.spelling = use.spelled;
  finding.help = exits(registry, use.user, use.module, verdict, Exit::naming);
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  std::set<FileAndModule> reported = pairs_with_a_reported_use(context);
  for (const NameUse& use : context.resolution.name_uses) {
    if (reported.count({use.from, use.module}) > 0) continue;
    const Verdict verdict =
        judge(registry, use.from, use.user, use.module, registry.integration(use.module, use.from) != nullptr);
    if (verdict == Verdict::allowed || is_reopened_there(context.facts[index(use.from)], use)) continue;
    if (leniency(registry.policy, use.guarded, use.test) == Leniency::allow) continue;
    report(context, use, verdict, findings);
    reported.emplace(use.from, use.module);
  }
}

}  // namespace

extern const Rule qualified_use_rule{
    .id = "MG204",
    .name = "qualified-use",
    .summary = "a file that may not use a module names its namespace",
    .severity = Severity::error,
    .line_rank = 4,
    .check = check,
};

}  // namespace modgate
