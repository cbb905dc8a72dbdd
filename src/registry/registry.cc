// Questions that rules and resolution ask of a built registry.
#include "modgate/registry.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "modgate/change.h"
#include "modgate/source.h"

namespace modgate {

std::vector<std::string> flag_names(const Flag& flag) {
  constexpr std::string_view kPrefix = "CONFIG_";
  std::vector<std::string> names;
  if (flag.name.set && !flag.name.value.empty()) {
    const bool prefixed = flag.kind.value != "kconfig" || flag.name.value.starts_with(kPrefix);
    names.push_back(prefixed ? flag.name.value : std::string(kPrefix) + flag.name.value);
    if (flag.kind.value == "kconfig") names.push_back(names.front() + "_MODULE");
  }
  if (flag.macro.set && !flag.macro.value.empty() && (names.empty() || names.front() != flag.macro.value)) {
    names.push_back(flag.macro.value);
  }
  return names;
}

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

ModuleId Change::module(std::string_view name) const {
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    if (registry.modules[i].name == name) return static_cast<ModuleId>(i);
  }
  return kCore;
}

}  // namespace modgate
