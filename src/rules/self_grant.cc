// Takes a change and reports where it profits from evidence that it brings itself: uses that only its own entries
// allow, files of core that a module takes and the change edits, policy gates or roster edited together with modules,
// and `exclude` or `tests` that newly cover what it adds or edits. A module that is new with the change grants itself
// nothing here: it enters by its own evidence.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "modgate/limits.h"
#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// What profits from one entry: where it stands and what of the change it allows.
struct Grant {
  ModuleId module = kCore;
  std::string words;  ///< "the composition", "the integration point"
  std::vector<Location> gains;
};

using Grants = std::map<Location, Grant>;

/// The module of the base with the name of this one of the view; core stays core.
std::optional<ModuleId> at_base(const RuleContext& context, ModuleId module) {
  if (module == kCore) return kCore;
  const ModuleId found = context.change->module(context.registry[module].name);
  return found == kCore ? std::nullopt : std::optional(found);
}

/// Whether the base's own entries would have allowed a use of this kind in this file.
bool base_allows(const RuleContext& context, const Use& use, ModuleId user, ModuleId module) {
  const Registry& base = context.change->by_base;
  const Integration* point = base.integration(module, use.from);
  return judge(base, use.from, user, module, point != nullptr && point->use) == Verdict::allowed;
}

Text depends_entry(const Module& user, std::string_view on) {
  for (const Text& entry : user.manifest.depends_on) {
    if (entry.value == on) return entry;
  }
  return {};
}

/// The entry of the view by which the use is allowed, and the module whose manifest holds it.
struct Entry {
  Location at;
  std::string words;
  ModuleId holder;
};

Entry entry_for(const RuleContext& context, const Use& use) {
  const Registry& registry = context.registry;
  const Module& module = registry[use.module];
  if (use.integration) {
    const Integration* point = registry.integration(use.module, use.from);
    if (point != nullptr) return {phrases::in_manifest(module, point->path.at), "an integration point", use.module};
  }
  if (use.user != kCore) {
    const Text entry = depends_entry(registry[use.user], module.name);
    if (entry.set) return {phrases::in_manifest(registry[use.user], entry.at), "a `depends_on` entry", use.user};
  }
  for (std::size_t i = 0; module.stage == Stage::S1 && i < module.files_by_composition.size(); ++i) {
    const std::vector<FileId>& files = module.files_by_composition[i];
    if (!std::binary_search(files.begin(), files.end(), use.from)) continue;
    const Location at = phrases::in_manifest(module, module.manifest.compositions[i].paths.front().at);
    return {at, "a composition", use.module};
  }
  return {phrases::key_place(module, "stage"), "the stage", use.module};
}

void add_uses(const RuleContext& context, Grants& grants) {
  const std::vector<bool> fresh = changes::new_uses(context);
  const std::vector<FileId> befores = changes::befores(context);
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const Use& use = context.resolution.uses[i];
    if (!fresh[i] || leniency(context.registry.policy, use.guarded, use.test) == Leniency::allow) continue;
    const auto user = at_base(context, use.user);
    const auto module = at_base(context, use.module);
    if (!user || !module || judge(context.registry, use) != Verdict::allowed) continue;
    if (!base_allows(context, use, *user, *module)) {
      Entry entry = entry_for(context, use);
      Grant& grant = grants[entry.at];
      grant.module = entry.holder;
      grant.words = std::move(entry.words);
      grant.gains.push_back({use.from, use.at});
    } else if (use.target != kNoFile && use.kind == Use::Kind::include &&
               context.registry.is_public_header(use.module, use.target) &&
               !context.change->by_base.is_public_header(*module, use.target) &&
               befores[index(use.target)] != kNoFile) {
      Grant& grant = grants[phrases::key_place(context.registry[use.module], "public_headers")];
      grant.module = use.module;
      grant.words = "`public_headers`";
      grant.gains.push_back({use.from, use.at});
    }
  }
}

bool opens(const FileFacts& facts, std::string_view name) {
  return std::any_of(facts.blocks.begin(), facts.blocks.end(),
                     [&](const NamespaceBlock& block) { return phrases::at_or_below(block.lookup, name, "::"); });
}

/// Namespaces that the module may declare in since this change, and opens in files that the change adds or edits.
void add_namespaces(const RuleContext& context, Grants& grants) {
  const std::vector<changes::Touch> touches = changes::touches(context);
  const std::vector<FileId> befores = changes::befores(context);
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    const auto base = at_base(context, static_cast<ModuleId>(i));
    if (!base) continue;
    std::set<std::string_view> known;
    for (const Text& name : context.change->registry[*base].manifest.namespaces.allow) known.insert(name.value);
    for (const Text& name : module.manifest.namespaces.allow) {
      if (known.contains(name.value)) continue;
      for (const FileId file : module.files) {
        const changes::Touch touch = touches[index(file)];
        if (touch != changes::Touch::added && touch != changes::Touch::edited) continue;
        const FileId before = befores[index(file)];
        if (before != kNoFile && opens(context.change->facts[index(before)], name.value)) continue;
        for (const NamespaceBlock& block : context.facts[index(file)].blocks) {
          if (!phrases::at_or_below(block.lookup, name.value, "::")) continue;
          Grant& grant = grants[phrases::in_manifest(module, name.at)];
          grant.module = static_cast<ModuleId>(i);
          grant.words = "`namespace.allow`";
          grant.gains.push_back({file, block.at});
          break;
        }
      }
    }
  }
}

void report_grants(const RuleContext& context, const Grants& grants, Findings& findings) {
  for (const auto& [at, grant] : grants) {
    const Module& module = context.registry[grant.module];
    const std::size_t count = grant.gains.size();
    Diagnostic& finding =
        findings.add(at, fmt::format("{} of `{}` comes with {} that only it allows", grant.words, module.name,
                                     count == 1 ? std::string("a line") : phrases::counted(count, "line")));
    finding.label = "not in the base";
    for (std::size_t i = 0; i < std::min(count, limits::kRelatedPlaces); ++i) {
      finding.related.push_back({grant.gains[i], "allowed by this change alone"});
    }
    if (count > limits::kRelatedPlaces) {
      finding.notes.push_back(fmt::format("and {} more", count - limits::kRelatedPlaces));
    }
    finding.module = module.name;
    finding.target = grant.words;
    finding.help = "land the evidence first, on its own" + phrases::whom_to_ask(module);
  }
}

/// Files that were core's and that a list of a module takes where they are, in a change that edits them as well: what
/// they use of the module is nobody's finding any more.
void report_taken(const RuleContext& context, Findings& findings) {
  const std::vector<changes::Touch> touches = changes::touches(context);
  const std::vector<FileId> befores = changes::befores(context);
  const Registry& registry = context.registry;
  const Registry& base = context.change->registry;
  std::map<std::pair<ModuleId, Part>, std::vector<FileId>> taken;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    const ModuleId owner = registry.owner_of(file);
    const FileId before = befores[i];
    if (touches[i] != changes::Touch::edited || owner == kCore || registry.part[i] == Part::manifest) continue;
    if (before == kNoFile || base.owner_of(before) != kCore || base.excluded[index(before)]) continue;
    // A file that moved into the module has left core in every sense.
    if (context.change->files.path(before) != context.files.path(file)) continue;
    if (at_base(context, owner) && context.change->by_base.owner_of(file) == kCore) {
      taken[{owner, registry.part[i]}].push_back(file);
    }
  }
  for (const auto& [by, files] : taken) {
    const Module& module = registry[by.first];
    const std::string_view key = phrases::key_of(by.second);
    const std::string count =
        files.size() == 1 ? phrases::quoted(context.files.path(files.front())) : phrases::counted(files.size(), "file");
    Diagnostic& finding = findings.add(phrases::key_place(module, std::string(key)),
                                       fmt::format("`{}` of `{}` takes {} from core, and this change edits {}, too",
                                                   key, module.name, count, files.size() == 1 ? "it" : "them"));
    finding.label = "not in the base";
    for (std::size_t i = 0; i < std::min(files.size(), limits::kRelatedPlaces); ++i) {
      finding.related.push_back({{files[i], {}}, "core's at the base"});
    }
    if (files.size() > limits::kRelatedPlaces) {
      finding.notes.push_back(fmt::format("and {} more", files.size() - limits::kRelatedPlaces));
    }
    finding.module = module.name;
    finding.target = key;
    finding.help = "let the module take them first, on its own" + phrases::whom_to_ask(module);
  }
}

/// The modules of which the change touches manifest or files, in the base or in the view.
std::set<std::string> touched_modules(const RuleContext& context) {
  const Change& change = *context.change;
  std::set<std::string> out;
  for (const PathChange& path : change.paths) {
    if (const auto after = context.files.find(path.after); after && context.registry.owner_of(*after) != kCore) {
      out.insert(phrases::quoted(context.registry[context.registry.owner_of(*after)].name));
    }
    if (path.copied) continue;
    if (const auto before = change.files.find(path.before); before && change.registry.owner_of(*before) != kCore) {
      out.insert(phrases::quoted(change.registry[change.registry.owner_of(*before)].name));
    }
  }
  return out;
}

/// Whether the change alters by what or by whom changes are judged; a first one is adopted, which MG908 tells.
bool alters_the_gate(const RuleContext& context, const RulingChange& ruling) {
  const bool linked = ruling.how == RulingChange::How::linked;
  switch (ruling.what) {
    case RulingChange::What::policy: {
      const auto differences = changes::policy_differences(context);
      return linked || std::any_of(differences.begin(), differences.end(), [](const auto& each) { return each.gate; });
    }
    case RulingChange::What::roster:
      return linked || !changes::roster_differences(context).empty();
    case RulingChange::What::mailmap:
      return true;
    case RulingChange::What::baseline:
      break;
  }
  return false;
}

void report_rulings(const RuleContext& context, Findings& findings) {
  if (context.change->adopts || context.change->rulings.empty()) return;
  const std::set<std::string> modules = touched_modules(context);
  if (modules.empty()) return;
  for (const RulingChange& ruling : context.change->rulings) {
    if (!alters_the_gate(context, ruling)) continue;
    constexpr std::string_view kNames[] = {"policy", "roster", "baseline", "mailmap"};
    const std::string_view name = kNames[static_cast<std::size_t>(ruling.what)];
    Diagnostic& finding = findings.add(
        {ruling.at, {}},
        fmt::format("the {} changes together with {}", name, phrases::listing({modules.begin(), modules.end()})));
    finding.label = "who is judged does not write the rules";
    finding.target = name;
    finding.help = fmt::format("land the change of the {} first, on its own", name);
  }
}

/// `exclude` or `tests` of the policy, where the view's cover files that the base's leave to the gate.
void report_cover(const RuleContext& context, const std::string& key, const std::vector<bool>& now,
                  const std::vector<bool>& by_base, const std::vector<bool>& in_base, Findings& findings) {
  const std::vector<changes::Touch> touches = changes::touches(context);
  const std::vector<FileId> befores = changes::befores(context);
  std::vector<FileId> covered;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    if (touches[i] != changes::Touch::added && touches[i] != changes::Touch::edited) continue;
    if (!now[i] || by_base[i] || (befores[i] != kNoFile && in_base[index(befores[i])])) continue;
    covered.push_back(static_cast<FileId>(i));
  }
  if (covered.empty()) return;
  const Policy& policy = context.registry.policy;
  const auto place = policy.keys.find(key);
  const std::size_t count = covered.size();
  Diagnostic& finding = findings.add(
      place == policy.keys.end() ? Location{covered.front(), {}} : Location{policy.file, place->second},
      fmt::format("`{}` newly covers {} that this change adds or edits", key, phrases::counted(count, "file")));
  finding.label = "takes them from the gate";
  for (std::size_t i = 0; i < std::min(count, limits::kRelatedPlaces); ++i) {
    finding.related.push_back({{covered[i], {}}, "covered by this change alone"});
  }
  if (count > limits::kRelatedPlaces)
    finding.notes.push_back(fmt::format("and {} more", count - limits::kRelatedPlaces));
  finding.target = key;
  finding.help = "land the change of the policy first, on its own";
}

/// Test code as the policy's `tests` see it: what a module lists under its own `tests` is not the policy's.
std::vector<bool> without_modules(const Registry& registry) {
  std::vector<bool> out = registry.test;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (registry.owner[i] != kCore && registry.part[i] == Part::test) out[i] = false;
  }
  return out;
}

void check(const RuleContext& context, Findings& findings) {
  Grants grants;
  add_uses(context, grants);
  add_namespaces(context, grants);
  report_grants(context, grants, findings);
  report_taken(context, findings);
  report_rulings(context, findings);
  const Registry& base = context.change->by_base;
  if (context.change->adopts || context.change->registry.policy.file == kNoFile) return;
  report_cover(context, "exclude", context.registry.excluded, base.excluded, context.change->registry.excluded,
               findings);
  report_cover(context, "tests", without_modules(context.registry), base.test, context.change->registry.test, findings);
}

}  // namespace

extern const Rule self_grant_rule{
    .id = "MG505",
    .name = "self-grant",
    .summary = "a change profits from evidence, policy or roster that it brings itself",
    .severity = Severity::warning,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
