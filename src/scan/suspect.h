// Suspect, then prove: the cheap search that decides whether a file needs the exact scanner. It may call an innocent
// file suspect; it never misses one whose facts could matter. A test compares both ways.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/word_set.h"
#include "modgate/facts.h"
#include "modgate/source.h"

namespace modgate {

/// Base names of files: of all that a view has, or of a list.
class KnownNames {
 public:
  KnownNames(std::initializer_list<std::string> names) : names_(names) {}
  explicit KnownNames(const Files& files) : files_(&files) {}
  bool contains(std::string_view name) const {
    return files_ != nullptr ? files_->first_named(name) != kNoFile
                             : std::find(names_.begin(), names_.end(), name) != names_.end();
  }

 private:
  const Files* files_ = nullptr;
  std::vector<std::string> names_;
};

/// What could matter at all in this run, made by the registry.
struct Suspicion {
  WordSet words;  ///< last components of namespaces and packages of modules, flag names, "modgate:"
  std::unordered_set<std::string> guarded_names;  ///< base names of files that belong to modules
  KnownNames known_names;                         ///< base names of all files of the view
  /// Languages whose files are all suspect: what they import is said by packages, which no name of a file tells.
  std::vector<Language> whole{};
};

struct SearchOutcome {
  bool suspect = false;
  std::uint64_t external = 0;  ///< plain includes whose base name no file of the view has
};

/// Suspect are: C-family and TableGen files with an include of a guarded base name, with an include or import that is
/// not plainly written (computed, spliced, a comment or digraph in the directive), with a line splice inside a word;
/// Python files with a dynamic import; Go files that hold C; all files of the languages that are suspect as a whole;
/// and any file that holds one of the words.
SearchOutcome search(Language language, std::string_view bytes, const Suspicion& suspicion);

}  // namespace modgate
