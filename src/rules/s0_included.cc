// Takes the includes that were resolved to a file of an S0 module and reports those by core and by modules past S0,
// each one. Declared integration points with `use: true` are allowed; uses between S0 modules are MG303's. Includes
// that name no file, or several, are MG905's.
#include "modgate/rule.h"
#include "rules/support/judgement.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  report_uses(context, Verdict::s0_used, Use::Kind::include, findings);
}

}  // namespace

extern const Rule s0_included_rule{
    .id = "MG301",
    .name = "s0-included",
    .summary = "a file outside an S0 module includes one of its files",
    .severity = Severity::error,
    .line_rank = 1,
    .check = check,
};

}  // namespace modgate
