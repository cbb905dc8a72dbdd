#include "resolve/file_index.h"

#include <algorithm>

#include "base/paths.h"
#include "modgate/limits.h"

namespace modgate {

FileIndex::FileIndex(const Files& files, const TreeDescription& tree) : files_(files), tree_(tree) {
  by_name_.reserve(files.view_size());
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const auto id = static_cast<FileId>(i);
    const EntryKind kind = files[id].kind;
    if (kind == EntryKind::submodule || kind == EntryKind::symlink) continue;
    by_name_.emplace_back(paths::base_name(files.path(id)), id);
  }
  std::sort(by_name_.begin(), by_name_.end());
}

/// Replaces the first component that is a symbolic link by its target, until none is left.
std::optional<std::string> FileIndex::through_links(std::string path) const {
  for (int hop = 0; hop <= limits::kSymlinkHops; ++hop) {
    bool followed = false;
    for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
      const std::string_view head = std::string_view(path).substr(0, end);
      const auto link = tree_.symlinks.find(head);
      if (link != tree_.symlinks.end()) {
        std::string target = paths::join(paths::parent(head), link->second);
        if (end != std::string::npos) target += path.substr(end);
        auto normal = link->second.starts_with('/') ? std::nullopt : paths::normalise(target);
        if (!normal) return std::nullopt;
        path = std::move(*normal);
        followed = true;
        break;
      }
      if (end == std::string::npos) break;
    }
    if (!followed) return path;
  }
  return std::nullopt;
}

std::optional<FileId> FileIndex::at(std::string_view path) const {
  auto normal = paths::normalise(path);
  if (!normal) return std::nullopt;
  auto found = files_.find(*normal);
  if (!tree_.symlinks.empty() && (!found || files_[*found].kind == EntryKind::symlink)) {
    normal = through_links(std::move(*normal));
    if (!normal) return std::nullopt;
    found = files_.find(*normal);
  }
  if (!found) return std::nullopt;
  const EntryKind kind = files_[*found].kind;
  if (kind == EntryKind::submodule || kind == EntryKind::symlink) return std::nullopt;
  return found;
}

std::optional<std::string> FileIndex::directory(std::string_view path) const {
  auto normal = paths::normalise(path);
  if (normal && !files_.is_directory(*normal) && !tree_.symlinks.empty()) normal = through_links(std::move(*normal));
  if (!normal || !files_.is_directory(*normal)) return std::nullopt;
  return normal;
}

std::vector<FileId> FileIndex::ending_in(std::string_view suffix) const {
  std::vector<FileId> found;
  const std::string_view name = paths::base_name(suffix);
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                             [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  for (; at != by_name_.end() && at->first == name; ++at) {
    const std::string_view path = files_.path(at->second);
    if (path.ends_with(suffix) && (path.size() == suffix.size() || path[path.size() - suffix.size() - 1] == '/')) {
      found.push_back(at->second);
    }
  }
  return found;
}

}  // namespace modgate
