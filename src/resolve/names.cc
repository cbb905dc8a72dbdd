#include "resolve/names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "resolve/guards.h"

namespace modgate {
namespace {

constexpr std::size_t kOtherPlaces = 5;

std::string_view outer(std::string_view scope) {
  const std::size_t at = scope.rfind("::");
  return at == std::string_view::npos ? std::string_view{} : scope.substr(0, at);
}

std::string joined(std::string_view scope, std::string_view name) {
  std::string full(scope);
  if (!full.empty()) full += "::";
  full += name;
  return full;
}

NameUse::Kind kind_of(QualifiedName::Kind kind) {
  switch (kind) {
    case QualifiedName::Kind::using_directive:
      return NameUse::Kind::using_directive;
    case QualifiedName::Kind::using_declaration:
      return NameUse::Kind::using_declaration;
    case QualifiedName::Kind::namespace_alias:
      return NameUse::Kind::namespace_alias;
    case QualifiedName::Kind::attribute:
      return NameUse::Kind::attribute;
    case QualifiedName::Kind::name:
      break;
  }
  return NameUse::Kind::name;
}

/// The namespaces of the tree, and which module declares which.
class NamespaceTable {
 public:
  NamespaceTable(const Registry& registry, const std::vector<FileFacts>& facts) {
    for (std::size_t i = 0; i < registry.modules.size(); ++i) {
      if (registry.modules[i].stage == Stage::removed) continue;
      for (const Text& space : registry.modules[i].manifest.namespaces.cpp) {
        if (space.value.empty()) continue;
        owners_[space.value].push_back(static_cast<ModuleId>(i));
        const std::size_t last = space.value.rfind("::");
        last_words_.insert(last == std::string::npos ? space.value : space.value.substr(last + 2));
        add_with_parents(space.value);
      }
    }
    if (owners_.empty()) return;
    for (const FileFacts& file : facts) {
      for (const NamespaceBlock& block : file.blocks) {
        add_with_parents(block.lookup);
        add_with_parents(block.name);
      }
    }
  }

  bool none_declared() const { return owners_.empty(); }

  /// Whether a component of the name is a word that could lead into a module.
  bool could_matter(std::string_view name) const {
    for (const std::string_view part : text::split(name, "::")) {
      if (last_words_.contains(std::string(part))) return true;
    }
    return false;
  }

  /// The namespace that `name` reaches when its first component is looked up in `scope`; empty when it is not there.
  std::string reached(std::string_view scope, std::string_view name) const {
    std::string space;
    for (const std::string_view part : text::split(name, "::")) {
      std::string next = joined(space.empty() ? scope : std::string_view(space), part);
      if (!known_.contains(next)) break;
      space = std::move(next);
    }
    return space;
  }

  /// The modules that declare the namespace or one above it; the deepest declaration decides.
  std::vector<ModuleId> owners(std::string_view space) const {
    for (; !space.empty(); space = outer(space)) {
      const auto found = owners_.find(std::string(space));
      if (found != owners_.end()) return found->second;
    }
    return {};
  }

 private:
  void add_with_parents(std::string_view space) {
    for (; !space.empty(); space = outer(space)) {
      if (!known_.insert(std::string(space)).second) return;
    }
  }

  std::unordered_map<std::string, std::vector<ModuleId>> owners_;
  std::unordered_set<std::string> last_words_;
  std::unordered_set<std::string> known_;
};

/// Looks a name up as C++ does. Gives the namespace it reaches, or nothing.
std::string look_up(const NamespaceTable& spaces, const FileFacts& file, const QualifiedName& name) {
  if (name.absolute) return spaces.reached("", name.name);
  for (std::string_view scope = name.scope;; scope = outer(scope)) {
    std::string space = spaces.reached(scope, name.name);
    if (!space.empty() || scope.empty()) {
      if (!space.empty()) return space;
      break;
    }
  }
  for (const QualifiedName& directive : file.names) {
    if (directive.kind != QualifiedName::Kind::using_directive) continue;
    for (std::string_view scope = directive.absolute ? std::string_view{} : directive.scope;; scope = outer(scope)) {
      const std::string space = spaces.reached(joined(scope, directive.name), name.name);
      if (!space.empty()) return space;
      if (scope.empty()) break;
    }
  }
  return {};
}

/// Collects the name uses of one file: the first place a module, the next few beside it.
class Collector {
 public:
  Collector(const Registry& registry, FileId from, std::vector<NameUse>& out)
      : registry_(registry), from_(from), first_(out.size()), out_(out) {}

  void add(ModuleId module, const QualifiedName& name, std::string resolved) {
    for (std::size_t i = first_; i < out_.size(); ++i) {
      if (out_[i].module != module) continue;
      if (out_[i].others.size() < kOtherPlaces) out_[i].others.push_back(name.at);
      return;
    }
    NameUse use;
    use.kind = kind_of(name.kind);
    use.guarded = is_guarded_by(registry_[module].manifest.flag, name.guards);
    use.test = registry_.test[index(from_)];
    use.line = name.line;
    use.from = from_;
    use.user = registry_.owner_of(from_);
    use.module = module;
    use.at = name.at;
    use.spelled = name.name;
    use.resolved = std::move(resolved);
    out_.push_back(std::move(use));
  }

 private:
  const Registry& registry_;
  FileId from_;
  std::size_t first_;
  std::vector<NameUse>& out_;
};

}  // namespace

std::vector<NameUse> find_name_uses(const Files& files, const Registry& registry, const ImportResolver& imports,
                                    const std::vector<FileFacts>& facts) {
  const NamespaceTable spaces(registry, facts);
  std::vector<NameUse> uses;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const auto from = static_cast<FileId>(i);
    if (registry.excluded[i]) continue;
    const ModuleId user = registry.owner_of(from);
    Collector collector(registry, from, uses);
    for (const QualifiedName& name : facts[i].names) {
      if (name.kind == QualifiedName::Kind::attribute) {
        const ModuleId module = imports.owner_of_name(from, name.name);
        if (module != kCore && module != user) collector.add(module, name, name.name);
        continue;
      }
      if (spaces.none_declared() || !spaces.could_matter(name.name)) continue;
      std::string space = look_up(spaces, facts[i], name);
      const std::vector<ModuleId> owners = spaces.owners(space);
      // A namespace that the file's own module declares, too, is its own.
      if (owners.empty() || std::find(owners.begin(), owners.end(), user) != owners.end()) continue;
      collector.add(owners.front(), name, std::move(space));
    }
  }
  return uses;
}

}  // namespace modgate
