// Which list files are roots depends on what earlier roots reached, and what a root may take on what they took. What
// declares a project comes first, and what lies higher before what lies below it.
#include "build/cmake_roots.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/paths.h"
#include "build/cmake_model.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

Effort part_of(Effort all, std::uint64_t share) { return {all.steps / share, all.items / share, all.work / share}; }

Effort least(Effort a, Effort b) {
  return {std::min(a.steps, b.steps), std::min(a.items, b.items), std::min(a.work, b.work)};
}

class RootRunner {
 public:
  RootRunner(const Files& files, const Registry& registry, const FactsTable& facts)
      : files_(files), registry_(registry), facts_(facts) {
    roots_.evaluator = std::make_unique<Evaluator>(files, registry, facts);
  }

  Roots run() {
    const std::vector<FileId> lists = all_lists();
    for (const bool project : {true, false}) {
      for (const FileId list : lists) {
        if (reached_.contains(static_cast<std::uint32_t>(list)) || (project && !is_project(list))) continue;
        run_one(list, project);
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
  void run_one(FileId list, bool project) {
    const bool near = is_near(list);
    Effort& left = left_[near ? 1 : 0];
    Evaluator& evaluator = *roots_.evaluator;
    evaluator.run_root(list, project, least(left, part_of(kOneRoot, near ? 1 : limits::kFarRootShare)));
    read_uses(evaluator, files_, registry_);
    take(evaluator.take_result(), left);
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
  Roots roots_;
  std::unordered_set<std::uint32_t> reached_;
  Effort left_[2] = {part_of(kAllRoots, limits::kFarRootShare), kAllRoots};  ///< for all far roots, all near ones
};

}  // namespace

Roots run_roots(const Files& files, const Registry& registry, const FactsTable& facts) {
  return RootRunner(files, registry, facts).run();
}

}  // namespace modgate::cmake
