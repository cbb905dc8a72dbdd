// Answers History's questions over one CommitGraph, which remembers what it has read.
#include "git/history.h"

#include <iterator>
#include <unordered_set>
#include <utility>

#include "git/commit.h"
#include "git/failure.h"
#include "git/file_history.h"
#include "git/tree_changes.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

/// Trailers of one change: they are all kept. Long-lived branches have some thousands.
constexpr std::size_t kMostTrailers = 100'000;

class WalkedHistory final : public History {
 public:
  WalkedHistory(CommitGraph graph, const ObjectId& head) : files_(std::move(graph)) {
    head_ = files_.graph().index_of(head);
  }

  Result<FileVersions> versions(const std::string& path, std::optional<Date> back_to) override {
    return versions_of(files_, head_, path, back_to);
  }

  Result<LineOrigins> origins(const std::string& path, std::string_view bytes,
                              const std::vector<std::size_t>& lines) override {
    return origins_of(files_, head_, path, bytes, lines);
  }

  Result<Gap> commits(const std::function<bool(const CommitChange&)>& visit) override {
    CommitGraph& graph = files_.graph();
    CommitQueue queue(graph);
    std::unordered_set<CommitIndex> met = {head_};
    queue.push(head_);
    Gap gap;
    compared_ = 0;
    for (std::size_t walked = 0; !queue.empty(); ++walked) {
      if (walked == limits::kHistoryCommits) return limit_gap();
      const CommitIndex commit = queue.pop();
      const CommitNode& node = graph.load(commit);
      Gap here = graph.gap_behind(commit);
      auto description = graph.describe(commit);
      if (description) {
        CommitChange change{std::move(*description), {}};
        if (!change.commit.merge && !node.cut) change.paths = paths_of(node, here);
        if (!visit(change)) return gap;
      }
      if (compared_ > kHistoryPaths) {
        return "the paths of commits are compared up to " + std::to_string(kHistoryPaths) + ", and there are more";
      }
      if (gap.empty()) gap = std::move(here);
      for (const CommitIndex parent : node.parents) {
        if (met.insert(parent).second) queue.push(parent);
      }
    }
    return gap;
  }

 private:
  std::vector<std::string> paths_of(const CommitNode& node, Gap& gap) {
    CommitGraph& graph = files_.graph();
    std::optional<ObjectId> older;
    if (!node.parents.empty()) {
      const CommitNode& parent = graph.load(node.parents.front());
      if (!parent.present()) return {};
      older = parent.tree;
    }
    TreeChanges changes = changed_paths(graph.objects(), older, node.tree);
    compared_ += changes.compared;
    if (!changes.gap.empty()) {
      gap = "what `" + short_hex(node.id) + "` changed is not told: " + changes.gap + "; `" +
            missing_object_help(graph.layout()) + "` helps";
    }
    return std::move(changes.paths);
  }

  FileHistory files_;
  CommitIndex head_ = 0;
  std::size_t compared_ = 0;  ///< paths, in the present question
};

}  // namespace

Result<std::unique_ptr<History>> open_history(const Layout& layout, const std::string& commit) {
  const auto id = parse_id(commit);
  if (!id) return Failure{Failure::Kind::internal, "history begins at a commit's id", {}};
  Result<CommitGraph> graph = CommitGraph::open(layout);
  if (!graph) return graph.error();
  return std::unique_ptr<History>(std::make_unique<WalkedHistory>(std::move(*graph), *id));
}

Result<std::vector<Trailer>> trailers_between(CommitGraph& graph, const std::string& without, const std::string& of) {
  const auto base = parse_id(without);
  const auto head = parse_id(of);
  if (!base || !head) return Failure{Failure::Kind::internal, "a range of history has two commits' ids", {}};
  const CommitGraph::Range range = graph.reachable(graph.index_of(*head), graph.index_of(*base));
  if (range.spent) {
    return repository_failure("the commits since " + quoted(short_hex(*base)) + " cannot be listed: " + limit_gap(),
                              "modgate check --against HEAD^");
  }
  std::vector<Trailer> trailers;
  for (const CommitIndex commit : range.commits) {
    auto description = graph.describe(commit);
    if (!description) continue;
    std::move(description->trailers.begin(), description->trailers.end(), std::back_inserter(trailers));
    if (trailers.size() > kMostTrailers) {
      return repository_failure("the commits since " + quoted(short_hex(*base)) + " have more than " +
                                    std::to_string(kMostTrailers) + " trailers",
                                "git log --format=%h%n%(trailers) " + shell_word(without + ".." + of));
    }
  }
  return trailers;
}

}  // namespace modgate::git
