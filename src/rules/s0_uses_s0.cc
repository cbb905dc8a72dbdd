// Takes the includes and imports between S0 modules and reports each one, unless the policy says `s0_uses_s0: declared`
// and the using module lists the other under `depends_on`.
#include <optional>

#include "modgate/rule.h"
#include "rules/support/judgement.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  report_uses(context, Verdict::s0_uses_s0, std::nullopt, findings);
}

}  // namespace

extern const Rule s0_uses_s0_rule{
    .id = "MG303",
    .name = "s0-uses-s0",
    .summary = "an S0 module uses another S0 module",
    .severity = Severity::error,
    .line_rank = 1,
    .check = check,
};

}  // namespace modgate
