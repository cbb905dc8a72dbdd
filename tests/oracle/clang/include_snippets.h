// Sources that a seeded generator composes of atoms: every way to write an include, and everything that looks like one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace modgate::oracle {

struct Snippet {
  std::string text;
  bool flags = false;  ///< has conditions on FLAG0 or FLAG1, whose branches are compiled by turns
};

/// The headers that snippets name; they must exist, as clang stops where one is missing.
std::vector<std::string> snippet_headers();
/// The same snippets for the same seed. At most
/// one `i<number>.h` a snippet is named by #import, numbered from 0: clang enters such a file only once.
std::vector<Snippet> make_snippets(std::uint32_t seed, std::size_t count);

}  // namespace modgate::oracle
