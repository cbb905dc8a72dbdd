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

/// Walks the trees of one commit in the order that git keeps them in, which is that of whole paths.
class TreeWalk {
 public:
  explicit TreeWalk(const Objects& objects, const Layout& layout) : objects_(objects), layout_(layout) {}

  Result<Listing> run(const ObjectId& root) {
    if (auto failure = enter({}, root)) return *std::move(failure);
    while (!open_.empty()) {
      if (open_.back().next == open_.back().entries.size()) {
        open_.pop_back();
        continue;
      }
      const TreeEntry entry = open_.back().entries[open_.back().next++];
      if (auto failure = accept(open_.back().prefix, entry)) return *std::move(failure);
    }
    // Trees that no git wrote may be in another order.
    listing_.sort();
    return std::move(listing_);
  }

 private:
  struct Folder {
    std::string prefix;  ///< "" or ending in `/`
    std::string bytes;   ///< of the tree; the entries' names lie in it
    std::vector<TreeEntry> entries;
    std::size_t next = 0;
  };

  static Failure refuse(const std::string& path, std::string_view why) {
    return repository_failure("the tree entry " + quoted(path) + " " + std::string(why), "git fsck --full");
  }

  /// Reads a tree; its entries come next.
  std::optional<Failure> enter(std::string prefix, const ObjectId& id) {
    std::string bytes;
    const ReadOutcome outcome = objects_.read_tree(id, kTreeBytes, bytes);
    if (!outcome) {
      const std::string name = prefix.empty() ? "the root tree" : "the tree " + quoted(prefix);
      const bool large = outcome.kind == ReadOutcome::Kind::too_large;
      return repository_failure(name + (large ? " is too large: " : " cannot be read: ") + outcome.detail,
                                missing_object_help(layout_));
    }
    Folder& folder = open_.emplace_back(Folder{std::move(prefix), {}, {}, 0});
    folder.bytes.swap(bytes);
    std::vector<std::string_view> names;
    for (std::string_view rest = folder.bytes; !rest.empty();) {
      const auto entry = take_entry(rest);
      if (!entry) return refuse(folder.prefix, "is damaged");
      folder.entries.push_back(*entry);
      names.push_back(entry->name);
    }
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) return refuse(folder.prefix + std::string(*twice), "stands twice in its tree");
    return std::nullopt;
  }

  std::optional<Failure> accept(const std::string& prefix, const TreeEntry& entry) {
    std::string path = prefix + std::string(entry.name);
    if (entry.is_tree() && ++folders_ > kTreeFolders) {
      return refuse(path, "is one too many: the tree has over 500 000 folders");
    }
    if (!entry.is_tree() && listing_.entries.size() == limits::kViewEntries) {
      return refuse(path, "is one too many: the tree has over 2 000 000 files");
    }
    if (const std::string_view fault = component_fault(entry.name); !fault.empty()) return refuse(path, fault);
    if (path.size() > limits::kPathBytes)
      return refuse(path.substr(0, limits::kQuotedBytes), "is longer than 4096 bytes");
    if (entry.is_tree()) {
      if (open_.size() > static_cast<std::size_t>(limits::kTreeDepth))
        return refuse(path, "lies deeper than 256 folders");
      return enter(path + "/", entry.id);
    }
    const auto kind = kind_of_mode(entry.mode);
    if (!kind) return refuse(path, "has an unknown mode");
    listing_.add(path, *kind, entry.id);
    return std::nullopt;
  }

  const Objects& objects_;
  const Layout& layout_;
  Listing listing_;
  std::vector<Folder> open_;  ///< from the root down to the folder at hand
  std::uint32_t folders_ = 0;
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
