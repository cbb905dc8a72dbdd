// Commits and their parents, read when first asked for. Where a shallow clone ends and which objects are missing is
// known for each commit: libgit2 ignores `.git/shallow` and would fail there. One graph belongs to one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "git/layout.h"
#include "git/objects.h"
#include "modgate/history.h"
#include "modgate/result.h"

namespace modgate::git {

using CommitIndex = std::uint32_t;

struct CommitNode {
  enum class State : std::uint8_t { unread, present, missing, damaged };
  ObjectId id{};
  ObjectId tree{};
  std::vector<CommitIndex> parents;  ///< empty for a root, and where a shallow clone ends
  std::int64_t second = 0;
  State state = State::unread;
  bool cut = false;  ///< has parents that this shallow clone does not have

  bool present() const { return state == State::present; }
};

class CommitGraph {
 public:
  static Result<CommitGraph> open(const Layout& layout);

  CommitIndex index_of(const ObjectId& id);
  /// The commit, read. Good as long as the graph.
  const CommitNode& load(CommitIndex commit);
  /// With people and message; reads the object once more.
  std::optional<Commit> describe(CommitIndex commit);

  struct Base {
    std::optional<CommitIndex> commit;  ///< the newest of the best ones
    Gap gap;                            ///< why there may be one although none was found
  };
  Base merge_base(CommitIndex one, CommitIndex other);
  struct Range {
    std::vector<CommitIndex> commits;  ///< newest first
    bool spent = false;                ///< too many commits were looked at
  };
  /// What `git log without..of` lists, in a shallow clone of what is here.
  Range reachable(CommitIndex of, CommitIndex without);

  const Objects& objects() const { return objects_; }
  const Layout& layout() const { return layout_; }
  /// Why nothing is known beyond the commit; empty when all is.
  Gap gap_behind(CommitIndex commit);

 private:
  CommitGraph(const Layout& layout, Objects objects) : layout_(layout), objects_(std::move(objects)) {}

  Layout layout_;
  Objects objects_;
  std::unordered_set<ObjectId, HashId> ends_;  ///< where the shallow clone ends
  std::deque<CommitNode> nodes_;
  std::unordered_map<ObjectId, CommitIndex, HashId> by_id_;
  std::string bytes_;
};

/// Commits in order of their time, newest first; of equal ones the one that came in first.
class CommitQueue {
 public:
  explicit CommitQueue(CommitGraph& graph) : graph_(graph) {}
  void push(CommitIndex commit);
  CommitIndex pop();
  bool empty() const { return heap_.empty(); }
  std::int64_t newest() const { return heap_.front().second; }

 private:
  struct Waiting {
    std::int64_t second = 0;
    std::uint64_t turn = 0;
    CommitIndex commit = 0;
    bool operator<(const Waiting& other) const {
      return second != other.second ? second < other.second : turn > other.turn;
    }
  };
  CommitGraph& graph_;
  std::vector<Waiting> heap_;
  std::uint64_t turns_ = 0;
};

/// What helps where commits end, in a sentence.
Gap limit_gap();

}  // namespace modgate::git
