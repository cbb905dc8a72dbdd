// From a folder and the environment to an open repository, as git finds it: GIT_DIR, else `.git` here or above.
// Refused with the command that helps: none at all, another owner's, formats that libgit2 cannot read, and a bare
// repository met on the way up or inside another repository's files (it may have come in with a pull request).
#pragma once

#include <string>

#include "git/environment.h"
#include "git/handle.h"
#include "git/layout.h"
#include "modgate/result.h"

namespace modgate::git {

struct Opened {
  RepositoryHandle repository;
  Layout layout;
};

/// `start` is an absolute, resolved path without trailing slash.
Result<Opened> open_repository(const std::string& start, const Environment& environment);

}  // namespace modgate::git
