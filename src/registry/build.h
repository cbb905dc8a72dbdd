// Manifests, policy and roster, joined with the files of a view: the immutable Registry.
#pragma once

#include <vector>

#include "modgate/registry.h"

namespace modgate {

/// Who owns what. Excluded files belong to nobody. Where two modules claim a file, the more specific pattern owns it in
/// this run, and the pair is listed as an overlap. Faults of the stage table are appended to the manifests' faults.
Registry build_registry(const Files& files, Policy policy, Roster roster, std::vector<Manifest> manifests);

}  // namespace modgate
