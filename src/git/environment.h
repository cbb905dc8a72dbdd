// The variables by which git (in a hook, or a person) says where a repository's parts are.
// Relative values come out absolute against the current folder. What git would quietly take for an empty repository,
// an index file that does not exist, is refused.
#pragma once

#include <string>
#include <vector>

#include "modgate/result.h"

namespace modgate::git {

struct Environment {
  std::string git_dir;                  ///< GIT_DIR; empty when unset, like the others
  std::string work_tree;                ///< GIT_WORK_TREE
  std::string index_file;               ///< GIT_INDEX_FILE
  std::string object_directory;         ///< GIT_OBJECT_DIRECTORY (a pre-receive hook's quarantine)
  std::vector<std::string> alternates;  ///< GIT_ALTERNATE_OBJECT_DIRECTORIES
  std::string ceilings;                 ///< GIT_CEILING_DIRECTORIES, as it is
  bool across_filesystems = false;      ///< GIT_DISCOVERY_ACROSS_FILESYSTEM
};

Result<Environment> read_environment();

}  // namespace modgate::git
