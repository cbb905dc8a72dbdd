// Facts and registry joined into edges: which file uses which module, and what could not be decided.
//
//   Reference --includes.cc / imports.cc--> file --owner--> Use
//   QualifiedName --names.cc--> namespace --owner--> NameUse
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/resolution.h"

namespace modgate {

/// What describes the tree beyond its paths.
struct TreeDescription {
  /// Symbolic links of the view: path and target as written.
  std::map<std::string, std::string, std::less<>> symlinks;
  /// Include folders per translation unit from compile_commands.json, repository-relative, in order; the entry "" holds
  /// the union, for headers. Empty: policy roots, or inference.
  std::unordered_map<std::string, std::vector<std::string>> compile_roots;
};

/// `facts` has one entry per file of the view, an empty one for an excluded file, which neither uses nor is used.
/// `edges`: also list every reference between two files of the view.
Resolution resolve(const Files& files, const Registry& registry, const TreeDescription& tree, const FactsTable& facts,
                   bool edges = false);

}  // namespace modgate
