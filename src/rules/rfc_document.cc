// Takes what the reader of RFC documents found (a heading that is not there, text of a template, a line that the
// manifest contradicts) and gives one finding each. How severe each is was decided with the stage at hand.
#include "modgate/rfc.h"
#include "modgate/rule.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const RfcDocument& document : context.rfcs) {
    for (const RfcFault& fault : document.faults) {
      Diagnostic& finding = findings.add(fault.at, fault.message);
      finding.severity = fault.severity;
      finding.label = fault.label;
      finding.related = fault.related;
      finding.module = document.module;
      finding.target = fault.target;
      finding.help = fault.help;
    }
  }
}

}  // namespace

extern const Rule rfc_document_rule{
    .id = "MG510",
    .name = "rfc-document",
    .summary = "the RFC document lacks a heading, holds text of its template, or contradicts the manifest",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
