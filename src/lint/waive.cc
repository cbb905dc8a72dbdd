// Judging waivers, and silencing by them; see waive.h.
#include "lint/waive.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// What makes a manifest readable and honest, what guards moves between stages, and the gate itself.
constexpr std::array<std::string_view, 11> kUnwaivable = {"MG101", "MG102", "MG103", "MG109", "MG413", "MG501",
                                                          "MG508", "MG511", "MG903", "MG904", "MG908"};

const Rule* rule_named(const std::string& name) {
  const RuleEntry* entry = find_rule(name);
  return entry == nullptr ? nullptr : entry->rule;
}

bool is_unwaivable(const Policy& policy, const Rule& rule) {
  if (std::find(kUnwaivable.begin(), kUnwaivable.end(), rule.id) != kUnwaivable.end()) return true;
  return std::any_of(policy.unwaivable.begin(), policy.unwaivable.end(),
                     [&](const Text& named) { return rule_named(named.value) == &rule; });
}

/// Whether the handles are those of one person; without a usable roster, whether they are the same handle.
bool same_person(const Roster& roster, const std::string& one, const std::string& other) {
  if (text::equal_ignoring_case(one, other)) return true;
  const RosterPerson* person = roster.usable() ? roster.find(one) : nullptr;
  return person != nullptr && roster.find(other) == person;
}

/// What a change may not alter: who is waived from what, by whom, and why.
std::string identity_of(std::string_view module, const Rule& rule, const Waiver& waiver) {
  return fmt::format("{}\n{}\n{}\n{}", module, rule.id, text::lower(waiver.approved_by.value), waiver.reason.value);
}

/// The approver's faults.
void judge_approver(const Roster& roster, const Module& module, const std::string& approver,
                    std::vector<WaiverFault>& faults) {
  if (roster.usable()) {
    const RosterPerson* person = roster.find(approver);
    if (person == nullptr) faults.push_back(WaiverFault::unknown_approver);
    if (person != nullptr && person->bot) faults.push_back(WaiverFault::bot_approver);
  }
  const std::vector<Seat>& maintainers = module.manifest.maintainers;
  if (std::any_of(maintainers.begin(), maintainers.end(),
                  [&](const Seat& seat) { return same_person(roster, approver, seat.handle.value); })) {
    faults.push_back(WaiverFault::own_maintainer);
  }
}

/// Whether the waiver has the key; a value that is no good is MG103's. `item` is where to look, and moves on.
bool says(const Manifest& manifest, const Waiver& waiver, std::string_view key, std::size_t& item) {
  for (;; ++item) {
    const auto entry = manifest.keys.find(fmt::format("waivers[{}]", item));
    if (entry == manifest.keys.end()) return false;
    if (entry->second == waiver.at) return manifest.keys.contains(fmt::format("waivers[{}].{}", item, key));
  }
}

}  // namespace

void Waivers::Coverage::add(const Waiver& waiver) {
  all = all || waiver.paths.empty();
  for (const Text& path : waiver.paths) globs.emplace_back(path.value);
}

bool Waivers::Coverage::covers(const std::string& path) const { return all || matches_any(globs, path); }

Waivers::Waivers(const RuleContext& context, const RuleSettings& settings, LintReport& report) : context_(context) {
  if (context.change != nullptr) {
    renames_ = Renames(context.change->paths);
    read_base(*context.change);
  }
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    Progress progress;
    progress.edited = !module.manifest.waivers.empty() && is_edited(module.manifest);
    std::size_t undated = 0;
    for (const Waiver& waiver : module.manifest.waivers) {
      WaiverState state;
      state.module = static_cast<ModuleId>(i);
      state.waiver = &waiver;
      Judged judged;
      judged.rule = rule_named(waiver.rule.value);
      judge(module, state, judged, progress);
      if (judged.rule != nullptr) {
        const bool always = judged.rule->runs != RunsIn::audit && !judged.rule->needs_base;
        state.judged = judged.sound && always && !context.audit && report.complete && settings.runs(*judged.rule);
        by_rule_[{module.name, judged.rule}].push_back(states_.size());
        undated += state.in_force && !context.now ? 1U : 0U;
      }
      states_.push_back(std::move(state));
      judged_.push_back(std::move(judged));
    }
    if (undated != 0) {
      report.undecided.push_back(
          fmt::format("how long {} of module `{}` last: there is no commit to count from; --now gives a day",
                      text::counted(undated, "waiver"), utf8::visible(module.name)));
    }
  }
}

void Waivers::read_base(const Change& change) {
  for (const Module& module : change.registry.modules) {
    std::size_t read = 0;
    for (const Waiver& waiver : module.manifest.waivers) {
      const Rule* rule = rule_named(waiver.rule.value);
      read += 1 + waiver.paths.size();
      if (rule == nullptr || !waiver.until || read > limits::kWaiverPaths) continue;
      // Who maintained the module there granted himself nothing, even if the change takes him off the list.
      std::vector<WaiverFault> faults;
      judge_approver(context_.registry.roster, module, waiver.approved_by.value, faults);
      if (!faults.empty()) continue;
      Granted& granted = granted_[identity_of(module.name, *rule, waiver)];
      granted.coverage.add(waiver);
      granted.until = std::max(granted.until, *waiver.until);
    }
  }
}

bool Waivers::is_edited(const Manifest& manifest) const {
  if (context_.change == nullptr || index(manifest.file) >= context_.files.view_size()) return false;
  const std::string_view path = context_.files.path(manifest.file);
  const std::vector<PathChange>& paths = context_.change->paths;
  return std::any_of(paths.begin(), paths.end(),
                     [&](const PathChange& each) { return each.edited && each.after == path; });
}

void Waivers::judge(const Module& module, WaiverState& state, Judged& judged, Progress& progress) {
  const Waiver& waiver = *state.waiver;
  if (judged.rule == nullptr) return;
  const Policy& policy = context_.registry.policy;
  std::vector<WaiverFault>& faults = state.faults;
  if (is_unwaivable(policy, *judged.rule)) faults.push_back(WaiverFault::unwaivable);
  const auto lacks = [&](std::string_view key) { return !says(module.manifest, waiver, key, progress.item); };
  const bool complete = waiver.until && !waiver.reason.value.empty() && !waiver.approved_by.value.empty();
  if (!waiver.approved_by.value.empty()) {
    judge_approver(context_.registry.roster, module, waiver.approved_by.value, faults);
  } else if (lacks("approved_by")) {
    faults.push_back(WaiverFault::no_approver);
  }
  if (waiver.reason.value.empty() && lacks("reason")) faults.push_back(WaiverFault::no_reason);
  if (!waiver.until && lacks("until")) faults.push_back(WaiverFault::no_until);
  if (waiver.until && context_.now) {
    const auto left = day_number(*waiver.until) - day_number(*context_.now);
    if (left > policy.waiver_days_max) faults.push_back(WaiverFault::too_long);
    // Time alone turns no check red: an end is judged where somebody is at the manifest anyway.
    if (left < 0 && (context_.audit || progress.edited)) faults.push_back(WaiverFault::expired);
  }
  progress.read += 1 + waiver.paths.size();
  if (progress.read > limits::kWaiverPaths) {
    faults.push_back(WaiverFault::too_many);
  } else {
    judged.coverage.add(waiver);
  }
  if (context_.change != nullptr && !context_.change->adopts) {
    const auto granted = granted_.find(identity_of(module.name, *judged.rule, waiver));
    judged.granted = granted == granted_.end() ? nullptr : &granted->second;
    state.fresh = judged.granted == nullptr;
    if (judged.granted != nullptr && waiver.until && *waiver.until > judged.granted->until) {
      state.accepted_until = judged.granted->until;
    }
  }
  judged.sound = faults.empty() && complete;
  state.in_force = judged.sound && !state.fresh;
}

void Waivers::silence(Diagnostic& finding, std::size_t waiver) {
  WaiverState& state = states_[waiver];
  const Judged& judged = judged_[waiver];
  if (!judged.sound) return;
  const bool in_view = index(finding.at.file) < context_.files.view_size();
  const std::string path = in_view ? std::string(context_.files.path(finding.at.file)) : std::string();
  if (in_view ? !judged.coverage.covers(path) : !judged.coverage.all) return;
  if (state.fresh || (judged.granted != nullptr && !judged.granted->coverage.covers(path) &&
                      !(in_view && judged.granted->coverage.covers(renames_.before(path))))) {
    ++state.waiting;
    return;
  }
  ++state.silenced;
  if (finding.status != Diagnostic::Status::fresh) return;
  finding.status = Diagnostic::Status::suppressed;
  finding.justification = fmt::format("waived until {} by `{}`: {}", day_text(*state.waiver->until),
                                      state.waiver->approved_by.value, state.waiver->reason.value);
}

void Waivers::apply(std::vector<Diagnostic>& findings) {
  if (by_rule_.empty()) return;
  for (Diagnostic& finding : findings) {
    if (finding.status != Diagnostic::Status::fresh) continue;
    const auto named = by_rule_.find({finding.module, finding.rule});
    if (named == by_rule_.end()) continue;
    for (const std::size_t waiver : named->second) silence(finding, waiver);
  }
}

}  // namespace modgate
