// Takes the Python imports that were resolved to a package of an S0 module and reports those by core and by modules
// past S0, each one: absolute, relative, inside functions, under TYPE_CHECKING, and `importlib` with a literal. Uses
// between S0 modules are MG303's.
#include "modgate/rule.h"
#include "rules/support/judgement.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  report_uses(context, Verdict::s0_used, Use::Kind::import, findings);
}

}  // namespace

extern const Rule s0_imported_rule{
    .id = "MG302",
    .name = "s0-imported",
    .summary = "a file outside an S0 module imports it",
    .severity = Severity::error,
    .line_rank = 1,
    .check = check,
};

}  // namespace modgate
