#include "resolve/includes.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "resolve/system_headers.h"

namespace modgate {
namespace {

/// `./a`, `.\a` and backslashes as some compilers take them.
std::string cleaned(std::string_view spelled) {
  std::string path(text::trim(spelled));
  std::replace(path.begin(), path.end(), '\\', '/');
  while (path.starts_with("./")) path.erase(0, 2);
  return path;
}

/// Folders that a bare `"x.h"` may be found in without anybody declaring them: a folder above the including file, the
/// root, or one that by its name holds headers.
bool is_plausible_root(std::string_view folder, std::string_view including_file) {
  if (paths::is_below(including_file, folder)) return true;
  const std::string_view name = paths::base_name(folder);
  return name == "include" || name == "inc" || name == "includes" || name == "src";
}

}  // namespace

IncludeResolver::IncludeResolver(const FileIndex& index, const Registry& registry, const TreeDescription& tree)
    : index_(index), registry_(registry), tree_(tree) {
  for (const Text& root : registry.policy.include_roots) {
    std::string_view folder = root.value;
    while (folder.ends_with('/')) folder.remove_suffix(1);
    policy_roots_.emplace_back(folder == "." ? std::string_view{} : folder);
  }
}

const std::vector<std::string>& IncludeResolver::roots_of(FileId from) const {
  if (tree_.compile_roots.empty()) return policy_roots_;
  const auto own = tree_.compile_roots.find(std::string(index_.files().path(from)));
  return own != tree_.compile_roots.end() ? own->second : tree_.compile_roots.at("");
}

Target IncludeResolver::resolve(FileId from, const Reference& reference) const {
  const std::string spelled = cleaned(reference.spelled);
  if (spelled.empty() || spelled.starts_with('/')) return {};
  const std::string_view folder = paths::parent(index_.files().path(from));
  const auto found_in = [&](std::string_view root) -> std::optional<FileId> {
    const auto found = index_.at(paths::join(root, spelled));
    // `#include_next` looks for the next file of that name: never itself.
    return found && reference.next && *found == from ? std::nullopt : found;
  };
  if (reference.kind == Reference::Kind::include_quoted) {
    if (const auto found = found_in(folder)) return Target{*found, false, {}, {}};
  }
  const std::vector<std::string>& roots = roots_of(from);
  for (const std::string& root : roots) {
    if (const auto found = found_in(root)) return Target{*found, false, {}, {}};
  }
  if (reference.kind == Reference::Kind::include_angled && is_system_header(spelled)) return {};
  return roots.empty() ? by_suffix(from, reference, spelled) : outside_roots(spelled);
}

/// No roots are known: the files that end in the spelling are what it can mean.
Target IncludeResolver::by_suffix(FileId from, const Reference& reference, std::string_view spelled) const {
  while (spelled.starts_with("../")) spelled.remove_prefix(3);
  Target target;
  std::vector<FileId> candidates = index_.ending_in(spelled);
  if (reference.next) std::erase(candidates, from);
  if (candidates.empty()) return target;
  const bool bare = spelled.find('/') == std::string_view::npos;
  if (candidates.size() == 1 && bare) {
    const std::string_view root = paths::parent(index_.files().path(candidates[0]));
    if (!is_plausible_root(root, index_.files().path(from))) {
      target.reason = "only the file's name agrees, and no include root is declared";
      target.candidates = std::move(candidates);
      return target;
    }
  }
  const ModuleId owner = registry_.owner_of(candidates[0]);
  const bool same_owner =
      std::all_of(candidates.begin(), candidates.end(), [&](FileId file) { return registry_.owner_of(file) == owner; });
  if (same_owner) {
    target.file = candidates[0];
    target.inferred = true;
    return target;
  }
  target.reason =
      fmt::format("{} files of the tree end in this path, and no include root is declared", candidates.size());
  target.candidates = std::move(candidates);
  return target;
}

/// Roots are declared and none holds the file. Where a module's file ends in the spelling, a root may be missing from
/// the list, and silence would be a guess.
Target IncludeResolver::outside_roots(std::string_view spelled) const {
  Target target;
  while (spelled.starts_with("../")) spelled.remove_prefix(3);
  target.candidates = index_.ending_in(spelled);
  std::erase_if(target.candidates, [&](FileId file) { return registry_.owner_of(file) == kCore; });
  if (!target.candidates.empty())
    target.reason = "no declared include root leads to it, but a module's file ends in this path";
  return target;
}

}  // namespace modgate
