// What stands at a path of a commit's tree, read along the path only. Answers are remembered per tree, so that the
// next commit, whose trees are mostly the same, costs nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "git/objects.h"
#include "git/tree_object.h"

namespace modgate::git {

class TreeLookup {
 public:
  explicit TreeLookup(const Objects& objects) : objects_(objects) {}

  struct Found {
    enum class Kind : std::uint8_t { nothing, blob, other, unreadable };
    Kind kind = Kind::nothing;
    ObjectId id{};       ///< of a blob; of the tree that cannot be read
    std::string detail;  ///< why it is unreadable
  };
  /// `other`: a folder, a link, a submodule.
  Found at(const ObjectId& root, std::string_view path);
  /// The name of a regular file in the same folder of `root` that has this content, and that the folder of
  /// `newer_root` does not have any more.
  std::optional<std::string> renamed_from(const ObjectId& root, const ObjectId& newer_root, std::string_view path,
                                          const ObjectId& content);

 private:
  struct Entry {
    bool known = false;  ///< the tree was read
    unsigned mode = 0;   ///< 0: it has no such name
    ObjectId id{};
  };
  using Answers = std::unordered_map<ObjectId, Entry, HashId>;

  const Entry& look(const ObjectId& tree, std::string_view name, std::string& detail);
  std::optional<ObjectId> folder(const ObjectId& root, std::string_view path);

  const Objects& objects_;
  std::unordered_map<std::string, Answers> by_name_;
  std::size_t answers_ = 0;
  std::string bytes_;
};

}  // namespace modgate::git
