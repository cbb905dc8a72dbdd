#include "resolve/includes.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "resolve/language_imports.h"
#include "resolve/suspicion.h"
#include "resolve/system_headers.h"

namespace modgate {
namespace {

/// `./a`, `.\a` and backslashes as some compilers take them.
std::string cleaned(std::string_view spelled) {
  std::string path(spelled);  // blanks are part of the name, as for compilers
  std::replace(path.begin(), path.end(), '\\', '/');
  while (path.starts_with("./")) path.erase(0, 2);
  return path;
}

/// The spelling without `.`, doubled slashes and inner `..`, and without the `..` at its start: what the path of the
/// file that it means ends in.
std::string folded(std::string_view spelled) {
  std::vector<std::string_view> names;
  for (const std::string_view name : text::split(spelled, "/")) {
    if (name.empty() || name == ".") continue;
    if (name != "..") {
      names.push_back(name);
    } else if (!names.empty()) {
      names.pop_back();
    }
  }
  std::string path;
  for (const std::string_view name : names) {
    if (!path.empty()) path += '/';
    path += name;
  }
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
    policy_roots_.emplace_back(folder);
  }
  for (const Module& module : registry.modules) {
    if (module.stage == Stage::removed) continue;
    for (std::string& word : reaching_words(module)) reaching_words_.insert(std::move(word));
  }
  const std::size_t size = index.files().view_size();
  same_owner_until_.assign(size, size);
  for (std::size_t i = size; i > 1; --i) {
    const bool same = registry.owner_of(static_cast<FileId>(i - 2)) == registry.owner_of(static_cast<FileId>(i - 1));
    same_owner_until_[i - 2] = same ? same_owner_until_[i - 1] : i - 1;
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
  const auto decided = [](FileId file) {
    Target target;
    target.file = file;
    return target;
  };
  if (reference.kind == Reference::Kind::include_quoted) {
    if (const auto found = found_in(folder)) return decided(*found);
  }
  const std::vector<std::string>& roots = roots_of(from);
  for (const std::string& root : roots) {
    if (const auto found = found_in(root)) return decided(*found);
  }
  const std::string tail = folded(spelled);
  const bool angled = reference.kind == Reference::Kind::include_angled;
  if (angled && is_system_header(tail)) return {};
  Ending without;
  if (reference.next) without = ending_without(from, tail);
  const Ending& found = reference.next ? without : ending(tail);
  if (angled && is_in_system_folder(tail)) {
    return outside_roots(found, "the system has a folder of this name, but a module's file ends in this path");
  }
  if (found.count == 0) return not_in_view(from, reference, tail);
  if (roots.empty()) return by_suffix(from, found, tail.find('/') == std::string::npos);
  return outside_roots(found, "no declared include root leads to it, but a module's file ends in this path");
}

const IncludeResolver::Ending& IncludeResolver::ending(const std::string& tail) const {
  const auto known = endings_.find(tail);
  if (known != endings_.end()) return known->second;
  return endings_.emplace(tail, summary(index_.ending_in(tail))).first->second;
}

IncludeResolver::Ending IncludeResolver::ending_without(FileId file, const std::string& tail) const {
  std::vector<FileId> files = index_.ending_in(tail);
  std::erase(files, file);
  return summary(files);
}

IncludeResolver::Ending IncludeResolver::summary(const std::vector<FileId>& files) const {
  Ending found;
  if (files.empty()) return found;
  std::vector<FileId> guarded;
  const ModuleId owner = registry_.owner_of(files.front());
  for (const FileId file : files) {
    found.same_owner = found.same_owner && registry_.owner_of(file) == owner;
    if (registry_.owner_of(file) != kCore) guarded.push_back(file);
  }
  found.first = files.front();
  found.count = files.size();
  found.guarded = guarded.size();
  found.some = sample(files);
  found.some_guarded = sample(guarded);
  return found;
}

/// At most kCandidates files: first one of each module that is not free to use, whoever asks, then the others.
std::vector<FileId> IncludeResolver::sample(const std::vector<FileId>& files) const {
  if (files.size() <= kCandidates) return files;
  std::vector<FileId> chosen;
  std::unordered_set<std::size_t> owners;
  for (const FileId file : files) {
    const ModuleId owner = registry_.owner_of(file);
    if (is_free_to_use(registry_, owner)) continue;
    if (chosen.size() < kCandidates && owners.insert(modgate::index(owner)).second) chosen.push_back(file);
  }
  for (const FileId file : files) {
    if (chosen.size() == kCandidates) break;
    if (std::find(chosen.begin(), chosen.end(), file) == chosen.end()) chosen.push_back(file);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

/// No roots are known: the files that end in the spelling are what it can mean.
Target IncludeResolver::by_suffix(FileId from, const Ending& found, bool bare) const {
  Target target;
  if (found.count == 1 && bare) {
    const std::string_view root = paths::parent(index_.files().path(found.first));
    if (!is_plausible_root(root, index_.files().path(from))) {
      target.reason = "only the file's name agrees, and no include root is declared";
      target.candidates = found.some;
      return target;
    }
  }
  if (found.same_owner) {
    target.file = found.first;
    target.inferred = true;
    return target;
  }
  target.reason = fmt::format("{} files of the tree end in this path, and no include root is declared", found.count);
  target.candidates = found.some;
  return target;
}

/// Nothing leads to these files, but where they are a module's, a root may be missing from the list, and silence would
/// be a guess.
Target IncludeResolver::outside_roots(const Ending& found, std::string reason) const {
  Target target;
  if (found.guarded == 0) return target;
  target.candidates = found.some_guarded;
  target.reason = std::move(reason);
  if (found.guarded > kCandidates) target.reason += fmt::format("; there are {} such files", found.guarded);
  return target;
}

/// A file that a build makes is not in the view, yet its folder or its template may say whose it would be. Only folders
/// that are called as a module is are looked for: others would hold everybody's `detail/x.h`.
Target IncludeResolver::not_in_view(FileId from, const Reference& reference, const std::string& tail) const {
  const std::string_view folder = paths::parent(tail);
  if (folder.empty()) return {};
  Target target = outside_roots(ending(tail + ".in"), "the file is not in the view, but a module holds its template");
  if (!target.candidates.empty()) return target;
  const std::vector<std::string_view> names = text::split(folder, "/");
  const bool named = std::any_of(names.begin(), names.end(),
                                 [&](std::string_view name) { return reaching_words_.contains(std::string(name)); });
  if (!named) return target;
  const auto look = [&](std::string_view root) {
    if (target.module != kCore) return;
    const auto real = index_.directory(paths::join(root, folder));
    if (real) target.module = owner_of_folder(*real);
  };
  if (reference.kind == Reference::Kind::include_quoted) look(paths::parent(index_.files().path(from)));
  const std::vector<std::string>& roots = roots_of(from);
  for (const std::string& root : roots) look(root);
  if (roots.empty() && target.module == kCore) {
    const auto [known, fresh] = absent_.emplace(folder, kCore);
    if (fresh) {
      for (const std::string_view candidate : index_.folders_ending_in(folder)) {
        if (known->second == kCore) known->second = owner_of_folder(candidate);
      }
    }
    target.module = known->second;
  }
  if (target.module != kCore) {
    target.reason = "the file is not in the view, but it would lie in a folder of the module";
  }
  return target;
}

/// The module to which all files at and below a folder belong; the core when there is none.
ModuleId IncludeResolver::owner_of_folder(std::string_view folder) const {
  const Files& files = index_.files();
  const std::size_t first = files.first_from(std::string(folder) + '/');
  const std::size_t last = files.first_from(std::string(folder) + char{'/' + 1});
  if (first >= last || same_owner_until_[first] < last) return kCore;
  return registry_.owner_of(static_cast<FileId>(first));
}

}  // namespace modgate
