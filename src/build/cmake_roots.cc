// Which list files are roots depends on what earlier roots reached, and what a root may take on what they took. So
// roots of the same depth are run ahead of their turn, and each is taken in when its turn comes: not at all if it
// turned out to be no root, and run anew if what is left for it would have stopped it earlier.
#include "build/cmake_roots.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/parallel_for.h"
#include "base/paths.h"
#include "build/cmake_model.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

/// So many roots can be long ones, of either kind together; more threads would only take memory.
constexpr unsigned kMostThreads = 2 * limits::kBuildRoots;

Effort part_of(Effort all, std::uint64_t share) { return {all.steps / share, all.items / share, all.work / share}; }

Effort least(Effort a, Effort b) {
  return {std::min(a.steps, b.steps), std::min(a.items, b.items), std::min(a.work, b.work)};
}

class RootRunner {
 public:
  RootRunner(const Files& files, const Registry& registry, const FactsTable& facts, unsigned jobs)
      : files_(files), registry_(registry), facts_(facts), jobs_(std::clamp(jobs, 1U, kMostThreads)) {
    roots_.evaluators.resize(jobs_);
  }

  Roots run() {
    const std::vector<FileId> lists = all_lists();
    for (const bool project : {true, false}) {
      for (std::size_t begin = 0; begin < lists.size();) {
        const std::size_t level = depth(lists[begin]);
        std::vector<FileId> candidates;
        for (; begin < lists.size() && depth(lists[begin]) == level; ++begin) {
          if (!project || is_project(lists[begin])) candidates.push_back(lists[begin]);
        }
        run_level(candidates, project);
      }
    }
    return std::move(roots_);
  }

 private:
  std::size_t depth(FileId file) const {
    const std::string_view path = files_.path(file);
    return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
  }

  /// What lies higher is rather the root of what lies below it.
  std::vector<FileId> all_lists() const {
    std::vector<FileId> lists;
    for (std::size_t i = 0; i < files_.view_size(); ++i) {
      const auto file = static_cast<FileId>(i);
      if (facts_[i].language == Language::cmake && !registry_.excluded[i] &&
          paths::base_name(files_.path(file)) == "CMakeLists.txt") {
        lists.push_back(file);
      }
    }
    std::stable_sort(lists.begin(), lists.end(), [&](FileId a, FileId b) { return depth(a) < depth(b); });
    return lists;
  }

  bool is_project(FileId file) const {
    const auto& commands = facts_[index(file)].commands;
    return std::any_of(commands.begin(), commands.end(),
                       [](const BuildCommand& command) { return command.name == "project"; });
  }

  /// A root below which no module has a file may still lead to one, but most do not: it may take less.
  bool is_near(FileId list) const {
    const std::string_view folder = paths::parent(files_.path(list));
    if (folder.empty()) return true;
    const auto first = static_cast<FileId>(files_.first_from(std::string(folder) + '/'));
    const auto end = static_cast<FileId>(files_.first_from(std::string(folder) + static_cast<char>('/' + 1)));
    return std::any_of(registry_.modules.begin(), registry_.modules.end(), [&](const Module& module) {
      const auto found = std::lower_bound(module.files.begin(), module.files.end(), first);
      return found != module.files.end() && *found < end;
    });
  }

  /// Roots of either kind have limits of their own together, so that far ones take nothing from those that matter.
  Effort effort_of(bool near) const {
    return least(left_[near ? 1 : 0], part_of(kOneRoot, near ? 1 : limits::kFarRootShare));
  }

  RootResult run_one(std::size_t worker, FileId list, bool project, Effort effort) {
    std::unique_ptr<Evaluator>& evaluator = roots_.evaluators[worker];
    if (!evaluator) evaluator = std::make_unique<Evaluator>(files_, registry_, facts_);
    evaluator->run_root(list, project, effort);
    read_uses(*evaluator, files_, registry_);
    return evaluator->take_result();
  }

  void run_level(const std::vector<FileId>& candidates, bool project) {
    std::vector<FileId> open;
    for (const FileId list : candidates) {
      if (!reached_.contains(static_cast<std::uint32_t>(list))) open.push_back(list);
    }
    std::vector<char> near(open.size());
    for (std::size_t i = 0; i < open.size(); ++i) near[i] = is_near(open[i]) ? 1 : 0;
    std::vector<std::optional<RootResult>> early(open.size());
    if (jobs_ > 1 && open.size() > 1) {
      std::atomic<std::size_t> workers{0};
      parallel_for<1>(open.size(), jobs_, [&] {
        return [&, worker = workers.fetch_add(1)](std::size_t i) {
          early[i] = run_one(worker, open[i], project, effort_of(near[i] != 0));
        };
      });
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (reached_.contains(static_cast<std::uint32_t>(open[i]))) continue;
      const Effort effort = effort_of(near[i] != 0);
      if (!early[i] || !same_with(*early[i], effort)) early[i] = run_one(0, open[i], project, effort);
      take(std::move(*early[i]), left_[near[i] != 0 ? 1 : 0]);
    }
  }

  /// Whether running the root with this effort gives the same: it is what it had, or more than it needed.
  static bool same_with(const RootResult& result, Effort effort) {
    if (result.given == effort) return true;
    return !result.exhausted && result.taken.steps < effort.steps && result.taken.items < effort.items &&
           result.taken.work < effort.work;
  }

  void take(RootResult result, Effort& left) {
    left = {left.steps - std::min(left.steps, result.taken.steps),
            left.items - std::min(left.items, result.taken.items), left.work - std::min(left.work, result.taken.work)};
    for (const auto& [file, folders] : result.folders_of) {
      reached_.insert(file);
      std::vector<std::string>& known = roots_.folders_of[file];
      for (const std::string& folder : folders) remember_folder(known, folder);
    }
    result.folders_of.clear();
    roots_.results.push_back(std::move(result));
  }

  static constexpr Effort kOneRoot = {limits::kBuildSteps, limits::kBuildItems, limits::kConditionWork};
  static constexpr Effort kAllRoots = {limits::kBuildRoots * limits::kBuildSteps,
                                       limits::kBuildRoots* limits::kBuildItems,
                                       limits::kBuildRoots* limits::kConditionWork};

  const Files& files_;
  const Registry& registry_;
  const FactsTable& facts_;
  const unsigned jobs_;
  Roots roots_;
  std::unordered_set<std::uint32_t> reached_;
  Effort left_[2] = {part_of(kAllRoots, limits::kFarRootShare), kAllRoots};  ///< for all far roots, all near ones
};

}  // namespace

Roots run_roots(const Files& files, const Registry& registry, const FactsTable& facts, unsigned jobs) {
  return RootRunner(files, registry, facts, jobs).run();
}

}  // namespace modgate::cmake
