// Takes the readers' syntax faults, gives one finding each. Decides nothing itself: what is readable is the strict
// reader's business.
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  phrases::report_faults(context, FaultKind::syntax, findings);
}

}  // namespace

extern const Rule manifest_syntax_rule{
    .id = "MG101",
    .name = "manifest-syntax",
    .summary = "a manifest, policy or roster is not readable under the strict subset of YAML",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
