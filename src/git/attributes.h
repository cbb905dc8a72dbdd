// Whether git may store other bytes than stand on disk: line-end conversion, filters such as LFS, `ident`. Where that
// is possible, an unchanged file's blob id says nothing about its bytes. Errs on the side of "may".
#pragma once

#include <string>
#include <string_view>

#include "git/handle.h"
#include "git/layout.h"

namespace modgate::git {

/// Whether some line of a `.gitattributes` sets an attribute that converts. Patterns are not matched.
bool sets_conversion(std::string_view gitattributes);

/// Whether configuration or an attributes file outside the work tree may convert any file.
bool converts_everywhere(git_config* config, const Layout& layout);

}  // namespace modgate::git
