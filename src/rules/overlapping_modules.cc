// Takes the files that two modules claim and gives one finding a pair of modules, at the second module's `paths`, with
// the first shared file. The module that comes first owns the file for the rest of the run.
#include <string>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

void check(const RuleContext& context, Findings& findings) {
  for (const Overlap& overlap : context.registry.overlaps) {
    const Module& first = context.registry[overlap.first];
    const Module& second = context.registry[overlap.second];
    if (first.name == second.name) continue;  // one id twice is MG106
    const std::string_view path = context.files.path(overlap.file);
    const std::string more = overlap.files > 1 ? " and " + phrases::counted(overlap.files - 1, "more file") : "";
    Diagnostic& finding =
        findings.add(phrases::key_place(second, "paths"),
                     fmt::format("modules `{}` and `{}` both own `{}`{}", first.name, second.name, path, more));
    finding.related.push_back({phrases::key_place(first, "paths"), fmt::format("`{}` claims it here", first.name)});
    finding.notes.push_back(fmt::format("this run counts it as a file of `{}`", first.name));
    finding.module = second.name;
    finding.target = first.name;
    finding.help = "give every file one owner: narrow one of the two `paths`";
  }
}

}  // namespace

extern const Rule overlapping_modules_rule{
    .id = "MG201",
    .name = "overlapping-modules",
    .summary = "two modules own the same file",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
