// Imports of Go: a module's path from a go.mod of the view and the folder below it, local replacements, vendored copies
// and, in trees without any go.mod, the folders below `src/`; else the import paths that manifests declare. Build
// constraints and versions are not looked at.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/paths.h"
#include "resolve/language_imports.h"

namespace modgate {
namespace {

/// One go.mod of the view.
struct GoModule {
  std::string folder;
  std::string path;
  std::vector<std::pair<std::string, std::string>> replaced;  ///< module path and the folder that stands for it
};

std::string_view outer(std::string_view path) {
  const std::size_t at = path.rfind('/');
  return at == std::string_view::npos ? std::string_view{} : path.substr(0, at);
}

/// The longest part of the path from its start, in whole components, that has at most `size` bytes.
std::string_view at_most(std::string_view path, std::size_t size) {
  while (path.size() > size) path = outer(path);
  return path;
}

class GoImports : public LanguageImports {
 public:
  explicit GoImports(const ImportScene& scene)
      : scene_(scene), index_(scene.index), files_(scene.index.files()), registry_(scene.registry) {
    for (std::size_t i = 0; i < scene.facts.size(); ++i) {
      const auto file = static_cast<FileId>(i);
      if (scene.facts[i].language == Language::go) {
        if (!files_.path(file).ends_with("_test.go")) packages_[paths::parent(files_.path(file))].push_back(file);
      } else if (scene.facts[i].language == Language::go_mod && !scene.facts[i].packages.empty()) {
        add_module(file, scene.facts[i]);
      }
    }
    for (std::size_t i = 0; i < registry_.modules.size(); ++i) {
      if (registry_.modules[i].stage == Stage::removed) continue;
      for (const Text& path : registry_.modules[i].manifest.namespaces.go) {
        declared_.emplace(path.value, static_cast<ModuleId>(i));
        longest_ = std::max(longest_, path.value.size());
      }
    }
  }

  std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const override {
    const std::string_view path = reference.spelled;
    const std::vector<std::string> folders = folders_of(from, path);
    std::vector<ImportTarget> targets;
    if (!folders.empty()) {
      targets.push_back(target(folders, reference.at));
      return targets;
    }
    for (std::string_view space = at_most(path, longest_); !space.empty(); space = outer(space)) {
      const auto declared = declared_.find(std::string(space));
      if (declared == declared_.end()) continue;
      ImportTarget& found = targets.emplace_back();
      found.module = declared->second;
      found.at = reference.at;
      break;
    }
    if (targets.empty()) {
      auto absent = absent_from_view(scene_, place_of(from, path), reference.at);
      if (absent) targets.push_back(*std::move(absent));
    }
    return targets;
  }

 private:
  void add_module(FileId file, const FileFacts& facts) {
    GoModule module;
    module.folder = paths::parent(files_.path(file));
    module.path = facts.packages.front().name;
    for (const Reference& replacement : facts.references) {
      auto folder = paths::normalise(paths::join(module.folder, replacement.spelled));
      if (!folder) continue;
      module.replaced.emplace_back(replacement.names.front().name, std::move(*folder));
    }
    std::sort(module.replaced.begin(), module.replaced.end());
    longest_ = std::max(longest_, module.path.size());
    for (const auto& [replacement, folder] : module.replaced) longest_ = std::max(longest_, replacement.size());
    by_folder_.emplace(module.folder, modules_.size());
    by_path_[module.path].push_back(modules_.size());
    modules_.push_back(std::move(module));
  }

  bool holds_package(std::string_view folder) const { return packages_.contains(folder); }

  /// The go.mod that a folder lies under.
  const GoModule* module_of(std::string_view folder) const {
    for (;; folder = paths::parent(folder)) {
      const auto found = by_folder_.find(std::string(folder));
      if (found != by_folder_.end()) return &modules_[found->second];
      if (folder.empty()) return nullptr;
    }
  }

  /// The folders that the import can mean; several only where nothing tells them apart.
  std::vector<std::string> folders_of(FileId from, std::string_view path) const {
    const std::string_view own = paths::parent(files_.path(from));
    if (path.starts_with("./") || path.starts_with("../")) {
      auto folder = paths::normalise(paths::join(own, path));
      if (folder && holds_package(*folder)) return {std::move(*folder)};
      return {};
    }
    const GoModule* const home = module_of(own);
    if (home != nullptr) {
      if (auto folder = replaced(*home, path)) return {std::move(*folder)};
    }
    if (auto folders = below_modules(home, path); !folders.empty()) return folders;
    return vendored_or_in_workspace(own, path);
  }

  /// The folder that stands for a module in this one.
  static const std::string* replacement(const GoModule& home, std::string_view module) {
    const auto at =
        std::lower_bound(home.replaced.begin(), home.replaced.end(), std::pair(std::string(module), std::string()));
    return at == home.replaced.end() || at->first != module ? nullptr : &at->second;
  }

  /// By the longest replacement of a module that the path lies in.
  std::optional<std::string> replaced(const GoModule& home, std::string_view path) const {
    for (std::string_view module = at_most(path, longest_); !module.empty(); module = outer(module)) {
      const std::string* const instead = replacement(home, module);
      if (instead == nullptr) continue;
      const std::string_view rest = path.substr(std::min(path.size(), module.size() + 1));
      std::string folder = rest.empty() ? *instead : paths::join(*instead, rest);
      if (holds_package(folder)) return folder;
    }
    return std::nullopt;
  }

  /// By the longest path of a go.mod that it lies in and that holds the package; of equals the file's own decides.
  std::vector<std::string> below_modules(const GoModule* home, std::string_view path) const {
    for (std::string_view prefix = at_most(path, longest_); !prefix.empty(); prefix = outer(prefix)) {
      const auto found = by_path_.find(std::string(prefix));
      if (found == by_path_.end()) continue;
      const std::string_view rest = path.substr(std::min(path.size(), prefix.size() + 1));
      std::vector<std::string> folders;
      for (const std::size_t i : found->second) {
        std::string folder = rest.empty() ? modules_[i].folder : paths::join(modules_[i].folder, rest);
        if (!holds_package(folder) || module_of(folder) != &modules_[i]) continue;
        if (&modules_[i] == home) return {std::move(folder)};
        folders.push_back(std::move(folder));
      }
      if (!folders.empty()) return folders;
    }
    return {};
  }

  /// The folder in which the longest module or replacement that the path lies in would have the package; empty without
  /// one.
  std::string place_of(FileId from, std::string_view path) const {
    const GoModule* const home = module_of(paths::parent(files_.path(from)));
    for (std::string_view prefix = at_most(path, longest_); !prefix.empty(); prefix = outer(prefix)) {
      const std::string_view rest = path.substr(std::min(path.size(), prefix.size() + 1));
      if (const std::string* const folder = home == nullptr ? nullptr : replacement(*home, prefix)) {
        return paths::join(*folder, rest);
      }
      const auto found = by_path_.find(std::string(prefix));
      if (found == by_path_.end()) continue;
      const GoModule& module = modules_[found->second.front()];
      std::string folder = paths::join(module.folder, rest);
      // What another go.mod holds is not reached through this one.
      return module_of(folder) == &module ? folder : std::string();
    }
    return {};
  }

  std::vector<std::string> vendored_or_in_workspace(std::string_view own, std::string_view path) const {
    const std::string vendored = paths::join("vendor", path);
    for (std::string_view folder = own;; folder = paths::parent(folder)) {
      std::string candidate = paths::join(folder, vendored);
      if (holds_package(candidate)) return {std::move(candidate)};
      if (folder.empty()) break;
    }
    std::vector<std::string> folders;
    if (!modules_.empty()) return folders;
    for (const std::string_view folder : index_.folders_ending_in(paths::join("src", path))) {
      if (holds_package(folder)) folders.emplace_back(folder);
    }
    return folders;
  }

  /// A package is loaded whole; where a module has a file in a folder of the core's, it is the core's package.
  FileId file_of(const std::string& folder) const {
    const std::vector<FileId>& files = packages_.at(folder);
    const auto cores =
        std::find_if(files.begin(), files.end(), [&](FileId file) { return registry_.owner_of(file) == kCore; });
    return cores != files.end() ? *cores : files.front();
  }

  ImportTarget target(const std::vector<std::string>& folders, Span at) const {
    std::vector<FileId> files;
    for (const std::string& folder : folders) files.push_back(file_of(folder));
    return one_of(registry_, files, at);
  }

  const ImportScene scene_;
  const FileIndex& index_;
  const Files& files_;
  const Registry& registry_;
  std::unordered_map<std::string_view, std::vector<FileId>> packages_;  ///< Go files that are no tests, by folder
  std::vector<GoModule> modules_;
  std::unordered_map<std::string, std::size_t> by_folder_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_path_;
  std::unordered_map<std::string, ModuleId> declared_;
  std::size_t longest_ = 0;  ///< bytes of the longest path of a module, replacement or manifest
};

}  // namespace

std::unique_ptr<LanguageImports> go_imports(const ImportScene& scene) { return std::make_unique<GoImports>(scene); }

}  // namespace modgate
