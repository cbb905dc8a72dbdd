// Listing and Files: the table of paths that everything else points into.
#include "modgate/source.h"

#include <algorithm>

#include "base/paths.h"

namespace modgate {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;

}  // namespace

void Listing::add(std::string_view path, EntryKind kind, const ObjectId& id) {
  // Blocks never grow past their first capacity, so views into them stay good.
  if (storage.empty() || storage.back().capacity() - storage.back().size() < path.size()) {
    storage.emplace_back().reserve(std::max(kBlockBytes, path.size()));
  }
  std::string& block = storage.back();
  const std::size_t at = block.size();
  block.append(path);
  entries.push_back({std::string_view(block).substr(at), id, kind});
}

void Listing::sort() {
  const auto before = [](const Entry& a, const Entry& b) { return a.path < b.path; };
  if (!std::is_sorted(entries.begin(), entries.end(), before)) std::sort(entries.begin(), entries.end(), before);
}

Files::Files(Listing listing) : listing_(std::move(listing)), view_size_(listing_.entries.size()) {
  std::string_view last;
  for (std::size_t i = 0; i < view_size_; ++i) {
    const std::string_view path = listing_.entries[i].path;
    // What lies below one folder stands together: a folder is new unless the last path lies below it, too.
    for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
      if (last.size() > slash && last.substr(0, slash + 1) == path.substr(0, slash + 1)) break;
      directories_.push_back(path.substr(0, slash));
    }
    last = path;
  }
  std::sort(directories_.begin(), directories_.end());
  by_path_.build(view_size_, [&](std::uint32_t i) { return listing_.entries[i].path; });
  by_name_.build(view_size_, [&](std::uint32_t i) { return paths::base_name(listing_.entries[i].path); });
  directories_by_path_.build(directories_.size(), [&](std::uint32_t i) { return directories_[i]; });
  directories_by_name_.build(directories_.size(), [&](std::uint32_t i) { return paths::base_name(directories_[i]); });
}

std::optional<FileId> Files::find(std::string_view path) const {
  const std::uint32_t found = by_path_.first(path, [&](std::uint32_t i) { return listing_.entries[i].path; });
  if (found == NameTable::kNone) return std::nullopt;
  return FileId{found};
}

FileId Files::first_named(std::string_view base_name) const {
  return FileId{by_name_.first(base_name, [&](std::uint32_t i) { return paths::base_name(listing_.entries[i].path); })};
}

bool Files::is_directory(std::string_view path) const {
  if (path.empty()) return view_size_ > 0;
  return directories_by_path_.first(path, [&](std::uint32_t i) { return directories_[i]; }) != NameTable::kNone;
}

std::uint32_t Files::first_directory_named(std::string_view base_name) const {
  return directories_by_name_.first(base_name, [&](std::uint32_t i) { return paths::base_name(directories_[i]); });
}

std::size_t Files::first_from(std::string_view path) const {
  const auto begin = listing_.entries.begin();
  const auto found = std::lower_bound(begin, begin + static_cast<std::ptrdiff_t>(view_size_), path,
                                      [](const Entry& entry, std::string_view wanted) { return entry.path < wanted; });
  return static_cast<std::size_t>(found - begin);
}

FileId Files::add_outside(std::string display_path) {
  listing_.add(display_path, EntryKind::file);
  return static_cast<FileId>(listing_.entries.size() - 1);
}

}  // namespace modgate
