// Facts joined with the registry: which file uses which module, by what, and what could not be decided.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate {

/// A reference that was resolved to a file. Listed when the user or the target belongs to a module, and not when
/// both belong to the same one. At most one a (file, line, target module): the first of the line.
struct Use {
  enum class Kind : std::uint8_t { include, import };
  Kind kind = Kind::include;
  bool guarded = false;      ///< inside a condition that implies the target module's flag
  bool test = false;         ///< the user is test code
  bool integration = false;  ///< allowed by a declared integration point with `use: true`
  bool inferred = false;     ///< resolved by suffix, without a declared root
  std::uint32_t line = 0;
  FileId from = kNoFile;
  FileId target = kNoFile;  ///< kNoFile: a Python package that is declared but has no file of that name
  ModuleId user = kCore;
  ModuleId module = kCore;  ///< owner of the target
  Span at;
  std::string spelled;
};

/// A reference that may be a use of a module but could not be decided (MG905).
struct Unresolved {
  FileId from = kNoFile;
  Span at;
  std::uint32_t line = 0;
  std::string spelled;
  std::string reason;              ///< "computed", "3 files of the tree end in this path", ...
  std::vector<FileId> candidates;  ///< what it could be, in byte order
  ModuleId module = kCore;         ///< a module among the candidates' owners; kCore when computed
};

/// A file outside a module that names the module's namespace or package without including or importing it there.
struct NameUse {
  enum class Kind : std::uint8_t { name, using_directive, using_declaration, namespace_alias, attribute };
  Kind kind = Kind::name;
  bool guarded = false;
  bool test = false;
  std::uint32_t line = 0;
  FileId from = kNoFile;
  ModuleId user = kCore;
  ModuleId module = kCore;
  Span at;
  std::string spelled;
  std::string resolved;      ///< the namespace it was found to name, e.g. "tvm::relax"
  std::vector<Span> others;  ///< further places of the same file, at most 5
};

/// A reference from one file of the view to another, whoever owns them: what `graph` walks.
struct Edge {
  FileId from = kNoFile;
  FileId target = kNoFile;
  Use::Kind kind = Use::Kind::include;
  std::uint32_t line = 0;
  Span at;
};

struct Resolution {
  std::vector<Use> uses;               ///< by user file, then place
  std::vector<Unresolved> unresolved;  ///< likewise
  std::vector<NameUse> name_uses;      ///< likewise; the first of each (file, module)
  std::uint64_t external = 0;          ///< references that name no file of the view
  std::vector<Edge> edges;  ///< by file, then place; only when asked for, and complete only where all files were lexed
};

}  // namespace modgate
