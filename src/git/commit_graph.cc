// Reads commits and answers what two of them share.
#include "git/commit_graph.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "git/commit.h"
#include "git/configuration.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

/// Walks from two commits at once, newest first. Each commit collects from which of the two it was reached.
class Painter {
 public:
  enum Mark : std::uint8_t { kFirst = 1, kSecond = 2, kStale = 4, kQueued = 8, kKept = 16 };

  explicit Painter(CommitGraph& graph) : graph_(graph), queue_(graph) {}

  std::uint8_t marks(CommitIndex commit) const {
    const auto found = marks_.find(commit);
    return found == marks_.end() ? std::uint8_t{0} : found->second;
  }

  void mark(CommitIndex commit, std::uint8_t marks) {
    std::uint8_t& known = marks_[commit];
    if ((known & marks) == marks) return;
    const bool was_wanted = wanted(known) && (known & kQueued) != 0;
    known = static_cast<std::uint8_t>(known | marks);
    if ((known & kQueued) == 0) {
      known = static_cast<std::uint8_t>(known | kQueued);
      queue_.push(commit);
      waiting_ += wanted(known) ? 1 : 0;
    } else {
      waiting_ += (wanted(known) ? 1U : 0U);
      waiting_ -= was_wanted ? 1U : 0U;
    }
  }

  /// The next commit and what is known of it. Its parents inherit through pass().
  CommitIndex next() {
    const CommitIndex commit = queue_.pop();
    std::uint8_t& known = marks_[commit];
    waiting_ -= wanted(known) ? 1U : 0U;
    known = static_cast<std::uint8_t>(known & ~kQueued);
    ++walked_;
    return commit;
  }

  void pass(CommitIndex commit, std::uint8_t inherited) {
    const CommitNode& node = graph_.load(commit);
    if (!node.present() || node.cut) {
      if (gap_.empty()) gap_ = graph_.gap_behind(commit);
      return;
    }
    for (const CommitIndex parent : node.parents) mark(parent, inherited);
  }

  void keep(CommitIndex commit) { marks_[commit] = static_cast<std::uint8_t>(marks_[commit] | kKept); }
  /// Only commits that the answer may still hold keep a walk going.
  bool waiting() const { return waiting_ > 0; }
  bool empty() const { return queue_.empty(); }
  std::int64_t newest() const { return queue_.newest(); }
  bool spent() const { return walked_ >= limits::kHistoryCommits; }
  const Gap& gap() const { return gap_; }
  std::uint8_t unwanted = 0;  ///< a commit with one of these marks keeps no walk going

 private:
  bool wanted(std::uint8_t marks) const { return (marks & unwanted) == 0; }

  CommitGraph& graph_;
  CommitQueue queue_;
  std::unordered_map<CommitIndex, std::uint8_t> marks_;
  std::size_t waiting_ = 0;
  std::size_t walked_ = 0;
  Gap gap_;
};

}  // namespace

Gap limit_gap() {
  return "history is looked at for " + std::to_string(limits::kHistoryCommits) + " commits, and there are more";
}

void CommitQueue::push(CommitIndex commit) {
  heap_.push_back({graph_.load(commit).second, turns_++, commit});
  std::push_heap(heap_.begin(), heap_.end());
}

CommitIndex CommitQueue::pop() {
  std::pop_heap(heap_.begin(), heap_.end());
  const CommitIndex commit = heap_.back().commit;
  heap_.pop_back();
  return commit;
}

Result<CommitGraph> CommitGraph::open(const Layout& layout) {
  Result<Objects> objects = Objects::open(layout);
  if (!objects) return objects.error();
  CommitGraph graph(layout, std::move(*objects));
  if (layout.shallow) {
    const std::string ends = small_file(AT_FDCWD, layout.common_directory + "shallow", true).value_or("");
    for (const std::string_view line : text::split(ends, "\n")) {
      if (const auto id = parse_id(line)) graph.ends_.insert(*id);
    }
  }
  return graph;
}

CommitIndex CommitGraph::index_of(const ObjectId& id) {
  const auto [at, fresh] = by_id_.emplace(id, static_cast<CommitIndex>(nodes_.size()));
  if (fresh) nodes_.push_back({id, {}, {}, 0, CommitNode::State::unread, false});
  return at->second;
}

const CommitNode& CommitGraph::load(CommitIndex commit) {
  CommitNode& node = nodes_[commit];
  if (node.state != CommitNode::State::unread) return node;
  const ReadOutcome outcome = objects_.read_commit(node.id, limits::kCommitBytes, bytes_);
  const auto parts = outcome ? parse_commit(bytes_) : std::nullopt;
  if (!parts) {
    const bool missing = outcome.kind == ReadOutcome::Kind::missing_object;
    node.state = missing ? CommitNode::State::missing : CommitNode::State::damaged;
    return node;
  }
  node.state = CommitNode::State::present;
  node.tree = parts->tree;
  node.second = parts->second;
  node.cut = !parts->parents.empty() && ends_.contains(node.id);
  if (node.cut) return node;
  std::vector<CommitIndex> parents;
  for (const ObjectId& parent : parts->parents) {
    const CommitIndex index = index_of(parent);
    if (std::find(parents.begin(), parents.end(), index) == parents.end()) parents.push_back(index);
  }
  node.parents = std::move(parents);
  return node;
}

std::optional<Commit> CommitGraph::describe(CommitIndex commit) {
  const ObjectId id = nodes_[commit].id;
  if (!objects_.read_commit(id, limits::kCommitBytes, bytes_)) return std::nullopt;
  const auto parts = parse_commit(bytes_);
  if (!parts) return std::nullopt;
  return commit_of(id, *parts);
}

Gap CommitGraph::gap_behind(CommitIndex commit) {
  const CommitNode& node = load(commit);
  const std::string name = "`" + short_hex(node.id) + "`";
  if (node.cut) return "this shallow clone's history ends at " + name + "; `git fetch --unshallow` brings the rest";
  if (node.state == CommitNode::State::missing) {
    if (layout_.shallow) return "this shallow clone has no commit " + name + "; `git fetch --unshallow` brings it";
    return "the commit " + name + " is not in the repository; `git fsck --connectivity-only` lists what is missing";
  }
  if (node.state == CommitNode::State::damaged) {
    return "the commit " + name + " is damaged or too large; `git fsck --full` says more";
  }
  return {};
}

CommitGraph::Base CommitGraph::merge_base(CommitIndex one, CommitIndex other) {
  Painter painter(*this);
  painter.unwanted = Painter::kStale;
  painter.mark(one, Painter::kFirst);
  painter.mark(other, Painter::kSecond);
  std::vector<CommitIndex> shared;
  while (painter.waiting()) {
    if (painter.spent()) return {std::nullopt, limit_gap()};
    const CommitIndex commit = painter.next();
    const std::uint8_t marks = painter.marks(commit);
    auto inherited = static_cast<std::uint8_t>(marks & (Painter::kFirst | Painter::kSecond | Painter::kStale));
    if ((marks & Painter::kFirst) != 0 && (marks & Painter::kSecond) != 0) {
      if ((marks & Painter::kKept) == 0) shared.push_back(commit);
      painter.keep(commit);
      // Its ancestors are shared as well, but no best ones.
      inherited = static_cast<std::uint8_t>(inherited | Painter::kStale);
    }
    painter.pass(commit, inherited);
  }
  for (const CommitIndex commit : shared) {
    if ((painter.marks(commit) & Painter::kStale) == 0 && load(commit).present()) return {commit, {}};
  }
  return {std::nullopt, painter.gap()};
}

CommitGraph::Range CommitGraph::reachable(CommitIndex of, CommitIndex without) {
  Painter painter(*this);
  painter.unwanted = Painter::kSecond;
  painter.mark(without, Painter::kSecond);
  painter.mark(of, Painter::kFirst);
  std::vector<CommitIndex> found;
  std::int64_t oldest = INT64_MAX;
  // With clocks that ran backwards, a commit may be found before its descendant that excludes it: the walk goes on
  // until all that is left is older than what was found.
  while (!painter.empty() && (painter.waiting() || painter.newest() >= oldest)) {
    if (painter.spent()) return {{}, true};
    const CommitIndex commit = painter.next();
    const std::uint8_t marks = painter.marks(commit);
    if ((marks & Painter::kSecond) == 0 && (marks & Painter::kKept) == 0 && load(commit).present()) {
      painter.keep(commit);
      found.push_back(commit);
      oldest = std::min(oldest, load(commit).second);
    }
    painter.pass(commit, static_cast<std::uint8_t>(marks & (Painter::kFirst | Painter::kSecond)));
  }
  std::erase_if(found, [&](CommitIndex commit) { return (painter.marks(commit) & Painter::kSecond) != 0; });
  return {std::move(found), false};
}

}  // namespace modgate::git
