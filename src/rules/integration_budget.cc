// Takes the number of lines of each integration file that name the module and reports a point over its `max_lines`, one
// that names the module nowhere, and one whose file is not there. Points that the module owns have no budget; a
// proposal's points may be still to come.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string trouble(const Module& module, std::size_t i) {
  const Integration& point = module.manifest.integration[i];
  if (module.integration_files[i] == kNoFile)
    return fmt::format("integration point `{}` is not in the tree", point.path.value);
  const std::uint32_t lines = module.integration_lines[i];
  if (lines == 0) return fmt::format("integration point `{}` no longer names `{}`", point.path.value, module.name);
  if (point.max_lines >= 0 && lines > static_cast<std::uint32_t>(point.max_lines)) {
    return fmt::format("integration point `{}` names `{}` on {}; its `max_lines` is {}", point.path.value, module.name,
                       phrases::counted(lines, "line"), point.max_lines);
  }
  return {};
}

void check_module(const Module& module, Findings& findings) {
  const std::size_t points =
      std::min({module.manifest.integration.size(), module.integration_files.size(), module.integration_lines.size()});
  for (std::size_t i = 0; i < points; ++i) {
    const Integration& point = module.manifest.integration[i];
    if (point.owned || !point.path.set) continue;
    std::string message = trouble(module, i);
    if (message.empty()) continue;
    Diagnostic& finding = findings.add(phrases::in_manifest(module, point.path.at), std::move(message));
    const bool crowded = module.integration_files[i] != kNoFile && module.integration_lines[i] > 0;
    finding.label = crowded ? "over its budget" : "names nothing";
    finding.module = module.name;
    finding.target = point.path.value;
    finding.help =
        crowded ? "move the lines into one call of the module, or raise `max_lines` and say why" : "drop the entry";
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    const Stage declared = module.manifest.stage;
    if (declared != Stage::proposed && declared != Stage::removed) check_module(module, findings);
  }
}

}  // namespace

extern const Rule integration_budget_rule{
    .id = "MG208",
    .name = "integration-budget",
    .summary = "an integration point names its module too often, or no longer",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
