// What could matter in this run at all: the words and file names by which the cheap search picks files for the
// scanners.
#pragma once

#include <string>
#include <vector>

#include "modgate/registry.h"
#include "resolve/resolve.h"
#include "scan/suspect.h"

namespace modgate {

Suspicion suspicion_of(const Files& files, const Registry& registry, const TreeDescription& tree);

/// Words by which Python or C++ reach into the module: the last ones of its namespaces, packages and folders.
std::vector<std::string> reaching_words(const Module& module);

/// The words by which a line can name one module: its id, its folders and files, the last words of its namespaces and
/// packages, its flag and the flag's macro.
std::vector<std::string> naming_words(const Module& module);

}  // namespace modgate
