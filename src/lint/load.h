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

/// What is wrong inside a file is a fault in the result. A Failure is only a `config_file` that cannot be read.
Result<Configuration> load_configuration(Files& files, RunTexts& texts, BlobReader& reader,
                                         const std::optional<std::string>& config_file,
                                         const std::vector<std::pair<std::string, std::string>>& extra_manifests);

}  // namespace modgate
