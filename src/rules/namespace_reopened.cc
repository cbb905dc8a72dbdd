// Takes the namespace blocks of all C-family files and reports those at or below a module's C++ namespace in files of
// others, the first one of a file and module; further ones are related places. A forward declaration is enough. Not
// reported: a block that only leads to a namespace of the file's own module. Packages that files of JVM languages and
// Protobuf declare are judged in the same way, without blocks.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/packages.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

using Holders = std::map<std::string, std::vector<ModuleId>, std::less<>>;

/// `names` picks the list of a module's namespaces, or nullptr.
template <typename Names>
Holders holders_of(const Registry& registry, const Names& names) {
  Holders holders;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Stage stage = registry.modules[i].stage;
    if (stage == Stage::removed || stage == Stage::proposed) continue;  // not in the tree
    for (const Text& name : names(registry.modules[i].manifest.namespaces)) {
      holders[name.value].push_back(static_cast<ModuleId>(i));
    }
  }
  return holders;
}

/// The modules that hold the longest declared namespace at or above `name`.
const std::vector<ModuleId>* holders_above(const Holders& holders, std::string_view name, std::string_view separator) {
  while (!name.empty()) {
    const auto found = holders.find(name);
    if (found != holders.end()) return &found->second;
    const std::size_t cut = name.rfind(separator);
    name = cut == std::string_view::npos ? std::string_view() : name.substr(0, cut);
  }
  return nullptr;
}

/// Whether a namespace leads to one that the file's owner declares: `namespace a { namespace b {` of the owner of
/// `a::b` opens `a`, too, and must.
bool leads_home(const Registry& registry, ModuleId owner, std::string_view name) {
  if (owner == kCore) return false;
  const std::vector<Text>& own = registry[owner].manifest.namespaces.cpp;
  return std::any_of(own.begin(), own.end(),
                     [&](const Text& text) { return phrases::at_or_below(text.value, name, "::"); });
}

/// Per block: whether a name is introduced directly in it.
std::vector<bool> introducing_blocks(const FileFacts& facts) {
  std::vector<bool> introducing(facts.blocks.size(), false);
  for (const Declaration& declaration : facts.declarations) {
    if (declaration.block < introducing.size()) introducing[declaration.block] = true;
  }
  return introducing;
}

Diagnostic& report(const RuleContext& context, FileId file, const NamespaceBlock& block, ModuleId holder,
                   Findings& findings) {
  const Registry& registry = context.registry;
  const Module& module = registry[holder];
  Diagnostic& finding = findings.add(
      {file, block.at}, fmt::format("{} opens namespace `{}` of module `{}`",
                                    phrases::party(registry, registry.owner_of(file)), block.lookup, module.name));
  finding.label = fmt::format("belongs to `{}`", module.name);
  finding.related.push_back({phrases::key_place(module, "namespace"), "the namespace is declared here"});
  finding.module = module.name;
  finding.target = block.lookup;
  finding.spelling = block.lookup;
  finding.help = fmt::format("move the code into `{}`, or include its header instead of declaring its names{}",
                             module.name, phrases::whom_to_ask(module));
  return finding;
}

void check_file(const RuleContext& context, const Holders& holders, FileId file, Findings& findings) {
  constexpr std::size_t kPlaces = 5;
  const FileFacts& facts = context.facts[index(file)];
  const ModuleId owner = context.registry.owner_of(file);
  const std::vector<bool> introducing = introducing_blocks(facts);
  std::map<ModuleId, std::pair<const NamespaceBlock*, std::vector<Related>>> places;
  for (std::size_t i = 0; i < facts.blocks.size(); ++i) {
    const NamespaceBlock& block = facts.blocks[i];
    const std::vector<ModuleId>* above = holders_above(holders, block.lookup, "::");
    if (above == nullptr || std::find(above->begin(), above->end(), owner) != above->end()) continue;
    if (!introducing[i] && leads_home(context.registry, owner, block.lookup)) continue;
    auto& [first, more] = places[above->front()];
    if (first == nullptr) {
      first = &block;
    } else if (more.size() < kPlaces && block.line != first->line) {
      more.push_back({{file, block.at}, fmt::format("`{}` is opened here, too", block.lookup)});
    }
  }
  for (auto& [holder, found] : places) {
    Diagnostic& finding = report(context, file, *found.first, holder, findings);
    finding.related.insert(finding.related.end(), found.second.begin(), found.second.end());
  }
}

/// The first package of a file that another module holds.
void check_packages(const RuleContext& context, const Holders& holders, FileId file, Findings& findings) {
  const Registry& registry = context.registry;
  const ModuleId owner = registry.owner_of(file);
  for (const PackageDeclaration& package : context.facts[index(file)].packages) {
    const std::vector<ModuleId>* above = holders_above(holders, package.name, ".");
    if (package.outer || above == nullptr || std::find(above->begin(), above->end(), owner) != above->end()) continue;
    const Module& module = registry[above->front()];
    Diagnostic& finding =
        findings.add({file, package.at}, fmt::format("{} declares package `{}` of module `{}`",
                                                     phrases::party(registry, owner), package.name, module.name));
    finding.label = fmt::format("belongs to `{}`", module.name);
    finding.related.push_back({phrases::key_place(module, "namespace"), "the package is declared here"});
    finding.module = module.name;
    finding.target = finding.spelling = package.name;
    finding.help =
        fmt::format("move the file into `{}` or into another package{}", module.name, phrases::whom_to_ask(module));
    return;
  }
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  const auto of = [&](Language language) {
    return holders_of(registry, [=](const Namespaces& namespaces) { return *packages_of(namespaces, language); });
  };
  const Holders cxx = holders_of(registry, [](const Namespaces& namespaces) { return namespaces.cpp; });
  const Holders jvm = of(Language::java);
  const Holders proto = of(Language::protobuf);
  for (std::size_t i = 0; i < context.facts.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    if (registry.excluded[i]) continue;
    if (!cxx.empty()) check_file(context, cxx, file, findings);
    const bool is_proto = context.facts[i].language == Language::protobuf;
    const Holders& holders = is_proto ? proto : jvm;
    const bool declares = packages_of({}, context.facts[i].language) != nullptr;
    if (declares && !holders.empty()) check_packages(context, holders, file, findings);
  }
}

}  // namespace

extern const Rule namespace_reopened_rule{
    .id = "MG203",
    .name = "namespace-reopened",
    .summary = "a file outside a module opens the module's namespace or package",
    .severity = Severity::error,
    .line_rank = 3,
    .check = check,
};

}  // namespace modgate
