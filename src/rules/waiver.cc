// Takes the waivers after they were applied and reports those that are not as they must be, those that silence nothing,
// and those that wait until the change that brings them is on the base. One finding a waiver: the first fault; others
// are notes.
#include <cstddef>
#include <string>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// What is wrong as the rest of "the waiver ...", and what to do.
struct Words {
  std::string clause, label, help;
};

Words too_long(const RuleContext& context, const Waiver& waiver) {
  const int most = context.registry.policy.waiver_days_max;
  const auto left = day_number(*waiver.until) - day_number(*context.now);
  return {fmt::format("lasts {} days from {}, and at most {} are allowed", left, day_text(*context.now), most),
          "too long",
          fmt::format("let it end on {} or before", day_text(date_of_day(day_number(*context.now) + most)))};
}

Words unknown(const RuleContext& context, const std::string& approver) {
  const auto near = context.registry.roster.nearest(approver);
  return {fmt::format("is approved by `{}`, who is not in the roster", approver), "unknown approver",
          near ? fmt::format("did you mean `{}`?", *near) : "correct the handle, or add the person to the roster"};
}

Words words_of(const RuleContext& context, const WaiverState& state, WaiverFault fault) {
  const Waiver& waiver = *state.waiver;
  const std::string& approver = waiver.approved_by.value;
  const int most = context.registry.policy.waiver_days_max;
  const std::string other = "have it approved by somebody who does not maintain the module";
  switch (fault) {
    case WaiverFault::unwaivable:
      return {"is for a rule that cannot be waived", "cannot be waived", "drop it and mend what the rule finds"};
    case WaiverFault::no_approver:
      return {"has no approver", "nobody approved it", "add `approved_by`, somebody who does not maintain the module"};
    case WaiverFault::no_reason:
      return {"has no reason", "no reason", "add `reason`"};
    case WaiverFault::no_until:
      return {"has no last day", "no last day", fmt::format("add `until`, at most {} days ahead", most)};
    case WaiverFault::unknown_approver:
      return unknown(context, approver);
    case WaiverFault::bot_approver:
      return {fmt::format("is approved by `{}`, which is a bot", approver), "a bot approved it", other};
    case WaiverFault::own_maintainer:
      return {fmt::format("is approved by `{}`, who maintains the module", approver), "approved by a maintainer",
              other};
    case WaiverFault::too_long:
      return too_long(context, waiver);
    case WaiverFault::too_many:
      return {fmt::format("is beyond the {} waivers and paths that are read of a module", limits::kWaiverPaths),
              "not read", "put waivers together by globs"};
    case WaiverFault::expired:
      break;
  }
  return {fmt::format("ended on {}", day_text(*waiver.until)), "ended",
          "mend what it covers and drop it, or have it approved anew"};
}

/// A finding that speaks of the waiver; the rest of "the waiver of `MG307` in module `relax` ...".
Diagnostic& tell(const RuleContext& context, const WaiverState& state, const Words& words, Severity severity,
                 Findings& findings) {
  const Module& module = context.registry[state.module];
  const std::string& rule = state.waiver->rule.value;
  Diagnostic& finding =
      findings.add(phrases::in_manifest(module, state.waiver->rule.at),
                   fmt::format("the waiver of `{}` in module `{}` {}", rule, module.name, words.clause));
  finding.severity = severity;
  finding.label = words.label;
  finding.module = module.name;
  finding.target = rule;
  finding.spelling = words.label;
  finding.help = words.help;
  return finding;
}

void report_faults(const RuleContext& context, const WaiverState& state, Findings& findings) {
  // That time has passed is the audit's to say, and no error there: nobody has done anything wrong by it.
  const bool only_expired = state.faults.front() == WaiverFault::expired;
  if (context.audit && !only_expired) return;
  const Severity severity = context.audit ? Severity::warning : Severity::error;
  Diagnostic& finding = tell(context, state, words_of(context, state, state.faults.front()), severity, findings);
  for (std::size_t i = 1; i < state.faults.size(); ++i) {
    finding.notes.push_back("it also " + words_of(context, state, state.faults[i]).clause);
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const WaiverState& state : context.waivers) {
    const std::string& rule = state.waiver->rule.value;
    if (find_rule(rule) == nullptr) {
      // Without a value the manifest is at fault (MG103).
      if (rule.empty() || context.audit) continue;
      tell(context, state, {"names no rule", "there is no such rule", "`modgate rules` lists them"}, Severity::error,
           findings);
      continue;
    }
    if (!state.faults.empty()) {
      report_faults(context, state, findings);
      continue;
    }
    if (context.audit) continue;
    if (state.waiting != 0) {
      const std::string count = phrases::counted(state.waiting, "finding");
      const std::string what = state.fresh ? "is new" : "covers more";
      Diagnostic& finding = tell(context, state,
                                 {fmt::format("{} in this change and does not silence {} yet", what, count), "new here",
                                  "bring the waiver to the base first, in a change of its own"},
                                 Severity::warning, findings);
      finding.notes.push_back("a waiver takes effect once it is on the base");
    } else if (state.accepted_until) {
      tell(context, state,
           {fmt::format("now lasts until {}; the base accepts it until {}", day_text(*state.waiver->until),
                        day_text(*state.accepted_until)),
            "made longer", "say in the change why it needs more time"},
           Severity::warning, findings);
    } else if (state.judged && state.silenced == 0) {
      tell(context, state, {"silences nothing", "not needed", "drop it, or correct its rule and paths"},
           Severity::warning, findings);
    }
  }
}

}  // namespace

extern const Rule waiver_rule{
    .id = "MG903",
    .name = "waiver",
    .summary = "a waiver without approver, reason or end, approved by the module's own maintainer, or of no use",
    .severity = Severity::error,
    .runs = RunsIn::settled,
    .check = check,
};

}  // namespace modgate
