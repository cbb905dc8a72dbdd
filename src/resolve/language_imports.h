// How a language finds what an import names: one class a mechanism, one row in resolve.cc.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "modgate/registry.h"
#include "resolve/file_index.h"

namespace modgate {

/// How many candidates of an undecided import are told.
inline constexpr std::size_t kCandidates = 8;

/// What one imported name loads.
struct ImportTarget {
  FileId file = kNoFile;           ///< the module's file; kNoFile when only a manifest's namespace names it
  ModuleId module = kCore;         ///< its owner
  Span at;                         ///< the imported name itself
  std::vector<FileId> candidates;  ///< when it could not be decided: what it could be
  std::string reason;              ///< why not; empty: several places of the tree hold what is named
};

class LanguageImports {
 public:
  virtual ~LanguageImports() = default;
  /// The files that the statement loads by name; empty when all of them are external.
  virtual std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const = 0;
  /// Whether an import whose module is computed could be a use at all.
  virtual bool takes_part() const { return true; }
  /// The module to which a qualified name in code belongs; the core's also where a language has no such names.
  virtual ModuleId owner_of_name(FileId from, std::string_view name) const {
    static_cast<void>(from), static_cast<void>(name);
    return kCore;
  }
};

/// What a resolver may look at; all of it outlives the resolver.
struct ImportScene {
  const FileIndex& index;
  const Registry& registry;
  const FactsTable& facts;  ///< per file of the view
};

/// Core and modules of stage S2: whoever uses them, no rule asks.
bool is_free_to_use(const Registry& registry, ModuleId owner);

/// One of these files (there is at least one): the first, when all have the same owner. Else it is undecided, and a
/// file of each owner is a candidate; of more owners than can be told, those that are not free to use come first.
ImportTarget one_of(const Registry& registry, const std::vector<FileId>& files, Span at);

/// The module to which all files below a folder belong; the core when there is none.
ModuleId owner_of_folder(const Files& files, const Registry& registry, std::string_view folder);

/// What a path that no file of the view has may mean: undecided where it would lie in a folder that is a module's as a
/// whole (a build may make the file), else nothing.
std::optional<ImportTarget> absent_from_view(const ImportScene& scene, std::string_view path, Span at);

/// Whether a module declares a package of JavaScript or holds a file that JavaScript can load: only then what a script
/// computes could be a use.
bool modules_hold_scripts(const Files& files, const Registry& registry);

std::unique_ptr<LanguageImports> jvm_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> js_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> rust_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> go_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> proto_imports(const ImportScene& scene);

}  // namespace modgate
