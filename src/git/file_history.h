// What one file held, commit by commit: the parts that versions and origins of lines share. Content is read once and
// the last few are kept; how much one question may read is bounded.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "git/commit_graph.h"
#include "git/tree_lookup.h"

namespace modgate::git {

/// Lines that may differ times lines that they are compared with, of all questions. A thousand versions of a manifest,
/// each with a thousand lines rewritten, reach a twentieth; three of 80 000 lines that are all `a` or `b` take it all.
inline constexpr std::uint64_t kComparedLines = 20'000'000'000;

class FileHistory {
 public:
  explicit FileHistory(CommitGraph graph) : graph_(std::move(graph)), trees_(graph_.objects()) {}
  FileHistory(const FileHistory&) = delete;
  FileHistory& operator=(const FileHistory&) = delete;

  CommitGraph& graph() { return graph_; }
  /// The path in the commit, which must be there. Says in `gap` why it cannot be told.
  TreeLookup::Found at(CommitIndex commit, std::string_view path, Gap& gap);
  /// The path in `parent` from which the commit's file was moved within its folder, content and all; "" if none.
  std::string renamed_from(CommitIndex parent, CommitIndex commit, std::string_view path, const ObjectId& content);

  /// Whether the two may be compared line by line: a text of few different lines takes the square of its length.
  bool may_compare(std::string_view older, std::string_view newer, Gap& gap);

  /// A question begins: it has all of limits::kHistoryBytes.
  void begin() { used_ = 0; }
  using Bytes = std::shared_ptr<const std::string>;
  /// The content; nothing, and a gap, when it is missing, too large, or the question has used too much.
  Bytes content(const ObjectId& id, Gap& gap);

 private:
  CommitGraph graph_;
  TreeLookup trees_;
  std::list<std::pair<ObjectId, Bytes>> recent_;
  std::uint64_t used_ = 0;
  std::uint64_t compared_ = 0;  ///< pairs of lines, of all questions
};

/// Versions of the file along first parents (see History::versions).
FileVersions versions_of(FileHistory& history, CommitIndex head, const std::string& path, std::optional<Date> back_to);

/// Who added the lines (see History::origins).
LineOrigins origins_of(FileHistory& history, CommitIndex head, const std::string& path, std::string_view bytes,
                       const std::vector<std::size_t>& lines);

}  // namespace modgate::git
