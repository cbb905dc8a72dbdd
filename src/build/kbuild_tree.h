// All folders that kbuild enters, from the root's makefile down, each with the condition under which it is entered.
// Where the root has none, every topmost folder with lists of objects is a start, as for a module built on its own.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "build/kbuild_folder.h"

namespace modgate {

struct KbuildTree {
  struct Node {
    std::string name;
    KbuildFolder folder;
    FormulaId when{};           ///< it is entered
    std::size_t parent = kTop;  ///< the first that enters it
    MakePlace entered;          ///< where
  };
  static constexpr std::size_t kTop = static_cast<std::size_t>(-1);
  std::vector<Node> nodes;
};

KbuildTree read_kbuild_tree(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
                            const Kconfig& kconfig, Formulas& formulas);

}  // namespace modgate
