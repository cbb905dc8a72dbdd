// Takes what a vote claims of itself, `rule` and `claimed`, and reports where the policy or the ballots give something
// else. Ballots that are in doubt (MG409, MG103) may be either: only numbers that no reading of them gives are
// reported. A result that is announced as a text is not judged.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/votes.h"

namespace modgate {
namespace {

void check_rule(const Module& module, const std::string& decides, Findings& findings) {
  const Text& claimed = module.manifest.vote.rule;
  if (!claimed.set || decides.empty() || claimed.value == decides) return;
  Diagnostic& finding = findings.add(phrases::in_manifest(module, claimed.at),
                                     fmt::format("the vote on module `{}` claims the rule {}, and the policy's is {}",
                                                 module.name, claimed.value, decides));
  finding.label = fmt::format("the policy decides by {}", decides);
  finding.module = module.name;
  finding.target = "vote.rule";
  finding.spelling = claimed.value;
  finding.help = fmt::format("remove `rule`, or write `rule: {}`", decides);
}

/// "9 +1 and 0 -1", with the sides that were claimed.
std::string sides(std::optional<std::size_t> in_favour, std::optional<std::size_t> against) {
  std::vector<std::string> parts;
  if (in_favour) parts.push_back(fmt::format("{} +1", *in_favour));
  if (against) parts.push_back(fmt::format("{} -1", *against));
  return phrases::listing(parts);
}

void check_tally(const VoteView& vote, Findings& findings) {
  const Module& module = *vote.module;
  const auto claim = [](std::optional<int> number) {
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
  };
  const auto in_favour = claim(module.manifest.vote.claimed_for);
  const auto against = claim(module.manifest.vote.claimed_against);
  const auto possible = [&](std::optional<std::size_t> claimed, std::size_t counted) {
    return !claimed || (*claimed >= counted && *claimed <= counted + vote.undecided);
  };
  if (possible(in_favour, vote.in_favour) && possible(against, vote.against)) return;
  const std::string found = sides(in_favour ? std::optional(vote.in_favour) : std::nullopt,
                                  against ? std::optional(vote.against) : std::nullopt);
  Diagnostic& finding = findings.add(phrases::key_place(module, "vote.claimed"),
                                     fmt::format("the vote on module `{}` claims {}, and the binding ballots give {}",
                                                 module.name, sides(in_favour, against), found));
  finding.label = fmt::format("{} by the ballots", found);
  finding.notes = resolution_notes(vote);
  finding.module = module.name;
  finding.target = "vote.claimed";
  finding.help = "correct `claimed`, or the ballots, handles and roster that it was counted from";
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    if (module.manifest.stage != Stage::removed) check_rule(module, context.registry.policy.vote, findings);
  }
  for (const VoteView& vote : votes_of(context)) check_tally(vote, findings);
}

}  // namespace

extern const Rule tally_mismatch_rule{
    .id = "MG410",
    .name = "tally-mismatch",
    .summary = "a vote claims a result or a rule that ballots or policy do not give",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
