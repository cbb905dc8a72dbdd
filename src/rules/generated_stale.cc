// Takes the generated sections of Markdown files and files of code owners: reports what is no longer what the registry
// says, with the text that is, and markers that make no section. Text outside the markers is nobody's business.
#include "modgate/rule.h"

namespace modgate {
namespace {

void report_trouble(const GeneratedSection& section, Findings& findings) {
  Diagnostic& finding = findings.add(section.marker, section.trouble);
  finding.related = section.related;
  finding.help = section.help;
  finding.target = "marker";
  finding.spelling = section.name;
}

void report_stale(const GeneratedSection& section, Findings& findings) {
  Diagnostic& finding =
      findings.add(section.marker, fmt::format("section `{}` is not what the manifests say", section.name));
  finding.label = "out of date";
  finding.module = section.module;
  finding.target = section.name;
  if (!section.given) {
    finding.help = "correct other sections with `modgate check --fix` first, then run it again";
    return;
  }
  finding.help = "`modgate check --fix` writes it anew; `modgate check --diff` shows what would change";
  finding.fixes.push_back(
      {fmt::format("write section `{}` anew", section.name), {{{section.marker.file, section.body}, section.text}}});
}

void check(const RuleContext& context, Findings& findings) {
  for (const GeneratedSection& section : context.generated) {
    if (!section.trouble.empty()) {
      report_trouble(section, findings);
    } else if (section.stale) {
      report_stale(section, findings);
    }
  }
}

}  // namespace

extern const Rule generated_stale_rule{
    .id = "MG907",
    .name = "generated-stale",
    .summary = "a generated section that is not what the manifests say",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
