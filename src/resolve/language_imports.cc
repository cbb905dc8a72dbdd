// What the languages' resolvers share: a path that the view does not have, and whose it would be.
#include "resolve/language_imports.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/paths.h"

namespace modgate {

bool is_free_to_use(const Registry& registry, ModuleId owner) {
  return owner == kCore || registry[owner].stage == Stage::S2;
}

ImportTarget one_of(const Registry& registry, const std::vector<FileId>& files, Span at) {
  ImportTarget target;
  target.at = at;
  target.file = files.front();
  target.module = registry.owner_of(target.file);
  std::unordered_set<std::size_t> owners;
  std::vector<FileId> guarded, free;
  for (const FileId file : files) {
    const ModuleId owner = registry.owner_of(file);
    if (!owners.insert(index(owner)).second) continue;
    (is_free_to_use(registry, owner) ? free : guarded).push_back(file);
  }
  if (owners.size() == 1) return target;
  guarded.insert(guarded.end(), free.begin(), free.end());
  guarded.resize(std::min(guarded.size(), kCandidates));
  std::sort(guarded.begin(), guarded.end());
  target.candidates = std::move(guarded);
  return target;
}

ModuleId owner_of_folder(const Files& files, const Registry& registry, std::string_view folder) {
  const std::size_t first = files.first_from(std::string(folder) + '/');
  const std::size_t last = files.first_from(std::string(folder) + char{'/' + 1});
  const ModuleId owner = first < last ? registry.owner_of(static_cast<FileId>(first)) : kCore;
  if (owner == kCore) return kCore;
  const std::vector<FileId>& own = registry[owner].files;
  const auto begin = std::lower_bound(own.begin(), own.end(), static_cast<FileId>(first));
  const auto end = std::lower_bound(own.begin(), own.end(), static_cast<FileId>(last));
  return static_cast<std::size_t>(end - begin) == last - first ? owner : kCore;
}

std::optional<ImportTarget> absent_from_view(const ImportScene& scene, std::string_view path, Span at) {
  for (std::string_view folder = path; !folder.empty() && paths::base_name(folder) != "..";
       folder = paths::parent(folder)) {
    const auto real = scene.index.directory(folder);
    if (!real) continue;
    if (owner_of_folder(scene.index.files(), scene.registry, *real) == kCore) return std::nullopt;
    ImportTarget target;
    target.at = at;
    target.candidates.push_back(static_cast<FileId>(scene.index.files().first_from(*real + "/")));
    target.reason = "the file is not in the view, but it would lie in a folder of the module";
    return target;
  }
  return std::nullopt;
}

}  // namespace modgate
