// Imports of Java, Kotlin and Scala: packages that the view's files declare and classes called as their files, else the
// packages that manifests declare. A class that has no file of its name is looked for in no file's text: the package's
// files decide when one module owns them all.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/paths.h"
#include "modgate/limits.h"
#include "resolve/language_imports.h"

namespace modgate {
namespace {

bool is_jvm(Language language) {
  return language == Language::java || language == Language::kotlin || language == Language::scala;
}

std::string_view outer(std::string_view name) {
  const std::size_t at = name.rfind('.');
  return at == std::string_view::npos ? std::string_view{} : name.substr(0, at);
}

/// The longest part of the name from its start, in whole components, that has at most `size` bytes.
std::string_view at_most(std::string_view name, std::size_t size) {
  while (name.size() > size) name = outer(name);
  return name;
}

std::string_view first_part(std::string_view name) { return name.substr(0, name.find('.')); }

std::string joined(std::string_view package, std::string_view name) {
  std::string full(package);
  if (!full.empty()) full += '.';
  full += name;
  return full;
}

bool has_capital(std::string_view name) { return !name.empty() && name.front() >= 'A' && name.front() <= 'Z'; }

/// The files that declare one package.
struct Package {
  std::vector<FileId> files;
  std::unordered_map<std::string_view, std::vector<FileId>> by_stem;
  bool only_java = true;  ///< every class that others can use has a file of its name
};

class JvmImports : public LanguageImports {
 public:
  explicit JvmImports(const ImportScene& scene) : registry_(scene.registry), facts_(scene.facts) {
    const Files& files = scene.index.files();
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (!is_jvm(facts_[i].language)) continue;
      for (const PackageDeclaration& declared : facts_[i].packages) {
        add(declared.name, static_cast<FileId>(i), files.path(static_cast<FileId>(i)), declared.outer);
      }
    }
    for (std::size_t i = 0; i < registry_.modules.size(); ++i) {
      if (registry_.modules[i].stage == Stage::removed) continue;
      for (const Text& package : registry_.modules[i].manifest.namespaces.jvm) {
        declared_.emplace(package.value, static_cast<ModuleId>(i));
        longest_ = std::max(longest_, package.value.size());
        know(package.value);
      }
    }
  }

  std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const override {
    const std::string base = absolute(from, reference);
    std::vector<ImportTarget> targets;
    const auto add = [&](std::string_view name, Span at) {
      if (auto target = named(name, at, Mention::import)) targets.push_back(std::move(*target));
    };
    if (reference.kind != Reference::Kind::import_from) add(base, reference.at);
    for (const Reference::Name& name : reference.names) {
      if (name.name == "*") {
        add(base, reference.at);
      } else {
        add(joined(base, name.name), name.at);
      }
    }
    return targets;
  }

  ModuleId owner_of_name(FileId from, std::string_view dotted) const override {
    if (dotted.find('.') == std::string_view::npos) return owner_beside(from, dotted);
    if (dotted.starts_with("_root_.")) dotted.remove_prefix(7);
    const auto target = named(dotted, {}, Mention::code);
    return target && target->candidates.empty() ? target->module : kCore;
  }

 private:
  /// A class without its package: of the package that the file itself declares, unless an import binds the name.
  ModuleId owner_beside(FileId from, std::string_view name) const {
    const FileFacts& facts = facts_[index(from)];
    for (const Reference& reference : facts.references) {
      const std::string_view last = std::string_view(reference.spelled).substr(reference.spelled.rfind('.') + 1);
      if (reference.kind != Reference::Kind::import_from && last == name) return kCore;
      for (const Reference::Name& each : reference.names) {
        if (each.name == name) return kCore;
      }
    }
    for (auto package = facts.packages.rbegin(); package != facts.packages.rend(); ++package) {
      const auto found = packages_.find(package->name);
      if (found == packages_.end()) continue;
      const auto files = found->second.by_stem.find(name);
      if (files == found->second.by_stem.end()) continue;
      const ImportTarget target = one_of(registry_, files->second, {});
      return target.candidates.empty() ? target.module : kCore;
    }
    return kCore;
  }

  enum class Mention : std::uint8_t { import, code };

  void add(const std::string& name, FileId file, std::string_view path, bool only_leads) {
    know(name);
    if (only_leads) return;
    longest_ = std::max(longest_, name.size());
    Package& package = packages_[name];
    const std::string_view base = paths::base_name(path);
    package.files.push_back(file);
    const std::string_view stem = base.substr(0, base.find('.'));
    package.by_stem[stem].push_back(file);
    last_parts_.emplace(stem);
    package.only_java = package.only_java && facts_[index(file)].language == Language::java;
  }

  void know(std::string_view name) {
    for (; !name.empty() && known_.insert(std::string(name)).second; name = outer(name)) {
      last_parts_.emplace(name.substr(name.rfind('.') + 1));
    }
  }

  /// What the dotted name loads: nothing when it is external, or when code only looks as if it named a class.
  std::optional<ImportTarget> named(std::string_view dotted, Span at, Mention mention) const {
    std::string_view prefix = at_most(dotted, longest_);
    auto package = packages_.end();
    for (; !prefix.empty(); prefix = outer(prefix)) {
      package = packages_.find(std::string(prefix));
      if (package != packages_.end()) break;
    }
    const auto [space, owner] = declared(dotted);
    std::string_view rest = dotted.substr(prefix.size() + (prefix.empty() || prefix.size() == dotted.size() ? 0 : 1));
    if (package != packages_.end()) {
      const std::string_view name = first_part(rest);
      if (const auto* files = files_of(package->second, name)) return one_of(registry_, *files, at);
      // Of a package that a manifest declares, what has no file of its name is the manifest's module's.
      const bool is_claimed = space.size() >= prefix.size();
      if (!is_claimed && may_hold(package->second, rest, mention)) return one_of(registry_, package->second.files, at);
    }
    if (owner == kCore) return std::nullopt;
    rest = dotted.substr(std::min(dotted.size(), space.size() + 1));
    if (mention == Mention::code && !has_capital(first_part(rest)) && !is_plain(space, rest)) return std::nullopt;
    ImportTarget target;
    target.at = at;
    target.module = owner;
    target.file = own_file(package, prefix, space, owner);
    return target;
  }

  /// A file of the package that the module owns, where the view has one.
  FileId own_file(std::unordered_map<std::string, Package>::const_iterator package, std::string_view prefix,
                  std::string_view space, ModuleId owner) const {
    if (prefix.size() < space.size()) return kNoFile;  // also without any package: the prefix is empty then
    for (const FileId file : package->second.files) {
      if (registry_.owner_of(file) == owner) return file;
    }
    return kNoFile;
  }

  /// The files called as a class, or as the Kotlin file whose functions Java sees in the class `FileKt`.
  const std::vector<FileId>* files_of(const Package& package, std::string_view name) const {
    auto found = package.by_stem.find(name);
    if (found == package.by_stem.end() && name.size() > 2 && name.ends_with("Kt")) {
      found = package.by_stem.find(name.substr(0, name.size() - 2));
    }
    return found == package.by_stem.end() ? nullptr : &found->second;
  }

  /// Whether `rest` can be something in the package though no file is called so: the package itself, a class, or what
  /// Kotlin and Scala allow beside classes. Another package below it is none of its own.
  static bool may_hold(const Package& package, std::string_view rest, Mention mention) {
    if (rest.empty()) return mention != Mention::code;
    if (has_capital(rest)) return true;
    return !package.only_java && rest.find('.') == std::string_view::npos;
  }

  /// Whether code that names something without a capital in a package cannot be a chain of variables: no variable is
  /// called as several packages within each other are.
  static bool is_plain(std::string_view package, std::string_view rest) {
    return !rest.empty() && package.find('.') != std::string_view::npos;
  }

  /// The longest package of a manifest that the name is or lies in, and its module.
  std::pair<std::string_view, ModuleId> declared(std::string_view dotted) const {
    for (std::string_view space = at_most(dotted, longest_); !space.empty(); space = outer(space)) {
      const auto found = declared_.find(std::string(space));
      if (found != declared_.end()) return {space, found->second};
    }
    return {{}, kCore};
  }

  /// The full name of what the reference spells. In Scala its first part may be bound by another import of the file, or
  /// be a member of a package around it.
  std::string absolute(FileId from, const Reference& reference) const {
    std::string_view spelled = reference.spelled;
    const FileFacts& facts = facts_[index(from)];
    if (facts.language != Language::scala) return std::string(spelled);
    if (spelled.starts_with("_root_.")) return std::string(spelled.substr(7));
    const std::string first(first_part(spelled));
    learn_bindings(from);
    const std::string_view rest = spelled.substr(first.size());
    if (const auto bound = bound_.find(first); bound != bound_.end()) {
      return bound->second + std::string(rest);
    }
    if (!last_parts_.contains(first)) return std::string(spelled);
    const auto [found, fresh] = around_.try_emplace(first);
    if (fresh) found->second = from_around(facts, first);
    return found->second + std::string(rest);
  }

  /// The known package that `first` names within the packages or wildcard imports of a file; else `first`.
  std::string from_around(const FileFacts& facts, const std::string& first) const {
    for (auto package = facts.packages.rbegin(); package != facts.packages.rend(); ++package) {
      if (has_member(package->name, first)) return joined(package->name, first);
    }
    for (const std::string& space : wildcards_) {
      if (has_member(space, first)) return joined(space, first);
    }
    return first;
  }

  /// Whether a package holds another one of this name, or a file called so.
  bool has_member(const std::string& package, const std::string& name) const {
    if (known_.contains(joined(package, name))) return true;
    const auto found = packages_.find(package);
    return found != packages_.end() && found->second.by_stem.contains(name);
  }

  /// What the imports of a Scala file bind, kept for the file asked for last. Only packages that are known are noted.
  void learn_bindings(FileId from) const {
    if (bindings_of_ == from) return;
    bindings_of_ = from;
    bound_.clear();
    around_.clear();
    wildcards_.clear();
    const auto bind = [&](std::string full, std::string_view name) {
      if (name != full && known_.contains(full)) bound_.emplace(name, std::move(full));
    };
    for (const Reference& reference : facts_[index(from)].references) {
      if (reference.kind == Reference::Kind::import) {
        bind(reference.spelled, std::string_view(reference.spelled).substr(reference.spelled.rfind('.') + 1));
      }
      for (const Reference::Name& name : reference.names) {
        if (name.name != "*") {
          bind(joined(reference.spelled, name.name), name.name);
        } else if (wildcards_.size() < limits::kWildcardImports && known_.contains(reference.spelled)) {
          wildcards_.push_back(reference.spelled);
        }
      }
    }
  }

  const Registry& registry_;
  const FactsTable& facts_;
  std::unordered_map<std::string, Package> packages_;
  std::unordered_map<std::string, ModuleId> declared_;
  std::unordered_set<std::string> known_;       ///< packages of files and manifests, and those around them
  std::unordered_set<std::string> last_parts_;  ///< of the known packages and of the classes called as files
  std::size_t longest_ = 0;                     ///< bytes of the longest name in packages_ and declared_
  mutable FileId bindings_of_ = kNoFile;
  mutable std::unordered_map<std::string, std::string> bound_;   ///< name in the file: full name
  mutable std::unordered_map<std::string, std::string> around_;  ///< the same, by what stands around the import
  mutable std::vector<std::string> wildcards_;
};

}  // namespace

std::unique_ptr<LanguageImports> jvm_imports(const ImportScene& scene) { return std::make_unique<JvmImports>(scene); }

}  // namespace modgate
