// Takes the values that the readers refused, gives one finding each. An unknown stage is judged as S0 by every other
// rule, which the registry has seen to already.
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::invalid_value, findings);
}

}  // namespace

extern const Rule invalid_value_rule{
    .id = "MG103",
    .name = "invalid-value",
    .summary = "a value that its key does not admit",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
