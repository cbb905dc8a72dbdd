// Manifests, policy and roster of one view joined with its files: who owns which path, who may use whom.
// Immutable once built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"
#include "modgate/policy.h"
#include "modgate/roster.h"
#include "modgate/source.h"

namespace modgate {

/// Dense index into Registry::modules, in byte order of module ids (then of manifest paths).
enum class ModuleId : std::uint32_t {};
inline constexpr ModuleId kCore{0xffffffffU};  ///< owned by no module
constexpr std::size_t index(ModuleId id) { return static_cast<std::size_t>(id); }

/// Why a file belongs to a module.
enum class Part : std::uint8_t { source, test, doc, integration, manifest };

struct Module {
  std::string name;  ///< the id; the manifest's file name where the id is missing
  Manifest manifest;
  Stage stage = Stage::S0;                ///< as judged: unknown is S0, proposed with files in the tree is S0
  std::vector<Requirement> requirements;  ///< of the stage that the manifest declares
  std::vector<FileId> files;              ///< all that it owns, sorted
  /// Indices into manifest.paths (tests, docs) of entries that match no file of the view.
  std::vector<std::size_t> empty_paths, empty_tests, empty_docs;
  /// The integration entries resolved: same order as manifest.integration, kNoFile where the file is not there.
  std::vector<FileId> integration_files;
  std::vector<FileId> public_files;                       ///< files that `public_headers` names, sorted
  std::vector<std::vector<FileId>> files_by_composition;  ///< per composition: files that its `paths` name, sorted
  std::vector<FileId> composition_files;                  ///< files that the `paths` of its compositions name, sorted
  /// Lines of each integration file that name the module (MG208): same order as integration_files. Filled by lint.
  std::vector<std::uint32_t> integration_lines;
  std::vector<FileId> leftover;  ///< files that the `paths` of a removed module still match; nobody owns them by that
};

/// A file that two modules claim: `first` owns it in this run, `second` claims it too.
struct Overlap {
  FileId file = kNoFile;
  ModuleId first = kCore;
  ModuleId second = kCore;
  std::size_t files = 1;  ///< how many files this pair shares; `file` is the first
};

/// The names by which sources and build scripts ask for a flag: its own and its macro's; `CONFIG_X` for one of Kconfig,
/// whose own files call it `X`, and `CONFIG_X_MODULE`, which C sees instead where it is `m`. Empty without a flag.
std::vector<std::string> flag_names(const Flag& flag);

struct Registry {
  Policy policy;
  Roster roster;
  std::vector<Module> modules;
  std::vector<ModuleId> owner;  ///< per file of the view
  std::vector<Part> part;       ///< per file of the view; meaningful where owner is a module
  std::vector<bool> excluded;   ///< per file of the view: policy `exclude`
  std::vector<bool> test;       ///< per file of the view: policy `tests`, or a module's tests
  std::vector<Overlap> overlaps;
  std::vector<FileId> core_public;  ///< files that `core_public_headers` names, sorted

  const Module& operator[](ModuleId id) const { return modules[index(id)]; }
  ModuleId owner_of(FileId file) const { return index(file) < owner.size() ? owner[index(file)] : kCore; }
  /// The integration entry by which `file` may name `module`, or nullptr.
  const Integration* integration(ModuleId module, FileId file) const;
  /// Whether `file` is a header of `module` that others may include: it matches `public_headers`, or there are none.
  bool is_public_header(ModuleId module, FileId file) const;
  /// Whether `file` lies in the `paths` of one of the module's compositions.
  bool in_composition(ModuleId module, FileId file) const;
  /// Core headers under `core_public_headers`; true when the policy has no such list.
  bool is_core_public_header(FileId file) const;
};

}  // namespace modgate
