// Takes the suppression comments of all scanned files and reports those that do not follow the form, give no reason,
// name a date that is none, or name a rule that is unknown or that no comment may silence.
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

Diagnostic& report(FileId file, Span at, std::string message, std::string help, Findings& findings) {
  Diagnostic& finding = findings.add({file, at}, std::move(message));
  finding.help = std::move(help);
  return finding;
}

std::string nearest_rule(std::string_view word) {
  for (const RuleEntry& entry : all_rules()) {
    if (phrases::near_miss(word, entry.rule->name)) return fmt::format("did you mean `{}`?", entry.rule->name);
  }
  return "`modgate rules` lists all rules";
}

void check_rules(FileId file, const Suppression& comment, Findings& findings) {
  for (const Suppression::Item& item : comment.rules) {
    const RuleEntry* entry = find_rule(item.rule);
    if (entry != nullptr && may_be_suppressed(*entry->rule)) continue;
    Diagnostic& finding =
        entry == nullptr
            ? report(file, item.at, fmt::format("suppression names the unknown rule `{}`", item.rule),
                     nearest_rule(item.rule), findings)
            : report(file, item.at, fmt::format("rule `{}` may not be silenced by a comment", item.rule),
                     "correct what it found; a comment cannot speak for a manifest or for people", findings);
    finding.label = entry == nullptr ? "unknown" : "not by a comment";
    finding.target = entry == nullptr ? item.rule : std::string(entry->rule->id);
    finding.spelling = item.rule;
  }
}

void check_comment(FileId file, const Suppression& comment, Findings& findings) {
  constexpr std::string_view kForm = "write `modgate: allow(RULE) until=YYYY-MM-DD -- reason`; `until` may be left out";
  if (comment.malformed) {
    report(file, comment.at, "comment starts with `modgate:` and is no suppression", std::string(kForm), findings);
    return;
  }
  if (comment.reason.empty()) {
    report(file, comment.at, "suppression gives no reason", "add ` -- ` and the reason", findings);
  }
  if (!comment.until.empty() && !parse_date(comment.until)) {
    report(file, comment.at, fmt::format("suppression ends on `{}`, which is no date", comment.until),
           "write the date as YYYY-MM-DD", findings)
        .spelling = comment.until;
  }
  check_rules(file, comment, findings);
}

void check(const RuleContext& context, Findings& findings) {
  for (std::size_t i = 0; i < context.facts.size(); ++i) {
    if (context.registry.excluded[i]) continue;
    for (const Suppression& comment : context.facts[i].suppressions) {
      check_comment(static_cast<FileId>(i), comment, findings);
    }
  }
}

}  // namespace

extern const Rule invalid_suppression_rule{
    .id = "MG902",
    .name = "invalid-suppression",
    .summary = "a suppression that cannot take effect",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
