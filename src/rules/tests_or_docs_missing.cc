// Takes the entries of `tests` and `docs` that match no file of the view and reports each at its place. What the files
// say is not judged. Proposals may come before their files.
#include <cstddef>
#include <string_view>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check_list(const Module& module, const std::vector<Text>& entries, const std::vector<std::size_t>& empty,
                std::string_view what, const RuleContext& context, Findings& findings) {
  for (const std::size_t i : empty) {
    const Text& entry = entries[i];
    if (phrases::symlink_on_the_way(context.files, entry.value)) continue;  // MG109's
    Diagnostic& finding = findings.add(phrases::in_manifest(module, entry.at),
                                       fmt::format("`{}` of module `{}` holds no {}", entry.value, module.name, what));
    finding.label = "no file";
    finding.module = module.name;
    finding.target = entry.value;
    finding.help = fmt::format("add the {}s, or correct the path", what);
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    if (module.manifest.stage == Stage::proposed || module.manifest.stage == Stage::removed) continue;
    check_list(module, module.manifest.tests, module.empty_tests, "test", context, findings);
    check_list(module, module.manifest.docs, module.empty_docs, "document", context, findings);
  }
}

}  // namespace

extern const Rule tests_or_docs_missing_rule{
    .id = "MG706",
    .name = "tests-or-docs-missing",
    .summary = "declared tests or documents are not there",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
