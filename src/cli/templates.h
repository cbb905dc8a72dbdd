// The files that `modgate init` writes for hooks and CI: the texts below examples/ci, compiled in.
#pragma once

#include <string_view>

namespace modgate::cli {

std::string_view hook_script();      ///< a POSIX shell script: git's pre-commit hook
std::string_view github_workflow();  ///< .github/workflows/modgate.yml
std::string_view gitlab_job();       ///< .gitlab/modgate.gitlab-ci.yml

}  // namespace modgate::cli
