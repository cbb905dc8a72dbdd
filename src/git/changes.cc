// Walks two sorted listings side by side.
#include "git/changes.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "git/line_diff.h"
#include "git/similarity.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

const Entry* find(const Listing& listing, std::string_view path) {
  const auto at = std::lower_bound(listing.entries.begin(), listing.entries.end(), path,
                                   [](const Entry& entry, std::string_view wanted) { return entry.path < wanted; });
  return at == listing.entries.end() || at->path != path ? nullptr : &*at;
}

bool is_regular(const Entry& entry) { return entry.kind == EntryKind::file || entry.kind == EntryKind::executable; }

/// An id that is not known equals none.
bool same_content(const Entry& a, const Entry& b) {
  return a.id == b.id && a.id != ObjectId{} && (a.kind == b.kind || (is_regular(a) && is_regular(b)));
}

bool is_small(const Side& side, const Entry& entry) {
  std::string bytes;
  return static_cast<bool>(side.reader.read(entry, kLeastCopyBytes, bytes)) && bytes.size() < kLeastCopyBytes;
}

}  // namespace

void identify(const Listing& base, Listing& head, BlobReader& reader) {
  std::string bytes;
  auto before = base.entries.begin();
  for (Entry& entry : head.entries) {
    while (before != base.entries.end() && before->path < entry.path) ++before;
    if (entry.id != ObjectId{}) continue;
    const bool has_old = before != base.entries.end() && before->path == entry.path;
    if (entry.kind == EntryKind::submodule) {
      if (has_old) entry.id = before->id;
      continue;
    }
    if (!reader.read(entry, limits::kHashedBytes, bytes)) continue;
    entry.id = blob_id(bytes);
    if (!has_old || !is_regular(entry) || entry.id == before->id) continue;
    // A work tree may have line ends that git takes away when it stores the file.
    const std::string stored = without_carriage_returns(bytes);
    if (stored.size() != bytes.size() && blob_id(stored) == before->id) entry.id = before->id;
  }
}

Renames without_small_ones(const Side& base, const Side& head, Renames renames) {
  std::erase_if(renames, [&](const auto& rename) {
    const Entry* before = find(base.listing, rename.first);
    const Entry* after = find(head.listing, rename.second);
    if (before == nullptr || after == nullptr || same_content(*before, *after)) return false;
    return is_small(base, *before) || is_small(head, *after);
  });
  return renames;
}

std::vector<const Entry*> added_entries(const Listing& base, const Listing& head, const Renames& renames) {
  std::unordered_set<std::string_view> moved;
  for (const auto& [before, after] : renames) moved.insert(after);
  std::vector<const Entry*> added;
  auto before = base.entries.begin();
  for (const Entry& entry : head.entries) {
    while (before != base.entries.end() && before->path < entry.path) ++before;
    const bool known = before != base.entries.end() && before->path == entry.path;
    if (!known && !moved.contains(entry.path)) added.push_back(&entry);
  }
  return added;
}

std::vector<const Entry*> rewritten_entries(const Side& base, const Side& head) {
  constexpr std::uint64_t kLeastLeft = kWholeScore / 2;
  std::vector<const Entry*> out;
  std::string old_bytes;
  std::string new_bytes;
  auto before = base.listing.entries.begin();
  for (const Entry& entry : head.listing.entries) {
    while (before != base.listing.entries.end() && before->path < entry.path) ++before;
    if (before == base.listing.entries.end() || before->path != entry.path) continue;
    if (!is_regular(entry) || !is_regular(*before) || same_content(*before, entry)) continue;
    const bool read = static_cast<bool>(base.reader.read(*before, limits::kSourceBytes, old_bytes)) &&
                      static_cast<bool>(head.reader.read(entry, limits::kSourceBytes, new_bytes));
    if (!read || new_bytes.size() < kLeastCopyBytes) continue;
    if (similarity(fingerprint(old_bytes), fingerprint(new_bytes), kLeastLeft) < kLeastLeft) out.push_back(&entry);
  }
  return out;
}

std::vector<PathChange> changes_of(const Listing& base, const Listing& head, const Renames& renames,
                                   const std::vector<FileCopy>& copies) {
  std::vector<PathChange> out;
  std::unordered_set<std::string_view> gone;
  std::unordered_set<std::string_view> come;
  for (const auto& [before, after] : renames) {
    const Entry* old_entry = find(base, before);
    const Entry* new_entry = find(head, after);
    const bool equal = old_entry != nullptr && new_entry != nullptr && same_content(*old_entry, *new_entry);
    out.push_back({before, after, false, !equal});
    gone.insert(before);
    come.insert(after);
  }
  for (const FileCopy& copy : copies) {
    out.push_back({std::string(copy.before->path), std::string(copy.after->path), true, copy.edited});
    come.insert(copy.after->path);
  }
  auto now = head.entries.begin();
  const auto added = [&] {
    if (!come.contains(now->path)) out.push_back({"", std::string(now->path), false, true});
    ++now;
  };
  for (const Entry& entry : base.entries) {
    while (now != head.entries.end() && now->path < entry.path) added();
    if (now != head.entries.end() && now->path == entry.path) {
      const bool equal = same_content(entry, *now);
      if (!equal || now->kind != entry.kind) {
        out.push_back({std::string(entry.path), std::string(entry.path), false, !equal});
      }
      ++now;
    } else if (!gone.contains(entry.path)) {
      out.push_back({std::string(entry.path), "", false, true});
    }
  }
  while (now != head.entries.end()) added();
  std::sort(out.begin(), out.end(), [](const PathChange& a, const PathChange& b) {
    return std::tie(a.after, a.before) < std::tie(b.after, b.before);
  });
  return out;
}

}  // namespace modgate::git
