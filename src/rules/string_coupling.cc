// Takes the string literals that begin with a module's registry prefix and reports those in files that may not use the
// module: each registered or looked-up name once a file, and other such strings once a file, as information. The
// longest prefix decides whose name it is. Prose, in a log or an assertion, is no name.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/judgement.h"
#include "rules/support/naming.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// A registry prefix and the module that owns it.
struct Prefix {
  std::string_view text;
  Span at;  ///< in the module's manifest
  ModuleId module = kCore;
};

/// The longest first, so that the first match is the one that counts.
std::vector<Prefix> prefixes_of(const Registry& registry) {
  std::vector<Prefix> prefixes;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Module& module = registry.modules[i];
    if (module.manifest.stage == Stage::removed) continue;
    for (const Text& prefix : module.manifest.namespaces.registry) {
      if (!prefix.value.empty()) prefixes.push_back({prefix.value, prefix.at, static_cast<ModuleId>(i)});
    }
  }
  std::stable_sort(prefixes.begin(), prefixes.end(),
                   [](const Prefix& a, const Prefix& b) { return a.text.size() > b.text.size(); });
  return prefixes;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// A prefix that ends in a letter stands for the whole word, as the scanners read it.
const Prefix* owner_of(const std::vector<Prefix>& prefixes, std::string_view text) {
  const auto found = std::find_if(prefixes.begin(), prefixes.end(), [&](const Prefix& prefix) {
    if (!text.starts_with(prefix.text)) return false;
    return !is_word(prefix.text.back()) || text.size() == prefix.text.size() || !is_word(text[prefix.text.size()]);
  });
  return found == prefixes.end() ? nullptr : &*found;
}

bool is_guarded(const Flag& flag, const std::vector<std::string>& guards) {
  const std::vector<std::string> names = flag_names(flag);
  return std::any_of(guards.begin(), guards.end(), [&](const std::string& guard) {
    return std::find(names.begin(), names.end(), guard) != names.end();
  });
}

/// "registers" for `TVM_REGISTER_GLOBAL` and `register_func`, not for `Registry::Get`.
bool registers(std::string_view call) {
  std::string lower(call);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower.find("register") != std::string::npos;
}

std::string message(const RuleContext& context, FileId file, const RegistryString& string, ModuleId module) {
  const Registry& registry = context.registry;
  const std::string who = phrases::party(registry, registry.owner_of(file));
  const std::string whose = phrases::party(registry, module);
  if (string.call.empty()) return fmt::format("{} holds the string `{}` of {}", who, string.text, whose);
  return fmt::format("{} {} `{}` of {} by `{}`", who, registers(string.call) ? "registers" : "looks up", string.text,
                     whose, string.call);
}

/// The strings of one file and module that are reported together.
struct Couplings {
  const Prefix* prefix = nullptr;
  std::vector<const RegistryString*> strings;
  std::vector<const RegistryString*> beside;  ///< other strings on the first one's line
};

void report(const RuleContext& context, FileId file, const Couplings& found, Findings& findings) {
  const Registry& registry = context.registry;
  const RegistryString& first = *found.strings.front();
  const Module& module = registry[found.prefix->module];
  Diagnostic& finding = findings.add({file, first.at}, message(context, file, first, found.prefix->module));
  finding.label = fmt::format("`{}` is a registry prefix of `{}`", found.prefix->text, module.name);
  circumstances(context, found.prefix->module, is_guarded(module.manifest.flag, first.guards),
                registry.test[index(file)], finding);
  if (first.call.empty()) finding.severity = Severity::info;
  finding.related.back() = {phrases::in_manifest(module, found.prefix->at),
                            fmt::format("`{}` claims the prefix here", module.name)};
  std::vector<Span> others;
  for (std::size_t i = 1; i < found.strings.size() && others.size() < limits::kRelatedPlaces; ++i) {
    others.push_back(found.strings[i]->at);
  }
  naming::add_places(file, others, found.strings.size() - 1 - others.size(),
                     first.call.empty() ? "such a string, too" : "the same name again", finding);
  for (const RegistryString* other : found.beside) {
    finding.related.push_back({{file, other->at}, fmt::format("`{}` stands here, too", other->text)});
  }
  finding.target = first.text;
  finding.spelling = first.call;
  const ModuleId user = registry.owner_of(file);
  finding.help = exits(registry, user, found.prefix->module, judge(registry, file, user, found.prefix->module, false),
                       Exit::naming);
}

/// Whether the file may couple itself to the module by names, or the policy forgives this one.
bool is_fine(const RuleContext& context, FileId file, const RegistryString& string, ModuleId module) {
  const Registry& registry = context.registry;
  const ModuleId user = registry.owner_of(file);
  const bool integration = registry.integration(module, file) != nullptr;
  if (string.log || user == module || integration) return true;
  if (judge(registry, file, user, module, integration) == Verdict::allowed) return true;
  const bool guarded = is_guarded(registry[module].manifest.flag, string.guards);
  return leniency(registry.policy, guarded, registry.test[index(file)]) == Leniency::allow;
}

/// By module; calls by name, and all other strings together under the empty one.
using CouplingsOfFile = std::map<std::pair<ModuleId, std::string_view>, Couplings>;

/// A line yields one finding a module: of several names on it the first call stays, the others move on to the next line
/// on which they stand, or become a place of that finding.
std::vector<Couplings> one_a_line(CouplingsOfFile couplings) {
  std::vector<Couplings> sorted;
  for (auto& [key, found] : couplings) sorted.push_back(std::move(found));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Couplings& a, const Couplings& b) {
    const RegistryString& first = *a.strings.front();
    const RegistryString& second = *b.strings.front();
    return std::pair(first.call.empty(), first.at) < std::pair(second.call.empty(), second.at);
  });
  std::map<std::pair<ModuleId, std::uint32_t>, std::size_t> taken;  // line to the finding that has it
  std::vector<Couplings> kept;
  for (Couplings& found : sorted) {
    const ModuleId module = found.prefix->module;
    const auto free = std::find_if(found.strings.begin(), found.strings.end(), [&](const RegistryString* string) {
      return !taken.contains({module, string->line});
    });
    if (free == found.strings.end()) {
      std::vector<const RegistryString*>& beside = kept[taken[{module, found.strings.front()->line}]].beside;
      if (beside.size() < limits::kRelatedPlaces) beside.push_back(found.strings.front());
      continue;
    }
    found.strings.erase(found.strings.begin(), free);
    taken.emplace(std::pair(module, found.strings.front()->line), kept.size());
    kept.push_back(std::move(found));
  }
  return kept;
}

void check_file(const RuleContext& context, const std::vector<Prefix>& prefixes, FileId file, Findings& findings) {
  CouplingsOfFile couplings;
  for (const RegistryString& string : context.facts[index(file)].strings) {
    const Prefix* prefix = owner_of(prefixes, string.text);
    if (prefix == nullptr || is_fine(context, file, string, prefix->module)) continue;
    const std::string_view key = string.call.empty() ? std::string_view() : std::string_view(string.text);
    Couplings& found = couplings[{prefix->module, key}];
    if (found.prefix == nullptr) found.prefix = prefix;
    found.strings.push_back(&string);
  }
  for (const Couplings& found : one_a_line(std::move(couplings))) report(context, file, found, findings);
}

void check(const RuleContext& context, Findings& findings) {
  const std::vector<Prefix> prefixes = prefixes_of(context.registry);
  if (prefixes.empty()) return;
  for (std::size_t i = 0; i < context.facts.size(); ++i) {
    if (!context.registry.excluded[i]) check_file(context, prefixes, static_cast<FileId>(i), findings);
  }
}

}  // namespace

extern const Rule string_coupling_rule{
    .id = "MG307",
    .name = "string-coupling",
    .summary = "a file outside a module registers or looks up a name under one of its registry prefixes",
    .severity = Severity::warning,
    .line_rank = 5,
    .check = check,
};

}  // namespace modgate
