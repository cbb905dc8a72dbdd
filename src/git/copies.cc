// Copy detection of new files against a whole base.
#include "git/copies.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/paths.h"
#include "base/text.h"
#include "git/similarity.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

constexpr std::uint64_t kLeastScore = kWholeScore * 3 / 4;
/// Candidates that every new file has, however many there are, as long as the budget lasts.
constexpr std::size_t kLeastCandidates = 200;

bool is_regular(const Entry& entry) { return entry.kind == EntryKind::file || entry.kind == EntryKind::executable; }

/// The bytes behind a file's opening comment: under one licence, files that share nothing else would be copies.
std::string_view behind_licence(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    const std::size_t first = line.find_first_not_of(" \t\r");
    const std::string_view words = first == std::string_view::npos ? std::string_view() : line.substr(first);
    const bool hash = words.starts_with('#') && (words.size() == 1 || words.find_first_of(" \t\r!#", 1) == 1);
    const bool comment = hash || words.starts_with("//") || words.starts_with("/*") || words.starts_with('*');
    if (!words.empty() && !comment) break;
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
  }
  return bytes;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

/// Files of the base, in order of their paths.
using Candidates = std::vector<const Entry*>;

/// Takes candidates one by one, those that share the longest beginning of their path first.
class NearestFirst {
 public:
  NearestFirst(const Candidates& all, std::string_view path) : all_(all), path_(path) {
    after_ = static_cast<std::size_t>(
        std::lower_bound(all.begin(), all.end(), path,
                         [](const Entry* entry, std::string_view wanted) { return entry->path < wanted; }) -
        all.begin());
    before_ = after_;
  }

  const Entry* next() {
    if (before_ == 0 && after_ == all_.size()) return nullptr;
    const bool back = after_ == all_.size() || (before_ > 0 && common_prefix(all_[before_ - 1]->path, path_) >=
                                                                   common_prefix(all_[after_]->path, path_));
    return back ? all_[--before_] : all_[after_++];
  }

 private:
  const Candidates& all_;
  std::string_view path_;
  std::size_t before_ = 0;  ///< candidates up to here wait, backwards
  std::size_t after_ = 0;   ///< and from here, forwards
};

class CopySearch {
 public:
  CopySearch(const Side& base, const Objects& objects, BlobReader& head)
      : base_(base), objects_(objects), head_(head) {}

  FoundCopies run(const std::vector<const Entry*>& added) {
    std::vector<const Entry*> open;
    for (const Entry* entry : added) {
      if (is_regular(*entry)) open.push_back(entry);
    }
    if (open.empty()) return {};
    collect(open);
    std::erase_if(open, [&](const Entry* entry) { return match_equal(*entry); });
    const std::size_t share = open.empty() ? 0 : std::max(kLeastCandidates, limits::kCopyPairs / open.size());
    for (const Entry* entry : open) match_changed(*entry, share);
    std::sort(found_.copies.begin(), found_.copies.end(),
              [](const FileCopy& a, const FileCopy& b) { return a.after->path < b.after->path; });
    if (cut_short_ > 0) {
      found_.note = "for " + text::counted(cut_short_, "new file") +
                    ", changed copies were looked for only in the nearest files with the same ending";
    }
    return std::move(found_);
  }

 private:
  struct Sketch {
    std::optional<std::uint64_t> size;  ///< absent: not here
    std::optional<Fingerprint> lines;
    bool read = false;
  };

  /// One pass over the base for what any of the new files may ask for.
  void collect(const std::vector<const Entry*>& added) {
    for (const Entry* entry : added) {
      if (entry->id != ObjectId{}) by_id_[entry->id];
      by_name_[paths::base_name(entry->path)];
      if (const std::string_view ending = paths::extension(entry->path); !ending.empty()) by_ending_[ending];
    }
    const auto note = [](auto& groups, const auto& key, const Entry& entry) {
      if (const auto group = groups.find(key); group != groups.end()) group->second.push_back(&entry);
    };
    for (const Entry& entry : base_.listing.entries) {
      if (!is_regular(entry)) continue;
      note(by_id_, entry.id, entry);
      note(by_name_, paths::base_name(entry.path), entry);
      note(by_ending_, paths::extension(entry.path), entry);
    }
  }

  bool match_equal(const Entry& added) {
    const auto equal = by_id_.find(added.id);
    if (equal == by_id_.end() || equal->second.empty()) return false;
    if (const auto size = objects_.blob_size(added.id); !size || *size < kLeastCopyBytes) return false;
    const Candidates& all = equal->second;
    const auto named = std::find_if(all.begin(), all.end(), [&](const Entry* entry) {
      return paths::base_name(entry->path) == paths::base_name(added.path);
    });
    found_.copies.push_back({named == all.end() ? all.front() : *named, &added, false});
    return true;
  }

  void match_changed(const Entry& added, std::size_t share) {
    std::string bytes;
    if (!head_.read(added, limits::kSourceBytes, bytes)) return;
    const std::string_view code = behind_licence(bytes);
    if (code.size() < kLeastCopyBytes) return;
    const Fingerprint lines = fingerprint(code);
    const Entry* best = nullptr;
    std::uint64_t best_score = kLeastScore - 1;
    const auto consider = [&](const Entry& candidate) {
      const std::uint64_t score = score_of(candidate, bytes.size(), lines);
      if (score > best_score) {
        best = &candidate;
        best_score = score;
      }
    };
    std::size_t left = std::min(share, limits::kCopyPairs - compared_);
    bool whole = true;
    const std::string_view name = paths::base_name(added.path);
    const auto look = [&](const Candidates& group, bool also_named) {
      NearestFirst nearest(group, added.path);
      for (const Entry* candidate = nearest.next(); candidate != nullptr; candidate = nearest.next()) {
        if (!also_named && paths::base_name(candidate->path) == name) continue;
        whole = left > 0;
        if (!whole) return;
        --left;
        ++compared_;
        consider(*candidate);
      }
    };
    look(by_name_[name], true);
    const auto ending = by_ending_.find(paths::extension(added.path));
    if (whole && ending != by_ending_.end()) look(ending->second, false);
    if (!whole) ++cut_short_;
    if (best != nullptr) found_.copies.push_back({best, &added, true});
  }

  /// `whole`: the size of the new file with its opening comment.
  std::uint64_t score_of(const Entry& candidate, std::uint64_t whole, const Fingerprint& lines) {
    Sketch& sketch = sketches_[&candidate];
    if (!sketch.read && !sketch.size) sketch.size = objects_.blob_size(candidate.id).value_or(0);
    const std::uint64_t size = *sketch.size;
    const std::uint64_t larger = std::max(size, whole);
    const std::uint64_t smaller = std::min(size, whole);
    if (size < kLeastCopyBytes || smaller * kWholeScore < larger * kLeastScore) return 0;
    if (!sketch.read) {
      std::string bytes;
      if (base_.reader.read(candidate, limits::kSourceBytes, bytes)) sketch.lines = fingerprint(behind_licence(bytes));
      sketch.read = true;
    }
    return sketch.lines ? similarity(*sketch.lines, lines, kLeastScore) : 0;
  }

  const Side& base_;
  const Objects& objects_;
  BlobReader& head_;
  std::unordered_map<ObjectId, Candidates, HashId> by_id_;
  std::unordered_map<std::string_view, Candidates> by_name_;
  std::unordered_map<std::string_view, Candidates> by_ending_;
  std::unordered_map<const Entry*, Sketch> sketches_;
  std::size_t compared_ = 0;
  std::size_t cut_short_ = 0;
  FoundCopies found_;
};

}  // namespace

FoundCopies find_copies(const Side& base, const Objects& objects, BlobReader& head,
                        const std::vector<const Entry*>& added) {
  return CopySearch(base, objects, head).run(added);
}

}  // namespace modgate::git
