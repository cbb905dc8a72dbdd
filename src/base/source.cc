// Listing and Files: the table of paths that everything else points into.
#include "modgate/source.h"

#include <algorithm>

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
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.path < b.path; });
}

Files::Files(Listing listing) : listing_(std::move(listing)), view_size_(listing_.entries.size()) {
  by_path_.reserve(view_size_);
  std::string_view last;
  for (std::size_t i = 0; i < view_size_; ++i) {
    const std::string_view path = listing_.entries[i].path;
    by_path_.emplace(path, static_cast<FileId>(i));
    for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos; slash = path.rfind('/', slash - 1)) {
      const std::string_view folder = path.substr(0, slash);
      if (folder == last.substr(0, slash) && last.size() > slash && last[slash] == '/') break;
      if (folder.empty() || !directory_set_.insert(folder).second) break;
      directories_.push_back(folder);
    }
    last = path;
  }
  std::sort(directories_.begin(), directories_.end());
}

std::optional<FileId> Files::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  if (found == by_path_.end()) return std::nullopt;
  return found->second;
}

bool Files::is_directory(std::string_view path) const {
  return path.empty() ? view_size_ > 0 : directory_set_.contains(path);
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
