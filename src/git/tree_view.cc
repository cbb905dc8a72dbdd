// A commit's tree as a view. Trees are parsed here, without recursion, because libgit2's walk overflows the stack on
// deep trees and lets hostile names pass. Refused: names that git never writes, a name twice in one tree, unknown
// modes, too many entries, too deep.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "git/failure.h"
#include "git/index.h"
#include "git/objects.h"
#include "git/tree_object.h"
#include "git/tree_path.h"
#include "git/views.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

/// Walks the trees of one commit with a list of those still to read.
class TreeWalk {
 public:
  explicit TreeWalk(const Objects& objects, const Layout& layout) : objects_(objects), layout_(layout) {}

  Result<Listing> run(const ObjectId& root) {
    todo_.push_back({{}, root, 0});
    while (!todo_.empty()) {
      const Folder folder = std::move(todo_.back());
      todo_.pop_back();
      if (auto failure = read(folder)) return *std::move(failure);
    }
    listing_.sort();
    return std::move(listing_);
  }

 private:
  struct Folder {
    std::string prefix;  ///< "" or ending in `/`
    ObjectId id;
    int depth = 0;
  };

  static Failure refuse(const std::string& path, std::string_view why) {
    return repository_failure("the tree entry " + quoted(path) + " " + std::string(why), "git fsck --full");
  }

  std::optional<Failure> read(const Folder& folder) {
    const ReadOutcome outcome = objects_.read_tree(folder.id, kTreeBytes, bytes_);
    if (!outcome) {
      const std::string name = folder.prefix.empty() ? "the root tree" : "the tree " + quoted(folder.prefix);
      const bool large = outcome.kind == ReadOutcome::Kind::too_large;
      return repository_failure(name + (large ? " is too large: " : " cannot be read: ") + outcome.detail,
                                missing_object_help(layout_));
    }
    names_.clear();
    for (std::string_view rest = bytes_; !rest.empty();) {
      const auto entry = take_entry(rest);
      if (!entry) return refuse(folder.prefix, "is damaged");
      if (auto failure = accept(folder, *entry)) return failure;
      names_.push_back(entry->name);
    }
    std::sort(names_.begin(), names_.end());
    const auto twice = std::adjacent_find(names_.begin(), names_.end());
    if (twice != names_.end()) return refuse(folder.prefix + std::string(*twice), "stands twice in its tree");
    return std::nullopt;
  }

  std::optional<Failure> accept(const Folder& folder, const TreeEntry& entry) {
    const std::string path = folder.prefix + std::string(entry.name);
    if (++entries_ > limits::kViewEntries) return refuse(path, "is one too many: the tree has over 2 000 000 entries");
    if (const std::string_view fault = component_fault(entry.name); !fault.empty()) return refuse(path, fault);
    if (path.size() > limits::kPathBytes)
      return refuse(path.substr(0, limits::kQuotedBytes), "is longer than 4096 bytes");
    if (entry.is_tree()) {
      if (folder.depth == limits::kTreeDepth) return refuse(path, "lies deeper than 256 folders");
      todo_.push_back({path + "/", entry.id, folder.depth + 1});
      return std::nullopt;
    }
    const auto kind = kind_of_mode(entry.mode);
    if (!kind) return refuse(path, "has an unknown mode");
    listing_.add(path, *kind, entry.id);
    return std::nullopt;
  }

  const Objects& objects_;
  const Layout& layout_;
  Listing listing_;
  std::vector<Folder> todo_;
  std::vector<std::string_view> names_;
  std::string bytes_;
  std::uint32_t entries_ = 0;
};

class TreeView final : public RepositoryView {
 public:
  TreeView(Layout layout, const ObjectId& tree, std::string revision)
      : layout_(std::move(layout)), tree_(tree), revision_(std::move(revision)) {}

  ViewKind kind() const override { return ViewKind::tree; }
  std::string revision() const override { return revision_; }
  Result<std::unique_ptr<BlobReader>> reader() const override { return object_reader(layout_); }

  Result<Listing> build() const override {
    Result<Objects> objects = Objects::open(layout_);
    if (!objects) return objects.error();
    return TreeWalk(*objects, layout_).run(tree_);
  }

 private:
  Layout layout_;
  ObjectId tree_;
  std::string revision_;
};

}  // namespace

std::unique_ptr<RepositoryView> tree_view(const Layout& layout, const ObjectId& tree, std::string revision) {
  return std::make_unique<TreeView>(layout, tree, std::move(revision));
}

}  // namespace modgate::git
