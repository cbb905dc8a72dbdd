// How a language finds what an import names: one class a mechanism, one row in resolve.cc.
#pragma once

#include <memory>
#include <vector>

#include "modgate/facts.h"
#include "modgate/registry.h"
#include "resolve/file_index.h"

namespace modgate {

/// What one imported name loads.
struct ImportTarget {
  FileId file = kNoFile;           ///< the module's file; kNoFile when only a manifest's namespace names it
  ModuleId module = kCore;         ///< its owner
  Span at;                         ///< the imported name itself
  std::vector<FileId> candidates;  ///< when it could be several files of different owners: what it could be
};

class LanguageImports {
 public:
  virtual ~LanguageImports() = default;
  /// The files that the statement loads by name; empty when all of them are external.
  virtual std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const = 0;
};

/// What a resolver may look at; all of it outlives the resolver.
struct ImportScene {
  const FileIndex& index;
  const Registry& registry;
  const std::vector<FileFacts>& facts;  ///< per file of the view
};

std::unique_ptr<LanguageImports> jvm_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> js_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> rust_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> go_imports(const ImportScene& scene);
std::unique_ptr<LanguageImports> proto_imports(const ImportScene& scene);

}  // namespace modgate
