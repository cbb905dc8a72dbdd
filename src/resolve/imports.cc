#include "resolve/imports.h"

#include <algorithm>

#include "base/paths.h"
#include "base/text.h"

namespace modgate {
namespace {

/// Whether `name` is `package` or lies below it.
bool is_in_package(std::string_view name, std::string_view package) {
  return name.starts_with(package) && (name.size() == package.size() || name[package.size()] == '.');
}

std::string as_path(std::string_view dotted) {
  std::string path(dotted);
  std::replace(path.begin(), path.end(), '.', '/');
  return path;
}

std::string joined_name(std::string_view package, std::string_view name) {
  std::string dotted(package);
  if (!dotted.empty()) dotted += '.';
  dotted += name;
  return dotted;
}

}  // namespace

bool is_python_module(std::string_view path) {
  return std::any_of(kPythonEndings.begin(), kPythonEndings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

ImportResolver::ImportResolver(const FileIndex& index, const Registry& registry) : index_(index), registry_(registry) {
  for (const Text& root : registry.policy.python_roots) {
    std::string_view folder = root.value;
    while (folder.ends_with('/')) folder.remove_suffix(1);
    add_root(folder);
  }
  const bool declared = !roots_.empty();
  derive_roots_from_manifests();
  if (!declared) derive_roots_from_packages();
}

void ImportResolver::add_root(std::string_view root) {
  if (std::find(roots_.begin(), roots_.end(), root) == roots_.end()) roots_.emplace_back(root);
}

/// A manifest that owns `python/acme/relax/` as `acme.relax` says that `python/` is a root.
void ImportResolver::derive_roots_from_manifests() {
  for (const Module& module : registry_.modules) {
    for (const Text& package : module.manifest.namespaces.python) {
      const std::string tail = as_path(package.value);
      for (const Text& path : module.manifest.paths) {
        std::string_view folder = path.value;
        while (folder.ends_with('/')) folder.remove_suffix(1);
        if (folder.ends_with(".py")) folder.remove_suffix(3);
        if (folder == tail) add_root("");
        if (folder.size() > tail.size() && folder.ends_with(tail) && folder[folder.size() - tail.size() - 1] == '/') {
          add_root(folder.substr(0, folder.size() - tail.size() - 1));
        }
      }
    }
  }
}

/// A folder is a root when it holds a package and is none itself.
void ImportResolver::derive_roots_from_packages() {
  const Files& files = index_.files();
  for (const FileId init : index_.ending_in("__init__.py")) {
    const std::string_view root = paths::parent(paths::parent(files.path(init)));
    if (paths::parent(files.path(init)).empty()) continue;
    if (!files.find(paths::join(root, "__init__.py"))) add_root(root);
  }
}

/// The module `path` (without ending): a package, else a file, else a folder that can be a namespace package.
std::optional<ImportResolver::Found> ImportResolver::module_at(std::string_view path) const {
  const std::string stem(path);
  for (const char* init : {"/__init__.py", "/__init__.pyi", "/__init__.pyx", "/__init__.pxd"}) {
    if (const auto file = index_.at(stem + init)) return Found{*file, index_.directory(stem).value_or(stem), false};
  }
  for (const std::string_view ending : kPythonEndings) {
    if (const auto file = index_.at(stem + std::string(ending))) return Found{*file, "", false};
  }
  if (auto folder = index_.directory(stem)) return Found{kNoFile, std::move(*folder), false};
  return std::nullopt;
}

std::optional<ImportResolver::Found> ImportResolver::below(std::string_view root, std::string_view dotted) const {
  std::optional<Found> found;
  std::string folder(root);
  for (const std::string_view name : text::split(dotted, ".")) {
    if (name.empty()) return std::nullopt;
    auto next = module_at(paths::join(folder, name));
    if (!next) {
      if (found) found->complete = false;
      return found;
    }
    const bool plain = next->folder.empty();
    found = std::move(next);
    found->complete = true;
    folder = found->folder;
    const bool last = name.data() + name.size() == dotted.data() + dotted.size();
    if (plain && !last) {
      found->complete = false;
      return found;
    }
  }
  return found;
}

/// Where a test runner or a script has its root: the nearest folder above the file that is no package.
std::string ImportResolver::base_folder(FileId from) const {
  const Files& files = index_.files();
  std::string_view folder = paths::parent(files.path(from));
  while (!folder.empty() && files.find(paths::join(folder, "__init__.py"))) folder = paths::parent(folder);
  return std::string(folder);
}

/// All modules that an absolute name can mean. The first root that holds the whole name decides where roots are
/// declared; without declared roots all of them are looked at.
std::vector<ImportResolver::Found> ImportResolver::absolute(FileId from, std::string_view dotted) const {
  std::vector<Found> complete;
  std::optional<Found> partial;
  const auto look = [&](std::string_view root) {
    auto found = below(root, dotted);
    if (!found) return false;
    // A folder without Python in it is no package; as the start of a name it proves nothing.
    if (found->file == kNoFile && !found->complete) return false;
    if (!found->complete) {
      if (!partial || found->folder.size() > partial->folder.size()) partial = std::move(found);
      return false;
    }
    complete.push_back(std::move(*found));
    return true;
  };
  const bool declared = !registry_.policy.python_roots.empty();
  const std::string own = base_folder(from);
  if (!declared && look(own)) return complete;
  for (const std::string& root : roots_) {
    if (root != own || declared) {
      if (look(root) && declared) return complete;
    }
  }
  if (declared) look(own);
  if (complete.empty() && partial) complete.push_back(std::move(*partial));
  return complete;
}

ModuleId ImportResolver::owner_of(const Found& found) const {
  if (found.file != kNoFile) return registry_.owner_of(found.file);
  const auto first = first_below(found.folder);
  return first ? registry_.owner_of(*first) : kCore;
}

/// A package without `__init__.py` belongs to whom its first file belongs; the tree's own folder to nobody.
std::optional<FileId> ImportResolver::first_below(const std::string& folder) const {
  if (folder.empty()) return std::nullopt;
  return static_cast<FileId>(index_.files().first_from(folder + "/"));
}

ModuleId ImportResolver::declared_owner(std::string_view dotted) const {
  ModuleId owner = kCore;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < registry_.modules.size(); ++i) {
    if (registry_.modules[i].stage == Stage::removed) continue;
    for (const Text& package : registry_.modules[i].manifest.namespaces.python) {
      if (package.value.size() <= longest || !is_in_package(dotted, package.value)) continue;
      longest = package.value.size();
      owner = static_cast<ModuleId>(i);
    }
  }
  return owner;
}

/// Whether a manifest declares exactly this package.
bool ImportResolver::is_declared(std::string_view dotted) const {
  const ModuleId owner = declared_owner(dotted);
  if (owner == kCore) return false;
  const auto& packages = registry_[owner].manifest.namespaces.python;
  return std::any_of(packages.begin(), packages.end(), [&](const Text& package) { return package.value == dotted; });
}

/// What `dotted` below a folder is called from a root: the root decides under which the name belongs to a manifest.
std::string ImportResolver::absolute_name(FileId from, std::string_view folder, std::string_view dotted) const {
  const auto below_root = [&](std::string_view root) {
    std::string name(folder.substr(std::min(folder.size(), root.empty() ? 0 : root.size() + 1)));
    std::replace(name.begin(), name.end(), '/', '.');
    return joined_name(name, dotted);
  };
  for (const std::string& root : roots_) {
    if (!paths::is_below(folder, root)) continue;
    std::string name = below_root(root);
    if (declared_owner(name) != kCore) return name;
  }
  const std::string own = base_folder(from);
  return paths::is_below(folder, own) ? below_root(own) : std::string(dotted);
}

ImportTarget ImportResolver::target_of(const std::vector<Found>& found, std::string_view dotted, Span at) const {
  ImportTarget target;
  target.at = at;
  if (!found.empty()) {
    target.file = found.front().file;
    target.module = owner_of(found.front());
    for (const Found& other : found) {
      if (owner_of(other) == target.module) continue;
      for (const Found& each : found) {
        target.candidates.push_back(each.file != kNoFile ? each.file : first_below(each.folder).value_or(kNoFile));
      }
      return target;
    }
    if (found.front().complete) return target;
  }
  // The name ends before a file: what a manifest declares still decides (a compiled module, a generated file).
  const ModuleId declared = declared_owner(dotted);
  if (declared != kCore && declared != target.module) {
    target.file = kNoFile;
    target.module = declared;
  }
  return target;
}

std::optional<std::string> ImportResolver::relative_folder(FileId from, std::uint32_t level) const {
  std::string_view folder = paths::parent(index_.files().path(from));
  for (std::uint32_t up = 1; up < level; ++up) {
    if (folder.empty()) return std::nullopt;
    folder = paths::parent(folder);
  }
  return std::string(folder);
}

std::vector<ImportTarget> ImportResolver::resolve(FileId from, const Reference& reference) const {
  std::vector<ImportTarget> targets;
  std::vector<Found> base;
  std::string folder;
  if (reference.level > 0) {
    auto start = relative_folder(from, reference.level);
    if (!start) return targets;
    folder = std::move(*start);
    if (reference.spelled.empty()) {
      const auto init = index_.at(paths::join(folder, "__init__.py"));
      base.push_back({init.value_or(kNoFile), folder, true});
    } else if (auto found = below(folder, reference.spelled)) {
      base.push_back(std::move(*found));
    }
  } else {
    base = absolute(from, reference.spelled);
  }
  const auto full_name = [&](std::string_view dotted) {
    return reference.level > 0 ? absolute_name(from, folder, dotted) : std::string(dotted);
  };
  if (reference.kind != Reference::Kind::import_from) {
    ImportTarget target = target_of(base, full_name(reference.spelled), reference.at);
    if (!base.empty() || target.module != kCore) targets.push_back(std::move(target));
    return targets;
  }
  for (const Reference::Name& name : reference.names) {
    std::vector<Found> named;
    for (const Found& package : base) {
      if (!package.complete || package.folder.empty() || name.name == "*") continue;
      auto found = module_at(paths::join(package.folder, name.name));
      if (!found) continue;
      found->complete = true;
      named.push_back(std::move(*found));
    }
    const std::string dotted = full_name(joined_name(reference.spelled, name.name));
    // A declared package without a file (a compiled one) is no name of the package above it.
    const bool compiled = named.empty() && is_declared(dotted);
    const bool submodule = !named.empty() || compiled;
    ImportTarget target = target_of(submodule ? named : base, dotted, submodule ? name.at : reference.at);
    if (submodule || !base.empty() || target.module != kCore) targets.push_back(std::move(target));
  }
  return targets;
}

ModuleId ImportResolver::owner_of_name(FileId from, std::string_view dotted) const {
  const ModuleId declared = declared_owner(dotted);
  if (declared == kCore) return kCore;
  const std::vector<Found> found = absolute(from, dotted);
  if (found.empty() || !found.front().complete) return declared;
  return owner_of(found.front());
}

}  // namespace modgate
