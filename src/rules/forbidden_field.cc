// Takes the fields that the stage table forbids, gives one finding each.
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::forbidden_field, findings);
}

}  // namespace

extern const Rule forbidden_field_rule{
    .id = "MG105",
    .name = "forbidden-field",
    .summary = "a field that the stage forbids",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
