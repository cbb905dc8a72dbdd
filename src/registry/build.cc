#include "registry/build.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include "base/glob.h"
#include "base/paths.h"
#include "manifest/stage_table.h"

namespace modgate {
namespace {

/// What test code looks like when the policy does not say.
const std::vector<Glob>& usual_tests() {
  static const std::vector<Glob> globs{Glob("**/test/"),      Glob("**/tests/"),     Glob("**/unittest/"),
                                       Glob("**/unittests/"), Glob("**/*_test.*"),   Glob("**/*_unittest.*"),
                                       Glob("**/test_*.py"),  Glob("**/conftest.py")};
  return globs;
}

std::vector<Glob> globs_of(const std::vector<Text>& patterns) {
  std::vector<Glob> globs;
  globs.reserve(patterns.size());
  for (const Text& pattern : patterns) globs.emplace_back(pattern.value);
  return globs;
}

/// Calls `visit` with each file of the view that the glob matches, in order. Files below a fixed prefix are neighbours
/// in a sorted listing, so a pattern costs what it matches, not what there is.
void for_each_match(const Files& files, const Glob& glob, const std::function<void(FileId)>& visit) {
  const std::string_view prefix = glob.fixed_prefix();
  for (std::size_t i = files.first_from(prefix); i < files.view_size(); ++i) {
    const std::string_view path = files.path(static_cast<FileId>(i));
    if (!path.starts_with(prefix)) break;
    if (glob.matches(path)) visit(static_cast<FileId>(i));
  }
}

std::vector<FileId> matching(const Files& files, const std::vector<Text>& patterns) {
  std::vector<FileId> found;
  for (const Text& pattern : patterns) {
    for_each_match(files, Glob(pattern.value), [&](FileId file) { found.push_back(file); });
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// Collects the claims of all modules on files.
class Ownership {
 public:
  Ownership(const Files& files, Registry& registry) : files_(files), registry_(registry) {
    registry_.owner.assign(files.view_size(), kCore);
    registry_.part.assign(files.view_size(), Part::source);
    strength_.assign(files.view_size(), 0);
  }

  void claim_all(ModuleId id) {
    Module& module = registry_.modules[index(id)];
    if (module.manifest.stage == Stage::removed) return;
    claim_list(id, module.manifest.paths, Part::source, module.empty_paths);
    claim_list(id, module.manifest.tests, Part::test, module.empty_tests);
    claim_list(id, module.manifest.docs, Part::doc, module.empty_docs);
    for (const Integration& entry : module.manifest.integration) {
      const auto file = files_.find(entry.path.value);
      module.integration_files.push_back(file.value_or(kNoFile));
      if (file && entry.owned) claim(id, *file, Part::integration, entry.path.value.size());
    }
    const FileId manifest = module.manifest.file;
    if (index(manifest) < files_.view_size()) claim(id, manifest, Part::manifest, files_.path(manifest).size());
  }

  void finish() {
    for (const auto& [pair, overlap] : overlaps_) registry_.overlaps.push_back(overlap);
    for (std::size_t i = 0; i < registry_.owner.size(); ++i) {
      if (registry_.owner[i] != kCore) registry_.modules[index(registry_.owner[i])].files.push_back(FileId(i));
    }
  }

 private:
  void claim_list(ModuleId id, const std::vector<Text>& patterns, Part part, std::vector<std::size_t>& empty) {
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      bool found = false;
      const Glob glob(patterns[i].value);
      for_each_match(files_, glob, [&](FileId file) {
        if (registry_.excluded[index(file)]) return;
        found = true;
        claim(id, file, part, patterns[i].value.size());
      });
      if (!found) empty.push_back(i);
    }
  }

  void claim(ModuleId id, FileId file, Part part, std::size_t strength) {
    const std::size_t i = index(file);
    if (registry_.excluded[i]) return;
    const ModuleId before = registry_.owner[i];
    if (before == id) {
      // Tests, documents and integration points may lie inside `paths`: the later, narrower word counts.
      registry_.part[i] = part;
      strength_[i] = std::max(strength_[i], strength);
      return;
    }
    const bool wins = before == kCore || strength > strength_[i];
    if (before != kCore) note_overlap(file, wins ? id : before, wins ? before : id);
    if (!wins) return;
    registry_.owner[i] = id;
    registry_.part[i] = part;
    strength_[i] = strength;
  }

  void note_overlap(FileId file, ModuleId first, ModuleId second) {
    const auto [at, added] = overlaps_.try_emplace({first, second}, Overlap{file, first, second, 1});
    if (!added) ++at->second.files;
  }

  const Files& files_;
  Registry& registry_;
  std::vector<std::size_t> strength_;
  std::map<std::pair<ModuleId, ModuleId>, Overlap> overlaps_;
};

std::string module_name(const Files& files, const Manifest& manifest) {
  if (manifest.module.set && !manifest.module.value.empty()) return manifest.module.value;
  const std::string_view name = paths::base_name(files.path(manifest.file));
  return std::string(name.substr(0, name.rfind('.')));
}

}  // namespace

Registry build_registry(const Files& files, Policy policy, Roster roster, std::vector<Manifest> manifests) {
  Registry registry;
  registry.policy = std::move(policy);
  registry.roster = std::move(roster);
  for (Manifest& manifest : manifests) {
    Module module;
    for (Fault& fault : stage_faults(manifest, registry.policy)) manifest.faults.push_back(std::move(fault));
    module.name = module_name(files, manifest);
    module.stage = manifest.stage;
    module.requirements = requirements(manifest, manifest.stage, registry.policy);
    module.manifest = std::move(manifest);
    registry.modules.push_back(std::move(module));
  }
  std::stable_sort(registry.modules.begin(), registry.modules.end(), [&](const Module& a, const Module& b) {
    return std::pair(std::string_view(a.name), files.path(a.manifest.file)) <
           std::pair(std::string_view(b.name), files.path(b.manifest.file));
  });

  const std::vector<Glob> excluded = globs_of(registry.policy.exclude);
  const std::vector<Glob> tests = registry.policy.tests.empty() ? usual_tests() : globs_of(registry.policy.tests);
  registry.excluded.resize(files.view_size());
  registry.test.resize(files.view_size());
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const std::string_view path = files.path(FileId(i));
    registry.excluded[i] = matches_any(excluded, path);
    registry.test[i] = matches_any(tests, path);
  }

  Ownership ownership(files, registry);
  for (std::size_t i = 0; i < registry.modules.size(); ++i) ownership.claim_all(static_cast<ModuleId>(i));
  ownership.finish();
  for (Module& module : registry.modules) {
    for (const FileId file : module.files) {
      if (registry.part[index(file)] == Part::test) registry.test[index(file)] = true;
    }
    if (module.manifest.stage == Stage::removed) {
      module.leftover = matching(files, module.manifest.paths);
      std::erase_if(module.leftover, [&](FileId file) { return registry.excluded[index(file)]; });
    }
    module.public_files = matching(files, module.manifest.public_headers);
    std::vector<Text> composed;
    for (const Composition& composition : module.manifest.compositions) {
      module.files_by_composition.push_back(matching(files, composition.paths));
      composed.insert(composed.end(), composition.paths.begin(), composition.paths.end());
    }
    module.composition_files = matching(files, composed);
    const bool has_sources = std::any_of(module.files.begin(), module.files.end(),
                                         [&](FileId file) { return registry.part[index(file)] == Part::source; });
    if (module.stage == Stage::proposed && has_sources) module.stage = Stage::S0;
  }
  registry.core_public = matching(files, registry.policy.core_public_headers);
  return registry;
}

}  // namespace modgate
