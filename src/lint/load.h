// Policy, roster and manifests: from the view's `.modgate/`, or from a folder on disk that judges from outside.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/texts.h"
#include "modgate/manifest.h"
#include "modgate/policy.h"
#include "modgate/result.h"
#include "modgate/roster.h"
#include "modgate/view.h"

namespace modgate {

struct Configuration {
  Policy policy;
  Roster roster;
  std::vector<Manifest> manifests;
  std::vector<std::string> missing_objects;  ///< paths that the repository does not hold: the run is incomplete
};

/// Where configuration is to be read from.
struct ConfigSource {
  std::optional<std::string> config_file;  ///< a policy on disk; nothing: `.modgate/policy.yaml` of the view
  std::optional<std::string> disk_root;    ///< what `//` means when there is no view (`validate`)
  bool policy_optional = false;            ///< a folder without a policy has the defaults, and its roster
  bool manifests = true;                   ///< read the manifests that the policy names
};

/// What is wrong inside a file is a fault in the result. A Failure is only a `config_file` that cannot be read.
Result<Configuration> load_configuration(Files& files, RunTexts& texts, BlobReader& reader, const ConfigSource& source);

}  // namespace modgate
