// Takes the files that were too large, unreadable or not decodable and the places where a scanner lost its way, and
// reports each: what was not read was not checked.
#include <string>

#include "modgate/rule.h"

namespace modgate {
namespace {

void report(FileId file, Span at, const std::string& reason, Findings& findings) {
  Diagnostic& finding = findings.add({file, at}, "not checked in full: " + reason);
  finding.target = reason;
  finding.help = "correct the file, or list it under the policy's `exclude`";
}

void check(const RuleContext& context, Findings& findings) {
  for (const Skipped& skipped : context.skipped) report(skipped.file, skipped.at, skipped.reason, findings);
}

}  // namespace

extern const Rule file_skipped_rule{
    .id = "MG906",
    .name = "file-skipped",
    .summary = "a file was not read, or not understood in full",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
