// Start and stop of libgit2 and its process-wide settings.
#include "git/library.h"

#include <git2.h>

#include <array>

namespace modgate::git {

Library::Library() {
  git_libgit2_init();
  // What these extensions change does not touch what modgate reads. `objectformat` and `refstorage` must never stand
  // here: libgit2 would then open SHA-256 and reftable repositories as if they were empty.
  std::array<const char*, 4> extensions = {"preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees"};
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

Library::~Library() { git_libgit2_shutdown(); }

}  // namespace modgate::git
