// Takes the references that are computed or that several files answer to, some of them a module's, and reports each
// one. A reference that no file of the view answers to is external and only counted.
#include <cstddef>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  constexpr std::size_t kCandidates = 5;
  for (const Unresolved& reference : context.resolution.unresolved) {
    const std::string trouble = reference.module == kCore
                                    ? "could not be resolved"
                                    : "may be a use of " + phrases::party(context.registry, reference.module);
    Diagnostic& finding = findings.add({reference.from, reference.at},
                                       fmt::format("`{}` {}: {}", reference.spelled, trouble, reference.reason));
    finding.label = "not resolved";
    std::vector<std::string> candidates;
    for (const FileId file : reference.candidates) candidates.push_back(phrases::quoted(context.files.path(file)));
    if (!candidates.empty()) finding.notes.push_back("it could be " + phrases::listing(candidates, kCandidates));
    if (reference.module != kCore) finding.module = context.registry[reference.module].name;
    finding.target = reference.reason;
    finding.spelling = reference.spelled;
    finding.help = candidates.empty() ? "write the operand plainly, or suppress the finding with a reason"
                                      : "declare the policy's `include_roots` or `python_roots`";
  }
}

}  // namespace

extern const Rule unresolved_use_rule{
    .id = "MG905",
    .name = "unresolved-use",
    .summary = "an include or import that may be a use of a module could not be decided",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
