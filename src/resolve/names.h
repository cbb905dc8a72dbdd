// Qualified names to the modules whose namespaces they name.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "modgate/facts.h"
#include "modgate/registry.h"
#include "modgate/resolution.h"
#include "resolve/language_imports.h"

namespace modgate {

/// What resolves the imports of a language; nullptr for one without imports.
using ImportMechanism = std::function<const LanguageImports*(Language)>;

/// The first place of each (file, module) where a file outside the module names its C++ namespace, as C++ looks names
/// up: from the enclosing namespace outwards, then through using-directives of the file; or its package as
/// other languages name it in code. A nearer namespace of the same name hides the module's where it is opened in the
/// file or in one that it includes. `included` are pairs of an including and an included file, by the former. Names for
/// which a limit ends the search are added to `unresolved`.
std::vector<NameUse> find_name_uses(const Files& files, const Registry& registry, const ImportMechanism& imports,
                                    const FactsTable& facts, const std::vector<std::pair<FileId, FileId>>& included,
                                    std::vector<Unresolved>& unresolved);

}  // namespace modgate
