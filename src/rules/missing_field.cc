// Takes the stage table's missing fields, gives one finding a field. What a proposal still lacks is pending and never
// arrives here.
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::missing_field, findings);
}

}  // namespace

extern const Rule missing_field_rule{
    .id = "MG104",
    .name = "missing-field",
    .summary = "a field that the stage requires is missing",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
