// List files in one text, and what modgate reads in them: a tree made by hand for tests of src/build. Nothing is on
// disk.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "build/build.h"
#include "modgate/build.h"
#include "modgate/registry.h"
#include "modgate/source.h"
#include "scan/scan.h"

namespace modgate::testing {

/// `### path` begins a file; text before the first belongs to CMakeLists.txt.
inline std::map<std::string, std::string> files_of(const std::string& text) {
  std::map<std::string, std::string> files;
  std::string path = "CMakeLists.txt";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) == std::string::npos ? text.size() : text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("### ")) {
      path = line.substr(4);
      files[path];
    } else {
      files[path] += line + "\n";
    }
  }
  return files;
}

struct BuildTree {
  Files files;
  Registry registry;
  FactsTable facts;
  BuildModel model;
};

/// One module owns every source; its flag is `flag`. `own` owns list files below that folder, too.
inline BuildTree read_tree(const std::map<std::string, std::string>& texts, const std::string& flag,
                           const std::string& own = "?") {
  BuildTree tree;
  Listing listing;
  for (const auto& [path, text] : texts) listing.add(path, EntryKind::file);
  listing.sort();
  tree.files = Files(std::move(listing));
  Module module;
  module.name = "m";
  module.manifest.flag.name = {flag, {}, !flag.empty()};
  for (std::size_t i = 0; i < tree.files.view_size(); ++i) {
    const auto file = static_cast<FileId>(i);
    const std::string path(tree.files.path(file));
    const Language language = language_of(path);
    tree.facts.push_back(language == Language::cmake ? scan(language, texts.at(path), {}) : FileFacts{});
    const bool owned = language != Language::cmake || path.starts_with(own);
    tree.registry.owner.push_back(owned ? ModuleId{0} : kCore);
    tree.registry.part.push_back(Part::source);
    tree.registry.excluded.push_back(false);
    tree.registry.test.push_back(false);
    if (owned) module.files.push_back(file);
  }
  tree.registry.modules.push_back(std::move(module));
  tree.model = read_build(tree.files, tree.registry, tree.facts);
  return tree;
}

inline char letter(Built built) {
  switch (built) {
    case Built::never:
      return 'n';
    case Built::sometimes:
      return 's';
    case Built::always:
      return 'a';
    case Built::undecided:
      break;
  }
  return 'u';
}

}  // namespace modgate::testing
