// What makes a finding the same finding after lines moved: rule, module, path, target, spelling, ordinal among equals.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/source.h"

namespace modgate {

/// Sets `fingerprint` on all findings, which must be in total order. `renamed` maps a path to the name under which it
/// is compared (the identity, or a base's old names to the head's new ones).
void set_fingerprints(std::vector<Diagnostic>& findings, const Files& files,
                      const std::function<std::string(std::string_view)>& renamed);

}  // namespace modgate
