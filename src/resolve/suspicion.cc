#include "resolve/suspicion.h"

#include <algorithm>

#include "base/glob.h"
#include "base/paths.h"
#include "resolve/file_index.h"
#include "resolve/imports.h"
#include "resolve/language_imports.h"
#include "scan/scan.h"

namespace modgate {
namespace {

void add_last_word(std::vector<std::string>& words, std::string_view name, std::string_view separator) {
  const std::size_t at = name.rfind(separator);
  if (at != std::string_view::npos) name.remove_prefix(at + separator.size());
  if (!name.empty()) words.emplace_back(name);
}

/// How many of the view's first i files a test holds for: what a folder holds is one subtraction.
template <typename Test>
std::vector<std::size_t> running_count(std::size_t size, const Test& test) {
  std::vector<std::size_t> count(size + 1, 0);
  for (std::size_t i = 0; i < size; ++i) count[i + 1] = count[i] + (test(static_cast<FileId>(i)) ? 1 : 0);
  return count;
}

/// Which folders of a module nobody else has Python in: from outside such a package, its parts are reached only through
/// the package's own name.
class ClosedPackages {
 public:
  /// `python_files`: running count over the view of all Python files.
  ClosedPackages(const Files& files, const Module& module, const std::vector<std::size_t>& python_files)
      : files_(files), python_files_(python_files) {
    for (const FileId file : module.files) {
      if (is_python_module(files.path(file))) own_.push_back(index(file));
    }
  }

  bool holds(std::string_view folder) const {
    const auto init = files_.find(paths::join(folder, "__init__.py"));
    if (!init || !std::binary_search(own_.begin(), own_.end(), index(*init))) return false;
    const std::size_t first = files_.first_from(std::string(folder) + "/");
    const std::size_t last = files_.first_from(std::string(folder) + "0");  // '0' follows '/'
    const auto own =
        std::lower_bound(own_.begin(), own_.end(), last) - std::lower_bound(own_.begin(), own_.end(), first);
    return static_cast<std::size_t>(own) == python_files_[last] - python_files_[first];
  }

  const std::vector<std::size_t>& own() const { return own_; }

 private:
  const Files& files_;
  const std::vector<std::size_t>& python_files_;
  std::vector<std::size_t> own_;  ///< sorted
};

/// The names by which other Python files can reach the module's: of its topmost packages, and of files in folders that
/// it shares.
void add_python_words(std::vector<std::string>& words, const Files& files, const ClosedPackages& closed) {
  for (const std::size_t file : closed.own()) {
    const std::string_view path = files.path(static_cast<FileId>(file));
    const std::string_view folder = paths::parent(path);
    std::string_view name = paths::base_name(path);
    name = name.substr(0, name.rfind('.'));
    if (name == "__init__") {
      if (!closed.holds(paths::parent(folder))) words.emplace_back(paths::base_name(folder));
    } else if (!closed.holds(folder)) {
      words.emplace_back(name);
    }
  }
}

/// A link gives what it leads to another name: a module's file its own, a package that of a folder.
void add_links(std::vector<std::string>& words, std::unordered_set<std::string>& guarded_names, const Files& files,
               const Registry& registry, const TreeDescription& tree) {
  if (tree.symlinks.empty()) return;
  const FileIndex index(files, tree);
  const auto is_package_file = [&](FileId file) {
    return registry.owner_of(file) != kCore && is_python_module(files.path(file));
  };
  const std::vector<std::size_t> package_files = running_count(files.view_size(), is_package_file);
  for (const auto& [path, target] : tree.symlinks) {
    const std::string_view name = paths::base_name(path);
    const std::string_view stem = name.substr(0, name.find('.'));
    if (const auto file = index.at(path)) {
      if (registry.owner_of(*file) == kCore) continue;
      guarded_names.emplace(name);
      if (is_python_module(path)) words.emplace_back(stem);
    } else if (const auto folder = index.directory(path)) {
      const std::size_t first = folder->empty() ? 0 : files.first_from(*folder + '/');
      const std::size_t last = folder->empty() ? files.view_size() : files.first_from(*folder + char{'/' + 1});
      if (package_files[last] > package_files[first]) words.emplace_back(name);
    }
  }
}

/// Languages that use each other's files, and where a manifest declares their packages. What one of them imports is
/// told by packages, not by files: where a module takes part, all of the family's files are read.
struct Family {
  std::vector<Language> languages;
  std::vector<Text> Namespaces::*declared;
};

std::vector<Language> languages_read_whole(const Files& files, const Registry& registry) {
  const Family families[] = {{{Language::java, Language::kotlin, Language::scala}, &Namespaces::jvm},
                             {{Language::go}, &Namespaces::go},
                             {{Language::protobuf}, &Namespaces::proto}};
  std::unordered_set<Language> owned;
  for (const Module& module : registry.modules) {
    if (module.stage == Stage::removed) continue;
    for (const FileId file : module.files) owned.insert(language_of(files.path(file)));
    for (const Family& family : families) {
      if (!(module.manifest.namespaces.*family.declared).empty()) owned.insert(family.languages.front());
    }
  }
  std::vector<Language> whole;
  for (const Family& family : families) {
    const bool takes_part = std::any_of(family.languages.begin(), family.languages.end(),
                                        [&](Language language) { return owned.contains(language); });
    if (takes_part) whole.insert(whole.end(), family.languages.begin(), family.languages.end());
  }
  if (modules_hold_scripts(files, registry)) whole.insert(whole.end(), {Language::javascript, Language::typescript});
  // They include files of every kind by path, and C headers by their names.
  whole.insert(whole.end(), {Language::rust, Language::cython});
  return whole;
}

}  // namespace

std::vector<std::string> reaching_words(const Module& module) {
  std::vector<std::string> words;
  for (const Text& space : module.manifest.namespaces.cpp) add_last_word(words, space.value, "::");
  for (const Text& package : module.manifest.namespaces.python) add_last_word(words, package.value, ".");
  for (const Text& path : module.manifest.paths) {
    const Glob glob(path.value);
    if (glob.literal() && glob.directory_only()) add_last_word(words, glob.pattern(), "/");
  }
  return words;
}

std::vector<std::string> naming_words(const Module& module) {
  std::vector<std::string> words = reaching_words(module);
  words.push_back(module.name);
  const Namespaces& spaces = module.manifest.namespaces;
  for (const auto* names : {&spaces.jvm, &spaces.go, &spaces.rust, &spaces.js, &spaces.proto}) {
    for (const Text& name : *names)
      add_last_word(words, name.value, name.value.find('/') != std::string::npos ? "/" : ".");
  }
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
  // Rust's `use acme_relax` names the crate `acme-relax`.
  for (std::size_t i = words.size(); i > 0; --i) {
    std::string word = words[i - 1];
    std::replace(word.begin(), word.end(), '-', '_');
    if (word != words[i - 1]) words.push_back(std::move(word));
  }
  // Kconfig's own files call an option by its bare name.
  if (module.manifest.flag.name.set) words.push_back(module.manifest.flag.name.value);
  // `-DUSE_X=ON` in a job of its own names the flag, too.
  for (const std::string& flag : flag_names(module.manifest.flag)) {
    words.push_back(flag);
    words.push_back("-D" + flag);
  }
  return words;
}

Suspicion suspicion_of(const Files& files, const Registry& registry, const TreeDescription& tree) {
  std::vector<std::string> words{"modgate:"};
  Suspicion suspicion{WordSet({}), {}, KnownNames(files)};
  const std::vector<std::size_t> python_files =
      running_count(files.view_size(), [&](FileId file) { return is_python_module(files.path(file)); });
  for (const Module& module : registry.modules) {
    // `#ifdef USE_X`, and a compiler's `-DUSE_X` in some list of options.
    for (const std::string& flag : flag_names(module.manifest.flag)) {
      words.push_back(flag);
      words.push_back("-D" + flag);
    }
    if (module.stage == Stage::removed) {
      // Whether an include of what is gone is left is asked of the change that removes it.
      for (std::string& word : reaching_words(module)) words.push_back(std::move(word));
      continue;
    }
    // A registered name begins right behind a quote, or the parenthesis of a raw string.
    for (const Text& prefix : module.manifest.namespaces.registry) {
      for (const char* opening : {"\"", "'", "("}) words.push_back(opening + prefix.value);
    }
    for (std::string& word : reaching_words(module)) words.push_back(std::move(word));
    add_python_words(words, files, ClosedPackages(files, module, python_files));
    for (const FileId file : module.files) {
      const std::string_view name = paths::base_name(files.path(file));
      suspicion.guarded_names.emplace(name);
      // The header that a build makes of `x.h.in`.
      if (name.ends_with(".in")) suspicion.guarded_names.emplace(name.substr(0, name.size() - 3));
    }
    for (const auto& [macro, space] : registry.policy.namespace_macros) {
      for (const Text& own : module.manifest.namespaces.cpp) {
        if (space.value.find(own.value) != std::string::npos || own.value.find(space.value) != std::string::npos) {
          words.push_back(macro.value);
        }
      }
    }
  }
  add_links(words, suspicion.guarded_names, files, registry, tree);
  suspicion.words = WordSet(std::move(words));
  suspicion.whole = languages_read_whole(files, registry);
  return suspicion;
}

}  // namespace modgate
