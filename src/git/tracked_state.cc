// Compares an index entry with what stat says, as git does before it reads a file.
#include "git/tracked_state.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "git/failure.h"
#include "git/index.h"

namespace modgate::git {
namespace {

/// A file written in the same moment as the index, or later, proves nothing: it may have changed once more without
/// changing its time.
bool is_unchanged(const git_index_entry& entry, const struct stat& status, const IndexTime& index_time) {
  if ((entry.mode & S_IFMT) != (status.st_mode & S_IFMT)) return false;
  if ((entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0) return false;
  const auto same_time = [](const git_index_time& known, const timespec& now) {
    return known.seconds == static_cast<std::int32_t>(now.tv_sec) && known.nanoseconds == now.tv_nsec;
  };
  return IndexTime(status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < index_time &&
         same_time(entry.mtime, status.st_mtim) && same_time(entry.ctime, status.st_ctim) &&
         entry.file_size == static_cast<std::uint32_t>(status.st_size) &&
         entry.ino == static_cast<std::uint32_t>(status.st_ino) && entry.uid == status.st_uid &&
         entry.gid == status.st_gid;
}

}  // namespace

DiskState state_on_disk(int folder, const std::string& name, const git_index_entry& entry, bool file_mode,
                        const IndexTime& index_time) {
  DiskState state{*kind_of_mode(entry.mode), false};
  struct stat status {};
  if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    throw_if_machine_failed(errno, entry.path);
    return state;
  }
  if (S_ISLNK(status.st_mode)) {
    state.kind = EntryKind::symlink;
  } else if (S_ISREG(status.st_mode) && file_mode) {
    state.kind = (status.st_mode & S_IXUSR) != 0 ? EntryKind::executable : EntryKind::file;
  } else if (S_ISREG(status.st_mode) && state.kind != EntryKind::executable) {
    state.kind = EntryKind::file;
  }
  state.unchanged = is_unchanged(entry, status, index_time);
  return state;
}

}  // namespace modgate::git
