// An include as written to the file that a compiler would take.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "modgate/facts.h"
#include "modgate/registry.h"
#include "resolve/file_index.h"

namespace modgate {

/// What a reference names: one file, or several candidates, or nothing in the view (external).
struct Target {
  FileId file = kNoFile;
  bool inferred = false;
  std::vector<FileId> candidates;  ///< when it could not be decided
  std::string reason;              ///< why not; empty when decided or external
  ModuleId module = kCore;         ///< whose file it would be, where the file itself is not in the view
};

class IncludeResolver {
 public:
  IncludeResolver(const FileIndex& index, const Registry& registry, const TreeDescription& tree);
  /// `reference.kind` is an include. Order, as compilers have it: the file's own folder (quoted only), then the roots
  /// of the translation unit, else of the policy. Without any roots, the one file of the view that ends in the
  /// spelling.
  Target resolve(FileId from, const Reference& reference) const;

 private:
  const std::vector<std::string>& roots_of(FileId from) const;
  /// The files of the view that end in a spelling. However many there are, few are kept.
  struct Ending {
    std::size_t count = 0, guarded = 0;  ///< all of them, and those that belong to modules
    FileId first = kNoFile;
    bool same_owner = true;
    std::vector<FileId> some, some_guarded;  ///< in byte order, of as many owners as possible
  };
  const Ending& ending(const std::string& tail) const;
  Ending ending_without(FileId file, const std::string& tail) const;
  Ending summary(const std::vector<FileId>& files) const;
  std::vector<FileId> sample(const std::vector<FileId>& files) const;
  Target by_suffix(FileId from, const Ending& found, bool bare) const;
  Target outside_roots(const Ending& found, std::string reason) const;
  Target not_in_view(FileId from, const Reference& reference, const std::string& tail) const;
  ModuleId owner_of_folder(std::string_view folder) const;

  const FileIndex& index_;
  const Registry& registry_;
  const TreeDescription& tree_;
  std::vector<std::string> policy_roots_;
  std::vector<std::size_t> same_owner_until_;                 ///< per file: where the run of files of its owner ends
  std::unordered_set<std::string> reaching_words_;            ///< of all modules
  mutable std::unordered_map<std::string, Ending> endings_;   ///< what was looked up already
  mutable std::unordered_map<std::string, ModuleId> absent_;  ///< likewise, without roots: by folder part
};

}  // namespace modgate
