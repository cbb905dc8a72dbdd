// Takes the includes and imports of S1 modules and reports those by files that match no `compositions[].paths` of the
// module, by anyone who does not list it under `depends_on` as a module.
#include <optional>

#include "modgate/rule.h"
#include "rules/support/judgement.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  report_uses(context, Verdict::uncovered, std::nullopt, findings);
}

}  // namespace

extern const Rule uncovered_composition_rule{
    .id = "MG304",
    .name = "uncovered-composition",
    .summary = "a use of an S1 module that none of its compositions covers",
    .severity = Severity::error,
    .line_rank = 1,
    .check = check,
};

}  // namespace modgate
