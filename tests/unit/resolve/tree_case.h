// A small tree with a guarded module, and what is found in it.
#pragma once

#include <string>
#include <vector>

#include "modgate/source.h"

namespace modgate::testing {

struct CaseFile {
  std::string path;
  std::string text;  ///< of a link: its target
  EntryKind kind = EntryKind::file;
};

inline constexpr EntryKind kLink = EntryKind::symlink;

/// One row: files beside those of the module `relax` (stage S0, namespace acme::relax, packages acme.relax and
/// acme._relaxc, folders src/relax/, include/acme/relax/ and python/acme/relax/), and what must be found.
struct TreeCase {
  std::string name;
  std::vector<CaseFile> files;
  std::vector<std::string> found;  ///< "PATH RULE" of the findings about uses, sorted
};

/// Runs the row as it is and once more without the search for suspects: both must find what the row says.
void expect_found(const TreeCase& row);

/// A policy that declares `include_roots: [include/, src/]`.
CaseFile policy_with_roots();

}  // namespace modgate::testing
