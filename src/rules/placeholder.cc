// Takes the placeholders that the readers met, gives one finding each. In handles and urls from S0 on, where the reader
// marks the fault severe, it is an error.
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::placeholder, findings);
}

}  // namespace

extern const Rule placeholder_rule{
    .id = "MG107",
    .name = "placeholder",
    .summary = "text that was meant to be replaced",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
