// Where git looks for a repository's hooks. What comes in is its layout and configuration; what goes out is a folder,
// which need not exist, and the part of the repository that it lies in. Nothing is written or run.
#pragma once

#include "git/handle.h"
#include "git/layout.h"
#include "git/repository.h"

namespace modgate::git {

/// `core.hooksPath`, from the work tree's root when it is relative; else `hooks` of the folder that linked worktrees
/// share.
HooksFolder hooks_folder(git_repository* repository, const Layout& layout);

}  // namespace modgate::git
