// Takes the changes of what rules the gate itself (policy, roster, baseline, mailmap) and gives one info a file: by
// what this change was judged, and what differs in values. Suppression comments that come with the change are listed,
// too. Comments and layout of these files are no difference in values, but their edit is still told.
#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

using What = RulingChange::What;
using How = RulingChange::How;

std::string_view name_of(What what) {
  constexpr std::string_view kNames[] = {"policy", "roster", "baseline", "mailmap"};
  return kNames[static_cast<std::size_t>(what)];
}

std::string_view verb_of(How how) {
  constexpr std::string_view kVerbs[] = {"is new", "is edited", "is removed", "is replaced by a link"};
  return kVerbs[static_cast<std::size_t>(how)];
}

/// Whether the base has one that judges in the view's stead.
bool base_judges(const RuleContext& context, What what) {
  const Registry& base = context.change->registry;
  switch (what) {
    case What::policy:
      return base.policy.file != kNoFile;
    case What::roster:
    case What::mailmap:
      return base.roster.declared;
    case What::baseline:
      break;
  }
  return !context.change->adopts;
}

std::string message_of(const RuleContext& context, const RulingChange& ruling) {
  const std::string_view name = name_of(ruling.what);
  const std::string_view verb = verb_of(ruling.how);
  if (!base_judges(context, ruling.what)) {
    return fmt::format("the {} {} and counts at once: the base has none", name, verb);
  }
  if (ruling.what == What::baseline) {
    return fmt::format("the baseline {}; only entries that the base has, too, are in force", verb);
  }
  return fmt::format("the {} {}; this change is judged by the base's", name, verb);
}

/// Files that the base's `exclude` leaves in, at the path they had there, too.
void note_excluded(const RuleContext& context, Diagnostic& finding) {
  const Change& change = *context.change;
  const std::vector<FileId> before = changes::befores(context);
  std::size_t count = 0;
  FileId first = kNoFile;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!context.registry.excluded[i] || change.by_base.excluded[i]) continue;
    if (before[i] != kNoFile && change.registry.excluded[index(before[i])]) continue;
    if (count++ == 0) first = static_cast<FileId>(i);
  }
  if (count == 0) return;
  finding.notes.push_back(fmt::format("{} {} newly excluded, the first is `{}`", phrases::counted(count, "file"),
                                      count == 1 ? "is" : "are", context.files.path(first)));
}

void note_policy(const RuleContext& context, Diagnostic& finding) {
  for (const changes::PolicyDifference& difference : changes::policy_differences(context)) {
    const bool waits = difference.gate && base_judges(context, What::policy);
    finding.notes.push_back(difference.words + (waits             ? ", once it is on the base"
                                                : difference.gate ? ""
                                                                  : ", which describes the tree and counts now"));
  }
  note_excluded(context, finding);
}

void note_roster(const RuleContext& context, Diagnostic& finding) {
  const std::vector<std::string> persons = changes::roster_differences(context);
  if (!persons.empty()) finding.notes.push_back(phrases::listing(persons));
}

void report(const RuleContext& context, const RulingChange& ruling, Findings& findings) {
  Diagnostic& finding = findings.add({ruling.at, {}}, message_of(context, ruling));
  finding.label = name_of(ruling.what);
  finding.target = name_of(ruling.what);
  if (ruling.what == What::policy) note_policy(context, finding);
  if (ruling.what == What::roster) note_roster(context, finding);
  finding.help = "let those who guard the gate look at it, on its own";
}

using CommentKey = std::tuple<FileId, std::string, std::string, std::string>;

CommentKey key_of(FileId file, const Suppression& comment) {
  std::string rules;
  for (const Suppression::Item& item : comment.rules) rules += item.rule + ",";
  return {file, rules, comment.until, comment.reason};
}

std::string rules_of(const Suppression& comment) {
  std::vector<std::string> rules;
  for (const Suppression::Item& item : comment.rules) rules.push_back(phrases::quoted(item.rule));
  return phrases::listing(rules);
}

/// Comments of a file that the base does not have, one finding a file.
void report_suppressions(const RuleContext& context, Findings& findings) {
  const Change& change = *context.change;
  std::map<CommentKey, std::size_t> known;
  for (std::size_t i = 0; i < change.facts.size() && i < change.after.size(); ++i) {
    for (const Suppression& comment : change.facts[i].suppressions) ++known[key_of(change.after[i], comment)];
  }
  std::map<FileId, std::vector<const Suppression*>> fresh;
  for (const SuppressionState& state : context.suppressions) {
    if (state.comment->malformed) continue;
    std::size_t& left = known[key_of(state.file, *state.comment)];
    if (left > 0) {
      --left;
    } else {
      fresh[state.file].push_back(state.comment);
    }
  }
  for (const auto& [file, comments] : fresh) {
    const Suppression& first = *comments.front();
    Diagnostic& finding =
        findings.add({file, first.at},
                     comments.size() == 1
                         ? fmt::format("a suppression of {} comes with this change", rules_of(first))
                         : fmt::format("{} come with this change", phrases::counted(comments.size(), "suppression")));
    finding.label = "new";
    finding.target = "suppression";
    for (std::size_t i = 1; i < std::min(comments.size(), limits::kRelatedPlaces + 1); ++i) {
      finding.related.push_back({{file, comments[i]->at}, "of " + rules_of(*comments[i])});
    }
    finding.help = "let the reviewer judge the reason";
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const RulingChange& ruling : context.change->rulings) report(context, ruling, findings);
  report_suppressions(context, findings);
}

}  // namespace

extern const Rule policy_changed_rule{
    .id = "MG908",
    .name = "policy-changed",
    .summary = "what rules the gate is edited, and by what this change was judged",
    .severity = Severity::info,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
