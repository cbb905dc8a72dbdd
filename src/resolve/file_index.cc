#include "resolve/file_index.h"

#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// Where the entries with the base name of `suffix` begin.
template <typename Entries>
auto first_named(const Entries& entries, std::string_view suffix) {
  return std::lower_bound(entries.begin(), entries.end(), paths::base_name(suffix),
                          [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
}

template <typename Entries>
bool is_named(const Entries& entries, typename Entries::const_iterator at, std::string_view suffix) {
  return at != entries.end() && at->first == paths::base_name(suffix);
}

bool ends_in(std::string_view path, std::string_view suffix) {
  return path.ends_with(suffix) && (path.size() == suffix.size() || path[path.size() - suffix.size() - 1] == '/');
}

}  // namespace

FileIndex::FileIndex(const Files& files, const TreeDescription& tree) : files_(files), tree_(tree) {
  by_name_.reserve(files.view_size());
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const auto id = static_cast<FileId>(i);
    const EntryKind kind = files[id].kind;
    if (kind == EntryKind::submodule || kind == EntryKind::symlink) continue;
    by_name_.emplace_back(paths::base_name(files.path(id)), id);
  }
  std::sort(by_name_.begin(), by_name_.end());
  folders_by_name_.reserve(files.directories().size());
  for (const std::string_view folder : files.directories()) {
    folders_by_name_.emplace_back(paths::base_name(folder), folder);
  }
  std::sort(folders_by_name_.begin(), folders_by_name_.end());
}

/// Component by component, so that `..` leaves the folder that a link leads to, not the one that holds the link.
std::optional<std::string> FileIndex::through_links(std::string_view path) const {
  if (path.starts_with('/')) return std::nullopt;
  std::string real;
  std::vector<std::string> ahead;  // in reverse order
  const auto push = [&](std::string_view more) {
    const std::vector<std::string_view> names = text::split(more, "/");
    ahead.insert(ahead.end(), names.rbegin(), names.rend());
  };
  push(path);
  int hops = 0;
  while (!ahead.empty()) {
    const std::string name = std::move(ahead.back());
    ahead.pop_back();
    if (name.empty() || name == ".") continue;
    if (name == "..") {
      if (real.empty()) return std::nullopt;
      real.resize(paths::parent(real).size());
      continue;
    }
    std::string next = paths::join(real, name);
    const auto link = tree_.symlinks.find(next);
    if (link == tree_.symlinks.end()) {
      real = std::move(next);
      continue;
    }
    if (++hops > limits::kSymlinkHops || link->second.starts_with('/')) return std::nullopt;
    push(link->second);
  }
  return real;
}

/// Links matter only where a path that holds none does not name the entry already.
std::optional<std::string> FileIndex::real_path(std::string_view path) const {
  if (!tree_.symlinks.empty() && path.find("..") != std::string_view::npos) return through_links(path);
  auto normal = paths::normalise(path);
  if (!normal || tree_.symlinks.empty() || files_.is_directory(*normal)) return normal;
  const auto found = files_.find(*normal);
  return found && files_[*found].kind != EntryKind::symlink ? normal : through_links(*normal);
}

std::optional<FileId> FileIndex::at(std::string_view path) const {
  const auto real = real_path(path);
  const auto found = real ? files_.find(*real) : std::nullopt;
  if (!found) return std::nullopt;
  const EntryKind kind = files_[*found].kind;
  if (kind == EntryKind::submodule || kind == EntryKind::symlink) return std::nullopt;
  return found;
}

std::optional<std::string> FileIndex::directory(std::string_view path) const {
  auto real = real_path(path);
  if (!real || !files_.is_directory(*real)) return std::nullopt;
  return real;
}

std::vector<FileId> FileIndex::ending_in(std::string_view suffix) const {
  std::vector<FileId> found;
  for (auto at = first_named(by_name_, suffix); is_named(by_name_, at, suffix); ++at) {
    if (ends_in(files_.path(at->second), suffix)) found.push_back(at->second);
  }
  return found;
}

std::vector<std::string_view> FileIndex::folders_ending_in(std::string_view suffix) const {
  std::vector<std::string_view> found;
  for (auto at = first_named(folders_by_name_, suffix); is_named(folders_by_name_, at, suffix); ++at) {
    if (ends_in(at->second, suffix)) found.push_back(at->second);
  }
  return found;
}

}  // namespace modgate
