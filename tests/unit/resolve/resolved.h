// All that the resolution says of a small tree, as text: what went in is a listing of files, what comes out is a line
// for each use, each name and each reference that stays undecided, and the number of those that are foreign.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "lint/lint.h"
#include "memory_view.h"

namespace modgate::testing {

/// A manifest as a section of a tree. `fields` is YAML.
std::string module(const std::string& name, const std::string& fields, const std::string& stage = "S0");
std::string policy(const std::string& fields);

/// Empty files as sections of a tree.
std::string files(const std::vector<std::string>& paths);

/// Sections begin with `### PATH`, a link's with `### PATH -> TARGET`, a submodule's with `### PATH @`.
MemoryView view_of(const std::string& tree);

/// One row. `said` are the lines in order of the resolution, with these forms:
///   FROM:LINE include|import SPELLED > TARGET MODULE [by USER] [inferred] [guarded] [test] [integration] [at `TEXT`]
///   FROM:LINE may be MODULE: SPELLED: REASON [PATH ...] [at `TEXT`]
///   FROM:LINE KIND SPELLED = RESOLVED MODULE [by USER] [guarded] [test] [also LINE ...]
///   FROM:LINE include|import > TARGET      an edge between files that is no use
///   N foreign
/// `-` stands for no target, `core` for no module; TEXT is what the place covers, where that is not what is spelled.
struct ResolvedCase {
  std::string name;
  std::string tree;
  std::string said;
  /// Include folders of a compile database, by file; "" holds those of headers.
  std::unordered_map<std::string, std::vector<std::string>> compile_roots{};
};

/// Runs the row with every file lexed and, without a compile database, with suspects alone, which may count fewer
/// foreign references and must say the same otherwise.
void expect_resolved(const ResolvedCase& row);

}  // namespace modgate::testing
