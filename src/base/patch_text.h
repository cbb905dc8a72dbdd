// Unified diffs as git writes and takes them: the lines of a file, and what stands there afterwards.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace modgate::patch {

/// Whole lines that become others. Lines count from 0; an empty range inserts before `first`.
struct Change {
  std::size_t first = 0;
  std::size_t last = 0;  ///< behind the last line
  std::string after;     ///< with line ends
};

/// The path as git writes it in a patch: quoted where it holds quotes, control bytes or bytes beyond ASCII.
std::string path(std::string_view prefix, std::string_view path);
/// The name in `---` and `+++` lines: a blank in it is closed by a tab, as git does it.
std::string header_path(std::string_view prefix, std::string_view path);

/// Lines with their ends.
std::vector<std::string_view> lines_of(std::string_view text);
/// Adds one line of a hunk; a last line without end gets git's note.
void put_line(std::string& out, char mark, std::string_view line);

/// The file's part of a patch. `changes` are in order and apart from each other.
std::string edited_file(std::string_view path, std::string_view text, const std::vector<Change>& changes);

}  // namespace modgate::patch
