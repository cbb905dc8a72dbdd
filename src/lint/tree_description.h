// What describes the tree beyond its paths: symbolic links, and include folders from compile_commands.json.
#pragma once

#include <string>
#include <vector>

#include "lint/load.h"
#include "modgate/rule.h"
#include "resolve/resolve.h"

namespace modgate {

/// Reads the targets of all links. A compilation database is looked for in the view, then in `workdir` on disk (it is
/// usually not tracked); what is wrong with it is added to `skipped`.
TreeDescription describe_tree(const Files& files, const Policy& policy, BlobReader& reader, const std::string& workdir,
                              std::vector<Skipped>& skipped);

/// Links of source files that lead nowhere or out of the repository.
std::vector<Skipped> dangling_links(const Files& files, const TreeDescription& tree);

}  // namespace modgate
