// Takes the places that name the flag of a removed module and reports them once a file, with what the first of them
// does: declares the flag, tests it, or only names it. A flag that another module has taken over is that module's.
#include <algorithm>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/naming.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string_view deed(const RuleContext& context, const Module& module, const Mention& mention) {
  const FileFacts& facts = context.facts[index(mention.from)];
  const Flag& flag = module.manifest.flag;
  const bool declared = std::any_of(facts.flags.begin(), facts.flags.end(), [&](const FlagDeclaration& fact) {
    return fact.line == mention.line && naming::asks_for(flag, {fact.name, 0, {}}, facts.language);
  });
  if (declared) return "declared";
  const bool tested = std::any_of(facts.flag_tests.begin(), facts.flag_tests.end(), [&](const FlagTest& test) {
    return test.line == mention.line && naming::asks_for(flag, test, facts.language);
  });
  return tested ? "tested" : mention.on ? "switched on" : "named";
}

void report(const RuleContext& context, const naming::Names& names, Findings& findings) {
  const Mention& first = *names.first;
  const Module& module = context.registry[first.module];
  Diagnostic& finding =
      findings.add({first.from, first.at}, fmt::format("flag `{}` of removed module `{}` is still {}", first.text,
                                                       module.name, deed(context, module, first)));
  finding.label = "switches nothing";
  finding.related.push_back({phrases::key_place(module, "stage"), fmt::format("`{}` was removed", module.name)});
  finding.module = module.name;
  naming::add_places(names, finding);
  finding.help = "delete the flag here, too";
}

void check(const RuleContext& context, Findings& findings) {
  const auto kept = [&](const Mention& mention) {
    const Module& module = context.registry[mention.module];
    return mention.what == Mention::What::flag && module.manifest.stage == Stage::removed;
  };
  naming::for_each_file(context.mentions, kept, [&](const naming::Names& names) { report(context, names, findings); });
}

}  // namespace

extern const Rule flag_leftover_rule{
    .id = "MG607",
    .name = "flag-leftover",
    .summary = "the flag of a removed module is still declared, tested or named",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
