// What moves need of manifests alone: the rows of the stage table, RFCs, what is replaced, and how a module is given
// up.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "rules/support/phrases.h"
#include "rules/support/transition_needs.h"

namespace modgate::transition {
namespace {

using State = Evidence::State;

/// Parts of a list in a detail before the rest is a number.
constexpr std::size_t kListed = 4;

/// Whether the base's manifest has no such fault, so that the finding is a new one.
bool is_new_fault(const Module& base, const Diagnostic& finding) {
  static constexpr std::pair<std::string_view, FaultKind> kKinds[] = {
      {"MG101", FaultKind::syntax},          {"MG102", FaultKind::unknown_key}, {"MG103", FaultKind::invalid_value},
      {"MG105", FaultKind::forbidden_field}, {"MG107", FaultKind::placeholder}, {"MG109", FaultKind::bad_path}};
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                 [&](const auto& each) { return each.first == finding.rule->id; });
  if (kind == std::end(kKinds)) return false;
  const std::vector<Fault>& faults = base.manifest.faults;
  return std::none_of(faults.begin(), faults.end(),
                      [&](const Fault& fault) { return fault.kind == kind->second && fault.key == finding.target; });
}

void judge_manifest(const Look& look, std::vector<Evidence>& out) {
  std::vector<const Diagnostic*> faults = look.errors({"MG10"});
  // Missing fields are the rows of the stage; compositions that are left are a need of their own.
  std::erase_if(faults, [&](const Diagnostic* finding) {
    return finding->rule->id == "MG104" || (look.to == Stage::S0 && finding->target == "compositions");
  });
  Evidence one = evidence("a valid manifest", faults.empty() ? State::met : State::lacking, summary_of(look, faults));
  const bool only_forbidden =
      std::all_of(faults.begin(), faults.end(), [](const Diagnostic* finding) { return finding->rule->id == "MG105"; });
  if (look.tried && !faults.empty() && only_forbidden) {
    one.state = State::follows;
    one.detail = "what the stage forbids goes with the move: " + one.detail;
  }
  one.reported = !faults.empty() && std::all_of(faults.begin(), faults.end(), [&](const Diagnostic* finding) {
    return look.base == nullptr || is_new_fault(*look.base, *finding);
  });
  out.push_back(std::move(one));
}

bool asked_by_minimal(const Policy& policy, const Requirement& row) {
  if (row.minimal) return true;
  if (row.title == "maintainers") return policy.maintainers_min > 0;
  if (row.title == "endorsers") return policy.endorsers_min > 0;
  return row.title == "vote" && !policy.vote.empty();
}

/// Whether MG104 says of the manifest that the key, or a part of it, is missing.
bool lacks_field(const Manifest& manifest, const std::string& key) {
  return std::any_of(manifest.faults.begin(), manifest.faults.end(), [&](const Fault& fault) {
    return fault.kind == FaultKind::missing_field && (fault.key == key || fault.key.starts_with(key + "."));
  });
}

/// Whether findings that the base does not have say already that each of these keys is missing.
bool all_reported(const Look& look, const std::vector<std::string>& keys) {
  const std::vector<const Diagnostic*> found = look.errors({"MG104"});
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    const bool now = std::any_of(found.begin(), found.end(), [&](const Diagnostic* finding) {
      return finding->target == key || finding->target.starts_with(key + ".");
    });
    return now && !(look.base != nullptr && lacks_field(look.base->manifest, key));
  });
}

void judge_column(const Look& look, std::vector<Evidence>& out) {
  const bool minimal = look.policy().preset == Preset::minimal;
  for (const Requirement& row : look.module.requirements) {
    if (minimal && !asked_by_minimal(look.policy(), row)) continue;
    Evidence one = evidence(row.title, row.met ? State::met : State::lacking);
    bool said = false;
    if (!row.met) {
      std::vector<std::string> keys;
      for (const std::string& key : row.missing) keys.push_back(phrases::quoted(key));
      // The preset `minimal` asks a move for more than its manifest, and a list that is too short is no missing field.
      said = std::all_of(row.missing.begin(), row.missing.end(),
                         [&](const std::string& key) { return lacks_field(look.module.manifest, key); });
      one.detail = phrases::listing(keys) + (said ? " (MG104)" : "");
      one.reported = all_reported(look, row.missing);
    }
    if (look.tried && row.title == "since") {
      one.state = State::follows;
      one.detail = "the day of the move";
    }
    judge_people(look, row, one);
    if (one.state == State::lacking && said && look.waived("MG104")) one.state = State::met, one.detail = "waived";
    out.push_back(std::move(one));
  }
}

std::string consumer(const Composition& composition) {
  return composition.with.set ? phrases::quoted(composition.with.value) : std::string("one without `with`");
}

void judge_accepted_rfcs(const Look& look, std::vector<Evidence>& out) {
  const std::vector<Composition>& compositions = look.module.manifest.compositions;
  std::vector<std::string> lacking;
  bool only_reused = true;
  for (std::size_t i = 0; i < compositions.size(); ++i) {
    const Rfc& rfc = compositions[i].rfc;
    const bool named = rfc.set && !rfc_keys(rfc).empty();
    const bool draft = rfc.state.value == "draft";
    if (!named || draft) {
      only_reused = false;
      lacking.push_back(fmt::format("{} {}", consumer(compositions[i]), named ? "has a draft" : "has none"));
    } else if (look.run.rfcs.other(look.id, i, true) != nullptr) {
      lacking.push_back(fmt::format("{} shares `{}`", consumer(compositions[i]), rfc_text(rfc).value));
    } else if (look.base != nullptr && same_rfc(rfc, look.base->manifest.rfc)) {
      // Another `rfc` in the same change does not free the one by which the module was accepted.
      only_reused = false;
      lacking.push_back(fmt::format("{} has `{}`, by which the module itself was accepted", consumer(compositions[i]),
                                    rfc_text(rfc).value));
    }
  }
  const bool met = lacking.empty() && !compositions.empty();
  Evidence one = evidence("each composition has an accepted RFC that is used for nothing else",
                          met ? State::met : State::lacking, phrases::listing(lacking, kListed));
  if (compositions.empty()) one.detail = "there is no composition";
  one.reported = !met && (compositions.empty() ? all_reported(look, {"compositions"})
                                               : only_reused && !look.errors({"MG504"}).empty());
  out.push_back(std::move(one));
}

void judge_another_rfc(const Look& look, std::vector<Evidence>& out) {
  const Manifest& manifest = look.module.manifest;
  Evidence one = evidence("an RFC of its own for S2, other than those of S0 and S1", State::met);
  const auto lack = [&](std::string detail) {
    one.state = State::lacking;
    one.detail = std::move(detail);
  };
  if (!manifest.rfc.set || rfc_keys(manifest.rfc).empty()) {
    lack("there is no `rfc`");
  } else {
    one.detail = phrases::quoted(rfc_text(manifest.rfc).value);
    if (look.base != nullptr && same_rfc(manifest.rfc, look.base->manifest.rfc)) {
      lack(fmt::format("{} is the one of the stage before", one.detail));
    }
    for (const Module* side : {&look.module, look.base}) {
      if (side == nullptr) continue;
      for (const Composition& composition : side->manifest.compositions) {
        if (!same_rfc(manifest.rfc, composition.rfc)) continue;
        lack(fmt::format("{} is the one of composition {}", phrases::quoted(rfc_text(manifest.rfc).value),
                         consumer(composition)));
      }
    }
  }
  out.push_back(std::move(one));
}

const Module* module_of(const Registry& registry, std::string_view name) {
  const auto found =
      std::lower_bound(registry.modules.begin(), registry.modules.end(), name,
                       [](const Module& module, std::string_view wanted) { return module.name < wanted; });
  return found != registry.modules.end() && found->name == name ? &*found : nullptr;
}

/// The day from which this stage counts: as declared, or the day of the check where the move is only tried.
std::optional<Date> day_of_move(const Look& look) {
  return look.tried ? look.context().now : look.module.manifest.since;
}

/// What is replaced must have been deprecated in the base, so that nobody announces it backwards.
Evidence replaced(const Look& look, const std::string& name) {
  const int days = look.policy().deprecation_days_min;
  Evidence one = evidence(fmt::format("`{}`, which it replaces, is deprecated for {} days, with migration", name, days),
                          State::lacking);
  const Module* const now = module_of(look.context().registry, name);
  const ModuleId before_id = look.context().change->module(name);
  const Module* const before = before_id == kCore ? nullptr : &look.context().change->registry[before_id];
  if (now == nullptr) {
    one.detail = "there is no manifest of that name";
  } else if (before != nullptr && before->manifest.stage == Stage::removed) {
    one.state = State::met;
    one.detail = "it is removed";
  } else if (!now->manifest.readable) {
    one.detail = "its manifest cannot be read";
  } else if (now->manifest.stage != Stage::deprecated && now->manifest.stage != Stage::removed) {
    one.detail = fmt::format("it is at stage {}", stage_name(now->manifest.stage));
  } else if (before == nullptr || before->manifest.stage != Stage::deprecated) {
    one.detail = fmt::format("it is {} by this change only", stage_name(now->manifest.stage));
  } else if (!now->manifest.deprecation.migration.set) {
    one.detail = "its `deprecation` says no `migration`";
  } else if (!now->manifest.deprecation.announced || !before->manifest.deprecation.announced) {
    one.detail = "its `deprecation` does not say when it was `announced`";
  } else if (const auto day = day_of_move(look); !day) {
    one.state = State::undecided;
    one.detail = "the day of the move is not known";
  } else {
    const Date begun = std::max(*now->manifest.deprecation.announced, *deprecated_since(before->manifest));
    const std::int64_t passed = day_number(*day) - day_number(begun);
    one.state = passed >= days ? State::met : State::lacking;
    one.detail =
        fmt::format("announced and in force since {}, {} days before {}", day_text(begun), passed, day_text(*day));
  }
  return one;
}

void judge_succession(const Look& look, std::vector<Evidence>& out) {
  for (const Relation& relation : look.module.manifest.relations) {
    if (relation.kind.value == "replaces") out.push_back(replaced(look, relation.module.value));
    if (relation.kind.value != "evolves") continue;
    const std::string& name = relation.module.value;
    Evidence one = evidence(fmt::format("the RFC gives notice to the users of `{}`, which it evolves", name),
                            State::undecided, "for people to judge");
    if (name == look.module.name) {
      one.state = State::lacking;
      one.detail = "a module does not evolve itself";
    } else if (module_of(look.context().registry, name) == nullptr) {
      one.detail = "there is no manifest of that name; for people to judge";
    }
    out.push_back(std::move(one));
  }
}

/// A text or day of `deprecation` that is given or not.
void judge_given(std::string title, bool given, std::string value, const char* key, std::vector<Evidence>& out) {
  out.push_back(evidence(std::move(title), given ? State::met : State::lacking,
                         given ? std::move(value) : fmt::format("there is no `deprecation.{}`", key)));
}

void judge_reason(const Look& look, std::vector<Evidence>& out) {
  const Text& reason = look.module.manifest.deprecation.reason;
  judge_given("a reason", reason.set, phrases::quoted(reason.value), "reason", out);
  out.back().reported = !reason.set && (!look.errors({"MG507"}).empty() || all_reported(look, {"deprecation"}));
}

void judge_day(std::string title, const std::optional<Date>& day, const char* key, std::vector<Evidence>& out) {
  judge_given(std::move(title), day.has_value(), day ? day_text(*day) : std::string(), key, out);
}

void judge_announcement(const Look& look, std::vector<Evidence>& out) {
  judge_day("an announcement", look.module.manifest.deprecation.announced, "announced", out);
}

void judge_inactivity(const Look& look, std::vector<Evidence>& out) {
  const Deprecation& deprecation = look.module.manifest.deprecation;
  if (deprecation.reason.value != "inactive") return;
  const bool decided = deprecation.decision.set;
  out.push_back(evidence("nobody is active, or a decision says so", decided ? State::met : State::undecided,
                         decided ? phrases::quoted(deprecation.decision.value)
                                 : "history is not read here; give `deprecation.decision`, or see `modgate audit`"));
}

void judge_decision(const Look& look, std::vector<Evidence>& out) {
  const Deprecation& deprecation = look.module.manifest.deprecation;
  Evidence one = evidence("a vote or an RFC that decided", State::lacking, "there is no `deprecation.decision`");
  const VoteView* const vote = vote_of(look);
  if (deprecation.decision.set) {
    one.state = State::met;
    one.detail = phrases::quoted(deprecation.decision.value);
  } else if (vote != nullptr && is_new_vote(look).value_or(false)) {
    const Outcome result = outcome(look.policy().vote, *vote);
    one.state = result == Outcome::passes ? State::met : result == Outcome::fails ? State::lacking : State::undecided;
    one.detail = result == Outcome::passes ? std::string("the vote passes")
                                           : "the vote: " + phrases::listing(shortfall(look.policy().vote, *vote));
  }
  out.push_back(std::move(one));
}

/// Whether a finding of its own says that this key of `deprecation` is not there.
bool said_by_incomplete(const Look& look, std::string_view key) {
  const std::vector<const Diagnostic*> found = look.errors({"MG507"});
  return std::any_of(found.begin(), found.end(),
                     [&](const Diagnostic* finding) { return finding->target == fmt::format("deprecation.{}", key); });
}

void judge_replacement(const Look& look, std::vector<Evidence>& out) {
  const Text& text = look.module.manifest.deprecation.replacement;
  judge_given("a replacement, or `none`", text.set, phrases::quoted(text.value), "replacement", out);
  out.back().reported = !text.set && said_by_incomplete(look, "replacement");
}

void judge_migration(const Look& look, std::vector<Evidence>& out) {
  const Text& text = look.module.manifest.deprecation.migration;
  judge_given("a migration", text.set, phrases::quoted(text.value), "migration", out);
  out.back().reported = !text.set && said_by_incomplete(look, "migration");
}

void judge_remove_after(const Look& look, std::vector<Evidence>& out) {
  judge_day("the day from which it may be removed", look.module.manifest.deprecation.remove_after, "remove_after", out);
}

/// The later of the day that the base says and the one that the change says, so that nobody shortens it on the way.
void judge_passed(const Look& look, std::vector<Evidence>& out) {
  std::optional<Date> day = look.module.manifest.deprecation.remove_after;
  if (look.base != nullptr) day = std::max(day, look.base->manifest.deprecation.remove_after);
  const std::optional<Date>& now = look.context().now;
  if (!day && look.policy().preset == Preset::minimal) return;
  Evidence one = evidence("`remove_after` has passed", State::lacking, "there is no `deprecation.remove_after`");
  if (day) {
    one.state = !now ? State::undecided : *now >= *day ? State::met : State::lacking;
    one.detail = now ? fmt::format("it is {}, and this is as of {}", day_text(*day), day_text(*now))
                     : fmt::format("it is {}; the day of the check is not known, --now gives it", day_text(*day));
  }
  out.push_back(std::move(one));
}

void judge_no_compositions(const Look& look, std::vector<Evidence>& out) {
  const std::size_t left = look.module.manifest.compositions.size();
  Evidence one = evidence("no composition is left", left == 0 ? State::met : State::lacking,
                          left == 0 ? std::string() : phrases::counted(left, "composition"));
  one.reported = left > 0 && !look.errors({"MG105"}).empty();
  out.push_back(std::move(one));
}

}  // namespace

std::optional<Date> deprecated_since(const Manifest& base) {
  // A day that was announced long ago does not stand for a stage that has just begun: MG503 keeps `since` honest.
  const std::optional<Date>& announced = base.deprecation.announced;
  return announced && base.since ? std::max(announced, base.since) : announced;
}

extern const Need valid_manifest{"a valid manifest", true, judge_manifest};
extern const Need stage_column{"what the stage requires", true, judge_column};
extern const Need accepted_rfcs{"each composition has an accepted RFC that is used for nothing else", false,
                                judge_accepted_rfcs};
extern const Need another_rfc{"an RFC of its own for S2, other than those of S0 and S1", false, judge_another_rfc};
extern const Need succession{
    "what it replaces is deprecated for 180 days (`deprecation_days_min`), with migration; what it evolves has notice "
    "in the RFC",
    false, judge_succession};
extern const Need deprecation_reason{"a reason", false, judge_reason};
extern const Need announcement{"an announcement", false, judge_announcement};
extern const Need inactivity{"where the reason is `inactive`: history agrees, or a decision says so", false,
                             judge_inactivity};
extern const Need decision{"a vote or an RFC that decided", false, judge_decision};
extern const Need replacement{"a replacement, or `none`", false, judge_replacement};
extern const Need migration{"a migration", false, judge_migration};
extern const Need remove_after{"the day from which it may be removed", false, judge_remove_after};
extern const Need remove_after_passed{"`remove_after` has passed", true, judge_passed};
extern const Need no_compositions{"no composition is left", true, judge_no_compositions};

}  // namespace modgate::transition
