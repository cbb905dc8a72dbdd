// Start and stop of libgit2 and its process-wide settings.
#include "git/library.h"

#include <git2.h>

#include <array>
#include <cstddef>

// Debian's libgit2 parses all certificate authorities of the machine when it starts, for connections that modgate never
// opens: a fifth of a small run. Where it is a shared library, this stands in front of Mbed TLS's function and reads
// nothing. Weak, since a static program holds the library's own.
extern "C" __attribute__((weak, visibility("default"))) int mbedtls_x509_crt_parse_file(void* /*chain*/,
                                                                                        const char* /*path*/) {
  return 0;
}

namespace modgate::git {

Library::Library() {
  git_libgit2_init();
  ready_thread();
  // What these extensions change does not touch what modgate reads. `objectformat` and `refstorage` must never stand
  // here: libgit2 would then open SHA-256 and reftable repositories as if they were empty.
  std::array<const char*, 4> extensions = {"preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees"};
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // A walk through history meets every object about once; what is worth keeping is small. libgit2 would keep 256 MiB.
  constexpr std::size_t kCacheBytes = 48 * 1024 * 1024;
  git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, kCacheBytes);
}

void Library::ready_thread() {
  constexpr std::size_t kMoreThanTheState = 4096;
  char* volatile memory = new char[kMoreThanTheState];  // volatile: nobody may see that it is of no use
  delete[] memory;
  git_error_clear();
}

Library::~Library() { git_libgit2_shutdown(); }

}  // namespace modgate::git
