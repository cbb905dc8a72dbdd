// The evaluator is run only where it can matter: some module has a source that a compiler reads, or a flag.
#include "build/cmake.h"

#include <algorithm>

#include "build/cmake_model.h"
#include "build/cmake_roots.h"
#include "build/sources.h"

namespace modgate {
namespace {

bool has_list_files(const FactsTable& facts) {
  return std::any_of(facts.begin(), facts.end(),
                     [](const FileFacts& file) { return file.language == Language::cmake; });
}

bool has_sources(const Files& files, const Registry& registry) {
  return std::any_of(registry.modules.begin(), registry.modules.end(), [&](const Module& module) {
    return std::any_of(module.files.begin(), module.files.end(),
                       [&](FileId file) { return is_compiled(files.path(file)); });
  });
}

/// A module is not told "no problem" by a reading that was cut short.
void note_exhausted(const cmake::Roots& roots, const Files& files, const Registry& registry, BuildModel& model) {
  const auto found = std::find_if(roots.results.begin(), roots.results.end(),
                                  [](const cmake::RootResult& result) { return result.exhausted; });
  if (found == roots.results.end()) return;
  for (std::size_t m = 0; m < registry.modules.size(); ++m) {
    const auto& owned = registry.modules[m].files;
    if (std::none_of(owned.begin(), owned.end(), [&](FileId file) { return is_compiled(files.path(file)); })) continue;
    model.undecided.push_back({static_cast<ModuleId>(m), found->root, 1, {}, std::string(cmake::kExhausted)});
  }
}

}  // namespace

void read_cmake(const Files& files, const Registry& registry, const FactsTable& facts, BuildModel& model) {
  if (registry.modules.empty() || !has_list_files(facts)) return;
  cmake::Roots roots;
  if (has_sources(files, registry)) roots = cmake::run_roots(files, registry, facts);
  cmake::join_uses(roots, model);
  cmake::read_undecided(roots, files, registry, model);
  cmake::read_flags(roots, registry, facts, model);
  cmake::read_references(roots, files, registry, facts, model);
  note_exhausted(roots, files, registry, model);
}

}  // namespace modgate
