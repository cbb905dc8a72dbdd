#include "resolve/resolve.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "resolve/guards.h"
#include "resolve/imports.h"
#include "resolve/includes.h"
#include "resolve/language_imports.h"
#include "resolve/names.h"

namespace modgate {
namespace {

bool is_include(Reference::Kind kind) {
  return kind == Reference::Kind::include_quoted || kind == Reference::Kind::include_angled;
}

/// The import mechanisms by language. Languages that share one share its object.
class ImportMechanisms {
 public:
  ImportMechanisms(const ImportScene& scene, const LanguageImports& python)
      : jvm_(jvm_imports(scene)),
        js_(js_imports(scene)),
        rust_(rust_imports(scene)),
        go_(go_imports(scene)),
        proto_(proto_imports(scene)) {
    by_language_ = {
        {Language::python, &python},       {Language::cython, &python},        {Language::java, jvm_.get()},
        {Language::kotlin, jvm_.get()},    {Language::scala, jvm_.get()},      {Language::javascript, js_.get()},
        {Language::typescript, js_.get()}, {Language::rust, rust_.get()},      {Language::go, go_.get()},
        {Language::cargo, rust_.get()},    {Language::protobuf, proto_.get()}, {Language::npm, js_.get()}};
  }
  /// nullptr for a language without imports.
  const LanguageImports* of(Language language) const {
    const auto found = by_language_.find(language);
    return found == by_language_.end() ? nullptr : found->second;
  }

 private:
  std::unique_ptr<LanguageImports> jvm_, js_, rust_, go_, proto_;
  std::map<Language, const LanguageImports*> by_language_;
};

/// Turns the references of files, one after the other, into uses.
class Resolver {
 public:
  Resolver(const Registry& registry, const IncludeResolver& includes, const ImportMechanisms& imports, bool edges,
           Resolution& out)
      : registry_(registry), includes_(includes), imports_(imports), edges_(edges), out_(out) {}

  void file(FileId from, const FileFacts& facts) {
    first_use_ = out_.uses.size();
    for (const Reference& reference : facts.references) {
      switch (reference.kind) {
        case Reference::Kind::import_computed:
          if (const LanguageImports* mechanism = imports_.of(facts.language); mechanism && !mechanism->takes_part())
            break;
          [[fallthrough]];
        case Reference::Kind::include_computed:
          out_.unresolved.push_back({from, reference.at, reference.line, reference.spelled, "computed", {}, kCore});
          break;
        case Reference::Kind::include_quoted:
        case Reference::Kind::include_angled:
          include(from, reference);
          break;
        case Reference::Kind::import:
        case Reference::Kind::import_from:
        case Reference::Kind::import_dynamic:
          import(from, facts.language, reference);
          break;
      }
    }
  }

  /// Which file includes which, by the including file.
  const std::vector<std::pair<FileId, FileId>>& included() const { return included_; }

 private:
  void include(FileId from, const Reference& reference) {
    Target target = includes_.resolve(from, reference);
    if (target.file != kNoFile) {
      if (included_.empty() || included_.back() != std::pair(from, target.file)) {
        included_.emplace_back(from, target.file);
      }
      edge(from, reference, target.file, Use::Kind::include, reference.at);
      use(from, reference, target.file, registry_.owner_of(target.file), reference.at, target.inferred);
    } else if (target.module != kCore) {
      if (matters(from, target.module)) report(from, reference, target.module, std::move(target.reason), {});
    } else if (target.candidates.empty()) {
      ++out_.external;
    } else {
      undecided(from, reference, std::move(target.candidates), std::move(target.reason));
    }
  }

  void import(FileId from, Language language, const Reference& reference) {
    const LanguageImports* const mechanism = imports_.of(language);
    if (mechanism == nullptr) return;
    std::vector<ImportTarget> targets = mechanism->resolve(from, reference);
    if (targets.empty()) ++out_.external;
    for (ImportTarget& target : targets) {
      if (target.candidates.empty()) {
        edge(from, reference, target.file, Use::Kind::import, target.at);
        use(from, reference, target.file, target.module, target.at, false);
      } else {
        if (target.reason.empty()) target.reason = "several places of the tree hold what this names";
        std::sort(target.candidates.begin(), target.candidates.end());
        undecided(from, reference, std::move(target.candidates), std::move(target.reason));
      }
    }
  }

  void edge(FileId from, const Reference& reference, FileId target, Use::Kind kind, Span at) {
    if (!edges_ || target == kNoFile || target == from || registry_.excluded[index(target)]) return;
    out_.edges.push_back({from, target, kind, reference.line, at});
  }

  void use(FileId from, const Reference& reference, FileId target, ModuleId module, Span at, bool inferred) {
    const ModuleId user = registry_.owner_of(from);
    if (user == module) return;
    if (target != kNoFile && registry_.excluded[index(target)]) return;
    // One use a line and module, the first: `from a import b, c` is one statement.
    for (std::size_t i = first_use_; i < out_.uses.size(); ++i) {
      if (out_.uses[i].line == reference.line && out_.uses[i].module == module) return;
    }
    Use found;
    found.kind = is_include(reference.kind) ? Use::Kind::include : Use::Kind::import;
    found.test = registry_.test[index(from)];
    found.inferred = inferred;
    found.line = reference.line;
    found.from = from;
    found.target = target;
    found.user = user;
    found.module = module;
    found.at = at;
    found.spelled = std::string(reference.level, '.') + reference.spelled;
    if (module != kCore) {
      found.guarded = is_guarded_by(registry_[module].manifest.flag, reference.guards);
      const Integration* integration = registry_.integration(module, from);
      found.integration = integration != nullptr && integration->use && !registry_.policy.integration_use_forbidden;
    }
    out_.uses.push_back(std::move(found));
  }

  /// Undecided matters only where it may be a module that is not free to use.
  bool matters(FileId from, ModuleId module) const {
    return module != registry_.owner_of(from) && !is_free_to_use(registry_, module);
  }

  void undecided(FileId from, const Reference& reference, std::vector<FileId> candidates, std::string reason) {
    const auto guarded = std::find_if(candidates.begin(), candidates.end(),
                                      [&](FileId candidate) { return matters(from, registry_.owner_of(candidate)); });
    if (guarded == candidates.end()) return;
    const ModuleId owner = registry_.owner_of(*guarded);
    report(from, reference, owner, std::move(reason), std::move(candidates));
  }

  void report(FileId from, const Reference& reference, ModuleId module, std::string reason,
              std::vector<FileId> candidates) {
    out_.unresolved.push_back({from, reference.at, reference.line,
                               std::string(reference.level, '.') + reference.spelled, std::move(reason),
                               std::move(candidates), module});
  }

  const Registry& registry_;
  const IncludeResolver& includes_;
  const ImportMechanisms& imports_;
  bool edges_;
  Resolution& out_;
  std::vector<std::pair<FileId, FileId>> included_;
  std::size_t first_use_ = 0;  ///< where the current file's uses begin
};

}  // namespace

Resolution resolve(const Files& files, const Registry& registry, const TreeDescription& tree, const FactsTable& facts,
                   bool edges) {
  Resolution resolution;
  const FileIndex index(files, tree);
  const IncludeResolver includes(index, registry, tree);
  const ImportResolver python(index, registry);
  const ImportMechanisms imports({index, registry, facts}, python);
  Resolver resolver(registry, includes, imports, edges, resolution);
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    resolver.file(static_cast<FileId>(i), facts[i]);
  }
  const auto mechanism = [&](Language language) { return imports.of(language); };
  resolution.name_uses = find_name_uses(files, registry, mechanism, facts, resolver.included(), resolution.unresolved);
  std::stable_sort(resolution.unresolved.begin(), resolution.unresolved.end(),
                   [](const Unresolved& a, const Unresolved& b) {
                     return std::pair(a.from, a.at.begin) < std::pair(b.from, b.at.begin);
                   });
  return resolution;
}

}  // namespace modgate
