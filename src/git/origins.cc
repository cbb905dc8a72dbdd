// Who added which line: lines wait at the commit that still has them, newest commits first, and go on to the parent
// that has them as well. A line is at one commit only, so the work is bounded by lines times commits.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "git/file_history.h"
#include "git/line_diff.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

using Found = TreeLookup::Found;

/// A line of a version that has it, and which of the lines asked for it is.
struct Suspect {
  std::size_t line = 0;
  std::size_t asked = 0;
};
using Suspects = std::vector<Suspect>;

/// Moves suspects that the older text has to `passed`, counted in the older text. Both lists stay in order of lines.
void pass_common(const std::vector<Hunk>& hunks, Suspects& suspects, Suspects& passed) {
  Suspects kept;
  auto hunk = hunks.begin();
  std::size_t old_end = 0;  // where the last hunk before the line ends, on both sides
  std::size_t new_end = 0;
  for (const Suspect& suspect : suspects) {
    while (hunk != hunks.end() && hunk->new_begin + hunk->new_lines <= suspect.line) {
      old_end = hunk->old_begin + hunk->old_lines;
      new_end = hunk->new_begin + hunk->new_lines;
      ++hunk;
    }
    if (hunk != hunks.end() && hunk->new_begin <= suspect.line) {
      kept.push_back(suspect);
    } else {
      passed.push_back({suspect.line - new_end + old_end, suspect.asked});
    }
  }
  suspects = std::move(kept);
}

class Blame {
 public:
  Blame(FileHistory& history, std::size_t asked) : history_(history), graph_(history.graph()), queue_(graph_) {
    result_.lines.resize(asked);
    paths_.emplace_back();
  }

  LineOrigins run(CommitIndex head, const std::string& path, std::string_view bytes,
                  const std::vector<std::size_t>& lines) {
    history_.begin();
    paths_.front() = path;
    numbers_[path] = 0;
    start(head, bytes, lines);
    for (std::size_t walked = 0; !queue_.empty(); ++walked) {
      if (walked == limits::kHistoryCommits) {
        note(limit_gap());
        break;
      }
      visit(queue_.pop());
    }
    return std::move(result_);
  }

 private:
  /// Lines asked for that the commit's file does not have are not committed.
  void start(CommitIndex head, std::string_view bytes, const std::vector<std::size_t>& lines) {
    Suspects suspects;
    const auto ends = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    const std::size_t all = ends + (bytes.empty() || bytes.back() == '\n' ? 0 : 1);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i] > 0 && lines[i] <= all) suspects.push_back({lines[i] - 1, i});
    }
    std::stable_sort(suspects.begin(), suspects.end(),
                     [](const Suspect& a, const Suspect& b) { return a.line < b.line; });
    if (!graph_.load(head).present()) return note(graph_.gap_behind(head));
    Gap gap;
    const Found found = history_.at(head, paths_.front(), gap);
    const bool there = found.kind == Found::Kind::blob;
    const FileHistory::Bytes committed = there ? history_.content(found.id, gap) : nullptr;
    if (!gap.empty()) return note(gap);
    if (committed != nullptr) {
      std::string converted;
      if (committed->find('\r') == std::string::npos && bytes.find('\r') != std::string_view::npos) {
        converted = without_carriage_returns(bytes);
        bytes = converted;
      }
      const auto hunks = line_hunks(*committed, bytes);
      if (!hunks) return note("two versions cannot be compared");
      Suspects passed;
      pass_common(*hunks, suspects, passed);
      wait({head, 0}, std::move(passed));
    }
    for (const Suspect& suspect : suspects) {
      result_.lines[suspect.asked].kind = LineOrigin::Kind::not_committed;
    }
  }

  using Place = std::pair<CommitIndex, std::size_t>;  ///< a commit, and which of paths_

  void wait(const Place& place, Suspects suspects) {
    if (suspects.empty()) return;
    const bool queued = waiting_.lower_bound({place.first, 0}) != waiting_.lower_bound({place.first + 1, 0});
    if (!queued) queue_.push(place.first);
    Suspects& there = waiting_[place];
    if (there.empty()) {
      there = std::move(suspects);
      return;
    }
    const auto middle = static_cast<std::ptrdiff_t>(there.size());
    there.insert(there.end(), suspects.begin(), suspects.end());
    std::inplace_merge(there.begin(), there.begin() + middle, there.end(),
                       [](const Suspect& a, const Suspect& b) { return a.line < b.line; });
  }

  void visit(CommitIndex commit) {
    for (auto at = waiting_.lower_bound({commit, 0}); at != waiting_.end() && at->first.first == commit;) {
      const std::size_t path = at->first.second;
      Suspects suspects = std::move(at->second);
      at = waiting_.erase(at);
      pass_on(commit, path, std::move(suspects));
    }
  }

  /// A parent's file that the commit's one came from.
  struct Older {
    Place place;
    ObjectId content{};
  };

  void pass_on(CommitIndex commit, std::size_t path, Suspects suspects) {
    Gap gap;
    const Found found = history_.at(commit, paths_[path], gap);
    if (found.kind != Found::Kind::blob) return note(gap);
    const CommitNode& node = graph_.load(commit);
    if (node.cut) return note(graph_.gap_behind(commit));
    std::vector<Older> older;
    for (const CommitIndex parent : node.parents) {
      if (!graph_.load(parent).present()) {
        if (gap.empty()) gap = graph_.gap_behind(parent);
        continue;
      }
      const auto from = file_in(parent, commit, path, found.id, gap);
      if (!from) continue;
      if (from->content == found.id) return wait(from->place, std::move(suspects));
      older.push_back(*from);
    }
    for (const Older& file : older) {
      if (suspects.empty()) break;
      const FileHistory::Bytes before = history_.content(file.content, gap);
      const FileHistory::Bytes now = before == nullptr ? nullptr : history_.content(found.id, gap);
      const bool compared = now != nullptr && history_.may_compare(*before, *now, gap);
      const auto hunks = compared ? line_hunks(*before, *now) : std::nullopt;
      if (!hunks) {
        if (gap.empty()) gap = "two versions cannot be compared";
        continue;
      }
      Suspects passed;
      pass_common(*hunks, suspects, passed);
      wait(file.place, std::move(passed));
    }
    // What a parent that cannot be read may have had is not this commit's.
    if (!gap.empty()) return note(gap);
    added_by(commit, suspects);
  }

  std::optional<Older> file_in(CommitIndex parent, CommitIndex commit, std::size_t path, const ObjectId& content,
                               Gap& gap) {
    const Found found = history_.at(parent, paths_[path], gap);
    if (found.kind == Found::Kind::blob) return Older{{parent, path}, found.id};
    if (found.kind != Found::Kind::nothing) return std::nullopt;
    const std::string name = history_.renamed_from(parent, commit, paths_[path], content);
    if (name.empty()) return std::nullopt;
    const auto [at, fresh] = numbers_.try_emplace(name, paths_.size());
    if (fresh) paths_.push_back(name);
    return Older{{parent, at->second}, content};
  }

  void added_by(CommitIndex commit, const Suspects& suspects) {
    if (suspects.empty()) return;
    const auto [at, fresh] = described_.try_emplace(commit, result_.commits.size());
    if (fresh) {
      auto description = graph_.describe(commit);
      if (!description) return note(graph_.gap_behind(commit));
      result_.commits.push_back(std::move(*description));
    }
    for (const Suspect& suspect : suspects) {
      result_.lines[suspect.asked] = {LineOrigin::Kind::committed, at->second};
    }
  }

  void note(const Gap& gap) {
    if (result_.gap.empty()) result_.gap = gap;
  }

  FileHistory& history_;
  CommitGraph& graph_;
  CommitQueue queue_;
  std::vector<std::string> paths_;                        ///< the file's names through time, the present one first
  std::unordered_map<std::string, std::size_t> numbers_;  ///< where each stands in paths_
  std::map<Place, Suspects> waiting_;
  std::map<CommitIndex, std::size_t> described_;
  LineOrigins result_;
};

}  // namespace

LineOrigins origins_of(FileHistory& history, CommitIndex head, const std::string& path, std::string_view bytes,
                       const std::vector<std::size_t>& lines) {
  return Blame(history, lines.size()).run(head, path, bytes, lines);
}

}  // namespace modgate::git
