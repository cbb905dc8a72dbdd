// Walks a repository's commits for History (modgate/history.h). No program runs, nothing is cached on disk; where a
// shallow or partial clone ends, the gap is named with the command that fills it.
#pragma once

#include <memory>
#include <string>

#include "git/layout.h"
#include "modgate/history.h"
#include "modgate/result.h"

namespace modgate::git {

/// History from the revision's commit backwards.
Result<std::unique_ptr<History>> open_history(const Layout& layout, const std::string& revision);

}  // namespace modgate::git
