// A Python import as written to the module file that it loads.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "modgate/registry.h"
#include "resolve/file_index.h"
#include "resolve/language_imports.h"

namespace modgate {

/// Endings of the files that one module of Python can be: first found, first taken.
inline constexpr std::array<std::string_view, 4> kPythonEndings{".py", ".pyi", ".pyx", ".pxd"};
bool is_python_module(std::string_view path);

class ImportResolver : public LanguageImports {
 public:
  ImportResolver(const FileIndex& index, const Registry& registry);

  /// The modules that the statement loads by name; empty when all of them are external. `a.b.c` loads the longest part
  /// of it that is a module; `from a import b` loads a.b where that is one, else a.
  std::vector<ImportTarget> resolve(FileId from, const Reference& reference) const override;
  /// The module to which an absolute dotted name belongs: by its file, else by a declared package.
  ModuleId owner_of_name(FileId from, std::string_view dotted) const override;

 private:
  /// A Python module of the tree.
  struct Found {
    FileId file = kNoFile;  ///< kNoFile for a package without `__init__.py`
    std::string folder;     ///< of a package: where its submodules are; empty for a plain module
    bool complete = false;  ///< the whole name was found, not only its beginning
  };
  void add_root(std::string_view root);
  void derive_roots_from_manifests();
  void derive_roots_from_packages();
  std::optional<Found> module_at(std::string_view path) const;
  std::optional<Found> below(std::string_view root, std::string_view dotted) const;
  std::vector<Found> absolute(FileId from, std::string_view dotted) const;
  std::optional<std::string> relative_folder(FileId from, std::uint32_t level) const;
  std::string base_folder(FileId from) const;
  ModuleId owner_of(const Found& found) const;
  std::optional<FileId> first_below(const std::string& folder) const;
  ModuleId declared_owner(std::string_view dotted) const;
  bool is_declared(std::string_view dotted) const;
  std::string absolute_name(FileId from, std::string_view folder, std::string_view dotted) const;
  ImportTarget target_of(const std::vector<Found>& found, std::string_view dotted, Span at) const;

  const FileIndex& index_;
  const Registry& registry_;
  std::vector<std::string> roots_;  ///< repository-relative folders without trailing slash, distinct, in order of trial
};

}  // namespace modgate
