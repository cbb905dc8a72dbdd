// Waivers of manifests applied to findings. In force are those that are well-formed, allowed by the policy, and, with a
// base, in the base, too: a change cannot excuse itself.
#pragma once

#include <vector>

#include "modgate/rule.h"

namespace modgate {

/// Every waiver of the registry, in order of modules and of their lists.
std::vector<WaiverState> waivers_of(const Registry& registry, const Change* change);

/// Marks the findings that a waiver in force silences, with its reason, and counts them.
void apply_waivers(std::vector<Diagnostic>& findings, std::vector<WaiverState>& waivers, const Registry& registry,
                   const Files& files);

}  // namespace modgate
