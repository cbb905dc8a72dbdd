// Where text outside a module names it: in any file of the view that is text, whatever its language.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate {

/// A path, namespace, package or flag of a module, written out in a file that is not its own.
struct Mention {
  enum class What : std::uint8_t { path, name_space, package, flag };
  What what = What::path;
  bool on = false;  ///< a flag that is switched on there: `-DUSE_X=ON`, `set(USE_X ON)`, `CONFIG_X=y`
  ModuleId module = kCore;
  FileId from = kNoFile;
  std::uint32_t line = 0;
  Span at;
  std::string text;        ///< what of the module is named, as its manifest spells it
  std::uint32_t more = 0;  ///< of the last one that is kept of a file and module: how many follow that are not listed
};

/// By file, then place. Not listed: the module's own files, manifests, policy and roster, excluded files.
using Mentions = std::vector<Mention>;

}  // namespace modgate
