// New files of `modgate init`: one that is there already is never touched, and nothing is written through a link.
#pragma once

#include <string>
#include <string_view>

#include "git/repository.h"
#include "modgate/result.h"

namespace modgate::cli {

struct NewFile {
  std::string root;   ///< the folder, ending in `/`, below which no component may be a link
  std::string path;   ///< from there
  std::string shown;  ///< as messages name it
  bool executable = false;
  std::string if_there = "edit it, or remove it first";  ///< the help when it is there already
};

/// A file of the work tree. A Failure: there is none.
Result<NewFile> in_work_tree(const git::Repository& repository, const std::string& path);

/// Makes the file and the folders that lead to it.
Result<bool> write_new(const NewFile& file, std::string_view text);

}  // namespace modgate::cli
