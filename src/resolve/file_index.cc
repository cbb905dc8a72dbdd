#include "resolve/file_index.h"

#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

bool ends_in(std::string_view path, std::string_view suffix) {
  return path.ends_with(suffix) && (path.size() == suffix.size() || path[path.size() - suffix.size() - 1] == '/');
}

}  // namespace

FileIndex::FileIndex(const Files& files, const TreeDescription& tree) : files_(files), tree_(tree) {}

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

std::optional<FileId> FileIndex::behind(FileId link) const {
  const auto [known, fresh] = behind_.try_emplace(link);
  if (fresh) known->second = at(files_.path(link));
  return known->second;
}

std::vector<FileId> FileIndex::ending_in(std::string_view suffix) const {
  std::vector<FileId> found;
  bool linked = false;
  for (FileId named = files_.first_named(paths::base_name(suffix)); named != kNoFile;
       named = files_.next_named(named)) {
    const EntryKind kind = files_[named].kind;
    if (kind == EntryKind::submodule || !ends_in(files_.path(named), suffix)) continue;
    if (kind != EntryKind::symlink) {
      found.push_back(named);
    } else if (const auto file = behind(named)) {
      found.push_back(*file);
      linked = true;
    }
  }
  if (linked) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return found;
}

std::vector<std::string_view> FileIndex::folders_ending_in(std::string_view suffix) const {
  std::vector<std::string_view> found;
  for (std::uint32_t at = files_.first_directory_named(paths::base_name(suffix)); at != NameTable::kNone;
       at = files_.next_directory_named(at)) {
    const std::string_view folder = files_.directories()[at];
    if (ends_in(folder, suffix)) found.push_back(folder);
  }
  return found;
}

}  // namespace modgate
