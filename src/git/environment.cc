// Reads the GIT_* variables once, before anything could change the current folder.
#include "git/environment.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "base/paths.h"
#include "base/text.h"
#include "git/failure.h"

namespace modgate::git {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string absolute(const std::string& path, const std::string& folder) {
  return path.empty() || path.front() == '/' ? path : paths::join(folder, path);
}

bool is_true(std::string_view value) {
  const std::string lower = text::lower(value);
  return lower == "1" || lower == "true" || lower == "yes" || lower == "on";
}

}  // namespace

Result<Environment> read_environment() {
  if (!variable("GIT_COMMON_DIR").empty()) {
    return repository_failure("GIT_COMMON_DIR is set, which modgate does not follow", "unset GIT_COMMON_DIR");
  }
  std::string folder;
  if (char* cwd = ::getcwd(nullptr, 0); cwd != nullptr) {
    folder = cwd;
    std::free(cwd);
  }
  Environment environment;
  environment.git_dir = absolute(variable("GIT_DIR"), folder);
  environment.work_tree = absolute(variable("GIT_WORK_TREE"), folder);
  environment.index_file = absolute(variable("GIT_INDEX_FILE"), folder);
  environment.object_directory = absolute(variable("GIT_OBJECT_DIRECTORY"), folder);
  const std::string alternates = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES");
  for (const std::string_view part : text::split(alternates, ":")) {
    if (!part.empty()) environment.alternates.push_back(absolute(std::string(part), folder));
  }
  environment.ceilings = variable("GIT_CEILING_DIRECTORIES");
  environment.across_filesystems = is_true(variable("GIT_DISCOVERY_ACROSS_FILESYSTEM"));
  if (!environment.index_file.empty() && ::access(environment.index_file.c_str(), F_OK) != 0) {
    return repository_failure("GIT_INDEX_FILE names " + quoted(environment.index_file) + ", which does not exist",
                              "unset GIT_INDEX_FILE");
  }
  return environment;
}

}  // namespace modgate::git
