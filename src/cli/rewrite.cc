#include "cli/rewrite.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/guard.h"
#include "git/descriptor.h"

namespace modgate::cli {
namespace {

using git::Descriptor;

Failure refused(const std::string& path, const std::string& why, std::string help = {}) {
  return {Failure::Kind::io, fmt::format("cannot fix `{}`: {}", utf8::visible(path), why), std::move(help)};
}

Failure refused(const std::string& path) {
  const bool link = errno == ELOOP || errno == ENOTDIR;
  return refused(path, link ? "a symbolic link leads to it" : std::strerror(errno));
}

/// The folder that holds the path. No Descriptor, with errno: a component is no folder.
Descriptor folder_of(const Descriptor& root, std::string_view path) {
  Descriptor folder(::openat(root.get(), ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (const std::string_view name : text::split(paths::parent(path), "/")) {
    if (name.empty() || !folder) continue;
    folder =
        Descriptor(::openat(folder.get(), std::string(name).c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }
  return folder;
}

/// Whether the open file holds just these bytes.
bool holds(int file, std::string_view bytes) {
  std::string buffer(64 * 1024, '\0');
  while (true) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0 && bytes.empty();
    const auto size = static_cast<std::size_t>(got);
    if (!bytes.starts_with(std::string_view(buffer).substr(0, size))) return false;
    bytes.remove_prefix(size);
  }
}

/// A file that may be rewritten, and what it is.
struct Target {
  Descriptor folder;
  std::string name;
  struct stat status {};
};

Result<Target> look_at(const Descriptor& root, const Rewrite& rewrite) {
  Target target;
  target.name = paths::base_name(rewrite.path);
  target.folder = folder_of(root, rewrite.path);
  if (!target.folder) return refused(rewrite.path);
  const Descriptor file(
      ::openat(target.folder.get(), target.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file || ::fstat(file.get(), &target.status) != 0) return refused(rewrite.path);
  if (!S_ISREG(target.status.st_mode)) return refused(rewrite.path, "it is no regular file");
  // Renaming would write it all the same.
  const bool writable = (target.status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) != 0;
  if (!writable || ::faccessat(target.folder.get(), target.name.c_str(), W_OK, AT_EACCESS) != 0) {
    return refused(rewrite.path, "it is read-only");
  }
  if (::faccessat(target.folder.get(), ".", W_OK, AT_EACCESS) != 0) {
    return refused(rewrite.path, "its folder is read-only, and the new text comes as a new file");
  }
  if (!holds(file.get(), rewrite.before)) {
    return refused(rewrite.path, "it changed while modgate looked at it", "run `modgate check --fix` again");
  }
  return target;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Fills the temporary file. False with errno; a disk that is full says so at the latest when the bytes are flushed.
bool fill(int file, const Rewrite& rewrite, const struct stat& status) {
  if (!write_all(file, rewrite.after)) return false;
  struct stat now {};
  if (::fstat(file, &now) != 0) return false;
  // Somebody else's file stays theirs where the system lets one give it away.
  const bool foreign = now.st_uid != status.st_uid || now.st_gid != status.st_gid;
  if (foreign && ::fchown(file, status.st_uid, status.st_gid) != 0 && errno != EPERM) return false;
  return ::fchmod(file, status.st_mode & 07777) == 0 && ::fsync(file) == 0;
}

Result<bool> write_one(const Descriptor& root, const Rewrite& rewrite) {
  auto target = look_at(root, rewrite);
  if (!target) return target.error();
  const int folder = target->folder.get();
  Unfinished unfinished;
  std::string temporary;
  const Descriptor file(unfinished.create_temporary(folder, ".modgate", temporary, 0600));
  if (!file) return refused(rewrite.path);
  const bool good = fill(file.get(), rewrite, target->status) &&
                    ::renameat(folder, temporary.c_str(), folder, target->name.c_str()) == 0;
  if (good) return true;
  const int reason = errno;
  ::unlinkat(folder, temporary.c_str(), 0);
  errno = reason;
  return refused(rewrite.path);
}

}  // namespace

Result<bool> rewrite_files(const std::string& workdir, const std::vector<Rewrite>& files) {
  const Descriptor root(::open(workdir.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root) return refused(workdir);
  for (const Rewrite& rewrite : files) {
    auto target = look_at(root, rewrite);
    if (target) continue;
    Failure failure = target.error();
    failure.message += "; nothing was written";
    return failure;
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto written = write_one(root, files[i]);
    if (written) continue;
    Failure failure = written.error();
    failure.message +=
        i == 0 ? std::string("; nothing was written")
               : fmt::format("; {} before it, in order of their paths, {} written and stay so, the rest is not",
                             text::counted(i, "file"), i == 1 ? "was" : "were");
    return failure;
  }
  return true;
}

}  // namespace modgate::cli
