#include "resolve/suspicion.h"

#include <algorithm>

#include "base/glob.h"
#include "base/paths.h"

namespace modgate {
namespace {

void add_last_word(std::vector<std::string>& words, std::string_view name, std::string_view separator) {
  const std::size_t at = name.rfind(separator);
  if (at != std::string_view::npos) name.remove_prefix(at + separator.size());
  if (!name.empty()) words.emplace_back(name);
}

/// Words by which Python or C++ can reach into the module: namespaces, packages, and folders of its paths.
void add_reaching_words(std::vector<std::string>& words, const Module& module) {
  for (const Text& space : module.manifest.namespaces.cpp) add_last_word(words, space.value, "::");
  for (const Text& package : module.manifest.namespaces.python) add_last_word(words, package.value, ".");
  for (const Text& path : module.manifest.paths) {
    const Glob glob(path.value);
    if (glob.literal() && glob.directory_only()) add_last_word(words, glob.pattern(), "/");
  }
}

/// A Python file can be imported by its bare name only from its own folder or from a root: its name is a word when
/// somebody else's Python lies beside it, or when it belongs to no package.
void add_python_words(std::vector<std::string>& words, const Files& files, const Registry& registry,
                      const Module& module) {
  for (const FileId file : module.files) {
    const std::string_view path = files.path(file);
    if (!path.ends_with(".py") && !path.ends_with(".pyi")) continue;
    std::string_view folder = paths::parent(path);
    // Every folder that the module owns as far as Python can tell: its name leads there.
    std::string_view name = paths::base_name(path);
    words.emplace_back(name.substr(0, name.rfind('.')) == "__init__" ? paths::base_name(folder) : std::string_view{});
    const auto init = files.find(paths::join(folder, "__init__.py"));
    const bool own_package = init && registry.owner_of(*init) == registry.owner_of(file);
    if (!own_package) words.emplace_back(name.substr(0, name.rfind('.')));
  }
}

}  // namespace

std::vector<std::string> naming_words(const Module& module) {
  std::vector<std::string> words{module.name};
  add_reaching_words(words, module);
  // A line may also name it by a path or a file of its own: `include(cmake/Relax.cmake)`, `#include "relax.h"`.
  const auto add_paths = [&](std::string_view path) {
    const Glob glob(path);
    if (!glob.literal()) return;
    words.push_back(glob.pattern());
    if (!glob.directory_only()) add_last_word(words, glob.pattern(), "/");
  };
  for (const Text& path : module.manifest.paths) add_paths(path.value);
  for (const Integration& entry : module.manifest.integration) {
    if (entry.owned) add_paths(entry.path.value);
  }
  if (module.manifest.flag.name.set) words.push_back(module.manifest.flag.name.value);
  if (module.manifest.flag.macro.set) words.push_back(module.manifest.flag.macro.value);
  return words;
}

Suspicion suspicion_of(const Files& files, const Registry& registry, const TreeDescription& tree) {
  std::vector<std::string> words{"modgate:"};
  Suspicion suspicion{WordSet({}), {}, {}};
  for (const Module& module : registry.modules) {
    if (module.stage == Stage::removed) continue;
    add_reaching_words(words, module);
    add_python_words(words, files, registry, module);
    for (const FileId file : module.files) {
      suspicion.guarded_names.emplace(paths::base_name(files.path(file)));
    }
    // A flag of kind macro is declared by a `#define` anywhere; the other kinds live in build files, which are all
    // read.
    if (module.manifest.flag.kind.value == "macro") words.push_back(module.manifest.flag.name.value);
    for (const auto& [macro, space] : registry.policy.namespace_macros) {
      for (const Text& own : module.manifest.namespaces.cpp) {
        if (space.value.find(own.value) != std::string::npos || own.value.find(space.value) != std::string::npos) {
          words.push_back(macro.value);
        }
      }
    }
  }
  // A link may give a guarded file another name.
  for (const auto& [path, target] : tree.symlinks) {
    if (suspicion.guarded_names.contains(std::string(paths::base_name(target)))) {
      suspicion.guarded_names.emplace(paths::base_name(path));
    }
  }
  suspicion.known_names.reserve(files.view_size());
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    suspicion.known_names.emplace(paths::base_name(files.path(static_cast<FileId>(i))));
  }
  suspicion.words = WordSet(std::move(words));
  return suspicion;
}

}  // namespace modgate
