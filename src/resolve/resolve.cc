#include "resolve/resolve.h"

#include <algorithm>
#include <utility>

#include "resolve/guards.h"
#include "resolve/imports.h"
#include "resolve/includes.h"
#include "resolve/names.h"

namespace modgate {
namespace {

bool is_include(Reference::Kind kind) {
  return kind == Reference::Kind::include_quoted || kind == Reference::Kind::include_angled ||
         kind == Reference::Kind::include_computed;
}

/// Turns the references of files, one after the other, into uses.
class Resolver {
 public:
  Resolver(const Registry& registry, const IncludeResolver& includes, const ImportResolver& imports, Resolution& out)
      : registry_(registry), includes_(includes), imports_(imports), out_(out) {}

  void file(FileId from, const FileFacts& facts) {
    first_use_ = out_.uses.size();
    for (const Reference& reference : facts.references) {
      switch (reference.kind) {
        case Reference::Kind::include_computed:
        case Reference::Kind::import_computed:
          out_.unresolved.push_back({from, reference.at, reference.line, reference.spelled, "computed", {}, kCore});
          break;
        case Reference::Kind::include_quoted:
        case Reference::Kind::include_angled:
          include(from, reference);
          break;
        case Reference::Kind::import:
        case Reference::Kind::import_from:
        case Reference::Kind::import_dynamic:
          import(from, reference);
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
      use(from, reference, target.file, registry_.owner_of(target.file), reference.at, target.inferred);
    } else if (target.module != kCore) {
      if (matters(from, target.module)) report(from, reference, target.module, std::move(target.reason), {});
    } else if (target.candidates.empty()) {
      ++out_.external;
    } else {
      undecided(from, reference, std::move(target.candidates), std::move(target.reason));
    }
  }

  void import(FileId from, const Reference& reference) {
    std::vector<ImportTarget> targets = imports_.resolve(from, reference);
    if (targets.empty()) ++out_.external;
    for (ImportTarget& target : targets) {
      if (target.candidates.empty()) {
        use(from, reference, target.file, target.module, target.at, false);
      } else {
        undecided(from, reference, std::move(target.candidates),
                  "several folders of the tree hold a package of this name");
      }
    }
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
    return module != kCore && module != registry_.owner_of(from) && registry_[module].stage != Stage::S2;
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
  const ImportResolver& imports_;
  Resolution& out_;
  std::vector<std::pair<FileId, FileId>> included_;
  std::size_t first_use_ = 0;  ///< where the current file's uses begin
};

}  // namespace

Resolution resolve(const Files& files, const Registry& registry, const TreeDescription& tree,
                   const std::vector<FileFacts>& facts) {
  Resolution resolution;
  const FileIndex index(files, tree);
  const IncludeResolver includes(index, registry, tree);
  const ImportResolver imports(index, registry);
  Resolver resolver(registry, includes, imports, resolution);
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    if (!registry.excluded[i]) resolver.file(static_cast<FileId>(i), facts[i]);
  }
  resolution.name_uses = find_name_uses(files, registry, imports, facts, resolver.included());
  return resolution;
}

}  // namespace modgate
