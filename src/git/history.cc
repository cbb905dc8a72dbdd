#include "git/history.h"

#include "git/failure.h"

namespace modgate::git {

Result<std::unique_ptr<History>> open_history(const Layout&, const std::string& revision) {
  return repository_failure("the history of " + revision + " is not read yet", "");
}

}  // namespace modgate::git
