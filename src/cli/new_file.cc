// Looks at each folder on the way before it makes the next.
#include "cli/new_file.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "cli/output.h"

namespace modgate::cli {

namespace fs = std::filesystem;

Result<NewFile> in_work_tree(const git::Repository& repository, const std::string& path) {
  if (repository.bare() || repository.workdir().empty()) {
    return Failure{Failure::Kind::usage, "a bare repository has no work tree to write to", "use a clone of it"};
  }
  return NewFile{.root = repository.workdir(), .path = path, .shown = path};
}

Result<bool> write_new(const NewFile& file, std::string_view text) {
  const std::string full = file.root + file.path;
  std::error_code error;
  for (std::size_t end = file.path.find('/'); end != std::string::npos; end = file.path.find('/', end + 1)) {
    const std::string folder = file.path.substr(0, end);
    if (!fs::is_symlink(fs::symlink_status(file.root + folder, error))) continue;
    const std::string above = file.shown.substr(0, file.shown.size() - file.path.size());
    return Failure{Failure::Kind::usage, fmt::format("`{}{}` is a link, and init writes through none", above, folder),
                   "make it a folder"};
  }
  fs::create_directories(fs::path(full).parent_path(), error);
  // Where the folder could not be made, that is why the file cannot be.
  if (!error && create_file(full, text, file.executable)) return true;
  const int reason = error ? error.value() : errno;
  if (reason == EEXIST) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` is there already, and init never overwrites", file.shown),
                   file.if_there};
  }
  return Failure{Failure::Kind::io, fmt::format("cannot write `{}`: {}", file.shown, std::strerror(reason)), ""};
}

}  // namespace modgate::cli
