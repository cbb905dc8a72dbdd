// Walks two trees side by side with a list of the folders still to compare.
#include "git/tree_changes.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "git/tree_object.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

class TreeDiff {
 public:
  explicit TreeDiff(const Objects& objects) : objects_(objects) {}

  TreeChanges run(const std::optional<ObjectId>& older, const ObjectId& newer) {
    todo_.push_back({{}, older, newer, 0});
    while (!todo_.empty() && gap_.empty()) {
      const Pair pair = std::move(todo_.back());
      todo_.pop_back();
      compare(pair);
    }
    TreeChanges changes;
    for (auto& [path, id] : added_) {
      arrived_.insert(id);
      changes.paths.push_back(std::move(path));
    }
    for (auto& [path, id] : removed_) {
      if (!arrived_.contains(id)) changes.paths.push_back(std::move(path));
    }
    for (std::string& path : modified_) changes.paths.push_back(std::move(path));
    std::sort(changes.paths.begin(), changes.paths.end());
    changes.gap = std::move(gap_);
    changes.compared = seen_;
    return changes;
  }

 private:
  struct Pair {
    std::string prefix;
    std::optional<ObjectId> older, newer;
    int depth = 0;
  };

  /// The tree's entries in the order of trees: a folder sorts as if its name ended in `/`.
  std::vector<TreeEntry> entries(const std::optional<ObjectId>& id, std::string& bytes) {
    std::vector<TreeEntry> result;
    if (!id) return result;
    if (const ReadOutcome outcome = objects_.read_tree(*id, kTreeBytes, bytes); !outcome) {
      gap_ = outcome.detail;
      return result;
    }
    for (std::string_view rest = bytes; !rest.empty();) {
      const auto entry = take_entry(rest);
      if (!entry) {
        gap_ = "tree " + hex(*id) + " is damaged";
        break;
      }
      result.push_back(*entry);
    }
    return result;
  }

  void compare(const Pair& pair) {
    const std::vector<TreeEntry> before = entries(pair.older, older_bytes_);
    const std::vector<TreeEntry> now = entries(pair.newer, newer_bytes_);
    auto a = before.begin();
    auto b = now.begin();
    while ((a != before.end() || b != now.end()) && gap_.empty()) {
      const int order = a == before.end() ? 1 : b == now.end() ? -1 : compare_names(*a, *b);
      if (order == 0 && a->id == b->id && a->mode == b->mode) {
        ++a, ++b;
        continue;
      }
      const TreeEntry* older = order <= 0 ? &*a++ : nullptr;
      const TreeEntry* newer = order >= 0 ? &*b++ : nullptr;
      differ(pair, older, newer);
    }
  }

  static int compare_names(const TreeEntry& a, const TreeEntry& b) {
    const std::size_t common = std::min(a.name.size(), b.name.size());
    if (const int order = a.name.substr(0, common).compare(b.name.substr(0, common)); order != 0) return order;
    const auto next = [&](const TreeEntry& entry) {
      if (entry.name.size() > common) return static_cast<unsigned char>(entry.name[common]);
      return static_cast<unsigned char>(entry.is_tree() ? '/' : '\0');
    };
    return static_cast<int>(next(a)) - static_cast<int>(next(b));
  }

  void differ(const Pair& pair, const TreeEntry* older, const TreeEntry* newer) {
    std::string path = pair.prefix;
    path += older != nullptr ? older->name : newer->name;
    if (path.size() > limits::kPathBytes || ++seen_ > limits::kCommitPaths) {
      gap_ = "it changes more than " + std::to_string(limits::kCommitPaths) + " paths, or one of over 4096 bytes";
      return;
    }
    const bool older_tree = older != nullptr && older->is_tree();
    const bool newer_tree = newer != nullptr && newer->is_tree();
    if (older_tree || newer_tree) {
      if (pair.depth == limits::kTreeDepth) {
        gap_ = "its folders lie deeper than 256";
        return;
      }
      const auto id = [](bool tree, const TreeEntry* entry) {
        return tree ? std::optional<ObjectId>(entry->id) : std::nullopt;
      };
      todo_.push_back({path + "/", id(older_tree, older), id(newer_tree, newer), pair.depth + 1});
      return;
    }
    if (older == nullptr) {
      added_.emplace_back(std::move(path), newer->id);
    } else if (newer == nullptr) {
      removed_.emplace_back(std::move(path), older->id);
    } else {
      modified_.push_back(std::move(path));
    }
  }

  const Objects& objects_;
  std::vector<Pair> todo_;
  std::vector<std::pair<std::string, ObjectId>> added_, removed_;
  std::vector<std::string> modified_;
  std::unordered_set<ObjectId, HashId> arrived_;
  std::string older_bytes_, newer_bytes_, gap_;
  std::size_t seen_ = 0;
};

}  // namespace

TreeChanges changed_paths(const Objects& objects, const std::optional<ObjectId>& older, const ObjectId& newer) {
  return TreeDiff(objects).run(older, newer);
}

}  // namespace modgate::git
