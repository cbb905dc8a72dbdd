// Walks a repository's commits for History (modgate/history.h). No program runs, nothing is cached on disk; where a
// shallow or partial clone ends, the gap is named with the command that fills it.
#pragma once

#include <memory>
#include <string>

#include "git/commit_graph.h"
#include "git/layout.h"
#include "modgate/history.h"
#include "modgate/result.h"

namespace modgate::git {

/// History from the commit, an id in hex, backwards.
Result<std::unique_ptr<History>> open_history(const Layout& layout, const std::string& commit);

/// Trailers of the commits, ids in hex, that are in `of` and not in `without`, newest first; in a shallow clone of
/// those that are here. Fails when they are more than limits::kHistoryCommits.
Result<std::vector<Trailer>> trailers_between(CommitGraph& graph, const std::string& without, const std::string& of);

}  // namespace modgate::git
