// Random small trees with three modules and files of many languages that use them, nearly use them, or only look so.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "memory_view.h"

namespace modgate::testing {

struct Tree {
  std::vector<std::pair<std::string, std::string>> files;  ///< path and bytes
};

std::string pick(std::mt19937& random, const std::vector<std::string>& from);

/// Lines that use a module, nearly use it, or only look like it.
std::string line_of_cxx(std::mt19937& random, const std::string& module);
std::string line_of_python(std::mt19937& random, const std::string& module);

/// The same tree for the same seed. Its modules are `relax`, `tune` and `probe`.
Tree make_tree(unsigned seed);

MemoryView view_of(const Tree& tree);

}  // namespace modgate::testing
