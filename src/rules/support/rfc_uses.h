// What each RFC is used for, across all manifests. An RFC is known by its url, its ref and its document's path, each
// brought to one form; two that share any of them are one. Nothing is fetched: a link that redirects is another RFC.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "modgate/rule.h"

namespace modgate {

/// An RFC where a manifest names it. Without a composition it is the module's own.
struct RfcUse {
  ModuleId module = kCore;
  std::optional<std::size_t> composition;
  const Rfc* rfc = nullptr;
};

/// The forms by which an RFC is known; equal ones mean the same RFC.
std::vector<std::string> rfc_keys(const Rfc& rfc);
bool same_rfc(const Rfc& a, const Rfc& b);
/// How the manifest spells it: its ref, else its url, else its path.
const Text& rfc_text(const Rfc& rfc);

class RfcUses {
 public:
  explicit RfcUses(const Registry& registry);
  /// Another use of the composition's RFC that may not be: a module's own, else an earlier composition's. `later`: a
  /// later composition's counts, too.
  const RfcUse* other(ModuleId module, std::size_t composition, bool later) const;

 private:
  struct Users {
    std::optional<std::size_t> own, first, second;  ///< into uses_: a module's, and two compositions'
  };
  std::vector<RfcUse> uses_;
  std::unordered_map<std::string, Users> users_;
  const Registry& registry_;
};

}  // namespace modgate
