// Questions that rules and resolution ask of a built registry.
#include "modgate/registry.h"

#include <algorithm>

#include "modgate/source.h"

namespace modgate {

const Integration* Registry::integration(ModuleId module, FileId file) const {
  const Module& m = (*this)[module];
  for (std::size_t i = 0; i < m.integration_files.size(); ++i) {
    if (m.integration_files[i] == file) return &m.manifest.integration[i];
  }
  return nullptr;
}

bool Registry::is_public_header(ModuleId module, FileId file) const {
  const Module& m = (*this)[module];
  return m.manifest.public_headers.empty() || std::binary_search(m.public_files.begin(), m.public_files.end(), file);
}

bool Registry::in_composition(ModuleId module, FileId file) const {
  const Module& m = (*this)[module];
  return std::binary_search(m.composition_files.begin(), m.composition_files.end(), file);
}

bool Registry::is_core_public_header(FileId file) const {
  return policy.core_public_headers.empty() || std::binary_search(core_public.begin(), core_public.end(), file);
}

}  // namespace modgate
