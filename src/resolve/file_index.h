// Paths of the view as a compiler sees them: through symbolic links, and by the end of the path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modgate/source.h"
#include "resolve/resolve.h"

namespace modgate {

/// For one thread: it remembers.
class FileIndex {
 public:
  FileIndex(const Files& files, const TreeDescription& tree);

  /// The regular file at a path, through symbolic links (at most limits::kSymlinkHops); `path` may hold `.` and `..`.
  std::optional<FileId> at(std::string_view path) const;
  /// The directory at a path, through symbolic links: its real path, or nothing.
  std::optional<std::string> directory(std::string_view path) const;
  /// Files whose path is `suffix` or ends in `/` + suffix, and those that links of such a path lead to, in byte order.
  std::vector<FileId> ending_in(std::string_view suffix) const;
  /// Folders whose path is `suffix` or ends in `/` + suffix, in byte order.
  std::vector<std::string_view> folders_ending_in(std::string_view suffix) const;
  const Files& files() const { return files_; }

 private:
  std::optional<std::string> real_path(std::string_view path) const;
  std::optional<std::string> through_links(std::string_view path) const;
  std::optional<FileId> behind(FileId link) const;

  const Files& files_;
  const TreeDescription& tree_;
  /// Where links lead that were asked for by the end of their paths: a name may be asked for very often.
  mutable std::unordered_map<FileId, std::optional<FileId>> behind_;
};

}  // namespace modgate
