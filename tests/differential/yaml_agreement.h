// One YAML document to the verdict on it: the tree by modgate's reader of manifests against that by libfyaml.
#pragma once

#include <string>

#include "verdict.h"

namespace modgate::differential {

Verdict compare_document(const std::string& text);

}  // namespace modgate::differential
