// A path with variables in place of whole components, `arch/$(SRCARCH)/Kconfig`, matched with the files of the view: a
// variable that nobody sets stands for every folder there is.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/source.h"

namespace modgate {

struct FolderMatch {
  FileId file = kNoFile;
  std::vector<std::pair<std::string, std::string>> values;  ///< variable, the folder it stands for
};

/// Files whose path is the pattern, in byte order. None when a variable is a part of a component or more than
/// `limits::kPatternVariables` stand in it; a variable that stands twice has one value.
std::vector<FolderMatch> match_folders(const Files& files, std::string_view pattern);

/// `NAME` of `$(NAME)` or `${NAME}` where that is all of the text and plainly a name; else empty.
std::string_view plain_variable(std::string_view text);

}  // namespace modgate
