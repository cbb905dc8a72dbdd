// An include as written to the file that a compiler would take.
#pragma once

#include <optional>
#include <string>
#include <string_view>
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
  Target by_suffix(FileId from, const Reference& reference, std::string_view spelled) const;
  Target outside_roots(std::string_view spelled) const;

  const FileIndex& index_;
  const Registry& registry_;
  const TreeDescription& tree_;
  std::vector<std::string> policy_roots_;
};

}  // namespace modgate
