// Imports of Protobuf. The folders that protoc is given are not known: the files whose path ends in the spelling are
// what it can mean, and one owner of all of them decides.
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/paths.h"
#include "resolve/language_imports.h"
#include "resolve/suspicion.h"

namespace modgate {
namespace {

class ProtoImports : public LanguageImports {
 public:
  explicit ProtoImports(const ImportScene& scene) : scene_(scene), index_(scene.index), registry_(scene.registry) {
    for (const Module& module : registry_.modules) {
      if (module.stage == Stage::removed) continue;
      for (std::string& word : reaching_words(module)) words_.insert(std::move(word));
    }
  }

  std::vector<ImportTarget> resolve(FileId, const Reference& reference) const override {
    auto known = endings_.find(reference.spelled);
    if (known == endings_.end()) known = endings_.emplace(reference.spelled, look(reference.spelled)).first;
    if (known->second.file == kNoFile && known->second.candidates.empty()) return {};
    ImportTarget target = known->second;
    target.at = reference.at;
    return {std::move(target)};
  }

 private:
  ImportTarget look(const std::string& spelled) const {
    if (spelled.starts_with('/')) return {};
    std::vector<FileId> files = index_.ending_in(spelled);
    std::erase_if(files, [&](FileId file) { return registry_.excluded[index(file)]; });
    return files.empty() ? not_in_view(spelled) : one_of(registry_, files, {});
  }

  /// A file that a build makes. Only folders that are called as a module is are looked for: others would hold
  /// everybody's `common/x.proto`.
  ImportTarget not_in_view(std::string_view spelled) const {
    for (std::string_view folder = paths::parent(spelled); !folder.empty(); folder = paths::parent(folder)) {
      if (!words_.contains(std::string(paths::base_name(folder)))) continue;
      for (const std::string_view real : index_.folders_ending_in(folder)) {
        if (auto absent = absent_from_view(scene_, real, {})) return *std::move(absent);
      }
    }
    return {};
  }

  const ImportScene scene_;
  const FileIndex& index_;
  const Registry& registry_;
  std::unordered_set<std::string> words_;  ///< by which paths can name a module's folder
  mutable std::unordered_map<std::string, ImportTarget> endings_;
};

}  // namespace

std::unique_ptr<LanguageImports> proto_imports(const ImportScene& scene) {
  return std::make_unique<ProtoImports>(scene);
}

}  // namespace modgate
