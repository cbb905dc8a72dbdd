// gitignore globs, anchored at the root: `*` and `?` stop at `/`, `[a-z]` classes, a leading `**/` floats, `/**/` spans
// directories, a trailing `/` means the directory and all below. A pattern without glob characters is a path. Time is
// linear in pattern times path; there is no backtracking beyond the last star.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modgate {

class Glob {
 public:
  explicit Glob(std::string_view pattern);
  /// Whether the file at `path` matches: the pattern names it, or names a directory above it.
  bool matches(std::string_view path) const;
  /// Whether the pattern has no glob character: it names one file, or with a trailing `/` one directory.
  bool literal() const { return literal_; }
  bool directory_only() const { return directory_only_; }
  const std::string& pattern() const { return pattern_; }
  /// The longest leading run of whole path components without a glob character, without its trailing `/` ("" if none).
  std::string_view fixed_prefix() const;

 private:
  std::string pattern_;  ///< without the trailing `/`
  bool literal_ = false;
  bool directory_only_ = false;
};

bool matches_any(const std::vector<Glob>& globs, std::string_view path);

}  // namespace modgate
