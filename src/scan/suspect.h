// Suspect, then prove: the cheap search that decides whether a file needs the exact scanner. It may call an innocent
// file suspect; it never misses one whose facts could matter. A test compares both ways.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/word_set.h"
#include "modgate/facts.h"

namespace modgate {

/// What could matter at all in this run, made by the registry.
struct Suspicion {
  WordSet words;  ///< last components of namespaces and packages of modules, flag names, "modgate:"
  std::unordered_set<std::string> guarded_names;  ///< base names of files that belong to modules
  std::unordered_set<std::string> known_names;    ///< base names of all files of the view
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
