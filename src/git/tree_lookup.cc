// Looks names up in tree objects.
#include "git/tree_lookup.h"

#include <algorithm>
#include <utility>

#include "base/paths.h"
#include "modgate/limits.h"

namespace modgate::git {

const TreeLookup::Entry& TreeLookup::look(const ObjectId& tree, std::string_view name, std::string& detail) {
  if (answers_ >= limits::kTreeAnswers) {
    by_name_.clear();
    answers_ = 0;
  }
  const auto [at, fresh] = by_name_[std::string(name)].try_emplace(tree);
  Entry& entry = at->second;
  if (!fresh && entry.known) return entry;
  ++answers_;
  const ReadOutcome outcome = objects_.read_tree(tree, kTreeBytes, bytes_);
  if (!outcome) {
    detail = outcome.detail;
    return entry;
  }
  for (std::string_view rest = bytes_; !rest.empty();) {
    const auto next = take_entry(rest);
    if (!next) {
      detail = "tree " + hex(tree) + " is damaged";
      return entry;
    }
    if (next->name != name) continue;
    entry.mode = next->mode;
    entry.id = next->id;
    break;
  }
  entry.known = true;
  return entry;
}

TreeLookup::Found TreeLookup::at(const ObjectId& root, std::string_view path) {
  ObjectId tree = root;
  std::string detail;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const Entry& entry = look(tree, path.substr(begin, end - begin), detail);
    if (!entry.known) return {Found::Kind::unreadable, tree, detail};
    if (entry.mode == 0) return {};
    const TreeEntry found{entry.mode, {}, entry.id};
    if (end == path.size()) {
      return {found.is_regular() ? Found::Kind::blob : Found::Kind::other, entry.id, {}};
    }
    if (!found.is_tree()) return {};
    tree = entry.id;
    begin = end + 1;
  }
}

std::optional<ObjectId> TreeLookup::folder(const ObjectId& root, std::string_view path) {
  const std::string_view parent = paths::parent(path);
  if (parent.empty()) return root;
  const Found found = at(root, parent);
  if (found.kind != Found::Kind::other) return std::nullopt;
  return found.id;
}

std::optional<std::string> TreeLookup::renamed_from(const ObjectId& root, const ObjectId& newer_root,
                                                    std::string_view path, const ObjectId& content) {
  const auto older = folder(root, path);
  const auto newer = folder(newer_root, path);
  std::string bytes;
  if (!older || !newer || !objects_.read_tree(*older, kTreeBytes, bytes)) return std::nullopt;
  std::string detail;
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto next = take_entry(rest);
    if (!next) break;
    if (next->id != content || !next->is_regular()) continue;
    const Entry& now = look(*newer, next->name, detail);
    if (now.known && now.mode == 0) return paths::join(paths::parent(path), next->name);
  }
  return std::nullopt;
}

}  // namespace modgate::git
