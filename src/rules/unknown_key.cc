// Takes the keys that the readers did not know, gives one finding each with the nearest known key as help.
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::unknown_key, findings);
}

}  // namespace

extern const Rule unknown_key_rule{
    .id = "MG102",
    .name = "unknown-key",
    .summary = "a key that modgate does not know",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
