// A path of Rust to the deepest file on it. The tree of modules is taken from the files: a module is `x.rs` or
// `x/mod.rs` below its parent's folder, a crate's root is what its Cargo.toml says, else lib.rs or main.rs. Not
// followed: what a `use` exports again, and the names that `#[path]` gives to files; both are uses where they stand.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/paths.h"
#include "base/text.h"
#include "resolve/language_imports.h"

namespace modgate {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::array<std::string_view, 3> kRoots = {"lib.rs", "main.rs", "mod.rs"};

std::string crate_name(std::string_view package) {
  std::string name(package);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

struct Crate {
  FileId descriptor = kNoFile;
  std::string folder;  ///< of the Cargo.toml
  std::string root;    ///< the path of the library's root, or of the program's
};

class RustImports : public LanguageImports {
 public:
  explicit RustImports(const ImportScene& scene) : index_(scene.index), registry_(scene.registry) {
    for (std::size_t i = 0; i < scene.facts.size(); ++i) {
      if (scene.facts[i].language == Language::cargo) add_crate(static_cast<FileId>(i), scene.facts[i]);
    }
  }

  std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const override {
    std::vector<ImportTarget> targets;
    ImportTarget target;
    target.at = reference.at;
    const bool dependency = paths::base_name(files().path(from)) == "Cargo.toml";
    if (dependency ? depended(from, reference.spelled, target) : find(from, reference.spelled, target)) {
      targets.push_back(std::move(target));
    }
    return targets;
  }

  ModuleId owner_of_name(FileId from, std::string_view name) const override {
    ImportTarget target;
    return find(from, name, target) && target.candidates.empty() ? target.module : kCore;
  }

 private:
  const Files& files() const { return index_.files(); }

  void add_crate(FileId descriptor, const FileFacts& facts) {
    const auto id = crates_.size();
    Crate& crate = crates_.emplace_back();
    crate.descriptor = descriptor;
    crate.folder = paths::parent(files().path(descriptor));
    crate_at_[crate.folder] = id;
    for (const Reference& reference : facts.references) {
      if (reference.spelled.ends_with(".rs")) crate.root = paths::join(crate.folder, reference.spelled);
    }
    for (const char* usual : {"src/lib.rs", "src/main.rs"}) {
      if (crate.root.empty() && index_.at(paths::join(crate.folder, usual))) {
        crate.root = paths::join(crate.folder, usual);
      }
    }
    for (const PackageDeclaration& package : facts.packages) {
      by_name_[crate_name(package.name)].push_back(id);
    }
    for (const QualifiedName& renamed : facts.names) {
      renames_[{id, crate_name(renamed.alias)}] = crate_name(renamed.name);
    }
  }

  /// `path = "../x"` of a dependency; the library's own path is none.
  bool depended(FileId from, std::string_view path, ImportTarget& target) const {
    if (path.ends_with(".rs")) return false;
    const std::string folder = paths::join(paths::parent(files().path(from)), path);
    return decide(index_.at(paths::join(folder, "Cargo.toml")), target);
  }

  bool decide(std::optional<FileId> file, ImportTarget& target) const {
    if (!file) return false;
    target.file = *file;
    target.module = registry_.owner_of(*file);
    return true;
  }

  bool find(FileId from, std::string_view path, ImportTarget& target) const {
    const bool foreign = path.starts_with("::");
    const Names names = text::split(foreign ? path.substr(2) : path, "::");
    const Names rest(names.begin() + 1, names.end());
    if (!foreign) {
      if (names[0] == "crate") return in_crate_of(from, rest, target);
      if (names[0] == "self") return in_module(from, rest, target);
      if (names[0] == "super") return in_parent(from, rest, target);
      if (decide(below(children_of(from), names), target)) return true;
    }
    return in_crate(from, names, target) || declared(names, target) || (!foreign && older(from, names, target));
  }

  /// The deepest file along the names, from a folder on.
  std::optional<FileId> below(std::string folder, const Names& names) const {
    std::optional<FileId> deepest;
    for (const std::string_view name : names) {
      folder = paths::join(folder, name);
      auto file = index_.at(folder + ".rs");
      if (!file) file = index_.at(paths::join(folder, "mod.rs"));
      if (file) {
        deepest = file;
      } else if (!index_.directory(folder)) {
        break;
      }
    }
    return deepest;
  }

  const Crate* crate_of(FileId from) const {
    std::string_view folder = paths::parent(files().path(from));
    while (true) {
      const auto found = crate_at_.find(folder);
      if (found != crate_at_.end()) return &crates_[found->second];
      if (folder.empty()) return nullptr;
      folder = paths::parent(folder);
    }
  }

  /// Programs, tests, benchmarks and examples of a package are crates of one file, or of a folder with main.rs.
  static bool is_program_folder(std::string_view folder, const Crate& crate) {
    return std::any_of(std::begin(kProgramFolders), std::end(kProgramFolders),
                       [&](std::string_view own) { return folder == paths::join(crate.folder, own); });
  }

  bool is_root(FileId file) const {
    const std::string_view path = files().path(file);
    const std::string_view name = paths::base_name(path);
    if (std::find(kRoots.begin(), kRoots.end(), name) != kRoots.end()) return true;
    const Crate* crate = crate_of(file);
    if (crate == nullptr) return false;
    const std::string_view folder = paths::parent(path);
    return path == crate->root || is_program_folder(folder, *crate) || (folder == crate->folder && name == "build.rs");
  }

  /// The folder in which the modules of a file's module lie.
  std::string children_of(FileId file) const {
    const std::string_view path = files().path(file);
    return std::string(is_root(file) ? paths::parent(path) : path.substr(0, path.size() - 3));
  }

  /// The file of the module whose modules lie in this folder.
  std::optional<FileId> module_of(std::string_view folder) const {
    for (const std::string_view name : {kRoots[2], kRoots[0], kRoots[1]}) {
      if (const auto file = index_.at(paths::join(folder, name))) return file;
    }
    if (folder.empty()) return std::nullopt;
    return index_.at(std::string(folder) + ".rs");
  }

  /// The root of the crate to which a file belongs.
  std::optional<FileId> crate_root(FileId from) const {
    const Crate* crate = crate_of(from);
    std::string_view folder = paths::parent(files().path(from));
    if (is_root(from) && !files().path(from).ends_with("mod.rs")) return from;
    while (true) {
      if (crate != nullptr && is_program_folder(folder, *crate)) return from;
      for (const std::string_view name : {kRoots[0], kRoots[1]}) {
        if (const auto file = index_.at(paths::join(folder, name))) return file;
      }
      if (folder.empty() || (crate != nullptr && folder == crate->folder)) break;
      folder = paths::parent(folder);
    }
    if (crate != nullptr && !crate->root.empty()) return index_.at(crate->root);
    return std::nullopt;
  }

  bool in_crate_of(FileId from, const Names& names, ImportTarget& target) const {
    const auto root = crate_root(from);
    // Without any root above it the file is one.
    const std::string_view folder = paths::parent(files().path(root.value_or(from)));
    return decide(below(std::string(folder), names), target) || decide(root, target);
  }

  bool in_module(FileId from, const Names& names, ImportTarget& target) const {
    // The root of a crate under an unusual name has its modules beside it.
    return decide(below(children_of(from), names), target) ||
           decide(below(std::string(paths::parent(files().path(from))), names), target);
  }

  bool in_parent(FileId from, Names names, ImportTarget& target) const {
    std::string folder(paths::parent(children_of(from)));
    while (!names.empty() && names.front() == "super") {
      folder = paths::parent(folder);
      names.erase(names.begin());
    }
    return decide(below(folder, names), target) || decide(module_of(folder), target);
  }

  bool in_crate(FileId from, const Names& names, ImportTarget& target) const {
    std::string name(names.front());
    if (const Crate* own = crate_of(from)) {
      const auto renamed = renames_.find({static_cast<std::size_t>(own - crates_.data()), name});
      if (renamed != renames_.end()) name = renamed->second;
    }
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return false;
    const Names rest(names.begin() + 1, names.end());
    std::vector<FileId> files_found;
    for (const std::size_t id : found->second) {
      const Crate& crate = crates_[id];
      auto file = crate.root.empty() ? std::nullopt : below(std::string(paths::parent(crate.root)), rest);
      if (!file && !crate.root.empty()) file = index_.at(crate.root);
      files_found.push_back(file.value_or(crate.descriptor));
    }
    target = one_of(registry_, files_found, target.at);
    return true;
  }

  bool declared(const Names& names, ImportTarget& target) const {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < registry_.modules.size(); ++i) {
      if (registry_.modules[i].stage == Stage::removed) continue;
      for (const Text& space : registry_.modules[i].manifest.namespaces.rust) {
        const Names own = text::split(space.value, "::");
        if (own.size() <= longest || own.size() > names.size()) continue;
        if (!std::equal(own.begin(), own.end(), names.begin())) continue;
        longest = own.size();
        target.module = static_cast<ModuleId>(i);
      }
    }
    return longest > 0;
  }

  /// In edition 2015 a path begins at the crate's root.
  bool older(FileId from, const Names& names, ImportTarget& target) const {
    const auto root = crate_root(from);
    if (!root || *root == from) return false;
    const auto file = below(std::string(paths::parent(files().path(*root))), names);
    if (!file || registry_.owner_of(*file) == kCore) return false;
    target.candidates.push_back(*file);
    target.reason = "the crate has a module of this name, which only edition 2015 finds without `crate::`";
    return true;
  }

  static constexpr std::array<std::string_view, 4> kProgramFolders = {"src/bin", "tests", "benches", "examples"};

  const FileIndex& index_;
  const Registry& registry_;
  std::vector<Crate> crates_;
  std::map<std::string, std::size_t, std::less<>> crate_at_;            ///< by folder
  std::map<std::string, std::vector<std::size_t>> by_name_;             ///< as paths name them
  std::map<std::pair<std::size_t, std::string>, std::string> renames_;  ///< crate and name in it: crate's name
};

}  // namespace

std::unique_ptr<LanguageImports> rust_imports(const ImportScene& scene) { return std::make_unique<RustImports>(scene); }

}  // namespace modgate
