// Reads one file's content through history, and follows first parents for its versions.
#include "git/file_history.h"

#include <algorithm>
#include <utility>

#include "git/commit.h"
#include "modgate/limits.h"

namespace modgate::git {

TreeLookup::Found FileHistory::at(CommitIndex commit, std::string_view path, Gap& gap) {
  const CommitNode& node = graph_.load(commit);
  TreeLookup::Found found = trees_.at(node.tree, path);
  if (found.kind == TreeLookup::Found::Kind::unreadable && gap.empty()) {
    gap = found.detail + "; `" + missing_object_help(graph_.layout()) + "` helps";
  }
  return found;
}

std::string FileHistory::renamed_from(CommitIndex parent, CommitIndex commit, std::string_view path,
                                      const ObjectId& content) {
  const ObjectId older = graph_.load(parent).tree;
  return trees_.renamed_from(older, graph_.load(commit).tree, path, content).value_or("");
}

FileHistory::Bytes FileHistory::content(const ObjectId& id, Gap& gap) {
  constexpr std::size_t kKept = 4;
  const auto known = std::find_if(recent_.begin(), recent_.end(), [&](const auto& kept) { return kept.first == id; });
  if (known != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, known);
  } else {
    auto bytes = std::make_shared<std::string>();
    const ReadOutcome outcome = graph_.objects().read_blob(id, limits::kSourceBytes, *bytes);
    if (!outcome) {
      const bool large = outcome.kind == ReadOutcome::Kind::too_large;
      if (gap.empty() && large) gap = "an old version has " + outcome.detail + ", which is not read";
      if (gap.empty()) gap = outcome.detail + "; `" + missing_object_help(graph_.layout()) + "` helps";
      return nullptr;
    }
    recent_.emplace_front(id, std::move(bytes));
    if (recent_.size() > kKept) recent_.pop_back();
  }
  // What is still known counts as well: it is compared anew.
  used_ += recent_.front().second->size();
  if (used_ > limits::kHistoryBytes) {
    if (gap.empty()) {
      gap = "old versions are compared up to " + std::to_string(limits::kHistoryBytes) + " bytes, and there is more";
    }
    return nullptr;
  }
  return recent_.front().second;
}

bool FileHistory::may_compare(std::string_view older, std::string_view newer, Gap& gap) {
  const auto begin = std::mismatch(older.begin(), older.end(), newer.begin(), newer.end()).first - older.begin();
  older.remove_prefix(static_cast<std::size_t>(begin));
  newer.remove_prefix(static_cast<std::size_t>(begin));
  const auto end = std::mismatch(older.rbegin(), older.rend(), newer.rbegin(), newer.rend()).first - older.rbegin();
  older.remove_suffix(static_cast<std::size_t>(end));
  newer.remove_suffix(static_cast<std::size_t>(end));
  const auto lines = [](std::string_view text) {
    return 1 + static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  };
  compared_ += lines(older) * lines(newer);
  if (compared_ <= kComparedLines) return true;
  if (gap.empty())
    gap = "old versions are compared up to " + std::to_string(kComparedLines) + " pairs of lines, and there are more";
  return false;
}

FileVersions versions_of(FileHistory& history, CommitIndex head, const std::string& path, std::optional<Date> back_to) {
  using Found = TreeLookup::Found;
  CommitGraph& graph = history.graph();
  history.begin();
  FileVersions result;
  ObjectId current{};
  CommitIndex commit = head;
  const auto in_force = [&] { return back_to && !result.versions.empty() && result.versions.back().from <= *back_to; };
  for (std::size_t walked = 0; result.gap.empty(); ++walked) {
    const CommitNode& node = graph.load(commit);
    if (!node.present()) break;
    const Found found = history.at(commit, path, result.gap);
    if (found.kind == Found::Kind::unreadable) break;
    const bool present = found.kind == Found::Kind::blob;
    const ObjectId id = present ? found.id : ObjectId{};
    if (result.versions.empty() || id != current) {
      if (in_force()) return result;
      const FileHistory::Bytes bytes = present ? history.content(id, result.gap) : nullptr;
      if (present && bytes == nullptr) break;
      result.versions.push_back({{}, bytes == nullptr ? std::string() : *bytes, present});
      current = id;
    }
    result.versions.back().from = day_of(node.second);
    if (node.cut || node.parents.empty()) break;
    commit = node.parents.front();
    if (walked + 1 == limits::kHistoryCommits) result.gap = limit_gap();
  }
  if (result.gap.empty()) result.gap = graph.gap_behind(commit);
  // What came before the version that was asked for is nobody's gap.
  if (in_force()) result.gap.clear();
  return result;
}

}  // namespace modgate::git
