// What policy and roster of the view say otherwise than those of the base: values, not bytes, so that a comment or
// another order of keys is no difference. See changes.h.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate::changes {
namespace {

/// A key with its value: one item, or those of a list or mapping.
struct Value {
  std::string_view key;
  std::vector<std::string> items;
  bool gate = false;
  bool list = false;
};

constexpr std::string_view kSeverities[] = {"off", "info", "warning", "error"};
constexpr std::string_view kLeniencies[] = {"judge", "warn", "allow"};

std::vector<std::string> texts_of(const std::vector<Text>& texts) {
  std::vector<std::string> values;
  for (const Text& text : texts) values.push_back(text.value);
  return values;
}

std::vector<std::string> severities_of(const Policy& policy) {
  std::vector<std::string> pairs;
  for (const auto& [rule, severity] : policy.severity) {
    pairs.push_back(fmt::format("{}: {}", rule.value, kSeverities[static_cast<std::size_t>(severity)]));
  }
  return pairs;
}

std::vector<std::string> macros_of(const Policy& policy) {
  std::vector<std::string> pairs;
  for (const auto& [macro, opened] : policy.namespace_macros) {
    pairs.push_back(fmt::format("{}: {}", macro.value, opened.value));
  }
  return pairs;
}

std::vector<Value> values_of(const Policy& policy) {
  const auto gate = [](std::string_view key, std::string_view value) {
    return Value{key, {std::string(value)}, true, false};
  };
  const auto number = [&](std::string_view key, int value) { return gate(key, std::to_string(value)); };
  const auto gates = [](std::string_view key, std::vector<std::string> items) {
    return Value{key, std::move(items), true, true};
  };
  const auto tree = [](std::string_view key, std::vector<std::string> items) {
    return Value{key, std::move(items), false, true};
  };
  const auto lenient = [&](std::string_view key, Leniency value) {
    return gate(key, kLeniencies[static_cast<std::size_t>(value)]);
  };
  return {
      gate("preset", preset_name(policy.preset)),
      gate("roster", policy.contributors.set ? policy.contributors.value : policy.roster.value),
      gates("severity", severities_of(policy)),
      number("endorsers_min", policy.endorsers_min),
      number("maintainers_min", policy.maintainers_min),
      gate("vote", policy.vote),
      number("vote_hours_min", policy.vote_hours_min),
      number("s0_days_min", policy.s0_days_min),
      number("deprecation_days_min", policy.deprecation_days_min),
      number("waiver_days_max", policy.waiver_days_max),
      gate("s0_uses_s0", policy.s0_uses_s0_declared ? "declared" : "forbid"),
      gate("integration_use", policy.integration_use_forbidden ? "forbid" : "allow"),
      lenient("guarded_use", policy.guarded_use),
      lenient("test_use", policy.test_use),
      gates("unwaivable", texts_of(policy.unwaivable)),
      gates("rfc_headings", texts_of(policy.rfc_headings)),
      // A manifest that is not named any more is MG508's, one that is named now enters with this change.
      tree("manifests", texts_of(policy.manifests)),
      tree("include_roots", texts_of(policy.include_roots)),
      tree("compile_commands", {policy.compile_commands.value}),
      tree("python_roots", texts_of(policy.python_roots)),
      tree("exclude", texts_of(policy.exclude)),
      tree("tests", texts_of(policy.tests)),
      tree("namespace_macros", macros_of(policy)),
      tree("registry_calls", texts_of(policy.registry_calls)),
      tree("core_public_headers", texts_of(policy.core_public_headers)),
  };
}

/// The items of `all` that `others` lacks, in backticks; empty values are none.
std::vector<std::string> lacking(const std::vector<std::string>& all, const std::vector<std::string>& others) {
  const std::set<std::string_view> known(others.begin(), others.end());
  std::vector<std::string> out;
  for (const std::string& item : all) {
    if (!item.empty() && !known.contains(item)) out.push_back(phrases::quoted(item));
  }
  return out;
}

std::string words_of(const Value& before, const Value& after) {
  if (!after.list) {
    const auto shown = [](const std::string& value) { return value.empty() ? "unset" : phrases::quoted(value); };
    return fmt::format("`{}` is {} and was {}", after.key, shown(after.items.front()), shown(before.items.front()));
  }
  const std::vector<std::string> come = lacking(after.items, before.items);
  const std::vector<std::string> gone = lacking(before.items, after.items);
  if (come.empty() && gone.empty()) return fmt::format("`{}` has another order", after.key);
  return fmt::format("`{}` {}{}{}", after.key, come.empty() ? "" : "gains " + phrases::listing(come),
                     come.empty() || gone.empty() ? "" : " and ",
                     gone.empty() ? "" : "loses " + phrases::listing(gone));
}

/// What a person's entry says, apart from its name.
std::map<std::string, std::vector<std::string>> entry_of(const RosterPerson& person) {
  std::vector<std::string> roles;
  for (const RoleSpan& span : person.roles) {
    // Days from the file's history are the base's alone; nobody wrote them.
    if (span.derived && span.until) continue;
    const auto day = [&](const std::optional<Date>& date) {
      return date && !span.derived ? fmt::format("{}-{}-{}", date->year, date->month, date->day) : std::string();
    };
    roles.push_back(fmt::format("{} {} {}", static_cast<int>(span.role), day(span.since), day(span.until)));
  }
  std::sort(roles.begin(), roles.end());
  return {{"roles", std::move(roles)},
          {"handles", person.handles},
          {"e-mail addresses", person.emails},
          {"`bot`", {person.bot ? "true" : "false"}}};
}

std::map<std::string_view, const RosterPerson*> by_id(const Roster& roster) {
  std::map<std::string_view, const RosterPerson*> out;
  for (const RosterPerson& person : roster.people) {
    if (!person.former) out.emplace(person.id, &person);
  }
  return out;
}

}  // namespace

std::vector<PolicyDifference> policy_differences(const RuleContext& context) {
  const Change& change = *context.change;
  std::vector<PolicyDifference> out;
  if (change.policy.outside) return out;
  const std::vector<Value> before = values_of(change.registry.policy);
  const std::vector<Value> after = values_of(change.policy);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].items == after[i].items) continue;
    out.push_back({std::string(after[i].key), words_of(before[i], after[i]), after[i].gate});
  }
  return out;
}

std::vector<std::string> roster_differences(const RuleContext& context) {
  const auto before = by_id(context.change->registry.roster);
  const auto after = by_id(context.change->roster);
  std::vector<std::string> out;
  for (const auto& [id, person] : after) {
    const auto old = before.find(id);
    if (old == before.end()) {
      out.push_back(fmt::format("`{}` comes new", id));
      continue;
    }
    const auto was = entry_of(*old->second);
    std::vector<std::string> other;
    for (const auto& [what, value] : entry_of(*person)) {
      if (was.at(what) != value) other.push_back(what);
    }
    if (!other.empty()) out.push_back(fmt::format("`{}` has other {}", id, phrases::listing(other)));
  }
  for (const auto& [id, person] : before) {
    if (!after.contains(id)) out.push_back(fmt::format("`{}` is gone", id));
  }
  return out;
}

}  // namespace modgate::changes
