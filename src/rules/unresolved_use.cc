// Takes the references that are computed or that several files answer to, some of them a module's, and reports each
// one. A reference that no file of the view answers to is external and only counted.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// Whether the policy's roots decide what a file of this language loads.
bool has_roots(Language language) {
  constexpr std::array<Language, 5> kLanguages = {Language::c, Language::cxx, Language::tablegen, Language::python,
                                                  Language::cython};
  return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

void check(const RuleContext& context, Findings& findings) {
  constexpr std::size_t kCandidates = 5;
  std::map<FileId, std::size_t> seen;
  for (const Unresolved& reference : context.resolution.unresolved) {
    if (++seen[reference.from] > limits::kUnresolved) continue;
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
    const bool roots = !candidates.empty() && has_roots(context.facts[index(reference.from)].language);
    finding.help = roots ? "declare the policy's `include_roots` or `python_roots`"
                         : "write the operand plainly, or suppress the finding with a reason";
  }
  for (const auto& [file, count] : seen) {
    if (count <= limits::kUnresolved) continue;
    // The count is part of the fingerprint: with one more of them it is a new finding.
    Diagnostic& finding = findings.add({file, {}}, phrases::counted(count - limits::kUnresolved, "more reference") +
                                                       " of this file could not be resolved");
    finding.target = "more";
    finding.spelling = std::to_string(count);
    finding.help = "exclude the file by the policy's `exclude` if it is generated";
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
