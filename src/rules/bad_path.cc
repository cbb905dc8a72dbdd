// Takes the paths that the reader refused for their form, and adds those of `paths`, `tests` and `docs` that lead
// through a symbolic link of the view: git lists nothing below a link, so such a path owns nothing.
#include <optional>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check_links(const RuleContext& context, const Module& module, const std::vector<Text>& entries,
                 Findings& findings) {
  for (const Text& entry : entries) {
    const std::optional<std::string> link = phrases::symlink_on_the_way(context.files, entry.value);
    if (!link) continue;
    Diagnostic& finding = findings.add(phrases::in_manifest(module, entry.at),
                                       fmt::format("`{}` leads through the symbolic link `{}`", entry.value, *link));
    finding.label = "through a link";
    finding.module = module.name;
    finding.target = entry.value;
    finding.help = "name the directory that the link points to";
  }
}

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::bad_path, findings);
  for (const Module& module : context.registry.modules) {
    check_links(context, module, module.manifest.paths, findings);
    check_links(context, module, module.manifest.tests, findings);
    check_links(context, module, module.manifest.docs, findings);
  }
}

}  // namespace

extern const Rule bad_path_rule{
    .id = "MG109",
    .name = "bad-path",
    .summary = "a path that cannot name a module's files",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
