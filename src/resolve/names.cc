#include "resolve/names.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "modgate/limits.h"
#include "resolve/guards.h"

namespace modgate {
namespace {

constexpr std::size_t kOtherPlaces = 5;

std::string_view outer(std::string_view scope) {
  const std::size_t at = scope.rfind("::");
  return at == std::string_view::npos ? std::string_view{} : scope.substr(0, at);
}

std::string_view last_of(std::string_view space) {
  const std::size_t at = space.rfind("::");
  return at == std::string_view::npos ? space : space.substr(at + 2);
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

void insert_with_parents(std::unordered_set<std::string_view>& set, std::string_view space) {
  for (; !space.empty(); space = outer(space)) {
    if (!set.insert(space).second) return;
  }
}

/// The modules' namespaces, and which module declares which.
class NamespaceTable {
 public:
  NamespaceTable(const Registry& registry, const FactsTable& facts) {
    for (std::size_t i = 0; i < registry.modules.size(); ++i) {
      if (registry.modules[i].stage == Stage::removed) continue;
      for (const Text& space : registry.modules[i].manifest.namespaces.cpp) {
        if (space.value.empty()) continue;
        owners_[space.value].push_back(static_cast<ModuleId>(i));
        last_words_.emplace(last_of(space.value));
        add_with_parents(space.value);
      }
    }
    if (owners_.empty()) return;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      for (const NamespaceBlock& block : facts[i].blocks) {
        if (!could_matter(block.name)) continue;
        for (const std::string_view space : {std::string_view(block.lookup), std::string_view(block.name)}) {
          if (!owners(space).empty()) add_with_parents(space);
          insert_with_parents(opened_[i], space);
        }
      }
    }
  }

  /// The namespaces of a file that could hide a module's from those who include it. Others are not looked at, for
  /// files without any of the modules' words are not read.
  const std::unordered_set<std::string_view>& opened(FileId file) const {
    static const std::unordered_set<std::string_view> kNothing;
    const auto found = opened_.find(index(file));
    return found != opened_.end() ? found->second : kNothing;
  }

  bool is_known(const std::string& space) const { return known_.contains(space); }

  /// The known namespaces whose last component this is.
  const std::vector<std::string>& ending_in(const std::string& word) const {
    static const std::vector<std::string> kNone;
    const auto found = by_last_word_.find(word);
    return found != by_last_word_.end() ? found->second : kNone;
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
      by_last_word_[std::string(last_of(space))].emplace_back(space);
    }
  }

  std::unordered_map<std::string, std::vector<ModuleId>> owners_;
  std::unordered_set<std::string> last_words_;
  std::unordered_set<std::string> known_;  ///< the modules' namespaces, those around them and those in them
  std::unordered_map<std::string, std::vector<std::string>> by_last_word_;
  std::unordered_map<std::size_t, std::unordered_set<std::string_view>> opened_;  ///< by file, few have any
};

/// Looks the names of one file up as C++ does.
class FileLookup {
 public:
  /// `begin` to `end` are the file's pairs of `included`.
  using Included = std::vector<std::pair<FileId, FileId>>::const_iterator;
  FileLookup(const NamespaceTable& spaces, const FileFacts& file, Included begin, Included end)
      : spaces_(spaces), file_(file), begin_(begin), end_(end) {
    for (const QualifiedName& name : file.names) {
      if (name.kind == QualifiedName::Kind::namespace_alias) aliases_[joined(name.scope, name.alias)].push_back(&name);
      if (name.kind == QualifiedName::Kind::using_directive) add_directive(name);
    }
  }

  /// The module's namespace that the name reaches, or nothing.
  std::string find(const QualifiedName& name) {
    alias_steps_ = limits::kAliasSteps;
    doubt_.clear();
    return find(name.scope, name.name, name.absolute);
  }

  /// Why the last name may reach one though none was found; empty where it was looked for everywhere.
  const std::string& doubt() const { return doubt_; }

 private:
  /// Where the directives lead names with one first component.
  struct Directed {
    std::vector<std::string_view> scopes;
    bool more = false;  ///< than are looked at
  };

  void add_directive(const QualifiedName& directive) {
    for (std::string_view scope = directive.absolute ? std::string_view{} : directive.scope;; scope = outer(scope)) {
      std::string space = joined(scope, directive.name);
      if (spaces_.is_known(space)) directives_.insert(std::move(space));
      if (scope.empty()) return;
    }
  }

  std::string find(std::string_view from, std::string_view name, bool absolute) {
    const std::string_view first = name.substr(0, name.find("::"));
    for (std::string_view scope = absolute ? std::string_view{} : from;; scope = outer(scope)) {
      const std::string nearest = joined(scope, first);
      std::string space = through_aliases(nearest, name.substr(first.size()));
      if (space.empty()) space = spaces_.reached(scope, name);
      if (!spaces_.owners(space).empty()) return space;
      if (is_open_here(nearest)) return {};
      if (scope.empty()) break;
    }
    return absolute ? std::string{} : through_directives(std::string(first), name);
  }

  /// `rest` is what follows the alias. Within what it stands for an alias is not known yet: it means an outer
  /// namespace.
  std::string through_aliases(const std::string& alias, std::string_view rest) {
    const auto found = aliases_.find(alias);
    if (found == aliases_.end()) return {};
    for (const QualifiedName* target : found->second) {
      if (std::find(followed_.begin(), followed_.end(), target) != followed_.end()) continue;
      if (alias_steps_ == 0) {
        doubt_ = fmt::format("it leads through more than {} namespace aliases", limits::kAliasSteps);
        return {};
      }
      --alias_steps_;
      followed_.push_back(target);
      std::string space = find(target->scope, target->name + std::string(rest), target->absolute);
      followed_.pop_back();
      if (!space.empty()) return space;
    }
    return {};
  }

  /// A namespace that neither the file nor what it includes opens cannot hide another one.
  bool is_open_here(const std::string& space) {
    if (!open_here_built_) {
      open_here_built_ = true;
      for (const NamespaceBlock& block : file_.blocks) {
        insert_with_parents(open_here_, block.lookup);
        insert_with_parents(open_here_, block.name);
      }
      for (auto at = begin_; at != end_; ++at) {
        const auto& opened = spaces_.opened(at->second);
        open_here_.insert(opened.begin(), opened.end());
      }
    }
    return open_here_.contains(space);
  }

  std::string through_directives(const std::string& first, std::string_view name) {
    if (directives_.empty()) return {};
    const auto [entry, fresh] = by_directive_.try_emplace(first);
    if (fresh) {
      for (const std::string& space : spaces_.ending_in(first)) {
        if (!directives_.contains(std::string(outer(space)))) continue;
        entry->second.more = entry->second.scopes.size() == limits::kSpacesOfDirectives;
        if (entry->second.more) break;
        entry->second.scopes.push_back(outer(space));
      }
    }
    for (const std::string_view scope : entry->second.scopes) {
      std::string space = spaces_.reached(scope, name);
      if (!spaces_.owners(space).empty()) return space;
    }
    if (entry->second.more) {
      doubt_ =
          fmt::format("using-directives lead to more than {} namespaces that may hold it", limits::kSpacesOfDirectives);
    }
    return {};
  }

  const NamespaceTable& spaces_;
  const FileFacts& file_;
  Included begin_, end_;
  std::unordered_map<std::string, std::vector<const QualifiedName*>> aliases_;
  std::unordered_set<std::string> directives_;              ///< known namespaces that a using-directive can name
  std::unordered_map<std::string, Directed> by_directive_;  ///< by first component
  std::unordered_set<std::string_view> open_here_;
  bool open_here_built_ = false;
  std::size_t alias_steps_ = 0;
  std::vector<const QualifiedName*> followed_;  ///< the aliases that are being looked through
  std::string doubt_;
};

/// Collects the name uses of one file: the first place a module, the next few beside it.
class Collector {
 public:
  Collector(const Registry& registry, FileId from, std::vector<NameUse>& out)
      : registry_(registry), from_(from), first_(out.size()), out_(out) {}

  void add(ModuleId module, const QualifiedName& name, std::string resolved) {
    for (std::size_t i = first_; i < out_.size(); ++i) {
      if (out_[i].module != module) continue;
      // A guarded place does not stand for one without a guard.
      Span other = name.at;
      if (out_[i].guarded && !is_guarded_by(registry_[module].manifest.flag, name.guards)) {
        std::swap(other, out_[i].at);
        place(out_[i], name, std::move(resolved));
        out_[i].guarded = false;
      }
      if (out_[i].others.size() < kOtherPlaces) out_[i].others.push_back(other);
      return;
    }
    NameUse use;
    use.guarded = is_guarded_by(registry_[module].manifest.flag, name.guards);
    use.test = registry_.test[index(from_)];
    use.from = from_;
    use.user = registry_.owner_of(from_);
    use.module = module;
    place(use, name, std::move(resolved));
    out_.push_back(std::move(use));
  }

 private:
  static void place(NameUse& use, const QualifiedName& name, std::string resolved) {
    use.kind = kind_of(name.kind);
    use.line = name.line;
    use.at = name.at;
    use.spelled = name.name;
    use.resolved = std::move(resolved);
  }

  const Registry& registry_;
  FileId from_;
  std::size_t first_;
  std::vector<NameUse>& out_;
};

}  // namespace

std::vector<NameUse> find_name_uses(const Files& files, const Registry& registry, const ImportMechanism& imports,
                                    const FactsTable& facts, const std::vector<std::pair<FileId, FileId>>& included,
                                    std::vector<Unresolved>& unresolved) {
  const NamespaceTable spaces(registry, facts);
  std::vector<NameUse> uses;
  auto includes = included.begin();
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const auto from = static_cast<FileId>(i);
    const auto begin = includes;
    while (includes != included.end() && includes->first == from) ++includes;
    if (facts[i].names.empty()) continue;
    const ModuleId user = registry.owner_of(from);
    Collector collector(registry, from, uses);
    FileLookup lookup(spaces, facts[i], begin, includes);
    const LanguageImports* const mechanism = imports(facts[i].language);
    for (const QualifiedName& name : facts[i].names) {
      if (mechanism != nullptr) {
        const ModuleId module = mechanism->owner_of_name(from, name.name);
        if (module != kCore && module != user) collector.add(module, name, name.name);
        continue;
      }
      if (spaces.none_declared() || !spaces.could_matter(name.name)) continue;
      std::string space = lookup.find(name);
      if (space.empty() && !lookup.doubt().empty()) {
        unresolved.push_back({from, name.at, name.line, name.name, lookup.doubt(), {}, kCore});
      }
      const std::vector<ModuleId> owners = spaces.owners(space);
      // A namespace that the file's own module declares, too, is its own.
      if (owners.empty() || std::find(owners.begin(), owners.end(), user) != owners.end()) continue;
      collector.add(owners.front(), name, std::move(space));
    }
  }
  return uses;
}

}  // namespace modgate
