// Where the parts of one repository lie on disk. A value: views and their readers keep a copy.
#pragma once

#include <string>
#include <vector>

namespace modgate::git {

struct Layout {
  std::string git_directory;     ///< ends in `/`; a linked worktree's own
  std::string common_directory;  ///< ends in `/`; shared by linked worktrees
  std::string work_tree;         ///< absolute, ends in `/`; empty for a bare repository
  std::string index_file;
  std::string objects;
  std::vector<std::string> alternates;  ///< further object folders, from the environment
  bool partial = false;                 ///< a partial clone: objects may be missing on purpose
  std::string promisor;                 ///< the remote that has them; may be empty
  bool shallow = false;
  bool file_mode = true;  ///< core.fileMode: the executable bit on disk means something
};

}  // namespace modgate::git
