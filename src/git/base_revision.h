// The commit that `--against` means. For `auto` the environment of a CI or of pre-commit says it; those values come
// from whoever opened a pull request, so only ids and plain names of references are looked up. Refused, with the
// command that helps: a base that is not here. Nothing is guessed.
#pragma once

#include <optional>
#include <string>

#include "git/handle.h"
#include "git/layout.h"
#include "modgate/result.h"

namespace modgate::git {

/// `head`: the revision that is checked, if it is not HEAD or what will follow it. Gives an id in hex.
Result<std::string> base_commit(git_repository* repository, const Layout& layout, const std::string& against,
                                bool staged, const std::optional<std::string>& head);

}  // namespace modgate::git
