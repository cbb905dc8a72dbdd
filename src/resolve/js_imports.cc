// A specifier of JavaScript or TypeScript to the file that it loads, as Node.js and bundlers look for it. Relative ones
// by path with the endings that may be left out; bare ones by the packages of the view, then by what manifests declare.
// `tsconfig.json`, `exports` and bundlers' aliases are not read: what may be one and ends like a module's file is
// undecided, never silently foreign.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/paths.h"
#include "base/text.h"
#include "resolve/language_imports.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr std::array<std::string_view, 11> kEndings = {".ts",  ".tsx", ".d.ts", ".mts",  ".cts", ".js",
                                                       ".jsx", ".mjs", ".cjs",  ".json", ".node"};

/// TypeScript writes the ending of the file that it will make: what a `.js` may be called in the tree.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMadeFrom = {{{".js", ".ts"},
                                                                                     {".js", ".tsx"},
                                                                                     {".js", ".d.ts"},
                                                                                     {".jsx", ".tsx"},
                                                                                     {".mjs", ".mts"},
                                                                                     {".mjs", ".d.mts"},
                                                                                     {".cjs", ".cts"}}};

bool is_relative(std::string_view specifier) {
  return specifier == "." || specifier == ".." || specifier.starts_with("./") || specifier.starts_with("../");
}

/// Without a bundler's loaders in front (`raw!./x`) and its query behind (`./x?url`).
std::string_view without_query(std::string_view specifier) {
  if (const std::size_t loader = specifier.rfind('!'); loader != std::string_view::npos) {
    specifier.remove_prefix(loader + 1);
  }
  return specifier.substr(0, specifier.find('?'));
}

/// "@acme" of "@acme/relax"; empty without one.
std::string scope_of(std::string_view specifier) {
  return std::string(specifier.starts_with('@') ? specifier.substr(0, specifier.find('/')) : std::string_view());
}

/// Where the package's name ends in a bare specifier: `lib/sub`, `@scope/lib/sub`.
std::size_t package_end(std::string_view specifier) {
  std::size_t end = specifier.find('/');
  if (specifier.starts_with('@') && end != std::string_view::npos) end = specifier.find('/', end + 1);
  return std::min(end, specifier.size());
}

class JsImports : public LanguageImports {
 public:
  explicit JsImports(const ImportScene& scene)
      : scene_(scene),
        index_(scene.index),
        registry_(scene.registry),
        takes_part_(modules_hold_scripts(scene.index.files(), scene.registry)) {
    for (std::size_t i = 0; i < scene.facts.size(); ++i) {
      const FileFacts& facts = scene.facts[i];
      if (facts.language != Language::npm) continue;
      if (!facts.packages.empty()) packages_[facts.packages.front().name].push_back(static_cast<FileId>(i));
      for (const Reference& dependency : facts.references) scopes_.insert(scope_of(dependency.spelled));
    }
  }

  std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const override {
    const std::string_view specifier = without_query(reference.spelled);
    std::vector<ImportTarget> targets;
    ImportTarget target;
    target.at = reference.at;
    if (!takes_part_) return targets;
    const bool found = is_relative(specifier) ? relative(from, specifier, target) : bare(from, specifier, target);
    if (found) targets.push_back(std::move(target));
    return targets;
  }

  bool takes_part() const override { return takes_part_; }

 private:
  const Files& files() const { return index_.files(); }

  bool decide(std::optional<FileId> file, ImportTarget& target) const {
    if (!file) return false;
    target.file = *file;
    target.module = registry_.owner_of(*file);
    return true;
  }

  bool relative(FileId from, std::string_view specifier, ImportTarget& target) const {
    const std::string path = paths::join(paths::parent(files().path(from)), specifier);
    if (decide(loaded(path), target)) return true;
    // A stylesheet that a build makes, a folder without an index: its place still says whose it is.
    auto absent = absent_from_view(scene_, path, target.at);
    if (absent) target = *std::move(absent);
    return !target.candidates.empty();
  }

  /// Absolute paths and URLs need no rule of their own: no package is called so, and no path of the tree ends so.
  bool bare(FileId from, std::string_view specifier, ImportTarget& target) const {
    const std::size_t end = package_end(specifier);
    const auto package = packages_.find(specifier.substr(0, end));
    if (package != packages_.end()) {
      in_packages(from, package->second, specifier.substr(end), target);
      return true;
    }
    if (const ModuleId owner = declared_owner(specifier); owner != kCore) {
      target.module = owner;
      return true;
    }
    return aliased(from, specifier, end, target);
  }

  /// `rest` is empty or begins with `/`. Several packages of one name decide where one module owns them all.
  void in_packages(FileId from, const std::vector<FileId>& descriptors, std::string_view rest,
                   ImportTarget& target) const {
    std::vector<FileId> found;
    for (const FileId descriptor : descriptors) {
      const std::string folder(paths::parent(files().path(descriptor)));
      const auto file = loaded(rest.empty() ? folder : paths::join(folder, rest.substr(1)));
      // The folder itself loads at least its descriptor: what is not found has a rest.
      if (!file && ends_in_package(from, folder, rest.substr(1), target)) return;
      found.push_back(file.value_or(descriptor));
    }
    target = one_of(registry_, found, target.at);
  }

  /// The package's `exports` may lead a sub-path to any file: a module's that ends like it is undecided.
  bool ends_in_package(FileId from, const std::string& folder, std::string_view rest, ImportTarget& target) const {
    // They lead to no file outside the package: where a module owns all of it, it is the module's.
    if (owner_of_folder(files(), registry_, folder) != kCore) return false;
    std::vector<FileId> found = ending(rest);
    std::erase_if(found, [&](FileId file) { return !paths::is_below(files().path(file), folder); });
    return undecided(from, std::move(found),
                     "the `exports` of the package are not read, but a module's file ends in this path", target);
  }

  /// `@/a/b`, `~/a/b`, `#a/b`, a path below some `baseUrl`, and `@a/b` of a scope that no package.json asks for.
  bool aliased(FileId from, std::string_view specifier, std::size_t package, ImportTarget& target) const {
    std::string_view tail = specifier;
    if (specifier.starts_with("@/") || specifier.starts_with("~/")) {
      tail.remove_prefix(2);
    } else if (specifier.starts_with('#') || specifier.starts_with('~')) {
      tail.remove_prefix(1);
    } else if (specifier.starts_with('@')) {
      if (scopes_.empty() || scopes_.contains(scope_of(specifier))) return false;
      tail.remove_prefix(std::min(specifier.find('/') + 1, specifier.size()));
    } else if (package == specifier.size()) {
      return false;
    }
    return undecided(from, ending(tail),
                     "no package has this name, but an alias may, and a module's file ends in this path", target);
  }

  /// Of these files, those of modules that are neither the user's nor free to use; false without any.
  bool undecided(FileId from, std::vector<FileId> candidates, std::string_view reason, ImportTarget& target) const {
    std::erase_if(candidates, [&](FileId file) {
      const ModuleId owner = registry_.owner_of(file);
      return owner == registry_.owner_of(from) || is_free_to_use(registry_, owner);
    });
    if (candidates.empty()) return false;
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    candidates.resize(std::min(candidates.size(), kCandidates));
    target.candidates = std::move(candidates);
    target.reason = reason;
    return true;
  }

  /// The files that end in this path, with an ending that may be left out, or as a folder's index.
  std::vector<FileId> ending(std::string_view tail) const {
    while (tail.ends_with('/')) tail.remove_suffix(1);
    if (tail.empty()) return {};
    std::vector<FileId> found = index_.ending_in(tail);
    const auto add = [&](const std::string& path) {
      const std::vector<FileId> more = index_.ending_in(path);
      found.insert(found.end(), more.begin(), more.end());
    };
    for (const std::string_view end : kEndings) {
      add(std::string(tail) + std::string(end));
      add(std::string(tail) + "/index" + std::string(end));
    }
    return found;
  }

  /// The file that a path without loader, query and perhaps without ending loads.
  std::optional<FileId> loaded(const std::string& path) const {
    if (!path.ends_with('/') && !path.empty()) {
      if (const auto file = index_.at(path)) return file;
      for (const auto& [made, source] : kMadeFrom) {
        if (!path.ends_with(made)) continue;
        if (const auto file = index_.at(path.substr(0, path.size() - made.size()) + std::string(source))) return file;
      }
      for (const std::string_view end : kEndings) {
        if (const auto file = index_.at(path + std::string(end))) return file;
      }
    }
    for (const std::string_view end : kEndings) {
      if (const auto file = index_.at(paths::join(path, "index" + std::string(end)))) return file;
    }
    // The package of a folder says what is loaded; whatever that is, the folder is.
    return index_.at(paths::join(path, "package.json"));
  }

  ModuleId declared_owner(std::string_view specifier) const {
    ModuleId owner = kCore;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < registry_.modules.size(); ++i) {
      if (registry_.modules[i].stage == Stage::removed) continue;
      for (const Text& name : registry_.modules[i].manifest.namespaces.js) {
        if (name.value.size() <= longest || !paths::is_below(specifier, name.value)) continue;
        longest = name.value.size();
        owner = static_cast<ModuleId>(i);
      }
    }
    return owner;
  }

  const ImportScene scene_;
  const FileIndex& index_;
  const Registry& registry_;
  bool takes_part_;
  std::map<std::string, std::vector<FileId>, std::less<>> packages_;  ///< by name: their package.json
  std::set<std::string, std::less<>> scopes_;                         ///< of all dependencies, "" where one has none
};

}  // namespace

bool modules_hold_scripts(const Files& files, const Registry& registry) {
  constexpr std::array<std::string_view, 12> kLoaded = {"json", "css",  "scss", "sass", "less", "svg",
                                                        "png",  "wasm", "vue",  "html", "node", "svelte"};
  const auto is_loaded = [&](FileId file) {
    const Language language = language_of(files.path(file));
    return language == Language::javascript || language == Language::typescript ||
           std::find(kLoaded.begin(), kLoaded.end(), paths::extension(files.path(file))) != kLoaded.end();
  };
  return std::any_of(registry.modules.begin(), registry.modules.end(), [&](const Module& module) {
    if (module.stage == Stage::removed) return false;
    return !module.manifest.namespaces.js.empty() ||
           std::any_of(module.files.begin(), module.files.end(),
                       [&](FileId file) { return file != module.manifest.file && is_loaded(file); });
  });
}

std::unique_ptr<LanguageImports> js_imports(const ImportScene& scene) { return std::make_unique<JsImports>(scene); }

}  // namespace modgate
